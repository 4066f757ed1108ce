"""A language that nobody speaks: English in marks, accented, longer by a third; what a page shows.

Every vowel of the English texts is doubled or tripled and accented, and every text stands between
marks, so a plain vowel or a word outside the marks was not translated, and a label that just fits
in English is cut off.
"""

import json
import re
import struct
import tomllib
from io import BytesIO

import pyarrow as pa
from google.protobuf.json_format import MessageToDict

from lstm97 import words, writing

CODE = "xx"
_PAIRS = zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)
_VOWELS = str.maketrans({one: accent * (3 if one == "e" else 2) for one, accent in _PAIRS})
_OPEN, _CLOSE = MARKS = "⟦⟧"
_STARTS = re.compile(r"(\s*(?:[-*>] |\d+\. |#+ )?)(.*?)(\s*)", re.DOTALL)  # of a block of Markdown
_BLOCK = re.compile(r"(\n(?:[ \t]*\n)+|\n(?= *(?:[-*>] |\d+\. |#+ )))")
# Formulas, code, placeholders, addresses, terms, directives, icons and tags stay as they are.
_KEPT = re.compile(
    r"(\$[^$]*\$|`[^`]*`|\{[a-z_][^{}]*\}|\]\((?:[^()\"]|\"[^\"]*\")*\)|\[\[[a-z0-9-]+\|?|:[a-z-]+\["
    r"|:material/\w+:|https?://\S+|<[^>]+>)"
)
_COUNTED = re.compile(r"\{[a-z_][a-z0-9_]*\|[^{}|]*\|([^{}|]*)\}")  # has one word for any number
_BESIDE = re.compile(r"(?<=\*\*) · [^\n$]+|[\w/]+\.py\b|\b(?:tanh|net|lstm97)\b")
_WORD = re.compile(r"[A-Za-z]{3,}")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SILENT = {  # fields of a message that are not words on the screen
    "componentName", "cssContent", "data", "dataType", "direction", "elementType", "fileUrl",
    "format", "gapConfig", "htmlContent", "icon", "id", "jsContent", "json", "language", "page",
    "pageScriptHash", "selectionMode", "spec", "tag", "type", "url", "labelVisibility", "color",
    "queryString", "network", "height", "width", "heightConfig", "widthConfig", "bytes", "datasets",
}  # fmt: skip
_ON_STAGE = {"label", "labels", "title", "summary", "caption", "names", "text", "note", "ghost",
             "events", "rows", "words", "line"}  # fmt: skip
_KEEPING = {"progress_keeper", "lstm97_save"}  # they carry files and answers, no words
_IN_CHART = {"title", "text", "ticktext", "subtitle", "header"}


def accented(text):
    """A text in the made-up language."""
    parts = _KEPT.split(_COUNTED.sub(r"\1", text))
    parts[::2] = [part.translate(_VOWELS) for part in parts[::2]]
    return "".join(parts)


def bare(text):
    """A text without what stays as it is."""
    return _KEPT.sub("", text)


def marked(text):
    """A text or a block of Markdown in the made-up language, between marks if it has any word."""
    start, words, end = _STARTS.fullmatch(text).groups()
    if not re.search("[A-Za-z]", _KEPT.sub("", words)):
        return text
    return f"{start}{_OPEN}{accented(words)}{_CLOSE}{end}"


def write(texts):
    """Add the made-up language to a folder that has the English one."""
    (texts / CODE).mkdir()
    for file in (texts / "en").iterdir():
        source = file.read_text(encoding="utf-8")
        made = _prose(source) if file.suffix == ".md" else _catalogue(source)
        (texts / CODE / file.name).write_text(made, encoding="utf-8")


def _catalogue(source):
    """Every text as one line, by its dotted name."""
    flat = words._flat(tomllib.loads(source))
    return "".join(
        f"{'.'.join(map(json.dumps, key.split('.')))} = {json.dumps(marked(text))}\n"
        for key, text in flat.items()
    )


