"""The naive solution of section 3.2: constant error flow, and three claims about it kept apart."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.carousel.view import BENCHES

bench.show(*BENCHES)
