"""The list of figures: everything that a visitor may see and nothing else; a filter chooses, and never adds up."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from actions.publish import close, publish
from domain.content import Framework
from domain.roles import Grant, Role, Visitor
from domain.workshops import RoundKind
from reads.research import Asked, count, figures, one_page
from reads.scope import Within
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


def surveyed(store: Store, house: House, team_id: str, people: int = 12) -> None:
    """A value that everyone scored, one that four people scored, and one on which all said the same."""
    workshop = a_workshop(store, house, team_id=team_id, expected=20)
    there = participants_of(store, workshop, people)
    give(store, workshop, there, [5, 4, 4, 3, 5, 4, 4, 2, 5, 4, 4, 5][:people])
    give(store, workshop, there[:4], (5, 4, 4, 4), item="vrijheid")
    give(store, workshop, there, [4] * people, item="veiligheid")
    if people >= workshop.smallest_group:
        publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    else:
        close(store, house.facilitator, workshop.id, now=NOW)


def listed(store: Store, who: Visitor, **asked: object) -> pd.DataFrame:
    filtered = replace(Asked(), **asked)  # type: ignore[arg-type]
    found = figures(store, who, FRAMEWORK, filtered)
    assert len(found) == count(store, who, FRAMEWORK, filtered)
    return found


def test_a_researcher_sees_each_figure_with_its_measures_its_n_and_its_interval(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id)
    row = listed(store, house.researcher, value="privacy", dimension="importance").iloc[0]
    assert (row["team"], row["number"], row["people"], row["expected"], row["n"]) == (
        "Team Plein",
        1,
        12,
        20,
        12,
    )
    assert (row["mean"], row["median"], row["share_high"]) == (
        pytest.approx(49 / 12),
        4,
        pytest.approx(10 / 12),
    )
    assert row["low"] < row["mean"] < row["high"] and -1 <= row["agreement"] <= 1


def test_what_is_hidden_has_no_number_and_a_reason(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id)
    surveyed(store, house, house.second_team_id, people=4)
    found = listed(store, house.researcher)
    numbers = ["mean", "median", "share_high", "agreement", "low", "high"]
    few = found[(found["item"] == "vrijheid") & (found["dimension"] == "importance")].iloc[0]
    assert few["hidden"] == "too_few" and few[["n", *numbers]].isna().all()
    alike = found[(found["item"] == "veiligheid") & (found["dimension"] == "importance")].iloc[0]
    assert (alike["band"], alike["n"]) == ("high", 12) and alike[numbers].isna().all()
    haven = found[found["team"] == "Team Haven"]
    assert len(haven) == 1
    assert haven.iloc[0]["hidden"] == "too_few" and haven.iloc[0][["item", "n", *numbers]].isna().all()


def test_below_ten_people_there_is_no_interval(store: Store, cast: Cast) -> None:
    surveyed(store, cast.duinstad, cast.duinstad.team_id, people=6)
    row = listed(store, cast.duinstad.researcher, value="privacy", dimension="importance").iloc[0]
    assert row["mean"] == pytest.approx(25 / 6) and pd.isna(row["low"]) and pd.isna(row["high"])


def test_a_filter_chooses_a_survey_a_question_a_value_and_a_department(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for _ in range(2):
        surveyed(store, house, house.team_id)
    assert set(listed(store, house.researcher)["number"]) == {2}
    assert set(listed(store, house.researcher, number=1)["number"]) == {1}
    assert listed(store, house.researcher, number=3).empty
    assert set(listed(store, house.researcher, dimension="current")["dimension"]) == {"current"}
    assert set(listed(store, house.researcher, value="privacy")["item"]) == {"privacy"}
    assert listed(store, house.researcher, value="no such value").empty
    assert listed(store, house.researcher, within=Within(house.organisation_id, new_id())).empty
    two = figures(store, house.researcher, FRAMEWORK, Asked(), 2, 2)
    assert two["item"].tolist() == listed(store, house.researcher)["item"].tolist()[2:4]


def test_sums_are_those_of_departments_and_of_the_organisation(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id)
    found = listed(store, house.researcher, kind="places", value="privacy", dimension="importance")
    assert [None if pd.isna(one) else one for one in found["department"]] == [None, "Openbare ruimte"]
    assert found["n"].tolist() == [12, 12] and found["teams"].tolist() == [1, 1]
    own = listed(
        store, house.researcher, kind="places", within=Within(house.organisation_id, house.department_id)
    )
    assert set(own["department"]) == {"Openbare ruimte"}


@pytest.mark.parametrize("kind", ["teams", "places"])
def test_nobody_gets_a_figure_of_another_organisation_or_department(
    store: Store, cast: Cast, kind: str
) -> None:
    house, theirs = cast.duinstad, cast.elsewhere
    surveyed(store, house, house.team_id)
    assert len(listed(store, house.manager, kind=kind))
    for who in (theirs.researcher, theirs.manager, cast.nobody, house.administrator):
        assert listed(store, who, kind=kind).empty
        assert listed(store, who, kind=kind, within=Within(house.organisation_id)).empty
    part = Visitor("part", grants=(Grant(Role.RESEARCHER, house.organisation_id, new_id()),))
    seen = listed(store, part, kind=kind)
    assert seen.empty if kind == "teams" else set(seen["department"].isna()) == {True}


def test_a_page_says_how_many_there_are_in_all_and_beyond_the_last_is_the_last(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    assert one_page(store, house.researcher, FRAMEWORK, Asked(), 0)[0] == 0
    surveyed(store, house, house.team_id)
    every = listed(store, house.researcher)
    for first in (0, 5000):
        total, found = one_page(store, house.researcher, FRAMEWORK, Asked(), first)
        assert (total, len(found)) == (len(every), len(every))
