"""The profile of a team: its newest published survey and what may be seen of perspectives, within one's roles only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.publish import publish
from domain.roles import Grant, Role
from domain.workshops import Round, RoundKind, Workshop
from reads.scope import Within
from reads.team import perspective_cells, profile, teams_to_choose
from storage import workshops
from storage.store import Store
from tests.benchmark_files import FRAMEWORK
from tests.cast import NOW, Cast, House, a_workshop, give, new_id, participants_of, person
from ui import visit
from ui.comparing.team import answer
from ui.taking_away.exports import result_table
from ui.taking_away.team_exports import team_table

SCORES = (5, 4, 5, 3, 4, 5)


@pytest.fixture(autouse=True)
def _in_dutch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "store", lambda: store)
    monkeypatch.setattr(visit, "now", lambda: NOW)
    visit.speak("nl")


def surveyed(store: Store, house: House, residents: int) -> Workshop:
    """A team of six and so many residents scored privacy, and it was shown."""
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6) + participants_of(store, workshop, residents, "resident")
    asked = (SCORES + (1, 2) * residents)[: len(people)]
    give(store, workshop, people, asked)
    give(store, workshop, people, [6 - score for score in asked], dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    return workshop


def test_a_team_of_six_has_a_profile_and_an_answer_in_words(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house, 0)
    found = profile(store, house.manager, house.team_id)
    assert found and found.surveyed and (found.reason, found.team.name) == ("", "Team Plein")
    assert answer(workshop, found.surveyed) == (
        "Het meest bij Privacy (verschil 2,7). 6 van de 8 verwachte mensen antwoordden (75%)."
    )


def test_perspectives_are_beside_each_other_when_each_may_be_seen(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, 6)
    found = profile(store, house.manager, house.team_id)
    assert found and found.perspectives is not None
    privacy = found.perspectives[found.perspectives["item"] == "privacy"]
    assert set(privacy["perspective_id"]) == {"policy", "resident"}


def test_the_file_of_a_team_has_the_interval_of_each_mean_from_ten_people_on(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    for team_id, residents, is_known in ((house.team_id, 0, False), (house.second_team_id, 6, True)):
        surveyed(store, replace(house, team_id=team_id), residents)
        privacy = team_table(house.manager, team_id).rows.set_index("Waarde").loc["Privacy"]
        for side in ("Belang", "Nu geborgd"):
            ends = privacy[[f"{side}, marge van", f"{side}, marge tot"]]
            assert ends.notna().all() == is_known
            assert not is_known or ends.iloc[0] < privacy[side] < ends.iloc[1]


def test_a_small_perspective_hides_the_others_too(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, 2)
    found = profile(store, house.manager, house.team_id)
    assert found and found.perspectives is not None and found.perspectives.empty


@pytest.mark.parametrize("measure", ["importance", "gap"])
def test_a_value_that_a_perspective_does_not_show_says_why(store: Store, cast: Cast, measure: str) -> None:
    """On freedom four residents and three jurists gave a score, on safety nobody; each has a cell all the same."""
    house = cast.duinstad
    workshop = a_workshop(store, house, values=("privacy", "vrijheid", "veiligheid"))
    people = participants_of(store, workshop, 6) + participants_of(store, workshop, 6, "resident")
    jurists = participants_of(store, workshop, 5, "legal")
    for dimension in ("importance", "current"):
        give(store, workshop, [*people, *jurists], (*SCORES * 2, 1, 2, 3, 4, 5), dimension=dimension)
        give(store, workshop, people[:10], (*SCORES, *SCORES[:4]), item="vrijheid", dimension=dimension)
        give(store, workshop, jurists[:3], (2, 4, 3), item="vrijheid", dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    found = profile(store, house.manager, house.team_id)
    assert found
    cells = perspective_cells(found, measure, FRAMEWORK).set_index(["value", "team"])
    assert len(cells) == 9
    shown = {("privacy", "policy"), ("privacy", "resident"), ("privacy", "legal"), ("vrijheid", "policy")}
    assert set(cells.index[cells["reason"].isna()]) == shown == set(cells.index[cells["n"].notna()])
    assert set(cells["reason"].dropna()) == {"not_apart_5"}


def test_where_no_perspective_may_be_seen_there_are_no_cells(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, 2)
    found = profile(store, house.manager, house.team_id)
    assert found and perspective_cells(found, "gap", FRAMEWORK).empty


def test_a_team_without_a_figure_says_why(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    found = profile(store, house.manager, house.second_team_id)
    assert found and (found.surveyed, found.reason) == (None, "not_shown")
    assert len(team_table(house.manager, house.second_team_id).rows) == 0


def test_nobody_elsewhere_has_the_profile_of_a_team(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, 0)
    assert len(team_table(house.manager, house.team_id).rows) == 4
    beside = person(store, Grant(Role.MANAGER, house.organisation_id, new_id()), "bas@duinstad.example")
    for who in (cast.elsewhere.manager, cast.nobody, house.administrator, beside):
        assert profile(store, who, house.team_id) is None
        assert teams_to_choose(store, who, Within(house.organisation_id)) == {}
        assert len(team_table(who, house.team_id).rows) == 0
        assert "Plein" not in str(team_table(who, house.team_id).about)
    for unknown in ("'; --", "", new_id()):
        assert profile(store, house.manager, unknown) is None


def test_a_second_survey_that_can_not_be_shown_leaves_the_profile_as_it_was(store: Store, cast: Cast) -> None:
    """Six people say the same again but one: the second survey less the first would be what that person said."""
    house = cast.duinstad
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6)
    for number, last in ((1, 5), (2, 4)):
        if number == 2:
            store.write(workshops.add_round(Round(new_id(), workshop.id, RoundKind.VALUES, 2), NOW))
        give(store, workshop, people, (*SCORES[:5], last))
        made = publish(
            store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW + timedelta(hours=number)
        )
    found = profile(store, house.manager, house.team_id)
    assert made.hidden == "too_few_changed"
    assert found and found.surveyed and found.surveyed.publication.number == 1
    told = result_table(house.facilitator, workshop, workshops.rounds(store, workshop.id)[:2]).rows
    assert "met eerdere cijfers erbij" in told.iloc[-1]["Getoond of niet"]


def test_perspectives_are_those_of_the_first_survey_with_its_day(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6) + participants_of(store, workshop, 6, "resident")
    for number, asked in ((1, SCORES * 2), (2, tuple(score % 5 + 1 for score in SCORES) * 2)):
        if number == 2:
            store.write(workshops.add_round(Round(new_id(), workshop.id, RoundKind.VALUES, 2), NOW))
        give(store, workshop, people, asked)
        publish(
            store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW + timedelta(days=100 * number)
        )
    found = profile(store, house.manager, house.team_id)
    assert found and found.surveyed and found.perspectives is not None
    assert (found.surveyed.publication.number, found.apart_on) == (2, (NOW + timedelta(days=100)).date())
    assert set(found.perspectives["perspective_id"]) == {"policy", "resident"}
    assert found.perspectives["total"].dropna().tolist() == [sum(SCORES)] * 2
