"""Error flow in a network of the reader's own, or in an example."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.your_network.view import BENCHES

bench.show(*BENCHES)
