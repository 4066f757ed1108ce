"""Foundations: a small recurrent net forward and back, with numbers that a reader can check."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.bptt.view import BENCHES

bench.show(*BENCHES)
