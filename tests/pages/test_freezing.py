"""Answers stand still: one click of who leads, and every screen says so and takes none."""

from __future__ import annotations

import pytest

from domain.workshops import RoundKind
from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, round_of
from tests.pages.tabs import Tab, Told, cookies_of, tab, told

ASKED = {"values": RoundKind.VALUES, "survey revealed": RoundKind.DOTS, "agree": RoundKind.IDEAS}


def words(key: str, language: str = "nl") -> str:
    return the_content().texts[key][language]


@pytest.fixture(params=ASKED)
def held(request: pytest.FixtureRequest, store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, request.param)


def control(cast: Cast, held: Told) -> Tab:
    return tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)


def click(shown: Tab, key: str) -> None:
    next(button for button in shown.test.button if button.label == words(key)).click().run()
    assert shown.problems == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_screen_says_that_answers_stand_still_and_goes_on_after(
    store: Store, cast: Cast, held: Told, language: str
) -> None:
    leads = control(cast, held)
    click(leads, "freeze.freeze")
    assert words("live.frozen") in leads.text
    wall = tab(cookies_of(cast.duinstad.facilitator)).open("projector", held.workshop.code)
    assert words("live.frozen") in wall.text
    phone = tab(cookies_of(held.people[0]))
    assert (
        words("answers.paused", language) in phone.open(_page(store, held), held.workshop.code, language).text
    )
    click(leads.open("control", held.workshop.code), "freeze.thaw")
    for screen, where in ((leads, "control"), (wall, "projector"), (phone, _page(store, held))):
        shown = screen.open(where, held.workshop.code).text
        assert words("live.frozen") not in shown
        assert words("answers.paused") not in shown


def test_what_stands_still_is_shown_by_the_same_button_as_ever(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    leads = control(cast, held)
    click(leads, "freeze.freeze")
    click(leads, "values.reveal_vote")
    assert round_of(store, held.workshop, RoundKind.DOTS).is_published
    assert not any(
        button.label in (words("freeze.thaw"), words("freeze.freeze")) for button in leads.test.button
    )
    assert words("live.frozen") not in leads.text


def _page(store: Store, held: Told) -> str:
    """Where a phone answers what is asked at this moment."""
    return "room" if round_of(store, held.workshop).is_published else "survey"


def test_while_dots_stand_still_a_phone_shows_the_outcome_first(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    dots, survey = words("values.vote"), words("values.survey")

    def order() -> list[str]:
        shown = tab(cookies_of(held.people[0])).open("room", held.workshop.code)
        return [heading for heading in shown.headings if heading in (dots, survey)]

    assert order() == [dots, survey]
    click(control(cast, held), "freeze.freeze")
    assert order() == [survey, dots]
