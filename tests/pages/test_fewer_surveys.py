"""A department that measured less often than the rest of its organisation: no survey is offered that it has no figures of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.roles import Grant, Role
from storage import organisations
from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, new_id, person
from tests.pages.tabs import Tab, cookies_of, tab
from tests.pages.test_change import HIGH, LOW, measured

SMALL = (1, 3, 5)
TEXTS = {key: words["nl"] for key, words in the_content().texts.items()}


@pytest.fixture(scope="module")
def departments(store: Store, cast: Cast) -> dict[str, str]:
    """The ids of the departments by name: one measured three times, the others less."""
    house, made = cast.duinstad, {}
    leader = person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example")
    for name, teams in {
        "Eens": [(LOW,), (HIGH,)],
        "Tweemaal": [(LOW, HIGH), (HIGH, LOW)],
        "Drie keer": [(LOW, HIGH, LOW)],
        "Nooit": [(SMALL,)],
        "Klein": [(LOW, SMALL), (HIGH, SMALL)],
    }.items():
        made[name] = new_id()
        store.write(organisations.add_department(made[name], house.organisation_id, name))
        own = replace(house, department_id=made[name], facilitator=leader)
        for number, surveys in enumerate(teams):
            measured(store, own, f"{name} {number}", *surveys)
    return made


@pytest.fixture
def opened(cast: Cast, departments: dict[str, str]) -> Tab:
    return tab(cookies_of(cast.duinstad.manager))


def offered(shown: Tab, key: str) -> list[str]:
    """The words of the buttons or the list of this name; none when nothing is asked."""
    assert shown.problems == []
    asked = [*shown.test.segmented_control, *shown.test.selectbox]
    return [option for one in asked if one.key == key for option in one.options]


@pytest.mark.parametrize(
    ("department", "buttons"),
    [
        ("Eens", []),
        ("Tweemaal", ["1e meting, 2 teams", "2e meting, 2 teams"]),
        ("Klein", ["1e meting, 2 teams", "2e meting, kleine teams samen"]),
    ],
)
def test_the_comparison_offers_what_the_department_has(
    opened: Tab, departments: dict[str, str], department: str, buttons: list[str]
) -> None:
    shown = opened.open("comparison", department=departments[department])
    assert offered(shown, "survey") == buttons


def test_of_small_teams_together_it_is_not_said_that_they_are_no_teams(
    opened: Tab, departments: dict[str, str]
) -> None:
    shown = opened.open("comparison", department=departments["Klein"], survey="2")
    assert TEXTS["comparison.together_people_small"].format(people=6) in shown.text


def test_a_department_that_shows_nothing_says_so(opened: Tab, departments: dict[str, str]) -> None:
    shown = opened.open("comparison", department=departments["Nooit"])
    assert offered(shown, "survey") == []
    assert TEXTS["chart.places.says_none"].format(place="Nooit", whole="Duinstad") in shown.text


def test_an_organisation_where_all_said_the_same_says_why_there_is_nothing(store: Store, cast: Cast) -> None:
    measured(store, cast.elsewhere, "Gelijk", (5,) * 6)
    shown = tab(cookies_of(cast.elsewhere.manager)).open("comparison")
    assert offered(shown, "survey") == []
    assert TEXTS["comparison.together_none"].format(number=1) in shown.text


@pytest.mark.parametrize("department", ["Eens", "Tweemaal"])
def test_what_changed_is_not_asked_of_surveys_that_the_department_does_not_have(
    opened: Tab, departments: dict[str, str], department: str
) -> None:
    shown = opened.open("change", department=departments[department])
    assert offered(shown, "rounds") == []
    assert (TEXTS["change.none_together"] in shown.text) == (department == "Eens")


def test_of_the_whole_organisation_every_survey_is_offered(opened: Tab, departments: dict[str, str]) -> None:
    assert len(offered(opened.open("change"), "rounds")) == 3
