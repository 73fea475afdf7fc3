"""The page of what changed: one question and its answer, for a team with one, two or hidden measurements."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from actions.administer import add_team
from actions.publish import close, publish
from domain.roles import Grant, Role
from domain.workshops import RoundKind
from storage import accounts, organisations
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, new_id, participants_of, person
from tests.pages.tabs import Tab, cookies_of, tab
from ui.navigation import entry, menu

LOW, HIGH = (1, 2, 2, 1, 2, 1, 3, 2, 1, 2), (4, 4, 5, 4, 3, 5, 4, 4, 5, 4)
TEXTS = {key: words["nl"] for key, words in the_content().texts.items()}


def measured(store: Store, house: House, name: str, *surveys: tuple[int, ...]) -> str:
    """The id of a new team of this name with these surveys, one workshop each, published or closed."""
    team_id = new_id()
    add_team(store, house.administrator, house.organisation_id, house.department_id, team_id, name)
    for number, scores in enumerate(surveys):
        workshop = a_workshop(store, house, team_id=team_id)
        people = participants_of(store, workshop, len(scores))
        for dimension in ("importance", "current"):
            give(store, workshop, people, scores, dimension=dimension)
        on = NOW + timedelta(days=number)
        if len(scores) < 5:
            close(store, house.facilitator, workshop.id, now=on)
        else:
            publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=on)
    return team_id


@pytest.fixture(scope="module", autouse=True)
def teams(store: Store, cast: Cast) -> dict[str, str]:
    """The ids of the teams by name."""
    surveys = {
        "Zes": (LOW[:6],),
        "Tien": (LOW, HIGH),
        "Zes twee keer": (LOW[:6], HIGH[:6]),
        "Verborgen": (LOW, (1, 2, 3)),
        "Drie keer": (LOW, HIGH, LOW),
    }
    return {name: measured(store, cast.duinstad, name, *given) for name, given in surveys.items()}


@pytest.fixture
def manager(cast: Cast) -> Tab:
    """A tab of its own for each test: what is chosen stays in a tab."""
    return tab(cookies_of(cast.duinstad.manager))


def begins(key: str) -> str:
    """A sentence up to its first fact."""
    return TEXTS[key].split("{")[0].replace('"', '\\"')


def test_a_team_of_six_with_one_measurement_reads_what_is_needed(manager: Tab, teams: dict[str, str]) -> None:
    shown = manager.open("change", team=teams["Zes"])
    assert shown.problems == []
    assert shown.headings == [TEXTS["change.question"]]
    assert "Meet opnieuw" in shown.text
    assert "6 van de 8 mensen" in shown.text


def test_two_measurements_give_the_answer_the_picture_the_table_and_the_agreements(
    manager: Tab, teams: dict[str, str]
) -> None:
    shown = manager.open("change", team=teams["Tien"])
    assert shown.problems == []
    assert "Ja. Eén van de 4 waarden" in shown.text
    assert "Bij 3 van de 4 kunnen wij geen verschil tonen" in shown.text
    assert "Privacy" in shown.text
    assert "10 van de 8 mensen" in shown.text, "of both the response is told"
    assert TEXTS["change.sides_question"] in shown.headings
    assert TEXTS["change.sides_none"] in shown.text


@pytest.mark.parametrize("measure", ["gap", "importance", "current"])
def test_each_measure_can_be_seen(manager: Tab, teams: dict[str, str], measure: str) -> None:
    shown = manager.open("change", team=teams["Tien"], measure=measure)
    assert shown.problems == []
    assert begins("chart.change.says_none") not in shown.text


def test_a_place_without_agreements_says_that_there_is_nothing_to_put_beside_each_other(
    manager: Tab, cast: Cast
) -> None:
    shown = manager.open("change", organisation=cast.duinstad.organisation_id)
    assert shown.problems == []
    assert TEXTS["change.sides_question"] in shown.headings
    assert TEXTS["change.team_sides_none"] in shown.text


def test_with_six_people_no_change_is_called_clear(manager: Tab, teams: dict[str, str]) -> None:
    shown = manager.open("change", team=teams["Zes twee keer"])
    assert shown.problems == []
    assert begins("chart.change.says_few") in shown.text
    assert begins("change.interval_hint") not in shown.text


def test_a_hidden_measurement_says_why(manager: Tab, teams: dict[str, str]) -> None:
    shown = manager.open("change", team=teams["Verborgen"])
    assert shown.problems == []
    assert TEXTS["change.not_shown"] in shown.text
    assert "minder dan 5 mensen antwoordden" in shown.text


def test_of_three_measurements_the_last_two_come_first(manager: Tab, teams: dict[str, str]) -> None:
    shown = manager.open("change", team=teams["Drie keer"]).text
    assert "Privacy (\u22122,5)" in shown.replace("\\(", "(").replace("\\)", ")")


def test_of_three_measurements_any_two_can_be_chosen(manager: Tab, teams: dict[str, str]) -> None:
    shown = manager.open("change", team=teams["Drie keer"], rounds="1-3")
    assert begins("chart.change.says_unclear") in shown.text


@pytest.mark.parametrize("asked", [{"team": "Tien"}, {"team": "'; --"}, {"rounds": "9"}])
def test_the_address_of_another_organisation_gives_nothing(
    store: Store, cast: Cast, teams: dict[str, str], asked: dict[str, str]
) -> None:
    asked = {name: teams.get(what, what) for name, what in asked.items()}
    asked |= {
        "organisation": cast.duinstad.organisation_id,
        "department": cast.duinstad.department_id,
    }
    shown = tab(cookies_of(cast.elsewhere.manager)).open("change", **asked)
    assert shown.problems == []
    assert "1e meting" not in shown.text and begins("chart.change.says") not in shown.text
    assert begins("change.none_together") in shown.text


def test_who_may_see_one_team_only_is_not_asked_which(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    team_id = house.team_id
    grant = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, team_id)
    shown = tab(cookies_of(person(store, grant, "een@duinstad.example"))).open("change")
    assert shown.problems == []
    assert TEXTS["change.none_yet"] in shown.text


def test_a_change_leads_to_the_profile_and_the_threads_and_they_lead_back(
    manager: Tab, teams: dict[str, str]
) -> None:
    shown = manager.open("change", team=teams["Tien"])
    (code,) = set(re.findall(r"m=(\w+)&value=privacy", shown.text))
    assert f"team={teams['Tien']}" in shown.text
    for page in (manager.open("team", team=teams["Tien"]), manager.open("thread", code, value="privacy")):
        assert page.problems == []
        assert f"&team={teams['Tien']}" in page.text


def test_the_page_is_not_in_the_menu_and_is_found_from_the_comparison(cast: Cast, manager: Tab) -> None:
    assert entry("change") not in menu(cast.duinstad.manager)
    assert TEXTS["menu.change"] in manager.open("comparison").text


def test_the_change_of_all_organisations_says_why_there_is_none_and_leads_to_those_that_have_one(
    store: Store, cast: Cast
) -> None:
    house, empty = cast.duinstad, new_id()
    store.write(organisations.add_organisation(empty, "Leeg", TODAY))
    for mine, said in ((house.organisation_id, "change.again.one"), (empty, "change.none_again")):
        who = person(store, Grant(Role.MANAGER, mine), f"{mine}@duinstad.example")
        theirs = Grant(Role.MANAGER, cast.elsewhere.organisation_id)
        store.write(accounts.add_grant(new_id(), who.account_id or "", theirs, NOW))
        shown = tab(cookies_of(who)).open("change")
        assert shown.problems == []
        assert begins("change.choose") in shown.text and begins(said) in shown.text
        assert (f"organisation={house.organisation_id}" in shown.text) == (mine == house.organisation_id)
        assert not shown.test.segmented_control  # nothing to see, so nothing to choose
