"""The screens of the survey: at most eight values each, in an order that is each person's own and stays."""

from __future__ import annotations

from dataclasses import replace

from domain.content import Framework
from domain.workshops import Workshop
from reads.survey import MOST_ON_A_SCREEN, screens
from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, a_workshop, new_id

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))
ALL = tuple(value.id for value in FRAMEWORK.current_values())


def orders(workshop: Workshop, person: str, framework: Framework = FRAMEWORK) -> list[list[str]]:
    return [[value.id for value in screen.values] for screen in screens(framework, workshop, person)]


def test_every_value_is_asked_once_and_no_other(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, values=ALL)
    asked = [value for order in orders(workshop, new_id()) for value in order]
    assert sorted(asked) == sorted(ALL)


def test_a_screen_holds_the_values_of_one_principle_in_the_order_of_the_framework(
    store: Store, cast: Cast
) -> None:
    workshop = a_workshop(store, cast.duinstad, values=ALL)
    made = screens(FRAMEWORK, workshop, new_id())
    assert [screen.principle.id for screen in made] == [principle.id for principle in FRAMEWORK.principles]
    assert all(value.principle == screen.principle.id for screen in made for value in screen.values)


def test_a_principle_of_which_nothing_is_asked_has_no_screen(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, values=("privacy", "vrijheid", "waardigheid"))
    assert [screen.principle.id for screen in screens(FRAMEWORK, workshop, new_id())] == ["mensenrechten"]


def test_a_person_always_sees_the_same_order(store: Store, cast: Cast) -> None:
    workshop, person = a_workshop(store, cast.duinstad, values=ALL), new_id()
    assert orders(workshop, person) == orders(workshop, person)


def test_people_see_different_orders(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, values=ALL)
    first = {orders(workshop, f"person {number}")[0][0] for number in range(40)}
    assert len(first) > 3, "every value of a principle should come first for someone"


def test_more_than_eight_values_take_a_second_screen(store: Store, cast: Cast) -> None:
    one = FRAMEWORK.principles[0].id
    crowded = replace(FRAMEWORK, values=tuple(replace(value, principle=one) for value in FRAMEWORK.values))
    workshop = a_workshop(store, cast.duinstad, values=ALL)
    sizes = [len(order) for order in orders(workshop, new_id(), crowded)]
    assert max(sizes) == MOST_ON_A_SCREEN
    assert sum(sizes) == len(ALL)
