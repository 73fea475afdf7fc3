"""Workshops in which very much was said: the big screen shows what fits, cuts nothing off, and counts the rest in words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from actions.agree import agree
from actions.answer import answer
from actions.move import forward
from actions.note import note
from actions.publish import publish
from actions.sign_in import link
from domain.agreements import AgreementDraft
from domain.answers import Mark
from domain.notes import HORIZONS, IDEA_TYPES, LEANS, TONES, Draft, NoteKind
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from storage import notes, workshops
from storage.open import open_store
from storage.store import Store
from tests.cast import NOW, TODAY, House, a_workshop, gather, new_id, participants_of, round_of
from tests.journeys.conftest import _made
from tests.journeys.screens import device, settled, shoot

SIZES = ((1280, 720), (1920, 1080))
PERSPECTIVES = ("policy", "data", "legal", "executive", "frontline", "council", "resident", "partner")
VALUES = ("veiligheid", "privacy", "vrijheid", "transparantie")
LONG = "Wie wordt aangesproken omdat het systeem zich vergist, weet niet waar hij dat kan melden en hoort er niets van "
TOLD = {
    "effects": 40,
    "tensions": 15,
    "actions": 40,
    "agree": 60,
    "ended": 20,
}  # points of lists on the big screen
LEFT = r"En nog (?:(?P<agreements>\d+) afspraken)?(?: en )?(?:(?P<notes>\d+) bijdragen)?: zie uw telefoon\."
FITS = """() => { const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollHeight <= main.clientHeight + 1 && main.scrollWidth <= main.clientWidth; }"""
SHOWN = """() => [...document.querySelectorAll("li")].filter((one) => one.checkVisibility()).length"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The app on a store with a full workshop in each step: its address, and the code of each."""
    made = _made(tmp_path_factory.mktemp("full"), SECRET_KEY=os.environ["SECRET_KEY"])
    store = open_store(made.environment["STORE_URL"])
    house = gather(store).duinstad
    codes = {step: _full(store, house, step).code for step in TOLD}
    store.close()
    made.start()
    yield made.base, codes
    made.stop()


@pytest.fixture(scope="module", params=SIZES, ids=str)
def wall(
    browser: Browser, full: tuple[str, dict[str, str]], request: pytest.FixtureRequest
) -> Iterator[Page]:
    context = device(browser, request.param)
    page = context.new_page()
    page.goto(f"{full[0]}/sign-in/{link('fenna@duinstad.example')}")
    page.locator("main button").click()
    settled(page)
    yield page
    context.close()


@pytest.mark.parametrize("step", TOLD)
def test_what_does_not_fit_is_counted_in_words(
    wall: Page, full: tuple[str, dict[str, str]], step: str
) -> None:
    wall.goto(f"{full[0]}/projector?m={full[1][step]}")
    said = settled(wall).get_by_role("note").filter(has_text="En nog")
    expect(said).to_be_visible()
    wall.wait_for_function(FITS)
    found = re.fullmatch(LEFT, said.inner_text())
    assert found
    left = {what: int(n or 0) for what, n in found.groupdict().items()}
    assert wall.evaluate(SHOWN) + sum(left.values()) == TOLD[step]
    shoot(wall, f"full-wall-{step}-{wall.viewport_size}")


@pytest.mark.parametrize(("step", "place"), [("agree", "last"), ("ended", "first")])
def test_of_many_agreements_the_newest_stay_while_they_are_made_and_the_first_at_the_end(
    wall: Page, full: tuple[str, dict[str, str]], step: str, place: str
) -> None:
    wall.goto(f"{full[0]}/projector?m={full[1][step]}")
    expect(settled(wall).get_by_role("note").filter(has_text="En nog")).to_be_visible()
    shown = wall.locator("[class*=st-key-wall-kept] li:visible")
    number = 20 if place == "last" else 1
    assert getattr(shown, place).evaluate("one => one.value") == number
    expect(getattr(shown, place)).to_contain_text(f"({number})")


def _full(store: Store, house: House, until: str) -> Workshop:
    workshop = a_workshop(store, house, values=VALUES, perspectives=PERSPECTIVES)
    people = participants_of(store, workshop, 6)
    for step in ("explore", "effects", "values", "break", "tensions", "actions", "agree", "ended"):
        forward(store, house.facilitator, workshop.id, workshops.standing(store, workshop.id), now=NOW)
        _much(store, house.facilitator, workshop, people, step)
        if step == until:
            break
    return workshop


def _much(store: Store, lead: Visitor, workshop: Workshop, people: list[Visitor], step: str) -> None:
    """What people say in a step."""

    def say(who: Visitor, draft: Draft) -> str:
        note_id = new_id()
        note(store, who, workshop.id, note_id, draft, today=TODAY)
        return note_id

    match step:
        case "effects":
            for place in range(TOLD["effects"]):
                side, tone, horizon = PERSPECTIVES[place % 8], TONES[place % 2], HORIZONS[place // 2 % 2]
                say(people[place % 6], Draft(NoteKind.EFFECT, LONG, about=side, tone=tone, horizon=horizon))
        case "tensions":
            for place in range(TOLD["tensions"]):
                one, other = VALUES[place % 4], VALUES[(place + 1) % 4]
                tension = say(people[0], Draft(NoteKind.TENSION, LONG, about=one, against=other))
                say(
                    lead,
                    Draft(NoteKind.WEIGHING, LONG, parent_id=tension, lean=LEANS[place % 5], condition=LONG),
                )
        case "actions":
            for place in range(TOLD["actions"]):
                kind, value = IDEA_TYPES[place % 3], VALUES[place % 4]
                say(people[place % 6], Draft(NoteKind.IDEA, f"{LONG}({place})", about=value, idea_type=kind))
        case "agree":
            _agreed(store, lead, workshop, people)


def _agreed(store: Store, lead: Visitor, workshop: Workshop, people: list[Visitor]) -> None:
    """Twenty agreements, after thirty of the ideas were weighed."""
    ideas = notes.of_workshop(store, workshop.id, NoteKind.IDEA)[:30]
    asked = round_of(store, workshop, RoundKind.IDEAS)
    for person, who in enumerate(people):
        marks = [
            Mark(idea.id, dimension, 1 + (place + person * (1 + place % 3)) % 5)
            for place, idea in enumerate(ideas)
            for dimension in ("necessity", "importance")
        ]
        answer(store, who, asked.id, marks, [], today=TODAY)
    publish(store, lead, workshop.id, RoundKind.IDEAS, now=NOW)
    for place in range(1, 21):
        due = TODAY + timedelta(days=place)
        draft = AgreementDraft(f"{LONG}({place})", LONG, "Joris", due, VALUES[place % 4])
        agree(store, lead, workshop.id, new_id(), draft, now=NOW)
