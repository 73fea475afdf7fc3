"""A small group shows hands: the form is there for it and for no other, and every screen says what was counted."""

from __future__ import annotations

import pytest

from actions.agree import agree
from actions.join import join
from actions.move import forward
from actions.note import note
from actions.show_hands import show_hands
from domain.agreements import AgreementDraft
from domain.notes import Draft, NoteKind
from domain.workshops import RoundKind, Workshop
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, new_id
from tests.pages.tabs import cookies_of, tab

CLOSING = {the_content().texts[key]["nl"] for key in ("exit.title", "agree.last_word")}
TITLE = the_content().texts["hands.title"]["nl"]


@pytest.fixture
def small(store: Store, cast: Cast) -> Workshop:
    workshop = a_workshop(store, cast.duinstad)
    for _ in range(3):
        standing = workshops.standing(store, workshop.id)
        forward(store, cast.duinstad.facilitator, workshop.id, standing, now=NOW)
    return workshop


def test_what_the_facilitator_enters_is_on_every_screen(store: Store, cast: Cast, small: Workshop) -> None:
    person = a_participant(store, small)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", small.code)
    asked = the_content().texts["hands.hands"]["nl"].partition("{name}")[0]
    next(field for field in screen.test.number_input if field.label.startswith(asked)).set_value(2)
    next(
        button for button in screen.test.button if button.label == the_content().texts["hands.record"]["nl"]
    ).click().run()
    assert screen.problems == []
    assert TITLE in screen.headings
    for who, page in ((person, "room"), (cast.duinstad.facilitator, "projector")):
        shown = tab(cookies_of(who)).open(page, small.code)
        assert TITLE in shown.headings
        assert the_content().texts["hands.said"]["nl"] in shown.text


@pytest.mark.parametrize("first", ["hands", "agreement"])
def test_a_small_group_closes_once_hands_were_counted_or_something_was_agreed(
    store: Store, cast: Cast, small: Workshop, first: str
) -> None:
    lead, person, idea = cast.duinstad.facilitator, a_participant(store, small), new_id()
    while workshops.standing(store, small.id).step != "agree":
        forward(store, lead, small.id, workshops.standing(store, small.id), now=NOW)
    note(
        store,
        person,
        small.id,
        idea,
        Draft(NoteKind.IDEA, "Een bord", about="privacy", idea_type="process"),
        today=TODAY,
    )
    room = tab(cookies_of(person)).open("room", small.code)
    assert not CLOSING & set(room.headings)
    if first == "hands":
        show_hands(store, lead, small.id, new_id(), RoundKind.IDEAS, {idea: 1}, now=NOW)
    else:
        agree(
            store,
            lead,
            small.id,
            new_id(),
            AgreementDraft("Een bord", "Het hangt", "Joris", TODAY, "privacy"),
            now=NOW,
        )
    assert set(room.open("room", small.code).headings) >= CLOSING


def test_a_group_that_is_large_enough_has_no_form(store: Store, cast: Cast, small: Workshop) -> None:
    for _ in range(small.smallest_group):
        join(store, small.code, new_id(), "policy", today=TODAY)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", small.code)
    assert TITLE not in screen.text
