"""A second survey with several values: what somebody said who came, stayed away or was erased can't be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from actions.erase import erase
from actions.measure_again import measure_again
from actions.move import forward
from actions.publish import close, publish
from domain.roles import Visitor
from domain.workshops import Phase, RoundKind, Workshop
from storage import figures, workshops
from storage.figures import Publication
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, give, participants_of

VALUES = ("privacy", "vrijheid", "waardigheid")
FIRST = [1, 2, 3, 4, 5, 1]


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, values=VALUES)


@pytest.fixture
def people(store: Store, cast: Cast, workshop: Workshop) -> Sequence[Visitor]:
    """Six people who answered, and who are asked again."""
    found = participants_of(store, workshop, 6)
    say(store, workshop, found, dict.fromkeys(VALUES, FIRST))
    lead = cast.duinstad.facilitator
    publish(store, lead, workshop.id, RoundKind.VALUES, now=NOW)
    while (standing := workshops.standing(store, workshop.id)).phase is not Phase.ENDED:
        forward(store, lead, workshop.id, standing, now=NOW)
    measure_again(store, lead, workshop.id, now=NOW + timedelta(minutes=10))
    return found


def say(store: Store, workshop: Workshop, people: Sequence[Visitor], said: dict[str, list[int]]) -> None:
    for item, scores in said.items():
        give(store, workshop, people, scores, item=item)


def shown(store: Store, cast: Cast, workshop: Workshop) -> tuple[Publication, dict[str, str]]:
    """The second figure, and of each value why it is hidden, or ""."""
    made = publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    rows = figures.figures(store, made.id)
    asked = rows[rows["dimension"] == "importance"]
    return made, dict(zip(asked["item"], asked["hidden"], strict=True))


def test_the_answer_of_who_stays_away_is_not_left(
    store: Store, cast: Cast, workshop: Workshop, people: Sequence[Visitor]
) -> None:
    """Of the five others four say something else about freedom; about privacy everyone says the same again."""
    say(store, workshop, people[1:], {"privacy": FIRST[1:], "vrijheid": [3, 4, 5, 1, 1]})
    made, hidden = shown(store, cast, workshop)
    assert (made.hidden, made.kendalls_w) == ("", None)
    assert hidden == {"privacy": "too_few_changed", "vrijheid": "", "waardigheid": "too_few"}


def test_the_answer_of_who_was_erased_is_not_left(
    store: Store, cast: Cast, workshop: Workshop, people: Sequence[Visitor]
) -> None:
    erase(store, people[0], workshop.id, today=TODAY)
    say(store, workshop, people[1:], {"privacy": FIRST[1:], "vrijheid": [3, 4, 5, 1, 2]})
    assert shown(store, cast, workshop)[1] == {
        "privacy": "too_few_changed", "vrijheid": "", "waardigheid": "too_few",
    }  # fmt: skip


def test_who_comes_is_hidden_by_those_who_change_their_mind(
    store: Store, cast: Cast, workshop: Workshop, people: Sequence[Visitor]
) -> None:
    new = participants_of(store, workshop, 1)
    say(store, workshop, [*people, *new], {"privacy": [*FIRST, 5], "vrijheid": [2, 3, 4, 5, 5, 1, 5]})
    assert shown(store, cast, workshop)[1] == {
        "privacy": "too_few_changed", "vrijheid": "", "waardigheid": "too_few",
    }  # fmt: skip


def test_what_would_tell_of_who_stays_away_is_in_no_pool_either(
    store: Store, cast: Cast, workshop: Workshop, people: Sequence[Visitor]
) -> None:
    """Four answer again: with one of another team at least that is a pool, of which the two who stay away would be left."""
    waits = "select distinct item from tally where perspective_id = ''"
    say(store, workshop, people[2:], {"privacy": FIRST[2:], "vrijheid": [4, 5, 1, 2]})
    close(store, cast.duinstad.facilitator, workshop.id, now=NOW)
    assert store.rows(waits) == [("vrijheid",)]
    erase(store, people[2], workshop.id, today=TODAY)
    assert store.rows(waits) == [("vrijheid",)], "also when what waits is counted again"


def test_of_the_same_people_everything_is_shown(
    store: Store, cast: Cast, workshop: Workshop, people: Sequence[Visitor]
) -> None:
    say(store, workshop, people, {"privacy": FIRST, "vrijheid": [2, 3, 4, 5, 1, 1], "waardigheid": FIRST})
    assert shown(store, cast, workshop)[1] == dict.fromkeys(VALUES, "")
