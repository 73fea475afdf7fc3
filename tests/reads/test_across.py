"""One value across teams: each team once, by name or by a figure as asked, and whoever shows nothing has its reason."""

from __future__ import annotations

import pytest

from actions.publish import publish
from domain.content import Framework
from domain.roles import Grant, Role
from domain.workshops import RoundKind
from reads.across import across
from reads.scope import Within
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of, person
from ui import visit
from ui.comparing.across import answer
from ui.taking_away.team_exports import value_table

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


@pytest.fixture(autouse=True)
def _in_dutch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "store", lambda: store)
    monkeypatch.setattr(visit, "now", lambda: NOW)
    visit.speak("nl")


def surveyed(store: Store, house: House, team_id: str, current: tuple[int, ...]) -> None:
    """Six people scored privacy, four of them freedom."""
    workshop = a_workshop(store, house, team_id=team_id)
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, (5, 4, 5, 4, 5, 4))
    give(store, workshop, people, current, dimension="current")
    give(store, workshop, people[:4], (5, 4, 3, 4), item="vrijheid")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def test_teams_stand_by_name_and_by_a_figure_when_that_is_asked(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (1, 2, 1, 2, 1, 2))
    surveyed(store, house, house.second_team_id, (3, 4, 3, 4, 3, 4))
    by_name = across(store, house.manager, "privacy")
    assert list(by_name.gaps.index) == ["Team Haven", "Team Plein"]
    assert list(by_name.gaps["n"]) == [6, 6]
    assert by_name.answered == {"Team Haven": (6, 8), "Team Plein": (6, 8)}
    rows = value_table(house.manager, "privacy", FRAMEWORK, Within()).rows
    assert rows[["n", "Mensen die antwoordden", "Verwacht"]].to_numpy().tolist() == [[6, 6, 8]] * 2
    assert set(rows["Gepubliceerd op"]) == {NOW.date()} == set(by_name.days.values())
    assert answer(by_name) == (
        "Het verschil tussen belang en praktijk loopt van 1,0 tot 3,0; "
        "in het gemiddelde van twee teams is het 2,0."
    )
    assert list(across(store, house.manager, "privacy", by="gap").gaps.index) == ["Team Plein", "Team Haven"]
    second = across(store, house.manager, "privacy", first=1, most=1)
    assert (list(second.gaps.index), len(second.every)) == (["Team Plein"], 2)


def test_a_team_that_shows_nothing_says_why(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (1, 2, 1, 2, 1, 2))
    reasons = {
        value: {team.team: (team.reason, team.smallest_group) for team in across(store, house.manager, value).hidden}
        for value in ("privacy", "vrijheid", "duurzaamheid")
    }  # fmt: skip
    unseen = {"Team Haven": ("not_shown", 0)}
    assert reasons == {
        "privacy": unseen,
        "vrijheid": unseen | {"Team Plein": ("few_scores", 5)},
        "duurzaamheid": unseen | {"Team Plein": ("not_asked", 0)},
    }
    rows = value_table(house.manager, "vrijheid", FRAMEWORK, Within()).rows
    assert rows[["n", "Verschil"]].isna().all(axis=None)


def test_one_team_is_enough_and_no_team_is_said(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    assert answer(across(store, house.manager, "privacy")).startswith("Er is nog geen team")
    surveyed(store, house, house.team_id, (1, 2, 1, 2, 1, 2))
    assert answer(across(store, house.manager, "privacy")).startswith("Eén team heeft een cijfer")


def test_nobody_elsewhere_sees_how_teams_stand(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (1, 2, 1, 2, 1, 2))
    within = Within(house.organisation_id)
    beside = person(store, Grant(Role.MANAGER, house.organisation_id, new_id()), "bas@duinstad.example")
    for who in (cast.elsewhere.manager, cast.nobody, house.administrator, beside):
        found = across(store, who, "privacy", within)
        assert (len(found.gaps), found.hidden, found.ids) == (0, (), {})
        assert len(value_table(who, "privacy", FRAMEWORK, within).rows) == 0
    assert set(across(store, cast.elsewhere.manager, "privacy").ids.values()) == {
        cast.elsewhere.team_id,
        cast.elsewhere.second_team_id,
    }
