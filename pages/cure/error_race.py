"""The main screen: whose error gets further back, a recurrent network's or the 1997 LSTM's."""

from lstm97.ui.lesson import bench
from lstm97.ui.pages.error_race.view import BENCH

bench.show(BENCH)
