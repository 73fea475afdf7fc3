"""Sums of departments and organisations: made with each published survey, of what teams show and of pools of people."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from actions import move
from actions.measure_again import measure_again
from actions.publish import close, publish
from domain.workshops import Phase, RoundKind, Standing, Workshop
from storage import figures, sums
from storage.store import Store
from tests.cast import NOW, Cast, House, a_workshop, give, participants_of, round_of


def surveyed(store: Store, house: House, team_id: str, scores: Sequence[int]) -> Workshop:
    """A workshop of a team of which so many people answered, before anything is published."""
    workshop = a_workshop(store, house, team_id=team_id, values=("privacy", "vrijheid", "transparantie"))
    give(store, workshop, participants_of(store, workshop, len(scores)), scores)
    return workshop


def shown(
    store: Store, house: House, department_id: str = "", number: int = 1
) -> tuple[int, int, float] | None:
    """Teams, people and total of the sum of one value, or None where there is none."""
    found = sums.of_place(store, house.organisation_id, department_id, number)
    rows = found[(found["item"] == "privacy") & (found["dimension"] == "importance")]
    return tuple(rows[["teams", "n", "total"]].iloc[0]) if len(rows) else None


def test_a_published_survey_is_in_the_sums_of_its_department_and_organisation(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    for team_id, scores in ((house.team_id, [1, 2, 3, 4, 5]), (house.second_team_id, [5, 5, 4, 4, 4, 4])):
        publish(
            store, house.facilitator, surveyed(store, house, team_id, scores).id, RoundKind.VALUES, now=NOW
        )
    assert shown(store, house) == shown(store, house, house.department_id) == (2, 11, 41)
    assert shown(store, cast.elsewhere) is None


def test_two_teams_that_are_too_small_to_be_shown_are_in_it_together(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    first = surveyed(store, house, house.team_id, [1, 2, 3])
    close(store, house.facilitator, first.id, now=NOW)
    assert shown(store, house) is None
    second = surveyed(store, house, house.second_team_id, [4, 5])
    close(store, house.facilitator, second.id, now=NOW)
    assert shown(store, house, house.department_id) == (0, 5, 15)
    published = figures.latest_publication(store, round_of(store, first).id)
    assert published and published.hidden == "too_few"
    assert figures.figures(store, published.id).empty


def test_what_is_published_twice_is_summed_once(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, house.team_id, [1, 2, 3, 4, 5])
    for _ in range(2):
        publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    assert shown(store, house) == (1, 5, 15)
    assert sums.latest_version(store, house.organisation_id, 1) == 1


def test_the_second_survey_of_a_team_is_in_other_sums_than_the_first(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, house.team_id, [1, 2, 3, 4, 5])
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    later = surveyed(store, house, house.team_id, [5, 5, 5, 5, 4])
    publish(store, house.facilitator, later.id, RoundKind.VALUES, now=NOW)
    assert sums.numbers(store, house.organisation_id) == [1, 2]
    assert [shown(store, house, number=number) for number in (1, 2)] == [(1, 5, 15), (1, 5, 24)]


def test_teams_that_are_published_at_the_same_moment_are_all_in_it(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    made = [surveyed(store, house, team, [1, 2, 3, 4, 5]) for team in (house.team_id, house.second_team_id)]
    with ThreadPoolExecutor(2) as people:
        list(
            people.map(lambda one: publish(store, house.facilitator, one.id, RoundKind.VALUES, now=NOW), made)
        )
    assert shown(store, house) == (2, 10, 30)


def test_the_end_of_a_workshop_closes_and_publishes_what_was_answered(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, house.team_id, [1, 2, 3, 4, 5])
    seen = Standing()
    while seen.phase is not Phase.ENDED:
        seen = move.forward(store, house.facilitator, workshop.id, seen, now=NOW)
    assert round_of(store, workshop).is_published
    assert not round_of(store, workshop, RoundKind.DOTS).is_closed, "nobody voted: there is nothing to close"
    assert measure_again(store, house.facilitator, workshop.id, now=NOW).number == 2


def test_a_survey_without_a_figure_stays_without_one(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, house.team_id, [1, 2, 3])
    for _ in range(2):
        close(store, house.facilitator, workshop.id, now=NOW)
    published = figures.latest_publication(store, round_of(store, workshop).id)
    assert published and (published.version, published.hidden) == (1, "too_few")
