"""A page opened as by a link, without a browser, for the tests of every page."""

import re
from functools import cache, partial

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from lstm97.folders import ROOT
from lstm97.ui.base import part
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.lesson.bench import Reading

LOCALES = {"en": "en-GB", "zh": "zh-CN"}
# Each AppTest reads the metadata of every installed package, 80 ms, to find components that are
# not ours: once is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
part.AHEAD = 0  # no browser is given time to draw a picture


def app(lang="en", theme="light"):
    """The app before its first run, in a browser of this language and theme."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.context = {"theme": theme, "locale": LOCALES[lang]}
    return at


@cache
def addresses():
    """The pages by their addresses, as the app itself registers them in its first run."""
    return app().run()._registered_pages


def visit(page, lang="en", theme="light", **query):
    """The app in its first run, on the page of this slug, opened with these settings."""
    at = app(lang, theme)
    at._registered_pages = addresses()
    for name, value in query.items():
        at.query_params[name] = value
    return at.switch_page(str(BY_SLUG[page].file)).run()


def opener(page):
    """`visit` for one page."""
    return partial(visit, page)


def press(at, key):
    return at.button(key=key).click().run()


def predict(at, key, answer):
    """Answer the question "page.predict.name" and have its result shown."""
    at.radio(key=f"{key}/en").set_value(answer).run()
    return press(at, f"{key}/reveal")


def skipper(page, *questions):
    """What shows the results of these questions without a prediction."""

    def skip(at):
        for question in questions:
            press(at, f"{page}.predict.{question}/skip")
        return at

    return skip


def readings(at):
    """The numbers beside the picture, as the bench was given them."""
    found = []
    for one in at.markdown:
        rows = re.findall(r"^\| (.+) \|$", str(one.value), flags=re.MULTILINE)
        columns = zip(*(re.split(r" (?<!\\)\| ", row) for row in rows), strict=True)
        for name, rule, value, *note in columns if len(rows) > 2 and rows[1][:3] == "---" else ():
            assert rule == "---", rows
            found.append(Reading(name, value.strip("*"), *note))
    return found


def said(at):
    """All Markdown on the page in one line."""
    return " ".join(" ".join(str(one.value) for one in at.markdown).split())


def everything(at):
    """The page with all its questions skipped and all its drawers open."""
    while skips := [one.key for one in at.button if str(one.key).endswith("/skip")]:
        press(at, skips[0])
    for key in [box.proto.id for box in (*at.expander, *at.get("popover"))]:
        name = key.split("-", 2)[-1]  # as it was given: "$$ID-<hash>-<name>"
        if "/" in name:
            at.session_state[name] = True
    return at.run()
