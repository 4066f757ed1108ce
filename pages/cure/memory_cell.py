"""Figure 1 of the paper alive: you hold the gates; blocks, wires, drift and abuse in tabs."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.memory_cell.view import BENCHES

bench.show(*BENCHES)
