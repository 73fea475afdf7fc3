"""From the comparison to a team, a value and a thread: by the address, and never to another organisation."""

from __future__ import annotations

import pytest

from storage.store import Store
from tests.cast import Cast
from tests.pages.tabs import AGREED, Tab, Told, cookies_of, tab, told


@pytest.fixture(scope="module")
def held(store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, "ended")


@pytest.fixture(scope="module")
def manager(held: Told, cast: Cast) -> Tab:
    return tab(cookies_of(cast.duinstad.manager))


@pytest.fixture(scope="module")
def elsewhere(held: Told, cast: Cast) -> Tab:
    return tab(cookies_of(cast.elsewhere.manager))


def test_a_cell_leads_to_the_team_the_value_and_the_thread(manager: Tab, cast: Cast, held: Told) -> None:
    shown = manager.open("comparison", team=cast.duinstad.team_id, value="privacy")
    assert shown.problems == []
    for way in ("Profiel van Team Plein", "Privacy bij alle teams", "De draad van Privacy bij Team Plein"):
        assert way in shown.text.replace("\\", "")
    assert f"m={held.workshop.code}&value=privacy" in shown.text


def test_the_address_says_which_team_value_and_thread(manager: Tab, cast: Cast, held: Told) -> None:
    assert manager.open("team", team=cast.duinstad.team_id).headings[0].startswith("Waar loopt Team Plein")
    assert manager.open("value", value="veiligheid").headings == [
        "Hoe staan teams ervoor met Veiligheid in de samenleving?"
    ]
    shown = manager.open("thread", held.workshop.code, value="veiligheid")
    assert shown.headings == ["Wat is er gebeurd met Veiligheid in de samenleving?"]
    shown = manager.open("thread", held.workshop.code, "en", value="privacy")
    assert shown.headings == ["What happened with Privacy?"]
    assert AGREED in shown.text
    assert "Measured" in shown.text
    assert shown.problems == []


def test_the_result_and_the_agreements_lead_to_the_thread(manager: Tab, held: Told) -> None:
    assert f"m={held.workshop.code}&value=privacy" in manager.open("result", held.workshop.code).text


@pytest.mark.parametrize("unknown", ["'; --", "<script>", "geen-waarde"])
def test_what_does_not_exist_gives_the_first_or_a_choice(manager: Tab, held: Told, unknown: str) -> None:
    assert manager.open("team", team=unknown).headings == ["Profiel van een team"]
    assert manager.open("value", value=unknown).headings[0].startswith("Hoe staan teams ervoor")
    assert (
        manager.open("thread", held.workshop.code, value=unknown).headings[0].startswith("Wat is er gebeurd")
    )
    assert manager.problems == []


def test_an_id_of_another_organisation_gives_nothing(elsewhere: Tab, cast: Cast, held: Told) -> None:
    for page in ("team", "value", "comparison"):
        house = cast.duinstad
        shown = elsewhere.open(page, team=house.team_id, value="privacy", organisation=house.organisation_id)
        assert shown.problems == []
        assert [word for word in ("Duinstad", held.workshop.code, AGREED) if word in shown.text] == []
    assert elsewhere.open("team", team=cast.duinstad.team_id).headings == ["Profiel van een team"]


def test_a_researcher_sees_the_published_figures_of_a_value_and_no_way_to_a_team_or_a_thread(
    cast: Cast, held: Told
) -> None:
    opened = tab(cookies_of(cast.duinstad.researcher))
    for page in ("comparison", "value", "change", "research"):
        shown = opened.open(page, team=cast.duinstad.team_id, value="privacy")
        assert shown.problems == []
        secrets = ("Profiel van Team", "De draad van", f"m={held.workshop.code}", AGREED)
        assert [word for word in secrets if word in shown.text] == []
    assert "Privacy bij alle teams" in opened.open("comparison", value="privacy").text
    shown = opened.open("value", value="privacy")
    assert shown.headings == ["Hoe staan teams ervoor met Privacy?"]
    assert "Eén team heeft een cijfer" in shown.text
    assert "Naar het profiel" not in shown.text
