"""Write a page as one HTML file that plays without a server or a net.

The page is run once, its questions answered by "skip"; the file holds its stages with their data
and code, its numbers and its words, those too that a reader of the app has to open. Charts come
along at rest, as SVG, and formulas as MathML, both by libraries of the extra "export"; a page
without a picture of these kinds is refused.
"""

from __future__ import annotations

import argparse
import base64
import json
import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lstm97.folders import CLONE, ROOT, asset
from lstm97.paper.show.replacement import replacement
from lstm97.words import FALLBACK, languages, translate

TIMEOUT = 300  # seconds that a page may take
PAGE = asset("frame/export.html") if CLONE else ""
WIDTH = 480  # pixels of a chart
SHOWN = ("/skip", "/run")  # end the keys of buttons that show an answer: a question's, a saying's
WORDS = ("/goals", "/how-to-read", "/derivation", "/words")  # end the keys of drawers of words
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
_PLAIN = re.compile(r"`|\n(?=\n)")  # no code, no empty lines
_INLINE = (
    (re.compile(r":[a-z]+/[a-z_]+:|:[a-z]+(?=\[)"), ""),  # icons and colours
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),  # a link leads nowhere without a net
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*]+)\*"), r"<i>\1</i>"),
)


class ExportError(OSError):
    """A page that cannot be written as a file."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The page, and where to write it."""
    parser.add_argument("page", metavar="PAGE", help="such as error-race, or error-race?length=100")
    parser.add_argument("--lang", default=FALLBACK, choices=languages() if PAGE else None)
    parser.add_argument("--to", type=Path, metavar="FILE", help="PAGE.html if not given")


def run(args: argparse.Namespace) -> int:
    """Write the file and say where it is."""
    slug = urlsplit(args.page).path.strip("/")
    path = args.to or Path(f"{slug}.html")
    with _quiet():
        page = export_page(args.page, args.lang).encode()
    with replacement(path) as file:
        file.write(page)
    print(f"{path}: {len(page) / 1024:.0f} KB", file=sys.stderr if path.is_char_device() else None)
    return 0


@contextmanager
def _quiet() -> Iterator[None]:
    """Streamlit warns that nobody looks at a page that is run by itself."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def export_page(link: str, lang: str = FALLBACK) -> str:
    """The HTML of a page, opened as a link without its host asks. Raises ExportError."""
    at = _visit(link, lang)
    kinds: dict[str, list[Any]] = {}
    for one in at.get("bidi_component"):
        kinds.setdefault(one.proto.component_name, []).append(one.proto)
    stages, balls = kinds.get("lstm97_stage", []), kinds.get("lstm97_ball", [])
    drawn = at.get("vega_lite_chart")
    if not stages and not balls and not drawn:
        raise ExportError(
            f"{link}: this page's picture is no stage, no ball and no chart: it needs the app"
        )
    said, terms = _sentences(at)
    title, skipped = at.title[0].value, translate(lang, "common.lesson.you_skipped")
    return fill_in(
        PAGE,
        lang=lang,
        title=escape(f"{title} · {translate(lang, 'common.app.name')}"),
        heading=escape(title),
        style="".join(one[0].css_content for one in (stages, balls) if one),
        charts="".join(_figure(one.proto) for one in drawn),
        stages="".join([*(_box("key", _key(one), one) for one in stages),
                        *(_box("walk", _base64(one.bytes), one) for one in balls)]),
        formulas="".join(html(str(one.value)) for one in at.latex),
        words="\n".join(html(one.replace(skipped, "")) for one in said) + _drawers(at),
        terms=_fold(translate(lang, "glossary.ui.words"), html(terms)) if terms else "",
        foot=html(translate(lang, "common.frame.foot")),
        feeds=json.dumps([_base64(one.bytes) for one in kinds.get("lstm97_stage_feed", [])]),
        script=_script(stages),
        rolls=_script(balls),
    )  # fmt: skip


def fill_in(page: str, **parts: str) -> str:
    """The page with each ``{{name}}`` in it replaced, once."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], page)


def html(markdown: str) -> str:
    """The few forms that the lesson's texts use: paragraphs, lists, emphasis, code, formulas."""
    formulas = [mathml(one[1] or one[2], block=bool(one[1])) for one in _FORMULA.finditer(markdown)]
    text = _FORMULA.sub("\0", markdown)
    blocks = "".join(map(_block, re.split(r"\n\s*\n", text.strip())))
    return re.sub("\0", lambda _: formulas.pop(0), blocks)


