"""The naive solution of section 3.2: constant error flow, and why it is not enough."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.carousel.view import BENCH

bench.show(BENCH)
