"""How a row takes the paper: what it settles where the text is open, what it changes against it.

The sentences are in the catalogue, under ``paper.readings``. Criteria are not among the changes:
they are never chosen by their result.
"""

OPEN = (  # the text leaves it open, or says two things
    "logistic-output",
    "first-pair",
    "average-error",
    "biased-gates",
    "random-gates",
    "noise-is-variance",
    "fresh-quiz",
    "fixed-quiz",
    "two-passes",
    "three-c-inputs",
    "step-updates",
    "sequence-updates",
    "next-symbol",
    "legal-symbols",
    "repeated-strings",
    "distinct-strings",
    "swapped-ranges",
    "doubled-error",
    "cell-added",
    "frozen-proof",
    "index-range",
)
CHANGES = (  # against what the text says
    "linear-output",
    "nothing-constant",
    "three-signals",
    "tolerated-error",
    "all-biased",
    "wide-start",
    "closed-gate",
    "tolerated-sum",
    "centred-g",
    "end-only",
    "nothing-fed-back",
)
METHODS = ("plain-net", "guessed-net")  # of baselines
READINGS = OPEN + CHANGES + METHODS
