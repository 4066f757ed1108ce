"""Every bench of every page, for tests of what all of them have."""

from importlib import import_module

from lstm97.ui.base.contents import PAGES


def _benches():
    for one in PAGES:
        view = import_module(f"lstm97.ui.pages.{one.slug.replace('-', '_')}.view")
        found = getattr(view, "BENCHES", None) or [getattr(view, "BENCH", None)]
        yield from ((f"{one.slug}/{bench.tab}", bench) for bench in found if bench)


BENCHES = dict(_benches())  # by page and tab


def values_of(bench, **other):
    """The settings of a bench, as they are at first, some of them changed."""
    own = {bench.settings.by: bench.tab} if bench.tab else {}
    return bench.settings.defaults().with_values(**own, **other)
