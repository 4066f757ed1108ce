"""The scissors: truncated against full gradient, edge by edge, in learning and in cost."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.scissors.view import BENCHES

bench.show(*BENCHES)
