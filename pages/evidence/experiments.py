"""Each task of the paper: look at a sequence, train on it, see what was learnt to be kept."""

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import controls
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.experiments import learnt as experiments_learnt
from lstm97.ui.pages.experiments import training as experiments_train
from lstm97.ui.pages.experiments import view as experiments

PAGE = experiments.PAGE
GUESSES = ("hundreds", "thousands", "tens", "more")

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