def _prose(source):
    """Every paragraph and member of a list between marks; headings are names of sections."""
    parts = _BLOCK.split(source)
    blocks = (part if part.startswith("## ") else marked(part) for part in parts[::2])
    parts[::2] = blocks
    return "".join(parts)


def outside(text):
    """What stands between no marks."""
    kept, depth = [], 0
    for letter in text:
        depth += (letter == _OPEN) - (letter == _CLOSE)
        if depth == 0 and letter not in MARKS:
            kept.append(letter)
    return "".join(kept)


def untranslated(text):
    """Words that no made-up text has: those in plain vowels, and those outside the marks.

    Paths of code, functions, and the English name after a term of the glossary may stand anywhere.
    """
    if re.fullmatch("[A-Z_]+", text) or text in map(writing.language_name, words.languages()):
        return []  # a choice of the layout, or a language by its own name
    plain = _KEPT.sub(" ", text.replace(r"\_", "_"))  # as Markdown shows it
    alone = _LETTERS.findall(_BESIDE.sub(" ", outside(plain)))
    inside = _WORD.findall(_BESIDE.sub(" ", plain))
    return [*alone, *(word for word in inside if re.search("[aeiouAEIOU]", word))]


def shown(at):
    """Every text that a page shows, as (kind of element, text)."""
    yield from _of_block(at._tree)


def _of_block(block):
    for child in block.children.values():
        proto = child.proto
        if hasattr(proto, "DESCRIPTOR") and child.type not in ("code", "latex", "html"):
            for text in _of_message(child.type, proto):
                yield child.type, text
        if hasattr(child, "children"):
            yield from _of_block(child)


def _of_message(kind, proto):
    if kind == "bidi_component":
        if proto.component_name not in _KEEPING:
            yield from _of_component(proto)
    elif kind in ("vega_lite_chart", "plotly_chart"):
        yield from _of_chart(json.loads(proto.spec))
        for data in proto.datasets if kind == "vega_lite_chart" else ():
            yield from _of_table(data.data.data)
    elif kind in ("table", "arrow_data_frame"):
        yield from _of_table(proto.arrow_data.data if kind == "table" else proto.data, heads=True)
    elif kind != "flex_container":
        yield from _strings({k: v for k, v in MessageToDict(proto).items() if k not in _SILENT})


def _of_component(proto):
    """The words that a component of the browser is given; the stage packs them before numbers."""
    given = []
    if proto.bytes:
        (length,) = struct.unpack_from("<I", proto.bytes)
        given.append(json.loads(proto.bytes[4 : 4 + length]))
    if proto.json:
        given.append(json.loads(proto.json))
    for name, value in _fields(given):
        if name == "names" and isinstance(value, list) and value and isinstance(value[0], list):
            yield from (ours for _, ours in value)  # what Streamlit says itself, and how we say it
        elif name in _ON_STAGE:
            yield from _strings(value)


def _of_chart(spec):
    """Titles, names, texts and ticks; of an expression, what it writes itself."""
    for name, value in _fields(spec):
        if name == "labelExpr":
            yield from re.findall("'([^']*)'", value)
        elif name in _IN_CHART and isinstance(value, str | list):
            yield value if isinstance(value, str) else "\n".join(filter(_is_text, value))


def _of_table(data, heads=False):
    table = pa.ipc.open_stream(BytesIO(data)).read_all()
    for name, column in zip(table.column_names, table.columns, strict=True):
        if heads:
            yield name
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            yield from filter(None, set(column.to_pylist()))


def _is_text(value):
    return isinstance(value, str)


def _fields(value):
    """Every field at any depth, by name."""
    if isinstance(value, dict):
        yield from value.items()
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _fields(one)


def _strings(value):
    """All strings at any depth, those of silent fields left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        yield from _strings([one for name, one in value.items() if name not in _SILENT])
