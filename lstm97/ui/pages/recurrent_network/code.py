"""The recurrent unit as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.link.own_sequence import legible
from lstm97.ui.pages.recurrent_network.conditions import WORD, LoopValues


def memory(values: LoopValues) -> str:
    """The last state, and how many of the inputs can be told from it."""
    return _word(values) if values.feed == "word" else _spikes(values)


def _spikes(values: LoopValues) -> str:
    return f"""\
from lstm97.analysis.foundations.ablation import letter_weights, remember, spikes, unit

weights = {values.vin} * letter_weights(1)
found = remember(unit({values.w}, weights, {values.act!r}), spikes({values.at}, {values.T}))
print(found.state[-1])
print(found.lasting.sum(), len(found.steps))
"""


def _word(values: LoopValues) -> str:
    text = legible(values.word, WORD, "symbols")
    return f"""\
from lstm97.analysis.foundations.ablation import letter_weights, padded, remember, unit
from lstm97.tasks import TASKS

task = TASKS["typed"](text={text!r}, kind="symbols")
weights = {values.vin} * letter_weights(task.inputs)
xs = padded(task.single(0).xs, {values.T})
found = remember(unit({values.w}, weights, {values.act!r}), xs)
print(found.state[-1])
print(found.lasting.sum(), len(found.steps))
"""
