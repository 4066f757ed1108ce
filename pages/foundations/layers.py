"""Foundations: many neurons, layer by layer, and the error back through the same matrices."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.layers.view import BENCHES

bench.show(*BENCHES)