def mathml(latex: str, *, block: bool) -> str:
    """A formula as MathML, which browsers draw themselves; without a library, as LaTeX."""
    try:
        from latex2mathml.converter import convert
    except ImportError:
        return f"<code>{escape(latex.strip())}</code>"
    return str(convert(latex.strip(), display="block" if block else "inline"))


def _figure(chart: Any) -> str:
    """A chart at rest, with its sentence. Raises ExportError without the library that draws it."""
    try:
        import vl_convert
    except ImportError as error:
        needed = "pip install vl-convert-python"
        raise ExportError(f"this page's picture is a chart, which needs: {needed}") from error
    drawn = vl_convert.vegalite_to_svg(json.dumps(_spec(chart)))
    return f'<figure role="img" aria-label="{escape(chart.alt)}">{drawn}</figure>'


def _spec(chart: Any) -> dict[str, Any]:
    """A chart as it was given, with a width, and its data, which Streamlit sends apart."""
    from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

    spec: dict[str, Any] = json.loads(chart.spec)
    if chart.data.data:
        frame = convert_arrow_bytes_to_pandas_df(chart.data.data)
        spec["data"] = {"values": json.loads(frame.to_json(orient="records"))}
    return {"width": WIDTH, **spec}


def _block(text: str) -> str:
    lines = text.splitlines()
    if all(line.startswith("| ") for line in lines):
        return _table(lines)
    if all(line.startswith(">") for line in lines):
        return f"<blockquote>{_block(re.sub('^> ?', '', text, flags=re.MULTILINE))}</blockquote>"
    if all(re.match(r"\s*[-*] ", line) or line.startswith("  ") for line in lines):
        items = re.split(r"^\s*[-*] ", text, flags=re.MULTILINE)[1:]
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ul>"
    return f"<p>{_inline(text.lstrip('# '))}</p>"


def _table(lines: list[str]) -> str:
    """Names of columns, a rule, and rows of cells."""
    rows = [re.split(r" (?<!\\)\| ", line[2:-2]) for line in lines if not line.startswith("| ---")]
    cells = ["".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in rows]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _inline(text: str) -> str:
    text = escape(text.strip(), quote=False).replace("  \n", "<br>")
    for pattern, form in _INLINE:
        text = pattern.sub(form, text)
    return text


def _visit(link: str, lang: str) -> Any:
    """The page after a run with its questions skipped."""
    from streamlit.testing.v1 import AppTest

    parts = urlsplit(link)
    slug = parts.path.strip("/")
    files = {path.stem.replace("_", "-"): path for path in (ROOT / "pages").glob("*/*.py")}
    if slug not in files:
        raise ExportError(f"{slug}: there is no such page; there are {', '.join(sorted(files))}")
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT).run()
    at.query_params.clear()
    for name, value in (*parse_qsl(parts.query), ("lang", lang)):
        at.query_params[name] = value
    at.switch_page(str(files[slug])).run()
    while skips := [one for one in at.button if str(one.key).endswith(SHOWN)]:
        skips[0].click().run()
    if at.exception:
        raise ExportError(f"{link}: the page could not be opened")
    for notice in at.warning:  # what of the link was left out
        print(_PLAIN.sub("", notice.value), file=sys.stderr)
    return at


def _drawers(at: Any) -> str:
    """What the page's drawers of words hold. They are opened for it, so this comes last."""
    for box in at.expander:
        key = box.proto.id.split("-", 2)[-1]
        if key.endswith(WORDS):
            at.session_state[key] = True
    at.run()
    return "".join(_fold(box.label, _contents(box)) for box in at.expander if box.children)


def _contents(box: Any) -> str:
    """The words and tables of a drawer."""
    return "".join(
        one.value.to_html(border=0, index=False) if one.type == "table" else html(str(one.value))
        for one in box.children.values()
        if one.type in ("markdown", "table")
    )


def _fold(title: str, inside: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{inside}</details>"


def _box(name: str, value: str, component: Any) -> str:
    return f'<div data-{name}="{escape(value)}">{component.html_content}</div>'


def _script(components: Sequence[Any]) -> str:
    """The code of components of one kind, as it may stand in a page."""
    return str(components[0].js_content).replace("</script", r"<\/script") if components else ""


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _key(stage: Any) -> str:
    return str(json.loads(stage.json)["key"])


def _sentences(at: Any) -> tuple[list[str], str]:
    """The page's sentences, without its line below the title; and the frame's list of words."""
    told = [str(one.value) for one in (*at.markdown, *at.info)]
    said = [one for one in told if one.strip() and ":gray[" not in one]
    listed = bool(said) and said[0].startswith("- **")
    return (said[1:], said[0]) if listed else (said, "")
