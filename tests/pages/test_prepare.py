"""Preparing a workshop: the form is filled with a good start, says what matters, and can be filled from an earlier one."""

from __future__ import annotations

from typing import Any

import pytest

from domain.workshops import RoundKind, Workshop
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import TODAY, Cast, a_workshop
from tests.pages.tabs import Tab, cookies_of, tab, told

CARD = (("goal", "minder drukte"), ("touched", "fietsers"))


@pytest.fixture
def form(store: Store, cast: Cast) -> Tab:
    return tab(cookies_of(cast.duinstad.facilitator)).open("prepare")


def text(key: str, language: str = "nl", **facts: object) -> str:
    return the_content().texts[key][language].format(**facts)


def field(shown: Tab, kind: str, label: str) -> Any:
    """The field with this label."""
    return next(one for one in getattr(shown.test, kind) if one.label == label)


def filled(shown: Tab) -> Tab:
    field(shown, "text_input", text("prepare.date")).set_value("08-12-2026")
    return shown


def sent(shown: Tab) -> Tab:
    field(shown, "button", text("prepare.make")).click()
    shown.test.run()
    return shown


def made(store: Store, shown: Tab) -> Workshop:
    """The workshop that the visitor was brought to."""
    return workshops.by_code(store, "".join(shown.test.query_params["m"]))


def test_only_a_date_is_missing_from_a_case_of_the_library(form: Tab, store: Store) -> None:
    sent(filled(form))
    workshop = made(store, form)
    case = the_content().cases[workshop.case_id]
    assert set(workshop.values) == set(case.values)
    assert set(workshop.perspectives) == set(case.perspectives)
    assert workshop.title == case.title["nl"]
    assert form.problems == []


def test_without_a_date_nothing_is_made_and_everything_still_stands(form: Tab) -> None:
    field(form, "text_input", text("prepare.name")).set_value("Onze camera's")
    sent(form)
    assert f"- {text('prepare.date')} – {text('problem.not_a_date')}" in form.problems[0]
    told = [one.label for one in form.test.text_input if text("problem.not_a_date") in one.label]
    assert told and told[0].startswith(text("prepare.date"))
    assert field(form, "text_input", text("prepare.name")).value == "Onze camera's"
    assert field(form, "button", text("prepare.make"))


def test_a_day_that_is_over_is_said_before_the_workshop_is_made(form: Tab) -> None:
    field(form, "text_input", text("prepare.date")).set_value("08-12-2019").run()
    assert text("prepare.date_past", day="8 december 2019") in [one.value for one in form.test.caption]


def test_a_case_of_ones_own_asks_for_its_card_and_shows_it_in_the_room(
    form: Tab, store: Store, cast: Cast
) -> None:
    assert field(form, "selectbox", text("prepare.case")).options[0] == text("prepare.own_case")
    field(form, "selectbox", text("prepare.case")).set_value("")
    form.test.run()
    field(form, "text_area", text("prepare.story")).set_value("Wij tellen *fietsen*.")
    field(form, "text_input", text("prepare.name")).set_value("Fietsen tellen")
    field(form, "text_input", text("case.goal")).set_value("minder drukte")
    sent(filled(form))
    workshop = made(store, form)
    survey = the_content().surveys[workshop.survey_id]
    assert workshop.perspectives == tuple(perspective.id for perspective in survey.perspectives)
    assert (workshop.case_story, workshop.card) == ("Wij tellen *fietsen*.", (("goal", "minder drukte"),))
    assert set(workshop.values) == set(
        the_content().usual_values(next(iter(the_content().frameworks.values())))
    )
    result = tab(cookies_of(cast.duinstad.facilitator)).open("result", workshop.code)
    assert f"**{text('case.goal')}**  \nminder drukte" in [part.value for part in result.test.markdown]
    assert "Wij tellen \\*fietsen\\*\\." in [part.value for part in result.test.markdown]


def test_the_total_is_in_sight_and_says_when_it_is_more_than_the_programme(form: Tab, store: Store) -> None:
    assert text("prepare.minutes_total", total=150) in form.text
    step = the_content().programmes["full"].steps[0]
    field(form, "number_input", step.name["nl"]).set_value(40)
    form.test.run()
    assert text("prepare.minutes_over", over=15, programme=150) in form.text
    sent(filled(form))
    assert workshops.minutes(store, made(store, form))[step.id] == 40


