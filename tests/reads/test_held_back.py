"""A value that is held back says why on every surface: not that too few people scored it, when that is not the reason."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from actions.publish import publish
from domain.content import Framework
from domain.workshops import Round, RoundKind, Workshop
from reads.across import across
from reads.change import measurements, of_team
from reads.comparison import by_team
from reads.scope import Within
from reads.team import profile
from reads.thread import thread
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of
from ui import visit
from ui.comparing.changing import verdict
from ui.comparing.stations import not_shown
from ui.comparing.teams import told
from ui.taking_away.exports import comparison_table
from ui.taking_away.team_exports import team_table, thread_table, value_table

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))
WHY = "uit te rekenen wat enkele mensen"


@pytest.fixture(autouse=True)
def _in_dutch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "store", lambda: store)
    monkeypatch.setattr(visit, "now", lambda: NOW)
    visit.speak("nl")


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    """Of freedom four people gave a score first, and may be in a pool; in the second survey the same four and two more did."""
    made = a_workshop(store, cast.duinstad)
    people = participants_of(store, made, 8)
    for number in (1, 2):
        if number == 2:
            store.write(workshops.add_round(Round(new_id(), made.id, RoundKind.VALUES, 2), NOW))
        for dimension in ("importance", "current"):
            scores = [(place + number) % 5 + 1 for place in range(8)]
            give(store, made, people, scores, dimension=dimension)
            few = 4 if number == 1 else 6
            give(store, made, people[:few], [1, 2, 3, 4, 5, 5][:few], item="vrijheid", dimension=dimension)
        publish(store, cast.duinstad.facilitator, made.id, RoundKind.VALUES, now=NOW + timedelta(days=number))
    return made


def test_teams_beside_each_other_say_why(store: Store, workshop: Workshop, cast: Cast) -> None:
    manager = cast.duinstad.manager
    cells = by_team(store, manager, "gap", FRAMEWORK).cells.set_index("value")
    assert cells.loc["vrijheid", "reason"] == "too_few_changed_5"
    assert WHY in told(next(cells.loc[["vrijheid"]].itertuples()))
    assert _says_why(comparison_table(manager, "gap", FRAMEWORK, Within()).rows, "Vrijheid")


def test_one_value_across_teams_says_why(store: Store, workshop: Workshop, cast: Cast) -> None:
    reasons = {team.team: team.reason for team in across(store, cast.duinstad.manager, "vrijheid").hidden}
    assert reasons["Team Plein"] == "too_few_changed"
    rows = value_table(cast.duinstad.manager, "vrijheid", FRAMEWORK, Within()).rows
    assert WHY in rows.set_index("Team").loc["Team Plein", "Getoond of niet"]


def test_the_profile_the_thread_and_the_change_say_why(store: Store, workshop: Workshop, cast: Cast) -> None:
    house, manager = cast.duinstad, cast.duinstad.manager
    found = profile(store, manager, house.team_id)
    assert found and found.surveyed and found.surveyed.reasons["vrijheid"] == "too_few_changed"
    assert _says_why(team_table(manager, house.team_id).rows, "Vrijheid")
    first, second = measurements(store, manager, house.team_id)
    changed = of_team(store, second, second, "current", FRAMEWORK).values.loc["vrijheid"]
    assert WHY in verdict(changed)
    (later,) = thread(store, manager, workshop, "vrijheid").later
    assert WHY in not_shown(later)
    assert WHY in thread_table(manager, workshop, "vrijheid").rows.iloc[-1]["Getoond of niet"]


def _says_why(rows: pd.DataFrame, value: str) -> bool:
    return WHY in rows[rows["Waarde"] == value]["Getoond of niet"].item()


def test_a_value_that_too_few_people_scored_says_that(store: Store, cast: Cast) -> None:
    house: House = cast.duinstad
    made = a_workshop(store, house)
    people = participants_of(store, made, 6)
    give(store, made, people, [1, 2, 3, 4, 5, 5])
    give(store, made, people[:4], [1, 2, 3, 4], item="vrijheid")
    publish(store, house.facilitator, made.id, RoundKind.VALUES, now=NOW)
    found = profile(store, house.manager, house.team_id)
    assert found and found.surveyed and found.surveyed.reasons["vrijheid"] == "too_few"
