"""The count below the paper's tables as Python.

It prints the numbers of the page.
"""

TABLES = """\
from lstm97.paper.show.comparison import comparisons, score

counts = score(comparisons())
fast = counts["matched"] + counts["faster"] + counts["more_errors"]
print(fast, counts["rows"])
print(counts["deviates"], counts["rows"])
"""
