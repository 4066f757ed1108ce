"""Links that went wrong: ``python tests/abuse.py --links 3000 --seed 1``.

Opens pages by links whose settings are cut, swapped, doubled, huge, hostile or from another page,
with every question skipped and every drawer open, trained networks included. Prints each page that
fails, and the memory of the process; leaves with 1 where a page failed or it took over 600 MB.
A link depends on the seed and its number alone: ``--first 1500`` goes on where a run has stopped.
"""

from __future__ import annotations

import argparse
import logging
import random
import resource
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "pages"), str(Path(__file__).parents[1])]

from visit import app, everything  # noqa: E402

from lstm97.ui.base.contents import BY_SLUG, PAGES  # noqa: E402
from lstm97.ui.link.kinds import Choice, IntList, OwnCurve, Text, Toggle  # noqa: E402
from lstm97.ui.registry import TABLES  # noqa: E402
from lstm97.ui.server.heap import give_back, share_stores  # noqa: E402

MOST = 600  # megabytes
HOSTILE = (
    *(
        "",
        "nan",
        "inf",
        "-inf",
        "1e999",
        "-1e999",
        "0x10",
        "1_000",
        "１２",
        "-0",
        "1e-320",
        "%",
        "%00",
    ),
    *("<script>alert(1)</script>", "[a](javascript:alert(1))", "$\\input{x}$", "../../etc/passwd"),
    *("\x00", "💥" * 50, "{0.__class__}", "{name}", "'; DROP TABLE rooms;--", ", ; ,", ".."),
    *("9" * 5000, "a" * 999),
)
TRAINED = 0.03  # of the longest training, for most links: a page must wait for its network
FRAME = ("lang", "v", "present", "hide", "lock", "rest", "embed", "theme", "tab", "utm_source")


def value_of(setting, rng):
    """A value of a link: right, at an end, outside, cut in two, or hostile."""
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(HOSTILE)
    if isinstance(setting, Choice):
        slug = rng.choice(setting.options)
        return slug if kind < 0.9 else slug[: len(slug) // 2]
    if isinstance(setting, Toggle):
        return rng.choice("01")
    if isinstance(setting, Text):
        return rng.choice(("abca", "0,5;0,25", "X " * 300, "0.5 nan 1", "a" * 40 + " b"))
    if isinstance(setting, OwnCurve) and kind < 0.7:
        return "a" + "".join(rng.choice("ABz09-_.") for _ in range(5 * rng.randint(0, 60)))
    if isinstance(setting, IntList | OwnCurve):
        return ".".join(str(rng.randint(-50, 2000)) for _ in range(rng.randint(0, 40)))
    low, high = getattr(setting, "low", None), getattr(setting, "high", None)
    low, high = (low, high) if low is not None else (min(setting.stops), max(setting.stops))
    inside = low + (high - low) * rng.random()
    if setting.name == "trained" and rng.random() < 0.95:
        return setting.format(setting.clean(inside * TRAINED))
    value = rng.choice((low, high, inside, inside, low - 1, high * 10 + 1))
    return setting.format(setting.clean(value)) if kind < 0.8 else repr(value)


def link(rng):
    """A page with settings, most of them its own."""
    page = rng.choice(PAGES).slug
    own = TABLES.get(page)
    other = rng.choice(list(TABLES.values()))
    query = {}
    for setting in own.every.values() if own else ():
        if rng.random() < (0.6 if setting.name == "trained" else 0.35):
            query[setting.name] = value_of(setting, rng)
    if rng.random() < 0.2:
        name, setting = rng.choice(list(other.every.items()))
        query[name] = value_of(setting, rng)
    if rng.random() < 0.2:
        query[rng.choice(FRAME)] = rng.choice((*HOSTILE, "1", "zh", "T.w"))
    return page, query


def short(query):
    """The settings of a link, legible."""
    return {name: value if len(value) < 60 else f"{value[:40]}…" for name, value in query.items()}


def resident() -> int:
    """Megabytes that the process holds now; at most ever, where the system does not say."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def opened(page, query, rng):
    """What is wrong with the page; empty if nothing is."""
    at = app(rng.choice(("en", "zh")), rng.choice(("light", "dark"))).run()
    at.query_params.clear()
    for name, value in query.items():
        at.query_params[name] = value
    at = at.switch_page(str(BY_SLUG[page].file)).run()
    if not at.exception and rng.random() < 0.7:
        at = everything(at)
    troubles = [one.message for one in at.exception]
    return troubles + [one.value for one in at.error]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--links", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first link")
    options = parser.parse_args()
    failed, seen, highest, slow = 0, Counter(), 0, []
    for number in range(options.first, options.first + options.links):
        rng = random.Random(f"{options.seed}/{number}")
        page, query = link(rng)
        begin = time.perf_counter()
        try:
            troubles = opened(page, query, rng)
        except Exception as wrong:  # whatever it is, it is the finding
            troubles = [repr(wrong)]
        seen[page] += 1
        slow.append((time.perf_counter() - begin, number, page, short(query)))
        give_back()  # as the server does every few seconds
        highest = max(highest, resident())
        if troubles:
            failed += 1
            print(f"{number}: {page} {short(query)}: {troubles[0][:300]}", flush=True)
        if (number + 1) % 100 == 0:
            print(f"{number + 1} links, {failed} failed, {highest} MB", flush=True)
    print(f"{len(seen)} pages, {options.links} links, {failed} failed, at most {highest} MB")
    for seconds, *which in sorted(slow, key=lambda one: -one[0])[:5]:
        print(f"{seconds:.1f} s:", *which)
    return 1 if failed or highest > MOST else 0


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    share_stores()  # as the server does when it starts
    warnings.simplefilter("error", RuntimeWarning)  # of NumPy: a number that is none
    sys.exit(main())
