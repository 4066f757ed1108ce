"""Error flow in a network of one's own: from a file, a state dict or a model to a report.

`report` measures it, `what_if` measures the same with one thing changed, and `python -m lstm97
flow` prints it. Read in this order: measurement, layer, entries, report, proof, local, credit,
what_if, recipes, examples, teaching; then table, sentences and command.
"""

from lstm97.flow.credit import Credit, Singular
from lstm97.flow.examples import cell_of_1997
from lstm97.flow.layer import Keep, LayerReport
from lstm97.flow.report import Report, report
from lstm97.flow.sentences import sentence
from lstm97.flow.what_if import CHANGES, Variation, options, what_if
from lstm97.formats import FileRefusal

__all__ = [
    "CHANGES",
    "Credit",
    "FileRefusal",
    "Keep",
    "LayerReport",
    "Report",
    "Singular",
    "Variation",
    "cell_of_1997",
    "options",
    "report",
    "sentence",
    "what_if",
]
