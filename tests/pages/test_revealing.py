"""Showing an outcome can't be undone: while people have not answered, the screen asks once; so does closing too soon."""

from __future__ import annotations

import pytest

from actions.move import forward
from domain.workshops import Phase, RoundKind
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_participant, a_workshop, give, participants_of, round_of
from tests.pages.tabs import Tab, Told, cookies_of, tab, told


def words(key: str) -> str:
    return the_content().texts[key]["nl"]


def control(cast: Cast, code: str) -> Tab:
    return tab(cookies_of(cast.duinstad.facilitator)).open("control", code)


def click(shown: Tab, key: str) -> None:
    next(button for button in shown.test.button if button.label == words(key)).click().run()
    assert shown.problems == []


def waits(shown: Tab) -> bool:
    return any(words("reveal.waits.one") in part.value for part in shown.test.markdown)


@pytest.fixture
def held(store: Store, cast: Cast) -> Told:
    """Six people who divided their dots."""
    return told(store, cast.duinstad, "survey revealed")


def is_shown(store: Store, held: Told) -> bool:
    return round_of(store, held.workshop, RoundKind.DOTS).is_published


def test_when_everyone_answered_the_outcome_is_shown_at_once(store: Store, cast: Cast, held: Told) -> None:
    click(control(cast, held.workshop.code), "values.reveal_vote")
    assert is_shown(store, held)


def test_while_someone_has_not_answered_it_is_asked_once(store: Store, cast: Cast, held: Told) -> None:
    a_participant(store, held.workshop)
    shown = control(cast, held.workshop.code)
    click(shown, "values.reveal_vote")
    assert waits(shown) and not is_shown(store, held)
    click(shown, "move.not_yet")
    assert not waits(shown)
    click(shown, "values.reveal_vote")
    click(shown, "reveal.anyway")
    assert is_shown(store, held)


def test_once_answers_stand_still_nobody_is_waited_for(store: Store, cast: Cast, held: Told) -> None:
    a_participant(store, held.workshop)
    shown = control(cast, held.workshop.code)
    click(shown, "freeze.freeze")
    click(shown, "values.reveal_vote")
    assert is_shown(store, held)


def test_of_too_few_people_it_says_so_and_asks_nothing(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 6)[:4], (1, 2, 3, 4))
    for _ in range(3):
        forward(
            store, cast.duinstad.facilitator, workshop.id, workshops.standing(store, workshop.id), now=NOW
        )
    shown = control(cast, workshop.code)
    next(one for one in shown.test.button if one.label == words("values.reveal_survey")).click().run()
    assert any("4 mensen" in problem for problem in shown.problems)
    assert not waits(shown)


def test_closing_asks_what_is_not_done_yet(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "agree")
    shown = control(cast, held.workshop.code)
    click(shown, "move.close")
    assert any(
        "een afspraak vastleggen" in part.value and "Toch sluiten" in part.value
        for part in shown.test.markdown
    )
    assert workshops.standing(store, held.workshop.id).phase is Phase.LIVE
    click(shown, "move.close_anyway")
    assert workshops.standing(store, held.workshop.id).phase is Phase.ENDED
