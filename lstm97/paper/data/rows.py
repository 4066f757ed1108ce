"""All rows that can be run, by slug: "4-1" is the paper's, "4-1-logistic" a variation of it."""

from lstm97.paper.data.paper_rows import PAPER_ROWS
from lstm97.paper.data.row import Row
from lstm97.paper.data.variations import VARIATIONS

ROWS: dict[str, Row] = PAPER_ROWS | VARIATIONS
