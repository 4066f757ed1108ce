"""Every page's table of settings by its address, for links that are made away from the page."""

from lstm97.ui.base.contents import PAGES
from lstm97.ui.link.settings import Settings
from lstm97.ui.pages.bptt import net as bptt
from lstm97.ui.pages.carousel import view as carousel
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.experiments import view as experiments
from lstm97.ui.pages.forget_gate import view as forget_gate
from lstm97.ui.pages.glossary import view as glossary
from lstm97.ui.pages.gradient_descent import view as gradient_descent
from lstm97.ui.pages.math_toolbox import view as math_toolbox
from lstm97.ui.pages.memory_cell import view as memory_cell
from lstm97.ui.pages.myths import view as myths
from lstm97.ui.pages.paper_tables import view as paper_tables
from lstm97.ui.pages.quiz import view as quiz
from lstm97.ui.pages.recurrent_network import view as recurrent_network
from lstm97.ui.pages.scissors import view as scissors
from lstm97.ui.pages.vanishing_exploding import view as vanishing
from lstm97.ui.pages.weight_conflict import view as weight_conflict

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
