"""People who put their answers together: how many it takes, and what they learn at most. docs/anonymity.md has the table."""

from __future__ import annotations

import pytest

from tests.analytics.test_everything_subtracted import House, K
from tests.attacker import Row, told_of


def shown(size: int) -> tuple[list[Row], list[str]]:
    """A team of this size that is shown, and its people."""
    house = House()
    people = [f"team policy {number}" for number in range(size)]
    answers = {person: number % 5 + 1 for number, person in enumerate(people)}
    house.happen(("survey", "team", "a", 1, answers))
    return house.kept.rows(), people


@pytest.mark.parametrize("size", range(K, 10))
def test_all_but_one_know_the_last_one(size: int) -> None:
    rows, people = shown(size)
    assert told_of(rows, K, frozenset(people[1:])) == {people[0]}


@pytest.mark.parametrize("size", range(K, 10))
def test_fewer_owners_learn_the_sum_of_all_the_others_and_nothing_smaller(size: int) -> None:
    rows, people = shown(size)
    for owners in range(size):
        others = size - owners
        assert not told_of(rows, others, frozenset(people[:owners]))
        assert told_of(rows, others + 1, frozenset(people[:owners])) == set(people[owners:])


def test_four_owners_in_a_pool_of_two_teams_know_the_fifth_person() -> None:
    house = House()
    for team, answers in (
        ("one", {"one policy 1": 1, "one policy 2": 2}),
        ("two", {f"two policy {n}": n for n in (3, 4, 5)}),
    ):
        house.happen(("survey", team, "a", 1, answers))
    owned = frozenset({"one policy 1", "one policy 2", "two policy 3", "two policy 4"})
    assert not told_of(house.kept.rows(), K)
    assert told_of(house.kept.rows(), K, owned) == {"two policy 5"}


@pytest.mark.parametrize("moved", [5, 6, 7])
def test_of_a_second_survey_all_but_one_of_those_who_changed_know_the_last_one(moved: int) -> None:
    house = House()
    people = [f"team policy {number}" for number in range(9)]
    before = {person: number % 5 + 1 for number, person in enumerate(people)}
    after = before | {person: before[person] % 5 + 1 for person in people[:moved]}
    house.happen(("survey", "team", "a", 1, before))
    house.happen(("survey", "team", "a", 2, after))
    assert not house.surveys["team", 2].hidden
    for owners in range(moved):
        left = moved - owners
        assert not told_of(house.kept.rows(), min(left, K), frozenset(people[:owners]), house.kept.changes())
        assert told_of(house.kept.rows(), left + 1, frozenset(people[:owners]), house.kept.changes()) == set(
            people[owners:moved]
        )
