"""A country in the browser: what a ministry sees of many teams, on a phone and on a laptop, and the way down to one team."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from actions.sign_in import link
from tests.journeys.conftest import App, _made
from tests.journeys.screens import LAPTOP, PHONE, device, on, serious, settled, shoot

TEAMS = 80
MINISTRY = "minne@land.example"
MOST_TABS = 60
# Whether what has the focus is seen: an outline around it or around its field, and nothing lies on it.
_IS_SEEN = """(focused) => {
  const outlined = [focused, focused.parentElement].some((one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = focused.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return outlined && focused.contains(top);
}"""


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a store with a small country."""
    made = _made(tmp_path_factory.mktemp("country"), SECRET_KEY=os.environ["SECRET_KEY"])
    made.manage("demo", "--teams", str(TEAMS))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module", params=["nl", "en"])
def ministry(country: App, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Signed in: Dutch on a phone, English on a laptop."""
    language = str(request.param)
    context = device(browser, PHONE if language == "nl" else LAPTOP, language)
    yield _signed_in(context, country, language)
    context.close()


def _signed_in(context: BrowserContext, country: App, language: str) -> Page:
    page = context.new_page()
    page.goto(f"{country.base}/sign-in/{link(MINISTRY)}?lang={language}")
    page.locator("main button").click()
    page.wait_for_url(re.compile(r"/$"))
    return page


def _opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(settled(page).get_by_role("heading", level=1).first).to_be_visible()
    return page


def _is_in_order(page: Page, name: str) -> None:
    beside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beside <= 0, f"{name}: {beside} pixels beside the edge"
    assert serious(page) == [], name
    shoot(page, f"country-{name}-{page.locator('html').get_attribute('lang')}")


def test_all_teams_are_one_picture_and_an_organisation_shows_its_teams(country: App, ministry: Page) -> None:
    page = _opened(ministry, f"{country.base}/comparison")
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    _is_in_order(page, "comparison")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").nth(1).click()
    expect(page.locator(".st-key-heatmap .js-plotly-plot")).to_be_visible()
    assert "organisation=" in page.url
    _click_a_cell(page)
    expect(
        page.get_by_text(re.compile("U koos .*Onder het beeld|You chose .*below the picture"))
    ).to_be_visible()
    assert "team=" in page.url and "value=" in page.url
    expect(page.locator(".st-key-heatmap .shapelayer path")).to_have_count(
        2
    )  # the frame, and the ground beside it
    expect(
        page.get_by_text(re.compile("In het beeld staat er een rand om|It has a frame in the picture"))
    ).to_be_visible()
    settled(page).locator("[data-testid=stExpander] summary").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    _is_in_order(page, "organisation")


def _click_a_cell(page: Page) -> None:
    """In the middle of the last cell of the picture, as a hand would do."""
    cell = settled(page).locator(".st-key-heatmap .barlayer .point path").last
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    expect(page.locator(".st-key-heatmap .hoverlayer .hovertext").first).to_be_visible()
    page.mouse.click(*middle)


def test_from_the_heatmap_to_a_value_and_a_team_goes_by_keyboard_alone(
    country: App, browser: Browser
) -> None:
    context = device(browser, LAPTOP, "nl")
    page = _opened(_signed_in(context, country, "nl"), f"{country.base}/comparison")
    _pick_by_keys(page, "Organisatie", "gemeente")
    expect(page.locator(".st-key-heatmap .js-plotly-plot")).to_be_visible()
    team = _pick_by_keys(page, "Team", "team")
    value = _pick_by_keys(page, "Waarde", "uitleg")
    expect(
        page.get_by_text(re.compile(f"U koos {team}, {value}: .*In het beeld staat er een rand om"))
    ).to_be_visible()
    address = page.url
    _follow_by_keys(page, re.compile(value), "/value?", value)
    _opened(page, address)
    _follow_by_keys(page, re.compile(f"Profiel van {team}"), "/team?", team)
    context.close()


def _pick_by_keys(page: Page, label: str, part: str) -> str:
    """Tab to a list, type a part of a name, go one down in what is left and take it; gives its name."""
    field = settled(page).get_by_role("combobox", name=label, exact=True)
    _tab_to(page, field)
    page.keyboard.type(part)
    offered = page.get_by_role("option")
    expect(offered.first).to_be_visible()
    expect(offered.filter(has_not_text=re.compile(part, re.IGNORECASE))).to_have_count(0)
    page.keyboard.press("ArrowDown")
    name = page.locator("[role=option][data-focused]").inner_text()
    page.keyboard.press("Enter")
    expect(offered).to_have_count(0)
    expect(field).to_have_value(name)
    return name


def _follow_by_keys(page: Page, name: re.Pattern[str], address: str, heading: str) -> None:
    way = settled(page).locator(".st-key-heatmap").get_by_role("link", name=name).first
    expect(way).to_be_visible()
    _tab_to(page, way)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(address)))
    expect(page.get_by_role("heading", level=1).filter(has_text=heading)).to_be_visible()


def _tab_to(page: Page, wanted: Locator) -> None:
    """Go there with the Tab key, and see that it shows that it has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(wanted) => wanted === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    assert wanted.evaluate(_IS_SEEN)


def test_agreements_come_by_the_hundred(country: App, ministry: Page) -> None:
    page = _opened(ministry, f"{country.base}/agreements")
    expect(page.locator("[class*=st-key-agreement-]")).to_have_count(100)
    _is_in_order(page, "agreements")
    on(page, {"nl": "Volgende", "en": "Next"}[page.locator("html").get_attribute("lang") or "nl"])
    page.wait_for_url(re.compile(r"p=2"))
    expect(page.get_by_text(re.compile(r"101 (tot|to) 200"))).to_be_visible()
