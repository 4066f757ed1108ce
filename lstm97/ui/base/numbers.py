"""Numbers in sentences: short, in the reader's notation, never a bare nan or inf, and no −0.

An error of this project may be 10⁻³⁰⁰ or 10³⁰⁰, which no reader should have to count zeros for.
"""

from __future__ import annotations

import math

from lstm97 import writing
from lstm97.ui.base.text import language
from lstm97.writing import UNDERFLOW, in_digits, unheld, with_powers
from lstm97.writing import decimals as decimals
from lstm97.writing import general as general
from lstm97.writing import minus as minus
from lstm97.writing import power as power

FINEST = 4  # digits of a size that a reader may have to tell from another
LEAST_SHARE, PER_CENT, MOST_TIMES = 1e-3, 10.0, 1e4  # of its start: told in per cent, then as 94×


def size(value: float, digits: int = 2) -> str:
    """A size such as 0.37, 42 or 3.1×10⁻⁹; >10³⁰⁸ for what overflowed; 1 only for what is 1.

    What is known to be too small to hold (`LEAST`) is no 0 either: <10⁻³²³.
    """
    if said := unheld(value):
        return said
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return minus(in_digits(value, digits) if abs(value) < 100 or digits > 3 else f"{value:.0f}")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return minus(f"{mantissa}×10{power(int(exponent))}")


def product_size(value: float, digits: int = 2) -> str:
    """The size of a product without a factor 0: <10⁻³²³ where it is too small to hold."""
    return UNDERFLOW if value == 0 else size(value, digits)


def apart(*values: float, digits: int = 2) -> list[str]:
    """Sizes in as many digits, up to `FINEST`, as tell apart those that are not the same."""
    count = len(set(values))
    for n in range(digits, FINEST + 1):
        texts = [size(value, n) for value in values]
        if len(set(texts)) == count:
            return texts
    return [size(value, digits) for value in values]


def change(before: float, after: float, digits: int = 3) -> tuple[str, str]:
    """Two sizes that tell apart; where no few digits do, the second as a sum: 0.125 − 1.8×10⁻⁵."""
    start, end = apart(before, after, digits=digits)
    if start != end or before == after:
        return start, end
    sign = "+" if after > before else "\N{MINUS SIGN}"
    return start, f"{start} {sign} {size(abs(after - before))}"


def signed(value: float) -> str:
    """A number as it was set, with a printed minus sign: ``-0.5`` reads −0.5."""
    return general(value, 10)


def number_text(value: float, plain: str = "") -> str:
    """A number in full, as a control or a rule shows it: 26,000, −0.5; not whole, as ``plain``."""
    if float(value).is_integer():
        return minus(whole(value))
    return minus(with_powers(plain)) if plain else general(value)


def share(value: float, *bars: float) -> str:
    """A share as whole per cent, or with up to six more digits where that would say 0 or 100.

    Or where it would say one of the ``bars``, between which a reader was asked to choose.
    """
    percent, told = 100 * value, (0, 100, *(100 * bar for bar in bars))
    said = (f"{percent:.{digits}f}" for digits in range(7))
    shown = (text for text in said if percent in told or float(text) not in told)
    return per_cent(next(shown, f"{percent:.0f}"))


def beside(value: float, *bars: float, digits: int = 2) -> str:
    """A size in as many digits, up to `FINEST`, as tell it from ``bars``, as in `share`."""
    said = [size(value, n) for n in range(digits, FINEST + 1)]
    told = {size(bar) for bar in bars}
    return next((one for one in said if one not in told), said[0])


def remainder(kept: float, *bars: float) -> str:
    """What is left of an error: in per cent, as 94× from ten times on, beyond both as `size`."""
    if LEAST_SHARE <= kept < PER_CENT:
        return share(kept, *bars)
    said = beside(kept, *bars)
    return writing.times(language(), said) if PER_CENT <= kept < MOST_TIMES else said


def per_cent(number: str) -> str:
    """A number of per cent, as the reader's language writes it: ``10%``."""
    return writing.percent(language(), minus(number))


def whole(value: float) -> str:
    """A whole number, rounded; thousands are set apart from five digits on: ``27,380``."""
    return writing.whole(language(), value)


def ladder(last: int) -> list[int]:
    """The rows of a table of steps: 0, 1, 2, 5, 10, 20, 50, ... below ``last``, and ``last``."""
    rungs = (digit * 10**zeros for zeros in range(len(str(last))) for digit in (1, 2, 5))
    return sorted({0, last, *(rung for rung in rungs if rung < last)})


def in_brackets(text: str) -> str:
    """A printed number inside a product: negative ones in brackets."""
    return f"({text})" if text.startswith("\N{MINUS SIGN}") else text


def factor(value: float) -> str:
    """A number inside a product of an equation: negative ones in brackets."""
    return f"({latex(value)})" if value < 0 else latex(value)


def latex(value: float) -> str:
    """The same for an equation: ``3.1 \\times 10^{-9}``."""
    if not math.isfinite(value):
        return r"\infty"
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return in_digits(value, 3) if abs(value) < 100 else f"{value:.0f}"
    mantissa, exponent = f"{value:.2e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}"
