"""Makes the pictures of the README from the demo as it looks now: `python -m tests.journeys.pictures`, and look at them."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import tests.conftest  # noqa: F401 - the settings of the tests, before anything reads them
from tests.browser import FLAGS, found
from tests.journeys.conftest import ROOT, _made
from tests.journeys.screens import LAPTOP, PHONE, PROJECTOR, device, settled

FOLDER = ROOT / "docs" / "pictures"
GROUND, EDGE, HEIGHT = "#E5E0D4", 24, 600


class Panel(NamedTuple):
    """A screen in a picture: who looks, at which page and on what; from a part of the page on."""

    who: str
    page: str
    size: tuple[int, int] = LAPTOP
    part: str = ""


PICTURES = {
    "survey-and-control": [
        Panel("participant", "survey?m={open}&p=1", PHONE),
        Panel("participant", "survey?m={open}&p=7", PHONE),
        Panel("facilitator", "control?m={live}"),
    ],
    "projector": [
        Panel("facilitator", "projector?m={live}", PROJECTOR),
        Panel("facilitator", "projector?m={finished}", PROJECTOR),
    ],
    "result-and-agreements": [
        Panel("manager", "result?m={finished}", PHONE, ".st-key-result-gaps-1"),
        Panel("manager", "agreements"),
        Panel("manager", "comparison", PHONE, ".st-key-heatmap"),
    ],
}


def make() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = _made(Path(folder), DEMO="1", SECRET_KEY=os.environ["SECRET_KEY"])
        app.start()
        browser = playwright.chromium.launch(executable_path=found(), args=FLAGS)
        try:
            people = {role: _signed_in(browser, app.link(role)) for role in ("facilitator", "manager")}
            codes = _codes(people["facilitator"], app.base)
            people["participant"] = _joined(browser, f"{app.base}/m/{codes['open']}")
            _reveal(people["facilitator"], f"{app.base}/control?m={codes['live']}")
            for name, panels in PICTURES.items():
                shots = [
                    _shot(browser, people[one.who], one, f"{app.base}/{one.page.format(**codes)}")
                    for one in panels
                ]
                _beside(shots).save(FOLDER / f"{name}.png", optimize=True)
        finally:
            browser.close()
            app.stop()


def _signed_in(browser: Browser, link: str) -> BrowserContext:
    context = device(browser)
    page = context.new_page()
    page.goto(link)
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
    context = device(browser, panel.size, known=known)
    page = context.new_page()
    page.goto(address)
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
    make()
