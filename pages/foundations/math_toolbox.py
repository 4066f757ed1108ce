"""Foundations: the mathematics of the lesson, each piece a slider away."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.math_toolbox.view import BENCHES

bench.show(*BENCHES)
