"""Foundations: a ball on a measured loss surface, and what the learning rate makes of its walk."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.gradient_descent.view import BENCH

bench.show(BENCH)
