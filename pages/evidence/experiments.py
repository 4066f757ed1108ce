"""Each task of the paper: look at a sequence, train on it, see what was learnt to be kept."""

from lstm97.ui import experiments, experiments_learnt, experiments_train, lesson, live
from lstm97.ui.controls import controls
from lstm97.ui.part import part
from lstm97.ui.settings import Values
from lstm97.ui.stage import stage
from lstm97.ui.text import prose

PAGE = experiments.PAGE
GUESSES = ("hundreds", "thousands", "tens", "more")

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_experiment() -> None:
    """The task, the reader's guess, and then the nets that learn it."""
    values = controls(experiments.SETTINGS)
    experiments.story(values)
    if lesson.predict(PAGE, "count", GUESSES, about=values.experiment):
        show(values)
        lesson.how_to_read(PAGE)
        lesson.notice(PAGE)
        lesson.takeaway(PAGE)
    else:
        experiments_learnt.another(values)
        stage(experiments.preview(values), key=f"{PAGE}/preview/{values.experiment}")


def show(values: Values) -> None:
    """Nets that learn here beside their rivals, or one of the paper's scale, on the stage."""
    if values.net == "paper":
        nets = experiments.paper_nets(values)
    else:
        nets = experiments_train.nets(values)
    if nets:
        experiments_learnt.show(values, nets)


part(PAGE, the_experiment, together=live.running(PAGE))
