"""From the comparison to a team, a value and a thread: by the address, and never to another organisation."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.proto.SelectWidgetFilterMode_pb2 import SelectWidgetFilterMode

from charts.labels import Labels
from reads.comparison import TeamPage
from storage.store import Store
from tests.cast import Cast
from tests.pages.tabs import AGREED, Tab, Told, cookies_of, tab, told
from ui import visit
from ui.comparing.teams import chosen_line

CONTAINS = SelectWidgetFilterMode.FILTER_MODE_CONTAINS


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


def test_what_the_address_names_is_said_with_its_number_and_has_a_frame_in_the_picture(
    manager: Tab, cast: Cast, held: Told
) -> None:
    team = cast.duinstad.team_id
    for asked, said in (
        ({"team": team, "value": "privacy"}, "U koos Team Plein, Privacy: "),
        ({"team": team}, "U koos Team Plein. In het beeld staat er een rand om."),
        ({"value": "privacy"}, "U koos Privacy. In het beeld staat er een rand om."),
    ):
        shown = tab(manager.cookies).open("comparison", **asked)
        assert shown.problems == []
        (picture,) = (chart for chart in shown.test.get("plotly_chart") if said in chart.proto.alt)
        assert '"shapes":[{' in picture.proto.spec.replace(" ", "")
    shown = tab(manager.cookies).open("comparison", team="unknown", value="unknown")
    assert "U koos" not in shown.text


def test_a_value_that_is_not_in_the_chosen_part_of_the_picture_gets_no_frame(
    manager: Tab, cast: Cast, held: Told
) -> None:
    names = Labels({}, {})
    cells = pd.DataFrame({"team": ["Plein", "Plein"], "value": ["privacy", "vrijheid"], "measure": [1.0, 2.0], "n": [9, 9],
                          "reason": [None, None], "band": [None, None]})  # fmt: skip
    page = TeamPage(cells, (), {})
    drawn = cells[cells["value"] == "vrijheid"]
    visit.speak("nl")
    assert chosen_line(page, drawn, ("Plein", "privacy"), names) == "U koos Plein, privacy: 1,0 (9 mensen)."
    assert chosen_line(page, drawn, ("Plein", "vrijheid"), names).endswith(
        "(9 mensen). In het beeld staat er een rand om."
    )
    assert chosen_line(page, drawn, ("", ""), names) == ""


@pytest.mark.parametrize("page", ["comparison", "value", "change"])
def test_in_every_list_a_part_of_a_name_can_be_typed_however_short_it_is(
    manager: Tab, held: Told, page: str
) -> None:
    lists = manager.open(page).test.selectbox
    assert lists
    assert [one.label for one in lists if one.proto.filter_mode != CONTAINS] == []


def test_one_team_stands_in_no_order_and_all_its_values_are_in_the_picture(manager: Tab, held: Told) -> None:
    shown = tab(manager.cookies).open("comparison")
    assert [one.key for one in shown.test.selectbox if one.key in ("order", "part")] == []


@pytest.mark.parametrize(
    ("measure", "said"),
    [("gap", "erschil"), ("importance", "Het belangrijkst: "), ("current", "Nu het minst goed geborgd: ")],
)
def test_all_people_together_answer_the_question_on_top_of_the_page(
    manager: Tab, held: Told, measure: str, said: str
) -> None:
    shown = tab(manager.cookies).open("comparison", measure=measure)
    together = [chart.proto.alt for chart in shown.test.get("plotly_chart")][-1]
    assert said in together
