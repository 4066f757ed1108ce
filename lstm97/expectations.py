"""What a function or a record expects, by its annotations: anything else is refused by its name.

For functions that a reader calls once, by hand or from the code beside a picture. The demands are
those of `demands`, so that a typo is answered alike everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, wraps
from inspect import signature
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import numpy as np

from lstm97.demands import is_one_of, number, numbers, of_kind, whole
from lstm97.records import figures

Taker = TypeVar("Taker", bound=Callable[..., Any])


def expects(**bounds: int | Collection[str]) -> Callable[[Taker], Taker]:
    """Decorator of a function, or of a record, outermost but for `records.brief`.

    A whole number has to be 0 or more, or as much as ``bounds`` says by its name; for a text
    ``bounds`` has the names there are.
    """

    def decorate(taker: Taker) -> Taker:
        target = taker.__init__ if isinstance(taker, type) else taker  # type: ignore[misc]
        arguments = signature(target)

        @wraps(target)
        def call(*given: Any, **named: Any) -> Any:
            hints = _hints(taker)
            for name, value in arguments.bind(*given, **named).arguments.items():
                if name in hints:
                    _demand(name, value, hints[name], bounds.get(name, 0))
            return target(*given, **named)

        if isinstance(taker, type):
            taker.__init__ = call  # type: ignore[misc]
            return taker
        return call  # type: ignore[return-value]

    return decorate


@cache
def _hints(taker: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(taker)


def _demand(name: str, value: Any, hint: Any, bound: Any) -> None:
    """Raise TypeError or ValueError for what is not as annotated, as far as that can be told."""
    origin = get_origin(hint)
    if hint is int:
        whole(name, value, bound)
    elif hint is float:
        number(name, value)
    elif hint is str or origin is Literal:
        _one_of(name, value, get_args(hint) or bound)
    elif origin is np.ndarray or origin is tuple:
        _several(name, value, 0 if origin is tuple else 1)
    elif isinstance(origin or hint, type):
        kind = origin or hint
        of_kind(name, value, kind, f"a {kind.__name__}")


def _several(name: str, value: Any, fewest: int) -> None:
    array = numbers(name, value)
    if array.ndim == 0 or array.size < fewest:
        raise ValueError(f"{name} must be an array of numbers, got {figures(value)}")


def _one_of(name: str, value: Any, known: Collection[str]) -> None:
    if not is_one_of(value, known):
        raise ValueError(f"{name} must be one of {', '.join(known)}, got {figures(value)}")
