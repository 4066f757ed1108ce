"""The main screen: whose error gets further back, a recurrent network's or the 1997 LSTM's."""

from lstm97.ui import lesson
from lstm97.ui.text import prose

lesson.title("error-race")
lesson.text(prose("error-race", "intro"))
lesson.next_step("error-race")
