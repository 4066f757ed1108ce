"""Foundations: one unit with a loop, unrolled; which of its inputs does it still remember?"""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.recurrent_network.view import BENCHES

bench.show(*BENCHES)
