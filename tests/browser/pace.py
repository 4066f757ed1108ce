"""How soon pages answer: ``python tests/browser/pace.py [SLUG ...]``; run it on a quiet machine.

First picture: a fresh browser with an empty cache for each visit, on a server that is warm; where
a page asks before it shows, the question counts, and its title where it has no picture. Control:
from a key pressed on one of its first sliders and switches to the first new picture, on the stage
or in a chart, or else to the end of the redrawing. Prints medians, and the spread in brackets;
behind them, how many times as long as a page of one slider and one chart, measured in the same run:
the first picture, visited in turn with that page's, and the processor's time that the server takes
for a control (Linux). That time is compared twice: with the page as Streamlit runs it by itself,
and with the same page under the settings of this app, which spare it most of what it costs.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from driving import CHROMIUM, HERE, OPTIONS, ROOT, run, settle
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(ROOT))
from lstm97.ui.base.contents import PAGES

VISITS, PRESSES = 5, 10
WARM = 4  # presses that lead away from where the page began, and are not counted
WATCH = """
const picture = `[data-testid=stVegaLiteChart] :is(canvas, svg), .js-plotly-plot .main-svg,
    [data-testid=stMain] [role=radiogroup]`;
const stage = () => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')].some(
    host => host.shadowRoot?.querySelector(':is(.stage, .ball)[data-ready]'));
const look = () => requestAnimationFrame(() => {
    if (stage() || document.querySelector(picture) || (BARE && document.querySelector('h1')))
        requestAnimationFrame(() => { window.pictured = performance.now(); });
    else look();
});
look();
"""
CONTROLS = '[data-testid="stSlider"] input, [data-testid="stCheckbox"] input'
MOST = 4  # controls of a page that are tried
LISTEN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const hosts = () => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')];
    const scenes = () => hosts().map(
        host => host.shadowRoot?.querySelector('.stage')?.dataset.scene).join();
    const before = scenes();
    let ran = false, drawn = false, pressed;
    document.addEventListener('keydown', event => { pressed = event.timeStamp; },
        { capture: true, once: true });
    window.redrawn = new Promise(done => {
        new MutationObserver(() => {
            const running = app.getAttribute('data-test-script-state') !== 'notRunning';
            ran ||= running;
            drawn ||= ran && !running;
        }).observe(app, { attributeFilter: ['data-test-script-state'] });
        new MutationObserver(changes => {
            drawn ||= ran && changes.some(
                one => one.target.closest?.('[data-testid=stVegaLiteChart] .vega-embed'));
        }).observe(app, { subtree: true, childList: true });
        const look = () => requestAnimationFrame(
            () => drawn || (ran && scenes() !== before)
                ? done(performance.now() - pressed) : look());
        look();
    });
}"""
ANSWERED = """() => Promise.race([
    window.redrawn, new Promise(done => setTimeout(done, 2000, null))
])"""


def bare(address):
    """Whether a page has no picture, as JavaScript."""
    return str(address.rpartition("/")[2] in ("glossary", "myths", "classroom")).lower()


def visit(playwright, address):
    """Seconds from asking for the page to its first picture."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page.add_init_script(f"(() => {{{WATCH}}})()".replace("BARE", bare(address)))
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.pictured", polling=100)
    took = page.evaluate("window.pictured") / 1000
    browser.close()
    return took


def presses(playwright, address, server):
    """Milliseconds from a key to the new picture, for the first controls of a page.

    And the milliseconds of the server's processor for each key.
    """
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
    page = browser.new_page(viewport={"width": 1280, "height": 1400}, locale="en-GB")
    page.add_init_script(f"(() => {{{WATCH}}})()".replace("BARE", bare(address)))
    page.goto(address)
    page.wait_for_function("window.pictured", polling=100)
    settle(page)
    while (skip := page.get_by_role("button", name="Skip", exact=True)).count():
        skip.first.click()
        page.wait_for_timeout(500)
        settle(page)
    before, times, pressed = spent(server), [], 0
    for n in range(MOST):
        times += (took := moves(page, page.locator(CONTROLS).nth(n)))
        pressed += PRESSES if took else 0
    worked = (spent(server) - before) / pressed if pressed else None
    browser.close()
    return times, worked


def spent(process):
    """Milliseconds of the processor that a process has taken."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def moves(page, control):
    """Milliseconds from key to picture for one slider, to and fro, or one switch, on and off."""
    if not control.count() or control.is_disabled():
        return []
    control.focus()
    slides, times = control.get_attribute("type") == "range", []
    for press in range(PRESSES):
        page.wait_for_timeout(400)
        page.evaluate(LISTEN)
        away = press < WARM or press % 2
        page.keyboard.press(("ArrowRight" if away else "ArrowLeft") if slides else "Space")
        times.append(page.evaluate(ANSWERED))
    return [took for took in times[WARM:] if took]


def spread(times, unit, places):
    """Median and range."""
    if not times:
        return "-"
    middle, low, high = (
        f"{value:.{places}f}" for value in (statistics.median(times), min(times), max(times))
    )
    return f"{middle} {unit} ({low} to {high})"


def in_turn(playwright, *addresses):
    """First pictures (s) of several pages, visited in turn: a busy machine slows all alike."""
    rounds = [[visit(playwright, one) for one in addresses] for _ in range(VISITS)]
    return zip(*rounds, strict=True)


def times(value, bare):
    """How many times as long as on the page of one chart."""
    return f"{value / bare:.2f} x" if value and bare else "-"


def main(slugs):
    """Measure these pages, or all, and before them the page of one chart, under both settings."""
    known = [page.slug for page in PAGES]
    one_chart = HERE / "one_chart_app.py"
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as empty,
        run(one_chart, Path(empty)) as (own_url, own_server),
        run(one_chart) as (bare_url, bare_server),
        run(ROOT / "app.py") as (url, server),
    ):
        for one in (own_url, bare_url, url):
            visit(playwright, one)  # warms the server
        works = []
        for title, at, its in (
            ("one chart", own_url, own_server),
            ("with our settings", bare_url, bare_server),
        ):
            acts, work = presses(playwright, at, its)
            works.append(work)
            tell(title, ((), acts, work), "", "")
        for slug in slugs or known:
            address = url if slug == "home" else f"{url}/{slug}"
            plain, visits = in_turn(playwright, bare_url, address)
            found = (visits, *presses(playwright, address, server))
            first = times(statistics.median(visits), statistics.median(plain))
            tell(slug, found, first, ", ".join(times(found[2], work) for work in works))


def tell(name, found, first, control):
    """A line of what was found."""
    visits, acts, work = found
    worked = f"{work:.0f} ms" if work else "-"
    print(
        f"{name:20} first picture {spread(visits, 's', 2):22} {first:7}"
        f" control {spread(acts, 'ms', 0):24} server {worked} {control}",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
