"""Teams beside each other: published figures only, within one's own roles, and whoever has none is named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.administer import add_team
from actions.publish import publish
from domain.content import Framework
from domain.roles import Grant, Role, Visitor
from domain.workshops import RoundKind, Workshop
from reads.comparison import Hidden, by_team, count
from reads.scope import Within
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of, person
from ui import visit
from ui.comparing.responses import days_line, response_line
from ui.texts import day

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


def shown(
    store: Store, house: House, team_id: str, importance: tuple[int, ...], hours: int = 0, **changes: object
) -> Workshop:
    """A workshop of a team whose survey on privacy was published."""
    workshop = a_workshop(store, house, team_id=team_id, **changes)
    people = participants_of(store, workshop, len(importance))
    give(store, workshop, people, importance)
    give(store, workshop, people, [2, 1, 2, 1, 3, *([2] * (len(importance) - 5))], dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW + timedelta(hours=hours))
    return workshop


def hidden_teams(store: Store, who: Visitor) -> list[str]:
    return [team.team for team in by_team(store, who, "gap", FRAMEWORK).hidden]


def test_each_team_has_its_newest_published_survey(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (1, 2, 1, 2, 1))
    shown(store, house, house.team_id, (5, 4, 5, 4, 5), hours=1)
    cells = by_team(store, house.manager, "importance", FRAMEWORK).cells
    privacy = cells[cells["value"] == "privacy"].iloc[0]
    assert (privacy["team"], privacy["measure"], privacy["n"]) == ("Team Plein", pytest.approx(4.6), 5)


def test_two_surveys_that_were_published_at_the_same_moment_are_not_mixed(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for importance in ((1, 2, 1, 2, 1), (5, 4, 5, 4, 5)):
        shown(store, house, house.team_id, importance)
    cells = by_team(store, house.manager, "importance", FRAMEWORK).cells
    assert len(cells[cells["value"] == "privacy"]) == 1


def test_teams_of_the_same_name_stay_two_teams(store: Store, cast: Cast) -> None:
    house, other_team = cast.duinstad, new_id()
    add_team(store, house.administrator, house.organisation_id, house.department_id, other_team, "Team Plein")
    shown(store, house, house.team_id, (5, 4, 5, 4, 5))
    shown(store, house, other_team, (1, 2, 1, 2, 1))
    cells = by_team(store, house.manager, "importance", FRAMEWORK).cells
    assert sorted(cells[cells["value"] == "privacy"]["team"]) == [
        "Team Plein (Openbare ruimte)",
        "Team Plein (Openbare ruimte) 2",
    ]
    assert hidden_teams(store, house.manager) == ["Team Haven"]


def test_a_team_without_a_published_figure_is_named_and_not_shown(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 4, 5, 4, 5))
    busy = a_workshop(store, house, team_id=house.second_team_id)
    give(store, busy, participants_of(store, busy, 6), (1, 2, 3, 4, 5, 1))
    assert by_team(store, house.manager, "gap", FRAMEWORK).hidden == (Hidden("Team Haven", "not_shown", 0),)
    assert set(by_team(store, house.manager, "importance", FRAMEWORK).cells["team"]) == {"Team Plein"}


def test_a_value_that_too_few_scored_is_a_hidden_cell_with_a_reason(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6)
    for dimension in ("importance", "current"):
        give(store, workshop, people, (5, 4, 3, 2, 1, 5), dimension=dimension)
        give(store, workshop, people[:4], (5, 4, 3, 2), item="vrijheid", dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    cells = by_team(store, house.manager, "importance", FRAMEWORK).cells.set_index("value")
    assert cells.loc["vrijheid", "reason"] == "too_few_5"
    assert cells.loc["vrijheid", ["measure", "n"]].isna().all()
    assert cells.loc["privacy", "reason"] is None


def test_a_gap_of_which_one_side_is_banded_says_so(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 5, 5, 5, 5))
    privacy = by_team(store, house.manager, "gap", FRAMEWORK).cells.set_index("value").loc["privacy"]
    assert (privacy["band"], privacy["reason"], privacy["n"]) == ("alike", None, 5)
    privacy = by_team(store, house.manager, "importance", FRAMEWORK).cells.set_index("value").loc["privacy"]
    assert privacy["band"] == "high"


def test_every_team_says_how_many_answered_of_how_many_expected(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 4, 5, 4, 5), expected=10)
    page = by_team(store, house.manager, "gap", FRAMEWORK)
    visit.speak("nl")
    assert page.answered == {"Team Plein": (5, 10)}
    assert response_line(page.answered) == "Antwoorden van 5 van de 10 verwachte mensen (50%), in één team."
    assert response_line({}) == ""
    assert page.spread.loc["privacy", ["middle", "teams"]].tolist() == [pytest.approx(2.8), 1]


def test_every_team_says_of_when_its_figures_are(store: Store, cast: Cast) -> None:
    house, later = cast.duinstad, NOW + timedelta(days=90)
    shown(store, house, house.team_id, (1, 2, 1, 2, 1))
    shown(store, house, house.second_team_id, (1, 2, 1, 2, 1))
    shown(store, house, house.team_id, (5, 4, 5, 4, 5), hours=90 * 24)
    page = by_team(store, house.manager, "gap", FRAMEWORK)
    assert page.days == {"Team Plein": later.date(), "Team Haven": NOW.date()}
    visit.speak("en")
    assert f"between {day(NOW.date())} and {day(later.date())}" in days_line(page.days)
    assert days_line({"Team Haven": NOW.date()}).endswith(f"published on {day(NOW.date())}.")
    assert days_line({}) == ""


def test_teams_are_put_in_order_by_a_value_only_when_that_is_asked(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 4, 5, 4, 5))
    shown(store, house, house.second_team_id, (1, 2, 1, 2, 1))
    for by, order in (("", ["Team Haven", "Team Plein"]), ("privacy", ["Team Plein", "Team Haven"]),
                      ("vrijheid", ["Team Haven", "Team Plein"])):  # fmt: skip
        assert list(by_team(store, house.manager, "importance", FRAMEWORK, by=by).answered) == order
    second = by_team(store, house.manager, "importance", FRAMEWORK, first=1, most=1, by="privacy")
    assert list(second.answered) == ["Team Haven"]


def test_a_team_is_called_different_among_all_teams_and_not_among_those_of_a_page(
    store: Store, cast: Cast
) -> None:
    house, far = cast.duinstad, (5, 5, 5, 4, 5, 5, 5, 5, 4, 5, 5, 5)
    shown(store, house, house.team_id, far, expected=12)
    shown(store, house, house.second_team_id, (1, 2, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1), expected=12)
    (cell,) = by_team(store, house.manager, "importance", FRAMEWORK, first=1, most=1).cells.query(
        "value == 'privacy'"
    ).itertuples()  # fmt: skip
    assert (cell.team, cell.verdict) == ("Team Plein", "higher")
    shown(store, house, house.team_id, (5, 5, 5, 4, 5), hours=1)
    few = by_team(store, house.manager, "importance", FRAMEWORK).cells.set_index(["value", "team"])
    assert few.loc[("privacy", "Team Plein"), "verdict"] == "few"


def test_values_come_in_the_order_of_the_framework(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 4, 5, 4, 5))
    asked = list(by_team(store, house.manager, "gap", FRAMEWORK).cells["value"])
    known = [value.id for value in FRAMEWORK.values]
    assert asked == sorted(asked, key=known.index)


def test_another_organisation_and_another_department_compare_nothing_of_this_one(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    shown(store, house, house.team_id, (5, 4, 5, 4, 5))
    beside = person(store, Grant(Role.MANAGER, house.organisation_id, new_id()), "bas@duinstad.example")
    for who in (cast.elsewhere.manager, beside, cast.nobody, house.administrator):
        assert len(by_team(store, who, "gap", FRAMEWORK).cells) == 0
        page = by_team(store, who, "gap", FRAMEWORK, Within(house.organisation_id))
        assert (len(page.cells), page.hidden) == (0, ())
    assert hidden_teams(store, cast.elsewhere.manager) == ["Team Haven", "Team Plein"]
    assert hidden_teams(store, beside) == hidden_teams(store, cast.nobody) == []
    assert [count(store, who) for who in (cast.elsewhere.manager, beside, cast.nobody)] == [2, 0, 0]


def test_before_anything_is_published_there_is_nothing_and_nothing_fails(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    give(store, workshop, participants_of(store, workshop, 5), (1, 2, 3, 4, 5))
    assert len(by_team(store, cast.duinstad.manager, "gap", FRAMEWORK).cells) == 0
    assert not any(one.is_published for one in workshops.rounds(store, workshop.id))
