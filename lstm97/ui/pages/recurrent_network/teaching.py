"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.numbers import size
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.recurrent_network.conditions import SETTINGS, measure


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """What a fading unit still knows, and then a linear one with a loop of 1."""
    fading = measure(values_of(SETTINGS, query)).memory
    linear = measure(values_of(SETTINGS, query, act="identity", w=1.0)).memory
    return {
        "made": size(float(fading.initial_effects[0])),
        "left": size(float(fading.final_effects[0])),
        "kept": str(int(fading.lasting.sum())),
        "inputs": str(len(fading.steps)),
        "linear": size(float(linear.final_effects[0])),
    }


def picture(query: Mapping[str, str]) -> Thumbnail:
    """The state that fades between the inputs."""
    memory = measure(values_of(SETTINGS, query)).memory
    return Thumbnail({"rnn": memory.state}, (-1.0, 1.0), log=False)
