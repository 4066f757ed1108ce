"""Section 3.2: one weight asked to store and to protect, to read and to shield."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.weight_conflict.view import BENCHES

bench.show(*BENCHES)
