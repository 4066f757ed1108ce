"""Each task of the paper: look at a sequence, train on it, see what was learned to be kept."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.experiments.view import BENCHES

bench.show(*BENCHES)
