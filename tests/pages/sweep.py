"""Every state of a bench that its sentences are held against.

As it opens: both ends of every slider and three points between, and every choice, in pairs. From
each preset: the same, one at a time. And a few states in which all settings are drawn at once.
"""

import os
import random
from itertools import combinations, product

import numpy as np

from lstm97.ui.link.kinds import Choice, Integer, Number, Scale, Toggle

IN_FORMULA = r"(?:[^$\n]*\$[^$\n]*\$)*[^$\n]*\$[^$\n]*(?:\n|\Z)"  # an odd number of $ follows
ODD = {
    "no number": r"\bnan\b|\binf\b|\bNone\b(?! of)",
    "no value": rf"[{{}}](?!{IN_FORMULA})",
    "one of several": r"(?<![\w.,−/×=])(?<!= )1\**(?: (?:time|training))? "
    r"(?:steps|words|inputs|sequences|layers|units|trials|runs|values|copies|points)\b",
    "once": r"(?<![\w.,−/×])1\** times\b",
    "too many digits": r"(?<![\d.])(?:0\.(?!999)0*[1-9]\d{4,}|(?!1\.000)[1-9]\d*\.\d{5,})"
    r"|0x[0-9a-f]",
    "a computer's power of ten": r"(?<![A-Za-z])\d(?:\.\d+)?e[+−-]?\d",
    "hyphen for minus": r"(?<![\w\-/=.])-\d",
    "minus nothing": r"−0(?![.,]?\d)",
    "moves nowhere": r"\bfrom (\S*\d\S*) to \1(?![.\d]*\d| [+−])",
}


MOST = int(os.environ.get("LSTM97_STATES", "30"))  # of each bench, evenly taken from all
INNER = 3  # points of a slider between its ends
SEEDS = ("seed", "draw", "words")
DRAWN = int(os.environ.get("LSTM97_DRAWN", "6"))  # states of a bench, all settings drawn at once


def points(setting):
    """The values of a setting that are tried; none of one that is typed."""
    if isinstance(setting, Choice):
        return setting.options
    if isinstance(setting, Toggle):
        return (False, True)
    if isinstance(setting, Scale):
        places = np.linspace(0, len(setting.stops) - 1, INNER + 2).round().astype(int)
        return tuple(dict.fromkeys(setting.stops[place] for place in places))
    if isinstance(setting, Integer | Number) and not setting.box:
        values = np.linspace(setting.low, setting.high, INNER + 2)
        return tuple(dict.fromkeys(setting.clean(value) for value in values))
    return ()


def moved_by_hand(bench):
    """The settings that a reader moves on a bench, by name."""
    settings = bench.settings
    main = [one.name for one in settings.main] if bench.controls is None else bench.controls
    more = [one.name for one in settings.more] if bench.more is None else bench.more
    return {name: settings.every[name] for name in (*main, *more)}


def sliders(bench):
    """The settings that a reader moves on a bench, with their points."""
    found = {name: points(setting) for name, setting in moved_by_hand(bench).items()}
    return {name: values for name, values in found.items() if values}


def together(bench, every, start):
    """States in which every setting is drawn at once, and the seed as well.

    They are always the same ones.
    """
    rng = random.Random(" ".join(every))
    seeds = {name: one for name, one in moved_by_hand(bench).items() if name in SEEDS}
    for _ in range(DRAWN if len(every) + len(seeds) > 1 else 0):
        values = {name: rng.choice(values) for name, values in every.items()}
        drawn = {name: rng.randint(one.low, min(one.high, 500)) for name, one in seeds.items()}
        yield start.with_values(**values | drawn)


def states(bench, moved=None):
    """The states of a bench, each once; ``moved`` names the settings if not all that are."""
    settings, every = bench.settings, sliders(bench)
    every = {name: every[name] for name in moved} if moved else every
    own = {settings.by: bench.tab} if bench.tab else {}
    start = settings.defaults().with_values(**own)
    found = [start]
    for one, two in combinations(every, 2):
        found += [
            start.with_values(**{one: first, two: second})
            for first, second in product(every[one], every[two])
        ]
    for preset in settings.presets:
        if bench.presets is None or preset.slug in bench.presets:
            at = start.with_values(**preset.values)
            found.append(at)
            found += [at.with_values(**{name: one}) for name in every for one in every[name]]
    found += together(bench, every, start)
    if len(every) == 1:
        found += [start.with_values(**{name: one}) for name, ones in every.items() for one in ones]
    return list(dict.fromkeys(found))


def some(bench, most=MOST):
    """About ``most`` states of a bench, evenly taken from all of them, and some drawn at once."""
    every = states(bench)
    evenly = every[:: max(1, -(-len(every) // max(most, MOST)))]
    return list(dict.fromkeys([*evenly, *every[-DRAWN // 2 :]]))
