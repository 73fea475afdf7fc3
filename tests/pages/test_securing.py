"""Whose turn it is when an agreement is done: a second person's, and the list of agreements says whose."""

from __future__ import annotations

import pytest

from actions.follow_up import follow_up
from domain.agreements import Status
from domain.roles import Grant, Role, Visitor
from storage import agreements
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, person
from tests.pages.tabs import cookies_of, tab, told


def text(key: str, language: str = "nl", **facts: str) -> str:
    return the_content().texts[key][language].format(**facts)


def done_by(store: Store, cast: Cast, who: Visitor) -> None:
    """An agreement of the team of the cast, of which this person says that it is done."""
    held = told(store, cast.duinstad, "ideas revealed")
    (agreed,) = agreements.of_workshop(store, held.workshop.id)
    follow_up(store, who, agreed.id, 1, Status.DONE, "Het hangt er", now=NOW)


def seen_by(who: Visitor, language: str = "nl") -> str:
    shown = tab(cookies_of(who)).open("agreements", language=language)
    assert shown.problems == []
    return "\n".join(part.value for part in shown.test.markdown)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_said_it_reads_whose_turn_it_is_and_that_person_reads_so_too(
    store: Store, cast: Cast, language: str
) -> None:
    house = cast.duinstad
    done_by(store, cast, house.facilitator)
    assert text("agreements.you_said", language, names="Maud") in seen_by(house.facilitator, language)
    assert text("agreements.your_turn", language) in seen_by(house.manager, language)


def test_a_manager_who_said_it_reads_that_it_needs_another_one(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    done_by(store, cast, house.manager)
    assert text("agreements.nobody_may") in seen_by(house.manager)
    person(store, Grant(Role.MANAGER, house.organisation_id, house.department_id, house.second_team_id), "sam@duinstad.example")  # fmt: skip
    assert text("agreements.nobody_may") in seen_by(house.manager), "of another team"
    person(store, Grant(Role.MANAGER, house.organisation_id, house.department_id), "mila@duinstad.example")
    assert text("agreements.you_said", names="Mila") in seen_by(house.manager)
    assert text("agreements.others_turn", names="Maud, Mila") not in seen_by(house.facilitator)
    assert text("agreements.others_turn", names="Mila") in seen_by(house.facilitator)


def test_the_front_page_says_how_many_agreements_ask_for_attention(store: Store, cast: Cast) -> None:
    told(store, cast.duinstad, "ideas revealed")
    words = the_content().texts["home.attention"]["nl"].split(":")[0]
    assert words in tab(cookies_of(cast.duinstad.manager)).open("home").text
    assert words not in tab(cookies_of(cast.elsewhere.manager)).open("home").text
