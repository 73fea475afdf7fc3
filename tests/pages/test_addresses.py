"""An address of what was chosen can be shared: it says ids, so it works in both languages, and gives nobody more than is theirs."""

from __future__ import annotations

from html import escape

import pytest

from domain.roles import Grant, Role
from storage import organisations
from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, new_id, person
from tests.pages.tabs import Tab, Told, cookies_of, tab, told

LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def held(store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, "ended")


@pytest.fixture(scope="module")
def manager(held: Told, cast: Cast) -> Tab:
    return tab(cookies_of(cast.duinstad.manager))


def words(key: str, language: str) -> str:
    return the_content().texts[key][language]


def chosen(shown: Tab, key: str) -> str:
    """What stands in a field, by its id."""
    fields = [*shown.test.selectbox, *shown.test.button_group]
    return next(str(one.value) for one in fields if one.key == key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_comparison_is_the_same_in_both_languages(manager: Tab, language: str) -> None:
    shown = manager.open("comparison", language=language, measure="importance", value="veiligheid")
    assert shown.problems == []
    assert words("comparison.question_importance", language) in shown.headings
    assert [chosen(shown, key) for key in ("measure", "value")] == ["importance", "veiligheid"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shared_figures_are_the_same_in_both_languages(manager: Tab, language: str) -> None:
    shown = manager.open(
        "research", language=language, kind="team", dimension="current", value="privacy", survey="1"
    )
    assert shown.problems == []
    assert [chosen(shown, key) for key in ("dimension", "value", "survey")] == ["current", "privacy", "1"]
    assert words("research.question", language) in shown.headings
    assert words("research.found.one", language) in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_change_is_the_same_in_both_languages(manager: Tab, cast: Cast, language: str) -> None:
    shown = manager.open("change", language=language, measure="gap", team=cast.duinstad.second_team_id)
    assert shown.problems == []
    assert chosen(shown, "team") == cast.duinstad.second_team_id
    assert chosen(shown, "measure") == "gap"


def test_the_way_to_the_other_language_keeps_what_was_chosen(manager: Tab) -> None:
    shown = manager.open("comparison", measure="importance", order="veiligheid", m='"><b>')
    ways = " ".join(part.body for part in shown.test.get("html"))
    assert escape("measure=importance&order=veiligheid") in ways
    assert "lang=en" in ways and "<b>" not in ways


def test_what_is_chosen_on_the_page_stands_in_the_address_by_its_id(manager: Tab) -> None:
    shown = manager.open("comparison")
    field = next(one for one in shown.test.selectbox if one.key == "value")
    field.select("veiligheid").run()
    assert "veiligheid" in shown.test.query_params["value"]
    next(one for one in shown.test.selectbox if one.key == "value").select("").run()
    assert "value" not in shown.test.query_params


@pytest.mark.parametrize("page", ["comparison", "research", "change", "value", "team"])
def test_an_id_of_another_organisation_or_of_nothing_chooses_nothing(
    manager: Tab, held: Told, cast: Cast, page: str
) -> None:
    house = cast.duinstad
    elsewhere = tab(cookies_of(cast.elsewhere.manager))
    ids = {"organisation": house.organisation_id, "department": house.department_id, "team": house.team_id}
    for asked in (
        ids,
        dict.fromkeys((*ids, "measure", "value", "rounds", "kind", "value", "survey", "p"), "'; --"),
    ):
        shown = elsewhere.open(page, **asked)
        assert shown.problems == []
        assert [word for word in ("Duinstad", held.workshop.code) if word in shown.text] == []


@pytest.mark.parametrize("page", ["comparison", "research", "change", "value", "team", "agreements"])
def test_an_address_of_someone_with_more_scope_shows_only_ones_own_department(
    store: Store, held: Told, cast: Cast, page: str
) -> None:
    house = cast.duinstad
    less = Grant(Role.MANAGER, house.organisation_id, new_id())
    beside = tab(cookies_of(person(store, less, f"{page}@duinstad.example")))
    for asked in ({}, {"organisation": house.organisation_id},
                  {"organisation": house.organisation_id, "department": house.department_id, "team": house.team_id}):  # fmt: skip
        shown = beside.open(page, value="privacy", **asked)
        assert shown.problems == []
        assert [word for word in ("Team Plein", held.workshop.code) if word in shown.text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_of_another_organisation_says_that_one_sees_ones_own(
    manager: Tab, held: Told, cast: Cast, language: str
) -> None:
    elsewhere = tab(cookies_of(cast.elsewhere.manager))
    house, said = cast.duinstad, words("within.elsewhere", language)
    for asked in ({"organisation": house.organisation_id}, {"department": house.department_id}):
        assert said in elsewhere.open("comparison", language=language, **asked).text
        assert said not in manager.open("comparison", language=language, **asked).text
    assert said in elsewhere.open("agreements", language=language, organisation="nowhere").text


def test_whose_role_is_for_one_department_gets_its_figures_beside_those_of_the_organisation(
    store: Store, cast: Cast, held: Told
) -> None:
    house = cast.duinstad
    grant = Grant(Role.MANAGER, house.organisation_id, house.department_id)
    shown = tab(cookies_of(person(store, grant, "dora@duinstad.example"))).open("comparison")
    department = organisations.departments_within(store, (grant,), house.organisation_id)[0][1]
    assert shown.problems == []
    assert f"Alle mensen samen: {department}" in shown.headings
    assert f"{department} naast Duinstad" in " ".join(shown.headings)
