"""Every state of a bench that its sentences are held against.

As it opens: both ends of every slider and three points between, and every choice, in pairs. From
each preset: the same, one at a time.
"""

import os
from itertools import combinations, product

import numpy as np

from lstm97.ui.link.kinds import Choice, Integer, Number, Scale, Toggle

ODD = {
    "no number": r"\bnan\b|\binf\b|\bNone\b(?! of)|[{}]",
    "one of several": r"(?<![\w.,−/×=])(?<!= )1\**(?: (?:time|training))? "
    r"(?:steps|words|inputs|sequences|layers|units|trials|runs|values|copies|points)\b",
    "once": r"(?<![\w.,−/×])1\** times\b",
    "too many digits": r"(?<![\d.])(?:0\.(?!999)0*[1-9]\d{4,}|(?!1\.000)[1-9]\d*\.\d{5,})"
    r"|0x[0-9a-f]",
    "hyphen for minus": r"(?<![\w\-/=.])-\d",
    "minus nothing": r"−0(?![.,]?\d)",
    "moves nowhere": r"\bfrom (\S*\d\S*) to \1(?![.\d]*\d)",
}


MOST = int(os.environ.get("LSTM97_STATES", "30"))  # of each bench, evenly taken from all
INNER = 3  # points of a slider between its ends


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


def sliders(bench):
    """The settings that a reader moves on a bench, with their points."""
    settings = bench.settings
    main = [one.name for one in settings.main] if bench.controls is None else bench.controls
    more = [one.name for one in settings.more] if bench.more is None else bench.more
    found = {name: points(settings.every[name]) for name in (*main, *more)}
    return {name: values for name, values in found.items() if values}


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
    if len(every) == 1:
        found += [start.with_values(**{name: one}) for name, ones in every.items() for one in ones]
    return list(dict.fromkeys(found))


def some(bench, most=MOST):
    """About ``most`` states of a bench, evenly taken from all of them."""
    every = states(bench)
    return every[:: max(1, -(-len(every) // max(most, MOST)))]
