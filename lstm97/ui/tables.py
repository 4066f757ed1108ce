"""Every page's table of settings by its address, for links that are made away from the page."""

from lstm97.ui import (
    bptt,
    carousel,
    experiments,
    forget_gate,
    glossary,
    gradient_descent,
    math_toolbox,
    memory_cell,
    myths,
    paper_tables,
    quiz,
    race,
    recurrent_network,
    scissors,
    vanishing,
    weight_conflict,
)
from lstm97.ui.pages import PAGES
from lstm97.ui.settings import Settings

_SETTINGS = (
    bptt.SETTINGS,
    carousel.SETTINGS,
    experiments.SETTINGS,
    forget_gate.SETTINGS,
    glossary.SETTINGS,
    gradient_descent.SETTINGS,
    math_toolbox.SETTINGS,
    memory_cell.SETTINGS,
    myths.SETTINGS,
    paper_tables.SETTINGS,
    quiz.SETTINGS,
    race.SETTINGS,
    recurrent_network.SETTINGS,
    scissors.SETTINGS,
    vanishing.SETTINGS,
    weight_conflict.SETTINGS,
)
_BY_PAGE = {settings.page: settings for settings in _SETTINGS}
TABLES: dict[str, Settings] = {
    one.slug: _BY_PAGE[one.slug] for one in PAGES if one.slug in _BY_PAGE
}
