"""The forget gate of 2000: it turns the carousel into a leak, and resets a stream."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.forget_gate.view import BENCHES

bench.show(*BENCHES)