def test_the_survey_is_not_too_short_and_says_when_it_is_long(form: Tab) -> None:
    def tick(wanted: int) -> None:
        for place, box in enumerate(form.test.checkbox):
            box.set_value(place < wanted)
        form.test.run()

    tick(16)
    assert text("prepare.values_many") not in form.text
    tick(17)
    assert text("prepare.values_many") in form.text
    tick(2)
    assert text("prepare.values_few", n=2, fewest=3) in form.text
    sent(filled(form))
    assert text("problem.too_few_values") in form.problems[0]
    field(form, "button", text("prepare.values_back")).click()
    form.test.run()
    assert sum(box.value for box in form.test.checkbox) == len(
        next(iter(the_content().cases.values())).values
    )


def test_a_missing_voice_from_outside_is_said(form: Tab) -> None:
    assert text("prepare.no_external") not in form.text
    field(form, "pills", text("prepare.external")).set_value([])
    form.test.run()
    assert text("prepare.no_external") in form.text
    field(form, "pills", text("prepare.internal")).set_value([])
    form.test.run()
    assert text("prepare.no_perspective") in form.text
    sent(filled(form))
    assert f"- {text('prepare.perspectives')} – {text('problem.empty')}" in form.problems[0]


def test_an_earlier_workshop_is_used_again_with_only_a_new_date(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    earlier = a_workshop(
        store, house, team_id=house.second_team_id, title="Fietsen", case_id="", case_story="Wij tellen fietsen.",
        card=CARD, programme_id="short", minutes=(("explore", 20),), language="en", expected=9, smallest_group=7,
        values=("privacy", "vrijheid", "veiligheid"), perspectives=("policy", "resident"),
    )  # fmt: skip
    shown = tab(cookies_of(house.facilitator)).open("prepare", earlier.code)
    assert shown.problems == []
    assert text("prepare.values_again") in [part.value for part in shown.test.markdown]
    again = made(store, sent(filled(shown)))
    same = ("team_id", "title", "case_id", "case_story", "card", "programme_id", "language", "expected",
            "smallest_group", "perspectives")  # fmt: skip
    assert {name: getattr(again, name) for name in same} == {name: getattr(earlier, name) for name in same}
    assert set(again.values) == set(earlier.values)
    assert workshops.minutes(store, again) == workshops.minutes(store, earlier)
    assert (again.code != earlier.code, again.planned_on) == (True, TODAY.replace(month=12, day=8))


def test_nothing_that_people_said_is_taken_along(store: Store, cast: Cast) -> None:
    earlier = told(store, cast.duinstad, "ended").workshop
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("prepare", earlier.code)
    again = made(store, sent(filled(shown)))
    tables = ("participant", "note", "choice", "agreement", "publication", "move")
    assert {table: _rows(store, table, again.id) for table in tables} == dict.fromkeys(tables, 0)
    assert [one.is_closed for one in workshops.rounds(store, again.id)] == [False] * len(RoundKind)


@pytest.mark.parametrize("page", ["home", "result"])
def test_the_way_to_use_a_workshop_again_is_for_who_may_lead_it(store: Store, cast: Cast, page: str) -> None:
    earlier = a_workshop(store, cast.duinstad)
    assert text("home.again") in tab(cookies_of(cast.duinstad.facilitator)).open(page, earlier.code).text
    assert text("home.again") not in tab(cookies_of(cast.duinstad.manager)).open(page, earlier.code).text


def test_the_workshop_of_another_organisation_fills_nothing(store: Store, cast: Cast) -> None:
    theirs = a_workshop(
        store, cast.elsewhere, title="Van Elders", case_id="", case_story="Hun eigen verhaal."
    )
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("prepare", theirs.code)
    assert "Elders" not in shown.text
    assert "Hun eigen verhaal" not in shown.text
    assert shown.problems == []


def _rows(store: Store, table: str, workshop_id: str) -> int:
    return int(store.rows(f"select count(*) from {table} where workshop_id = $1::uuid", workshop_id)[0][0])
