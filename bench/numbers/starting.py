"""How long until it is there: the start of the app, and a page in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.filling import a_house, a_workshop, the_round
from bench.measured import Row
from bench.nation import fill_round
from bench.place import Place, opened
from bench.serving import empty_page, the_app
from tests.browser import FLAGS, found

_STARTS = 3
_PAGES = 7
_PATIENCE_MS = 30_000
_PEOPLE = 20_000

START = Row("start", "start to first healthy answer, default store with data", "ms", 4000, None)
PAGE = Row("warm-page", "a warm page in a real browser, from click to last element", "ms", 1000, None)
ROWS = (START, PAGE)


def measure(place: Place) -> list[Row]:
    return [_start(place), _page(place)]


def _start(place: Place) -> Row:
    url = place.crowded or _some_data(place)
    taken = []
    for _ in range(_STARTS):
        with the_app(url) as app:
            taken.append(app.started_in_seconds)
    bare = []
    for _ in range(_STARTS):
        with empty_page(place.folder, is_tuned=True) as serving:
            bare.append(serving.started_in_seconds)
    return Row(START.name, START.what, START.unit, START.goal, 1000 * median(taken), 1000 * median(bare),
               "the start of an empty page", f"median of {_STARTS}; the store holds millions of answers")  # fmt: skip


def _some_data(place: Place) -> str:
    url = place.new_store("duckdb")
    with opened(url) as store:
        workshop = a_workshop(store, a_house(store), 1000)
        fill_round(store, workshop, the_round(store, workshop), _PEOPLE)
    return url


def _page(place: Place) -> Row:
    """A participant who joined clicks through from the promise to the first screen of the survey: a whole new page."""
    path = found()
    if path is None:
        return PAGE.because("no browser on this machine: install Debian's package chromium")
    url = place.new_store("duckdb")
    with opened(url) as store:
        workshop = a_workshop(store, a_house(store), 20)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with the_app(url) as app:
            pages, screens = _survey(browser, f"http://{app.host}/m/{workshop.code}")
        with empty_page(place.folder, is_tuned=True) as serving:
            empty = _empty(browser, f"http://{serving.host}/")
        browser.close()
    return Row(PAGE.name, PAGE.what, PAGE.unit, PAGE.goal, 1000 * median(pages), 1000 * median(empty),
               "an empty page, opened the same way",
               f"median of {len(pages)}; the next screen of the survey: {1000 * median(screens):.0f} ms")  # fmt: skip


def _survey(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """Seconds of each whole page, and of each next screen on it."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.set_default_timeout(_PATIENCE_MS)
    page.goto(address)
    page.locator("input[type=radio]").first.check()
    page.locator("form button.button").first.click()
    _last_element(page, 1)
    pages, screens = [], []
    for _ in range(_PAGES):
        page.goto(address)
        onwards = page.locator("a[href^='/survey']").first
        pages.append(_timed(onwards.click, lambda: _last_element(page, 1)))
        screens.append(_timed(page.locator(".st-key-on button").click, lambda: _last_element(page, 2)))
    page.context.close()
    return pages, screens


def _last_element(page: Page, screen: int) -> None:
    """Wait until all of a screen of the survey is there: the answers inside the component, and the line below it."""
    page.locator(f"text=/{screen} (van|of) /").first.wait_for()
    page.locator("fieldset input[type=radio]").last.wait_for(state="attached")
    page.locator("[data-testid=stCaptionContainer]").last.wait_for()


def _empty(browser: Browser, address: str) -> list[float]:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    taken = []
    for _ in range(_PAGES + 1):
        page.goto("about:blank")
        taken.append(_timed(lambda: page.goto(address), lambda: page.get_by_text("Hello").wait_for()))
    page.context.close()
    return taken[1:]


def _timed(act: Callable[[], object], arrive: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    arrive()
    return time.perf_counter() - started
