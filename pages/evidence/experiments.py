"""Each task of the paper: look at a sequence, train on it, see what was learnt to be kept."""

from lstm97.ui import experiments, lesson
from lstm97.ui.controls import controls
from lstm97.ui.stage import stage
from lstm97.ui.text import prose

PAGE = experiments.PAGE
GUESSES = ("hundreds", "thousands", "tens", "more")

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)
values = controls(experiments.SETTINGS)
experiments.story(values)
task, seed = experiments.task_of(values), int(values.seed)

if not lesson.predict(PAGE, "count", GUESSES):
    stage(experiments.preview(task, seed), key=f"{PAGE}/preview/{values.experiment}")
else:
    lstm, rival = experiments.nets(values, task, seed)
    if lstm is not None:
        shown = experiments.laps(task, seed, lstm, rival)
        stage(experiments.scene(task, seed, shown), key=f"{PAGE}/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE)
    lesson.takeaway(PAGE)
