"""Sums of departments and organisations: made with each published survey, of what teams show and of pools of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from actions import move
from actions.answer import answer
from actions.aside import ASIDE
from actions.measure_again import measure_again
from actions.publish import close, publish
from actions.sum_up import sum_up, sum_up_what_is_due
from domain.answers import Mark
from domain.workshops import Phase, RoundKind, Standing, Workshop
from storage import figures, organisations, sums
from storage.content import the_content
from storage.migrate import FOLDER, statements
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, new_id, participants_of, round_of

VALUES = [value.id for value in next(iter(the_content().frameworks.values())).values][:12]


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


def chosen(
    store: Store, house: House, team_id: str, values: Sequence[str], orders: Sequence[str]
) -> Workshop:
    """A published survey of a team: the top five of each person, as letters of these values."""
    workshop = a_workshop(store, house, team_id=team_id, values=tuple(values))
    names = dict(zip("abcdefghijkl", VALUES, strict=True))
    asked = round_of(store, workshop).id
    for who, order in zip(participants_of(store, workshop, len(orders)), orders, strict=True):
        marks = [Mark(names[value], "top", place) for place, value in enumerate(order, 1)]
        answer(store, who, asked, marks, [], today=TODAY)
    close(store, house.facilitator, workshop.id, now=NOW)
    return workshop


def test_a_top_five_of_few_people_is_in_no_sum_and_waits_for_none(store: Store, cast: Cast) -> None:
    """Places add up over the values: with three teams of other values the sum would tell what four people put first."""
    house = cast.duinstad
    teams = {
        "abcdef": ["abcde", "fabcd", "acefb"],
        "abcghi": ["abcgh", "ghiab"],
        "defjkl": ["defjk", "jklde"],
    }
    for values, orders in teams.items():
        names = [VALUES["abcdefghijkl".index(value)] for value in values]
        team_id = new_id()
        store.write(organisations.add_team(team_id, house.organisation_id, house.department_id, values))
        chosen(store, house, team_id, names, orders)
    assert sums.of_place(store, house.organisation_id, house.department_id, 1).empty
    assert store.rows("select count(*) from tally where dimension = 'top'") == [(0,)]


def test_a_sum_of_top_fives_is_that_of_the_teams_that_show_one(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    chosen(store, house, house.team_id, VALUES[:6], ["abcde", "fabcd", "acefb", "bcdef", "abcde"])
    chosen(store, house, house.second_team_id, VALUES[:6], ["abcde", "fabcd"])
    found = sums.of_place(store, house.organisation_id, house.department_id, 1).set_index("item")
    assert found.loc[VALUES[0], ["teams", "n", "count_1"]].tolist() == [1, 5, 3]


def test_a_pool_of_top_fives_of_before_is_taken_out_of_its_sum(store: Store, cast: Cast) -> None:
    """What an earlier version let in: the sum is due to be made anew, and who entered it is no longer known."""
    house = cast.duinstad
    revealed(store, house, house.team_id)
    store.write(Statement(
        "insert into pooled select $1::uuid, 1, $2::uuid, $3::uuid, 'privacy', 'top', 'department', 3, 0, 1, 1, 1, 0, 0, 6.0",
        (house.organisation_id, house.department_id, house.second_team_id),
    ))  # fmt: skip
    assert sums.due(store) == []
    migration = (FOLDER / "0020_no_pools_of_choices.sql").read_text(encoding="utf-8")
    store.write(*(Statement(one) for one in statements(migration, "duckdb")))
    assert len(sums.due(store)) == 1
    sum_up_what_is_due(store, NOW)
    assert sums.due(store) == [] and shown(store, house) == (1, 5, 15)
    assert store.rows("select count(*) from pooled") == [(0,)]


def test_what_is_published_twice_is_summed_once(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, house.team_id, [1, 2, 3, 4, 5])
    for _ in range(2):
        publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    assert shown(store, house) == (1, 5, 15)
    assert sums.latest(store, round_of(store, workshop).id)[0] == 1


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


@pytest.fixture
def waiting() -> Iterator[Event]:
    """A server's thread for what may wait, which is busy with something else until this is set."""
    done = Event()
    ASIDE.open()
    ASIDE.do("something else", lambda: done.wait() and None)
    yield done
    done.set()
    ASIDE.close()


def revealed(store: Store, house: House, team_id: str) -> str:
    """The round of a survey that was just shown."""
    workshop = surveyed(store, house, team_id, [1, 2, 3, 4, 5])
    return publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW).round_id


def test_on_a_server_a_reveal_does_not_wait_for_sums_and_two_reveals_share_them(
    store: Store, cast: Cast, waiting: Event
) -> None:
    house = cast.duinstad
    rounds = [revealed(store, house, team_id) for team_id in (house.team_id, house.second_team_id)]
    assert [figures.latest_publication(store, one) is None for one in rounds] == [False, False]
    assert shown(store, house) is None
    waiting.set()
    ASIDE.close()
    assert shown(store, house) == (2, 10, 30)
    assert sums.latest(store, rounds[0]) == (1, 2), "made once, of two publications"


def test_sums_that_a_server_left_undone_are_made_by_the_next(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = cast.duinstad
    with monkeypatch.context() as stopped:
        stopped.setattr(ASIDE, "do", lambda what, work: None)
        undone = [revealed(store, house, team_id) for team_id in (house.team_id, house.second_team_id)]
    assert sums.due(store) == [min(undone)]
    sum_up_what_is_due(store, NOW)
    assert shown(store, house) == (2, 10, 30)
    assert sums.due(store) == []


def test_sums_of_everything_that_is_there_are_not_made_again(store: Store, cast: Cast) -> None:
    first = revealed(store, cast.duinstad, cast.duinstad.team_id)
    sum_up(store, first, NOW)
    assert sums.latest(store, first) == (1, 1)
    revealed(store, cast.duinstad, cast.duinstad.second_team_id)
    assert sums.latest(store, first) == (2, 2)


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
