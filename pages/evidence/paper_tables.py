"""Every table of the paper: published, and measured here with its own algorithm."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.paper_tables.view import BENCH

bench.show(BENCH)
