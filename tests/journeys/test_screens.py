"""Every screen, in Dutch and light and in English and dark, on a phone and on a laptop: nothing serious for axe-core,
nothing beside the edge, no word on another in a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import App
from tests.journeys.screens import (
    LAPTOP,
    PHONE,
    PROJECTOR,
    device,
    printed_pages,
    serious,
    settled,
    shoot,
    words_on_words,
)

SURVEY_SCREENS = ("1", "7", "8", "9")
FITS = """() => { const main = document.querySelector('[data-testid="stMain"]'); return main.scrollHeight <= main.clientHeight + 1 }"""


@dataclass(frozen=True)
class Cast:
    """Signed-in browsers of the demo, and the codes of its workshops by phase."""

    people: dict[str, BrowserContext]
    phones: dict[str, BrowserContext]  # of the same people
    codes: dict[str, str]
    participant: BrowserContext
    nobody: BrowserContext


@pytest.fixture(scope="module", params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def cast(demo_app: App, browser: Browser, language: str) -> Iterator[Cast]:
    people = {role: device(browser, LAPTOP, language) for role in ("facilitator", "manager", "administrator")}
    for role, context in people.items():
        page = _tab(context)
        page.goto(demo_app.link(role) + f"?lang={language}")
        page.locator("main button").click()
        page.wait_for_url(re.compile(r"/$"))
    phones = {role: device(browser, PHONE, language, context) for role, context in people.items()}
    participant = device(browser, PHONE, language)
    codes = _codes(people["facilitator"], demo_app)
    _ask_again(people["facilitator"], f"{demo_app.base}/control?m={codes['finished']}")
    for code in codes.values():
        _join(participant, f"{demo_app.base}/m/{code}?lang={language}")
    nobody = device(browser, PHONE, language)
    yield Cast(people, phones, codes, participant, nobody)
    for context in (*people.values(), *phones.values(), participant, nobody):
        context.close()


@pytest.mark.parametrize("path", ["sign-in", "m", "m/CODE", "sign-out", "nowhere", ""])
def test_plain_pages(demo_app: App, language: str, cast: Cast, path: str) -> None:
    page = _tab(cast.nobody)
    page.goto(f"{demo_app.base}/{path.replace('CODE', cast.codes['open'])}?lang={language}")
    if not path:
        settled(page)
    _is_in_order(page, f"plain-{path.replace('/', '-') or 'front'}-{language}", language)


@pytest.mark.parametrize("screen", SURVEY_SCREENS)
def test_the_survey(demo_app: App, cast: Cast, language: str, screen: str) -> None:
    page = _opened(cast.participant, f"{demo_app.base}/survey?m={cast.codes['open']}&p={screen}")
    if screen != "9":
        expect(page.locator("input, textarea").first).to_be_visible()
    _is_in_order(page, f"survey-{screen}-{language}", language)


@pytest.mark.parametrize("phase", ["open", "live", "finished"])
def test_the_room(demo_app: App, cast: Cast, language: str, phase: str) -> None:
    page = _opened(cast.participant, f"{demo_app.base}/room?m={cast.codes[phase]}")
    _is_in_order(page, f"room-{phase}-{language}", language)


@pytest.mark.parametrize("phase", ["open", "live", "finished"])
def test_the_facilitator(demo_app: App, cast: Cast, language: str, phase: str) -> None:
    page = _opened(cast.people["facilitator"], f"{demo_app.base}/control?m={cast.codes[phase]}")
    _is_in_order(page, f"control-{phase}-{language}", language)


@pytest.mark.parametrize("phase", ["open", "live", "finished"])
def test_the_projector(demo_app: App, cast: Cast, language: str, phase: str) -> None:
    page = _opened(cast.people["facilitator"], f"{demo_app.base}/projector?m={cast.codes[phase]}")
    page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    assert serious(page) == []
    assert page.get_by_role("button").filter(visible=True).count() == 0
    page.wait_for_function(FITS)
    shoot(page, f"projector-{phase}-{language}")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize(
    ("role", "name"),
    [("facilitator", ""), ("facilitator", "prepare"), ("manager", "agreements"), ("manager", "comparison"),
     ("administrator", "people"), ("manager", "values"), ("manager", "result?m=FINISHED")],
)  # fmt: skip
def test_pages_of_an_account(
    demo_app: App, cast: Cast, language: str, role: str, name: str, size: tuple[int, int]
) -> None:
    own = (cast.phones if size == PHONE else cast.people)[role]
    page = _opened(own, f"{demo_app.base}/{name.replace('FINISHED', cast.codes['finished'])}")
    if name in ("comparison", "agreements") or name.startswith("result"):
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        assert words_on_words(page) == []
    if name.startswith("result") and size == LAPTOP:
        assert printed_pages(page) <= 7  # it was eleven
    _is_in_order(page, f"{name.split('?')[0] or 'home'}-{language}", language, [size])


def test_a_countdown_that_was_announced_stays_in_sight_and_the_keys_work_when_asked_for(
    demo_app: App, cast: Cast, language: str
) -> None:
    code = cast.codes["live"]
    control = _opened(cast.people["facilitator"], f"{demo_app.base}/control?m={code}")
    room = _opened(cast.participant, f"{demo_app.base}/room?m={code}")
    countdown = room.get_by_role("timer")
    expect(countdown).to_be_hidden()
    settled(control).locator(".st-key-limit .stPopover button").click()
    settled(control).locator(".st-key-limit-1 button").click()
    expect(countdown).to_have_text(re.compile(r"0:\d\d"))
    expect(room.locator("[aria-live=polite].said")).not_to_be_empty()
    room.mouse.wheel(0, 4000)
    expect(countdown).to_be_in_viewport()
    settled(control).locator("[class*=st-key-limit-stop] button").click()
    expect(countdown).to_be_hidden()
    step = control.get_by_role("heading", level=1).first
    before = step.inner_text()
    expect(control.locator("[class*=st-key-limit-stop]")).to_have_count(0)
    settled(control).locator(".st-key-together summary").click()
    settled(control).locator(".st-key-wants-keys input").press("Space")
    expect(control.locator(".st-key-wants-keys input")).to_be_checked()
    settled(control).get_by_role("heading", level=1).click()
    _keys_are_there(control)
    control.keyboard.press("n")
    expect(step).not_to_have_text(before)
    settled(control).locator(".st-key-wants-keys input").press("b")
    expect(step).not_to_have_text(before)
    step.click()
    _keys_are_there(control)
    control.keyboard.press("b")
    expect(step).to_have_text(before)
    _is_in_order(settled(room), f"countdown-{language}", language)


def _keys_are_there(control: Page) -> None:
    """The line that listens to the keyboard knows the buttons that are on the page now."""
    on = control.locator("[class*=st-key-move-on-]").last.get_attribute("class") or ""
    (name,) = re.findall(r"st-key-(move-on-\d+)", on)
    expect(control.locator(f'.live[data-keys~="{name}"]')).to_be_attached()


def _tab(context: BrowserContext) -> Page:
    """The one tab of a browser: a page in a tab that was used before is there in half the time."""
    return context.pages[0] if context.pages else context.new_page()


def _opened(context: BrowserContext, address: str) -> Page:
    page = _tab(context)
    page.goto(address)
    expect(settled(page).get_by_role("heading", level=1).first).to_be_visible()
    return page


def _is_in_order(
    page: Page, name: str, language: str, sizes: Sequence[tuple[int, int]] = (PHONE, LAPTOP)
) -> None:
    """On these sizes: nothing beside the edge, the page in its language, and a picture; on the phone in Dutch and on
    the laptop in English also nothing serious for axe-core."""
    assert page.locator("html").get_attribute("lang") == language
    for size in sizes:
        width = "phone" if size == PHONE else "laptop"
        page.set_viewport_size({"width": size[0], "height": size[1]})
        beside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beside <= 0, f"{name} on a {width}: {beside} pixels beside the edge"
        if (width, language) in (("phone", "nl"), ("laptop", "en")):
            assert serious(page) == [], f"{name} on a {width}"
        shoot(page, f"{name}-{width}")


def _codes(facilitator: BrowserContext, app: App) -> dict[str, str]:
    """The workshops of the front page: the open one and the live one are the latest, the finished one the oldest."""
    page = _opened(facilitator, app.base)
    cards = page.locator("[class*=st-key-workshop-]")
    names = [
        re.search(r"st-key-workshop-(\w+)", cards.nth(n).get_attribute("class") or "")
        for n in range(cards.count())
    ]
    codes = [name[1] for name in names if name]
    return {"open": codes[0], "live": codes[1], "finished": codes[-1]}


def _ask_again(facilitator: BrowserContext, control: str) -> None:
    """The values of the finished workshop are measured again, so that someone new can still join."""
    page = _opened(facilitator, control)
    asks = page.locator(".st-key-again-start button")
    if asks.count():
        settled(page).locator(".st-key-again-start button").click()
        settled(page).locator(".st-key-again-now button").click()
    expect(page.locator("[class*=st-key-reveal-values-] button")).to_be_visible()


def _join(participant: BrowserContext, address: str) -> None:
    page = _tab(participant)
    page.goto(address)
    page.locator("input[type=radio]").first.check()
    page.locator("form .button").click()
    settled(page)
