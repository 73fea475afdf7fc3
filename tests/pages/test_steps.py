"""What the steps of a workshop show and keep, on the screens of participant, facilitator and room."""

from __future__ import annotations

import pytest

from actions.publish import publish
from actions.set_agenda import set_agenda
from actions.vote_again import vote_again
from domain.workshops import RoundKind
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, give, new_id
from tests.pages.tabs import Tab, Told, cookies_of, tab, told


def led(cast: Cast, held: Told, page: str, language: str = "nl") -> Tab:
    """A screen of the facilitator."""
    return tab(cookies_of(cast.duinstad.facilitator)).open(page, held.workshop.code, language)


def text(key: str, language: str = "nl") -> str:
    return the_content().texts[key][language]


@pytest.mark.parametrize("page", ["control", "projector"])
def test_the_agenda_says_why_and_when_the_facilitator_chose_it(store: Store, cast: Cast, page: str) -> None:
    held = told(store, cast.duinstad, "survey revealed")
    assert "belangrijk, maar nu minder goed geborgd" in led(cast, held, page).text
    set_agenda(store, cast.duinstad.facilitator, held.workshop.id, new_id(), ("vrijheid",), now=NOW)
    shown = led(cast, held, page)
    assert f"**Vrijheid**: {text('values.agenda_chosen')}" in shown.text
    assert "minder goed geborgd" not in shown.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_second_vote_is_asked_and_then_stands_beside_the_first(
    store: Store, cast: Cast, language: str
) -> None:
    held = told(store, cast.duinstad, "dots revealed")
    workshop, leader, person = held.workshop, cast.duinstad.facilitator, tab(cookies_of(held.people[0]))
    again = text("values.vote_again", language)
    assert again not in person.open("room", workshop.code, language).headings
    vote_again(store, leader, workshop.id, 1, now=NOW)
    asked = person.open("room", workshop.code, language)
    assert again in asked.headings
    assert text("values.vote_before", language).format(dots="Privacy 3") in asked.text
    give(store, workshop, held.people, (1, 0, 5, 4, 5, 2), dimension="dots", kind=RoundKind.DOTS)
    publish(store, leader, workshop.id, RoundKind.DOTS, now=NOW)
    for page in ("control", "projector", "result"):
        shown = led(cast, held, page, language)
        assert text("values.voted_again", language) in shown.headings, page
        assert text("figure.dots_before", language) in shown.text, page
    assert text("values.voted_again", language) in person.open("room", workshop.code, language).headings


def test_a_second_vote_without_a_figure_says_why_and_the_first_stands(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "dots revealed")
    vote_again(store, cast.duinstad.facilitator, held.workshop.id, 1, now=NOW)
    assert text("values.close_vote") in led(cast, held, "control").text
    give(store, held.workshop, held.people, (3, 5, 2, 1, 0, 5), dimension="dots", kind=RoundKind.DOTS)
    publish(store, cast.duinstad.facilitator, held.workshop.id, RoundKind.DOTS, now=NOW)
    for page in ("control", "projector"):
        shown = led(cast, held, page)
        assert text("values.voted") in shown.headings
        assert "Zo blijft verborgen wat één persoon deed" in shown.text
