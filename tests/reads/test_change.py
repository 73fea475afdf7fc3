"""Change over surveys: of one team from its own figures, of all people from published sums, and of nobody elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from actions.agree import agree
from actions.publish import close, publish
from domain.agreements import AgreementDraft
from domain.content import Framework
from domain.roles import Grant, Role, Visitor
from domain.workshops import RoundKind, Workshop
from reads.change import Changed, choices, measured_again, measurements, of_place, of_team, teams
from reads.scope import EVERYWHERE, Within
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, new_id, participants_of, round_of

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))
LATER = NOW + timedelta(days=100)
LOW, HIGH = (1, 2, 2, 1, 2, 1, 3, 2, 1, 2), (4, 4, 5, 4, 3, 5, 4, 4, 5, 4)
MIXED = (2, 3, 4, 2, 3, 3, 4, 2, 3, 4)


def surveyed(
    store: Store, house: House, people: Sequence[Visitor], workshop: Workshop, scores: Sequence[int]
) -> None:
    """Everyone scores how well privacy is guarded, and the same of three other values, and it is published."""
    given = scores[: len(people)]
    give(store, workshop, people, given, dimension="current")
    for value in ("vrijheid", "veiligheid", "transparantie"):
        give(store, workshop, people, MIXED[: len(people)], item=value, dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def again(store: Store, workshop: Workshop) -> None:
    """The second survey of the workshop, as if it had ended."""
    first = round_of(store, workshop)
    second = type(first)(new_id(), workshop.id, RoundKind.VALUES, first.number + 1)
    store.write(workshops.add_round(second, LATER))


def measured_twice(store: Store, house: House, people: int = 10) -> Workshop:
    """Low at first, then an agreement about privacy, then high; the same people."""
    workshop = a_workshop(store, house)
    those = participants_of(store, workshop, people)
    surveyed(store, house, those, workshop, LOW)
    draft = AgreementDraft("Een bord plaatsen", "Het bord hangt er", "Joris", TODAY, "privacy")
    agree(store, house.facilitator, workshop.id, new_id(), draft, now=NOW + timedelta(hours=1))
    again(store, workshop)
    give(store, workshop, those, HIGH[:people], dimension="current")
    for value in ("vrijheid", "veiligheid", "transparantie"):
        give(store, workshop, those[::-1], MIXED[:people], item=value, dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=LATER)
    return workshop


def changed(store: Store, house: House, measure: str = "current") -> Changed:
    one, other = measurements(store, house.manager, house.team_id)
    return of_team(store, one, other, measure, FRAMEWORK)


def test_a_team_sees_what_changed_with_pairs_and_with_its_agreement(store: Store, cast: Cast) -> None:
    measured_twice(store, cast.duinstad)
    found = changed(store, cast.duinstad)
    privacy = found.values.loc["privacy"]
    assert (privacy["before_n"], privacy["after_n"], privacy["pairs"]) == (10, 10, 10)
    assert privacy["change"] == pytest.approx((sum(HIGH) - sum(LOW)) / 10)
    assert privacy["verdict"] == "clearly_different"
    assert found.values["has_agreement"].to_dict() == {
        "veiligheid": False, "privacy": True, "vrijheid": False, "transparantie": False,
    }  # fmt: skip
    assert found.values.loc["vrijheid", "verdict"] == "not_told_apart"


def test_the_value_with_an_agreement_stands_beside_those_without_and_proves_no_cause(
    store: Store, cast: Cast
) -> None:
    measured_twice(store, cast.duinstad)
    sides = changed(store, cast.duinstad).sides
    assert sides is not None
    assert (sides["with_values"], sides["without_values"]) == (1, 3)
    assert sides["with_change"] > 2 and sides["without_change"] == pytest.approx(0)
    assert not sides["is_proof_of_cause"]


def test_an_agreement_from_before_the_first_survey_is_not_one_in_between(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    draft = AgreementDraft("Een bord plaatsen", "Het bord hangt er", "Joris", TODAY, "vrijheid")
    agree(store, cast.duinstad.facilitator, workshop.id, new_id(), draft, now=NOW - timedelta(hours=1))
    measured_twice(store, cast.duinstad)
    assert not changed(store, cast.duinstad).values.loc["vrijheid", "has_agreement"]


def test_six_people_see_a_change_without_interval_or_verdict(store: Store, cast: Cast) -> None:
    measured_twice(store, cast.duinstad, people=6)
    privacy = changed(store, cast.duinstad).values.loc["privacy"]
    assert privacy["change"] > 1
    assert privacy[["low", "high"]].isna().all()
    assert privacy["verdict"] is None


def test_surveys_of_two_workshops_of_a_team_are_compared_without_pairs(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for scores in (LOW, HIGH):
        workshop = a_workshop(store, house)
        surveyed(store, house, participants_of(store, workshop, 10), workshop, scores)
    privacy = changed(store, house).values.loc["privacy"]
    assert privacy["pairs"] != privacy["pairs"], "nobody knows who answered both"
    assert privacy["verdict"] == "clearly_different"


def test_a_survey_of_too_few_people_is_named_with_its_reason(store: Store, cast: Cast) -> None:
    house, workshop = cast.duinstad, a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 3), (1, 2, 3))
    close(store, house.facilitator, workshop.id, now=NOW)
    (only,) = measurements(store, house.manager, house.team_id)
    assert (only.number, only.hidden) == (1, "too_few")


def test_nobody_sees_the_measurements_of_another_organisation_or_team(store: Store, cast: Cast) -> None:
    measured_twice(store, cast.duinstad)
    house, elsewhere = cast.duinstad, cast.elsewhere
    for who in (elsewhere.manager, elsewhere.facilitator, cast.nobody, house.administrator):
        assert measurements(store, who, house.team_id) == []
        assert teams(store, who, Within(house.organisation_id)) == {}
        assert of_place(store, who, Within(house.organisation_id), (1, 2), "current", FRAMEWORK) is None
    assert measurements(store, house.manager, new_id()) == []
    assert teams(store, house.manager, EVERYWHERE) == {}
    assert sorted(teams(store, house.manager, Within(house.organisation_id)).values()) == [
        "Team Haven",
        "Team Plein",
    ]


def test_all_people_together_are_compared_where_the_same_teams_are_in_both_sums(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    measured_twice(store, house)
    within = Within(house.organisation_id)
    found = of_place(store, house.manager, within, (1, 2), "current", FRAMEWORK)
    assert found and found.values.loc["privacy", "verdict"] == "clearly_different"
    assert found.sides is None
    workshop = a_workshop(store, house, team_id=house.second_team_id)
    surveyed(store, house, participants_of(store, workshop, 10), workshop, MIXED)
    other = of_place(store, house.manager, within, (1, 2), "current", FRAMEWORK)
    assert other and other.values.empty, "the second team is in the first sum only"
    assert other.left_out == 4
    assert of_place(store, house.manager, within, (1, 3), "current", FRAMEWORK) is None


@pytest.mark.parametrize(
    ("numbers", "shown", "every", "first"),
    [
        ([], [], [], None),
        ([1], [1], [], None),
        ([1, 2], [1, 2], [(1, 2)], (1, 2)),
        ([1, 2, 3], [1, 3], [(1, 2), (1, 3), (2, 3)], (1, 3)),
        ([1, 2], [1], [(1, 2)], (1, 2)),
    ],
)
def test_the_last_two_surveys_that_are_shown_come_first(
    numbers: list[int], shown: list[int], every: list[tuple[int, int]], first: tuple[int, int] | None
) -> None:
    assert choices(numbers, shown) == (every, first)


def test_organisations_where_nobody_measured_again_are_not_among_those_that_did(
    store: Store, cast: Cast
) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    both = Visitor(
        "ministry", grants=tuple(Grant(Role.MANAGER, one.organisation_id) for one in (house, theirs))
    )
    assert measured_again(store, both) == {}
    for one, times in ((house, 2), (theirs, 1)):
        for _ in range(times):
            workshop = a_workshop(store, one)
            give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
            publish(store, one.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    assert list(measured_again(store, both)) == [house.organisation_id]
    assert measured_again(store, theirs.manager) == {}
