"""What a person does on a screen, in the words of the journeys; waits for what should appear, never for time."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

PHONE, LAPTOP, PROJECTOR = (360, 780), (1280, 900), (1920, 1080)
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"
HAND_MS = 40  # a hand stays on a button for a moment; a page that moves meanwhile loses the click
_WORDS_ON_WORDS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((picture) => {
  const box = picture.getBoundingClientRect();
  const words = [...picture.querySelectorAll('text')].map((text) => [text.textContent.trim(), text.getBoundingClientRect()])
    .filter(([said, place]) => said && place.width && box.width);
  const out = words.filter(([, place]) => place.left < box.left - 2 || place.right > box.right + 2).map(([said]) => said);
  const on = words.flatMap(([one, a], n) => words.slice(n + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5
  ).map(([other]) => `${one} | ${other}`));
  return [...out, ...on];
})"""
SHOTS = Path(__file__).parent.parent / "screens"
expect.set_options(timeout=45_000)  # twelve browsers on two cores take turns


def device(
    browser: Browser,
    size: tuple[int, int] = LAPTOP,
    language: str = "nl",
    known: BrowserContext | None = None,
) -> BrowserContext:
    """A browser of its own, with nothing remembered, or with the cookies of a `known` one.

    Who reads Dutch sees the light theme and has a phone that says so; who reads English sees the dark one, and a phone
    is known by its width only.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale=f"{language}-{language.upper()}",
        reduced_motion="reduce",
        color_scheme="dark" if language == "en" else "light",
        user_agent=PHONE_AGENT if size == PHONE and language == "nl" else None,
        storage_state=known.storage_state() if known else None,
    )
    context.set_default_timeout(45_000)
    return context


def settled(page: Page) -> Page:
    """The page, when Streamlit has finished its run."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0)
    return page


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, one line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']][:3])}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def words_on_words(page: Page) -> list[str]:
    """Which words of the pictures lie on each other, or stick out of their picture."""
    found: list[str] = page.evaluate(_WORDS_ON_WORDS)
    return found


def printed_pages(page: Page) -> int:
    """On how many sheets of A4 the page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def shoot(page: Page, name: str) -> None:
    """With SCREENS=1, keep a picture of the whole page in tests/screens/ (not in the repository), to be looked at."""
    if os.environ.get("SCREENS") != "1":
        return
    SHOTS.mkdir(exist_ok=True)
    size = page.viewport_size or {"width": LAPTOP[0], "height": LAPTOP[1]}
    main = '[data-testid="stMain"]'
    height = page.evaluate(f"(document.querySelector('{main}') ?? document.documentElement).scrollHeight")
    page.set_viewport_size(
        {"width": size["width"], "height": min(max(int(height) + 8, size["height"]), 6000)}
    )
    page.screenshot(path=SHOTS / f"{name}.png")
    page.set_viewport_size(size)


def set_up(page: Page, base: str, code: str) -> None:
    """The first page of an empty store: an organisation, a department, a team, and the first account."""
    page.goto(base)
    page.get_by_label("Code uit het venster").fill(code)
    for label, text in (
        ("Naam van de organisatie", "Gemeente Duinstad"),
        ("Eerste afdeling", "Openbare orde"),
        ("Eerste team", "Team Toezicht"),
        ("Uw naam", "Noor de Wit"),
        ("Uw e-mailadres", "noor@duinstad.example"),
        ("Wachtwoord", "een lang wachtwoord"),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name="Uw workshops")).to_be_visible()


def prepare(page: Page, base: str, **fields: str) -> str:
    """The code of a workshop that was made with the form."""
    page.goto(f"{base}/prepare")
    page.get_by_label("Datum").fill(fields.get("date", "01-12-2026"))
    page.get_by_label("Hoeveel mensen verwacht u?").fill(fields.get("expected", "6"))
    on(page, "Maak de workshop")
    page.wait_for_url("**/control?m=*")
    expect(page.get_by_role("heading", name="Voor de workshop")).to_be_visible()
    return page.url.split("m=")[1][:6]


def join(page: Page, base: str, code: str, perspective: str) -> None:
    """The promise, a perspective, one button; then the survey."""
    page.goto(f"{base}/m/{code}")
    page.get_by_label(perspective).check()
    page.get_by_role("button", name="Ik doe mee").click()


def rate_screen(page: Page, importance: int, current: int) -> int:
    """Rate every value on this screen; gives how many there were. Each click is acknowledged before the next."""
    groups = page.locator("fieldset:has(input[type=radio])")
    expect(groups.first).to_be_visible()
    count = groups.count()
    for place in range(count):
        score = importance if place % 2 == 0 else current
        groups.nth(place).locator("input[type=radio]").nth(score - 1).check(force=True)
    expect(page.get_by_role("status").filter(has_text="Opgeslagen").first).to_be_visible()
    return count // 2


def move_on(control: Page, step: str) -> None:
    """Go to the next step; also when the screen says that people are still busy."""
    on(control, f"Verder: {step}")
    _anyway(control, f"Toch verder: {step}", step)


def close(control: Page, ended: str) -> None:
    """Close the workshop; also when people are still busy."""
    on(control, "Sluit de workshop af")
    _anyway(control, "Sluit de workshop toch af", ended)


def _anyway(control: Page, name: str, heading: str) -> None:
    anyway = control.get_by_role("button", name=name, exact=True)
    expect(anyway.or_(control.get_by_role("heading", name=heading, level=1)).first).to_be_visible()
    if anyway.is_visible():
        on(control, name)


def on(page: Page, name: str) -> None:
    """Press a button by its name, as a hand does, when the page is there as a whole."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    if page.locator('[data-testid="stApp"]').count():
        settled(page)
    button.click(delay=HAND_MS)
