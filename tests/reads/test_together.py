"""The sums that a visitor may see: of the department or organisation that was chosen, within one's roles only."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from actions.publish import close, publish
from domain.content import Framework
from domain.roles import Grant, Role, Visitor
from domain.workshops import RoundKind
from reads.scope import EVERYWHERE, Within
from reads.together import Surveys, beside, responses, shown_of, surveys, together
from storage import organisations
from storage.content import the_content
from storage.store import Statement, Store
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of, person
from ui import visit
from ui.comparing.places import teams_line
from ui.comparing.responses import sum_cells, sum_line, table_line

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


@pytest.fixture(autouse=True)
def published(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def test_a_manager_sees_the_organisation_and_each_department(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for department_id in ("", house.department_id):
        found = together(store, house.manager, Within(house.organisation_id, department_id))
        assert found and (found.number, found.teams) == (1, 1)


def test_the_people_of_a_sum_are_those_of_the_gaps_that_are_shown(store: Store, cast: Cast) -> None:
    """Nine people scored freedom on importance only: it has no gap, and is not in the picture."""
    house = cast.duinstad
    workshop = a_workshop(store, house, team_id=house.second_team_id, expected=20)
    people = participants_of(store, workshop, 9)
    give(store, workshop, people, [5, 4, 5, 4, 5, 4, 5, 4, 5], item="vrijheid")
    give(store, workshop, people[:7], [1, 2, 3, 2, 1, 2, 1])
    give(store, workshop, people[:7], [2, 1, 2, 1, 2, 1, 2], dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    found = together(store, house.manager, Within(house.organisation_id))
    assert found and (int(found.shown["n"].min()), int(found.shown["n"].max())) == (7, 13)
    assert found.people == (7, 7)


def test_a_sum_says_how_many_answered_of_how_many_expected_in_the_teams_that_show_themselves(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    publish_of(store, house, house.second_team_id, [1, 2, 3, 2, 1, 2, 1])
    for department_id in ("", house.department_id):
        found = together(store, house.manager, Within(house.organisation_id, department_id))
        assert found and responses(found.shown) == {"privacy": (2, 13, 28)}


def test_a_team_with_too_few_answers_is_in_no_response(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    department_id, team_id = other_department(store, house)
    leader = person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example")
    for team, scores in ((house.second_team_id, [1, 2, 3]), (team_id, [4, 5, 4])):
        workshop = a_workshop(store, replace(house, facilitator=leader), team_id=team, expected=20)
        give(store, workshop, participants_of(store, workshop, len(scores)), scores)
        close(store, leader, workshop.id, now=NOW)
    found = beside(
        store, house.manager, Within(house.organisation_id, house.department_id), "importance", FRAMEWORK, 1
    )
    assert found and found.rows.loc["privacy", ["own_n", "other_n"]].tolist() == [6, 12]
    assert found.responses == ({"privacy": (1, 6, 8)},) * 2
    whole = together(store, house.manager, Within(house.organisation_id))
    assert whole and responses(whole.shown) == {"privacy": (1, 6, 8)}


def test_a_sum_of_before_says_nothing_of_how_many_answered_alone_or_with_others(
    store: Store, cast: Cast
) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    publish_of(store, theirs, theirs.team_id, [1, 1, 2, 1, 2])
    both = Visitor(
        "ministry", grants=tuple(Grant(Role.MANAGER, one.organisation_id) for one in (house, theirs))
    )
    within = Within(house.organisation_id)
    found = beside(store, both, within, "importance", FRAMEWORK, 1)
    assert found and found.responses == ({"privacy": (1, 6, 8)}, {"privacy": (2, 11, 28)})
    store.write(
        Statement(
            """update sum_figure set answered = null, expected = null
            where sum_id in (select id from sum_publication where organisation_id = $1::uuid)""",
            (house.organisation_id,),
        )
    )
    found = beside(store, both, within, "importance", FRAMEWORK, 1)
    assert found and found.responses == ({}, {})
    assert found.rows.loc["privacy", "other_n"] == 11
    visit.speak("nl")
    assert sum_line(found.responses[0]) == "" and sum_cells(found.responses[0], ["privacy"]) == []


def test_the_table_has_the_response_of_each_value_where_they_differ() -> None:
    visit.speak("nl")
    values, one = {"privacy": (2, 8, 10), "vrijheid": (3, 12, 16)}, {"privacy": (2, 8, 10)}
    assert sum_cells(values, ["vrijheid", "privacy", "open"]) == ["12 van 16 (75%)", "8 van 10 (80%)", "–"]
    assert table_line(one, values).startswith("In de tabel staat bij elke waarde")
    assert sum_cells(one, ["privacy"]) == [] and table_line(one) == ""


@pytest.mark.parametrize(
    ("language", "rows", "line"),
    [
        ("nl", [(12, 104, 150), (12, 104, 150)],
         "Van de 12 teams die zelf cijfers tonen, antwoordden 104 van de 150 verwachte mensen (69%)."),
        ("nl", [(1, 6, 8)], "Van het ene team dat zelf cijfers toont, antwoordden 6 van de 8 verwachte mensen (75%)."),
        ("en", [(12, 104, 150), (3, 40, 50)],
         "In the teams that show figures of their own, 69 to 80% of the people expected answered, depending on the value."),
        ("nl", [(2, 8, 10), (3, 12, 15)],
         "Van de teams die zelf cijfers tonen, antwoordde per waarde 80% van de verwachte mensen."),
        ("nl", [], ""),
    ],
)  # fmt: skip
def test_the_response_of_a_sum_in_words(language: str, rows: list[tuple[int, int, int]], line: str) -> None:
    visit.speak(language)
    assert sum_line({f"value {number}": row for number, row in enumerate(rows)}) == line


def test_without_an_organisation_there_is_no_sum(store: Store, cast: Cast) -> None:
    assert together(store, cast.duinstad.manager, EVERYWHERE) is None


def test_nobody_sees_the_sums_of_another_organisation_or_department(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for who in (cast.elsewhere.manager, cast.nobody):
        assert together(store, who, Within(house.organisation_id)) is None
    other = person(
        store,
        Grant(Role.MANAGER, house.organisation_id, cast.elsewhere.department_id),
        "otto@duinstad.example",
    )
    assert together(store, other, Within(house.organisation_id, house.department_id)) is None


def test_a_number_that_does_not_exist_gives_the_newest(store: Store, cast: Cast) -> None:
    found = together(store, cast.duinstad.manager, Within(cast.duinstad.organisation_id), 9)
    assert found and found.number == 1


def publish_of(store: Store, house: House, team_id: str, scores: list[int], **more: list[int]) -> None:
    workshop = a_workshop(store, house, team_id=team_id, expected=20)
    people = participants_of(store, workshop, len(scores))
    for item, given in {"privacy": scores, **more}.items():
        give(store, workshop, people, given, item=item)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def other_department(store: Store, house: House) -> tuple[str, str]:
    """A second department with a team."""
    department_id, team_id = new_id(), new_id()
    store.write(
        organisations.add_department(department_id, house.organisation_id, "Zorg"),
        organisations.add_team(team_id, house.organisation_id, department_id, "Team Wijk"),
    )
    return department_id, team_id


def test_a_department_stands_beside_its_organisation_and_is_compared_with_the_rest_of_it(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    department_id, team_id = other_department(store, house)
    publish_of(store, house, house.second_team_id, [1, 2, 3, 2, 1, 2, 1])
    leader = person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example")
    publish_of(store, replace(house, facilitator=leader), team_id, [5, 5, 5, 4, 5, 5, 5, 5, 4, 5, 5])
    within = Within(house.organisation_id, department_id)
    found = beside(store, house.manager, within, "importance", FRAMEWORK, 1)
    assert found and found.organisations == 0
    row = found.rows.loc["privacy"]
    assert (row["own_n"], row["other_n"], row["verdict"]) == (11, 24, "higher")
    assert row["own"] == pytest.approx(53 / 11) and row["other"] == pytest.approx((53 + 20 + 12) / 24)


def test_a_department_that_is_the_whole_organisation_is_called_that(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    within = Within(house.organisation_id, house.department_id)
    found = beside(store, house.manager, within, "importance", FRAMEWORK, 1)
    assert found and found.rows["verdict"].tolist() == ["whole"]


def test_a_place_and_the_rest_are_as_alike_as_the_order_of_their_values(store: Store, cast: Cast) -> None:
    """Here privacy stands above freedom, and in the rest below it; nobody chose a top five."""
    house = cast.duinstad
    department_id, team_id = other_department(store, house)
    leader = person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example")
    high, low = [5, 4, 5, 5, 4, 5], [1, 2, 1, 2, 1, 1]
    publish_of(store, house, house.second_team_id, low, vrijheid=high)
    publish_of(store, replace(house, facilitator=leader), team_id, high, vrijheid=low)
    within = Within(house.organisation_id, department_id)
    found = beside(store, house.manager, within, "importance", FRAMEWORK, 1)
    assert found and found.order == -1 and isnan(found.top)


def test_a_department_with_one_small_team_shows_nothing_of_its_own(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    department_id, _ = other_department(store, house)
    within = Within(house.organisation_id, department_id)
    assert together(store, house.manager, within) is None
    found = beside(store, house.manager, within, "importance", FRAMEWORK, 1)
    assert found and found.rows["own"].isna().all() and set(found.rows["verdict"]) == {None}
    assert isnan(found.top) and isnan(found.order)
    assert found.rows.loc["privacy", "other_n"] == 6


def test_an_organisation_stands_beside_all_that_ones_roles_cover_as_a_whole(store: Store, cast: Cast) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    publish_of(store, theirs, theirs.team_id, [1, 1, 2, 1, 2])
    within = Within(house.organisation_id)
    both = Visitor(
        "ministry", grants=tuple(Grant(Role.MANAGER, one.organisation_id) for one in (house, theirs))
    )
    found = beside(store, both, within, "importance", FRAMEWORK, 1)
    assert found and found.organisations == 2
    assert found.rows.loc["privacy", ["own_n", "other_n"]].tolist() == [6, 11]
    part = Grant(Role.MANAGER, theirs.organisation_id, theirs.department_id)
    for who in (house.manager, replace(both, grants=(both.grants[0], part)), theirs.manager, cast.nobody):
        assert beside(store, who, within, "importance", FRAMEWORK, 1) is None


def test_it_opens_on_the_newest_survey_that_nearly_all_teams_show_and_says_which_do_not(
    store: Store, cast: Cast
) -> None:
    """One of two teams measured again: the second survey is of that team only, so the first says more."""
    house = cast.duinstad
    within = Within(house.organisation_id)
    publish_of(store, house, house.second_team_id, [1, 2, 3, 2, 1, 2, 1])
    publish_of(store, house, house.second_team_id, [2, 3, 3, 2, 4, 2, 1])
    found = surveys(store, house.manager, within)
    assert found and {number: len(teams) for number, teams in found.teams.items()} == {1: 2, 2: 1}
    assert found.opening == 1
    plein, haven = found.names[house.team_id], found.names[house.second_team_id]
    assert (found.split(1), found.split(2)) == (([haven, plein], []), ([haven], [plein]))
    visit.speak("nl")
    assert teams_line(found, 1) == ""
    assert (
        teams_line(found, 2) == f"Teams die van hun 2e meting cijfers tonen: {haven}. Teams zonder: {plein}."
    )
    publish_of(store, house, house.team_id, [2, 3, 3, 2, 4, 2])
    again = surveys(store, house.manager, within)
    assert again and again.opening == 2  # as many teams, and newer


def test_a_survey_is_offered_only_where_a_place_has_figures_of_it(store: Store, cast: Cast) -> None:
    """A department measured twice; a second one did once, and a third one has too few people to show any."""
    house = cast.duinstad
    leader = replace(
        house,
        facilitator=person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example"),
    )
    (once, once_team), (never, never_team) = other_department(store, house), other_department(store, house)
    publish_of(store, house, house.team_id, [2, 3, 3, 2, 4, 2, 1])
    publish_of(store, leader, once_team, [5, 4, 5, 4, 3, 5])
    few = a_workshop(store, leader, team_id=never_team)
    give(store, few, participants_of(store, few, 3), [4, 5, 4])
    close(store, leader.facilitator, few.id, now=NOW)
    offered = {
        department_id: surveys(store, house.manager, Within(house.organisation_id, department_id))
        for department_id in ("", house.department_id, once, never)
    }
    assert [list(found.teams) for found in offered.values() if found] == [[1, 2], [1, 2], [1], [1]]
    assert shown_of(store, house.manager, Within(house.organisation_id, never)) == {}
    assert shown_of(store, cast.elsewhere.manager, Within(house.organisation_id, once)) == {}


def test_a_survey_of_small_teams_together_is_offered_though_no_team_shows_it(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    publish_of(store, house, house.second_team_id, [1, 2, 3, 2, 1, 2, 1])
    for team_id in (house.team_id, house.second_team_id):
        workshop = a_workshop(store, house, team_id=team_id)
        give(store, workshop, participants_of(store, workshop, 3), [1, 3, 5])
        close(store, house.facilitator, workshop.id, now=NOW)
    within = Within(house.organisation_id)
    assert shown_of(store, house.manager, within)[2] == []
    found = together(store, house.manager, within, 2)
    assert found and found.teams == 0


@pytest.mark.parametrize(
    ("teams", "number"),
    [((5, 3), 1), ((4, 3), 2), ((24, 24, 23), 3), ((0, 0), 2), ((0, 1), 2), ((3, 1, 2), 1)],
)
def test_a_few_teams_that_did_not_measure_again_do_not_hold_back_the_others(
    teams: tuple[int, ...], number: int
) -> None:
    shown = {one: [str(team) for team in range(many)] for one, many in enumerate(teams, 1)}
    assert Surveys(shown, {}).opening == number


def test_of_many_teams_it_is_said_how_many_show_a_survey() -> None:
    visit.speak("en")
    names = {str(number): f"Team {number}" for number in range(12)}
    found = Surveys({1: names, 2: ["3"]}, names)
    assert teams_line(found, 2) == (
        "Teams that show figures of their survey 2: Team 3. Teams that do not: 11 teams."
    )


def test_nobody_reads_the_names_of_teams_outside_ones_roles(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    department_id, _ = other_department(store, house)
    within = Within(house.organisation_id)
    for who in (cast.elsewhere.manager, cast.nobody):
        assert surveys(store, who, within) is None
    other = person(store, Grant(Role.MANAGER, house.organisation_id, department_id), "otto@duinstad.example")
    found = surveys(store, other, within)
    assert found and found.names == {}
