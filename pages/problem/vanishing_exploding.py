"""The problem: why an error dies or blows up on its way back (paper, section 3.1)."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.vanishing_exploding.view import BENCHES

bench.show(*BENCHES)
