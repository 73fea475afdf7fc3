"""Makes the pictures of the README and of `docs/comparison.md` as the demo looks now, and look at them.

`python -m tests.journeys.pictures`, or with the names of those that are wanted.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import tests.conftest  # noqa: F401 - the settings of the tests, before anything reads them
from actions.demo import _id
from actions.sign_in import link
from tests.browser import FLAGS, found
from tests.journeys.conftest import ROOT, App, _made
from tests.journeys.screens import LAPTOP, PHONE, PROJECTOR, device, settled

FOLDER = ROOT / "docs" / "pictures"
GROUND, EDGE, HEIGHT = "#E5E0D4", 24, 600


class Panel(NamedTuple):
    """A screen in a picture: who looks, at which page and on what; from a part of the page on, and in which language."""

    who: str
    page: str
    size: tuple[int, int] = LAPTOP
    part: str = ""
    language: str = "nl"


PICTURES = {
    "survey-and-control": [
        Panel("participant", "survey?m={open}&p=1", PHONE),
        Panel("participant", "survey?m={open}&p=7", PHONE),
        Panel("marleen.postma@duinstad", "control?m={live}"),
    ],
    "projector": [
        Panel("marleen.postma@duinstad", "projector?m={live}", PROJECTOR),
        Panel("marleen.postma@duinstad", "projector?m={finished}", PROJECTOR),
    ],
    "result-and-agreements": [
        Panel("annelies.verhoef@duinstad", "result?m={finished}", PHONE, ".st-key-result-gaps-1"),
        Panel("annelies.verhoef@duinstad", "agreements"),
        Panel("annelies.verhoef@duinstad", "comparison", PHONE, ".st-key-heatmap"),
    ],
    "comparison-team-of-six": [
        Panel("carolien.nijdam@veenland", "team?team={team}", PHONE),
        Panel("carolien.nijdam@veenland", "team?team={team}", LAPTOP, language="en"),
    ],
    "comparison-department": [
        Panel("sanne.wijnbergen@duinstad", "comparison", PHONE, ".st-key-heatmap"),
        Panel("sanne.wijnbergen@duinstad", "comparison", LAPTOP, ".st-key-heatmap", "en"),
    ],
}
OF_THE_COUNTRY = {
    "comparison-country": [
        Panel("minne@land", "comparison", PHONE),
        Panel("minne@land", "comparison", LAPTOP, language="en"),
    ],
}
TEAMS = 300


def make(wanted: Sequence[str]) -> None:
    """Those with these names; all of them without any."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=FLAGS)
        try:
            for pictures, settings in ((PICTURES, {"DEMO": "1"}), (OF_THE_COUNTRY, {})):
                asked = {name: panels for name, panels in pictures.items() if not wanted or name in wanted}
                if asked:
                    place = Path(folder) / str(len(pictures))
                    place.mkdir()
                    app = _made(place, SECRET_KEY=os.environ["SECRET_KEY"], **settings)
                    _take(browser, app, asked)
        finally:
            browser.close()


def _take(browser: Browser, app: App, pictures: Mapping[str, Sequence[Panel]]) -> None:
    if pictures.items() <= OF_THE_COUNTRY.items():
        app.manage("demo", "--teams", str(TEAMS))
    app.start()
    try:
        everyone = {panel.who for panels in pictures.values() for panel in panels} - {"participant"}
        people = {who: _came_in(browser, f"{app.base}/sign-in/{link(f'{who}.example')}") for who in everyone}
        names = {"team": _id("team", "openbaarheid")}
        if leader := people.get("marleen.postma@duinstad"):
            names |= _codes(leader, app.base)
            people["participant"] = _joined(browser, f"{app.base}/m/{names['open']}")
            _reveal(leader, f"{app.base}/control?m={names['live']}")
        for name, panels in pictures.items():
            shots = [
                _shot(browser, people[one.who], one, f"{app.base}/{one.page.format(**names)}")
                for one in panels
            ]
            _beside(shots).save(FOLDER / f"{name}.png", optimize=True)
    finally:
        app.stop()


def _came_in(browser: Browser, address: str) -> BrowserContext:
    context = device(browser)
    page = context.new_page()
    page.goto(address)
    page.locator("main button").click()
    settled(page)
    return context


def _codes(facilitator: BrowserContext, base: str) -> dict[str, str]:
    """The open and the live workshop are the latest on the front page, the finished one is the oldest."""
    page = facilitator.pages[0]
    page.goto(base)
    cards = settled(page).locator("[class*=st-key-workshop-]")
    expect(cards.first).to_be_visible()
    names = [str(card.get_attribute("class")).partition("st-key-workshop-")[2][:6] for card in cards.all()]
    return {"open": names[0], "live": names[1], "finished": names[-1]}


def _joined(browser: Browser, address: str) -> BrowserContext:
    context = device(browser, PHONE)
    page = context.new_page()
    page.goto(address)
    page.locator("input[type=radio]").first.check()
    page.locator("form .button").click()
    settled(page)
    return context


def _reveal(facilitator: BrowserContext, control: str) -> None:
    page = facilitator.pages[0]
    page.goto(control)
    settled(page).get_by_role("button", name="Toon de uitkomst").first.click()
    anyway, shown = (
        page.get_by_role("button", name="Toon toch"),
        page.get_by_role("heading", name="Praat hierover"),
    )
    expect(anyway.or_(shown).first).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(shown.first).to_be_visible()
    page.goto("about:blank")


def _shot(browser: Browser, known: BrowserContext, panel: Panel, address: str) -> Image.Image:
    context = device(browser, panel.size, panel.language, known)
    page = context.new_page()
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={panel.language}")
    settled(page)
    if panel.part:
        page.locator(panel.part).first.evaluate("part => part.scrollIntoView()")
    _wait_until_still(page)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    high = HEIGHT if panel.size != PROJECTOR else HEIGHT * 0.7
    return image.resize((round(image.width * high / image.height), round(high)))


def _wait_until_still(page: Page) -> None:
    """Until two looks at the page in a row are the same."""
    before = b""
    while (now := page.screenshot()) != before:
        before = now
        page.wait_for_timeout(500)


def _beside(shots: list[Image.Image]) -> Image.Image:
    width = sum(shot.width + EDGE for shot in shots) + EDGE
    whole = Image.new("RGB", (width, max(shot.height for shot in shots) + 2 * EDGE), GROUND)
    across = EDGE
    for shot in shots:
        whole.paste(shot, (across, EDGE))
        across += shot.width + EDGE
    return whole


if __name__ == "__main__":
    make(sys.argv[1:])
