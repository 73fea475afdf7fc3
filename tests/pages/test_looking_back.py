"""Looking back: a participant reads an earlier step, the group stays, and when the group moves the screen follows."""

from __future__ import annotations

import pytest

from actions.move import forward
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_participant
from tests.pages.tabs import SAID, Tab, Told, cookies_of, tab, told


def text(key: str) -> str:
    return the_content().texts[key]["nl"]


def step_name(step: str) -> str:
    return the_content().programmes["full"].step(step).name["nl"]


@pytest.fixture
def held(store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, "tensions")


def with_ways(held: Told) -> Tab:
    """The screen of a participant who opened the list of earlier steps."""
    shown = tab(cookies_of(held.people[0])).open("room", held.workshop.code)
    shown.test.session_state["ways-back"] = True
    shown.test.run()
    return shown


def opened(held: Told, step: str = "explore") -> Tab:
    """The screen of a participant who opened an earlier step."""
    shown = with_ways(held)
    way = next(
        button
        for button in shown.test.button
        if button.key.startswith("look-back") and button.key.endswith(step)
    )
    way.click().run()
    return shown


def test_an_earlier_step_is_read_and_nothing_can_be_said_there(held: Told) -> None:
    shown = opened(held)
    assert shown.problems == []
    assert step_name("explore") in shown.headings
    assert SAID in shown.text
    assert text("back.band") in shown.text
    assert len(shown.test.text_area) == 0
    assert {button.key.split("-")[0] for button in shown.test.button} == {"to"}


def test_the_group_stays_where_it_is(store: Store, held: Told) -> None:
    opened(held)
    assert workshops.standing(store, held.workshop.id).step == "tensions"
    others = tab(cookies_of(held.people[1])).open("room", held.workshop.code)
    assert step_name("tensions") in others.headings


def test_one_button_leads_back_to_the_group(held: Told) -> None:
    shown = opened(held)
    shown.test.button(key="to-group-above").click().run()
    assert step_name("tensions") in shown.headings


def test_when_the_group_moves_the_screen_follows(store: Store, cast: Cast, held: Told) -> None:
    shown = opened(held)
    standing = workshops.standing(store, held.workshop.id)
    forward(store, cast.duinstad.facilitator, held.workshop.id, standing, now=NOW)
    shown.test.run()
    assert step_name("actions") in shown.headings


def test_the_outcome_of_the_survey_can_be_read_again(held: Told) -> None:
    assert len(opened(held, "values").test.get("plotly_chart")) == 2


def test_a_step_to_come_can_not_be_opened(held: Told) -> None:
    shown = with_ways(held)
    steps = [
        button.key.rpartition("-")[2] for button in shown.test.button if button.key.startswith("look-back")
    ]
    assert steps == ["explore", "effects", "values"]


def test_after_the_end_every_step_can_be_read(store: Store, cast: Cast) -> None:
    ended = told(store, cast.duinstad, "ended")
    for step in ("explore", "effects", "values", "tensions", "actions", "agree"):
        shown = opened(ended, step)
        assert shown.problems == []
        assert step_name(step) in shown.headings


def test_who_comes_late_lands_in_the_step_of_this_moment(store: Store, held: Told) -> None:
    late = a_participant(store, held.workshop)
    assert step_name("tensions") in tab(cookies_of(late)).open("room", held.workshop.code).headings


def test_a_phone_that_dropped_out_comes_back_as_the_same_person(store: Store, cast: Cast) -> None:
    """A new tab with the same cookie: the own worry is there, and nobody joined twice."""
    held = told(store, cast.duinstad, "effects")
    before = store.rows("select count(*) from participant")
    cookies = cookies_of(held.people[0])
    texts = [tab(dict(cookies)).open("survey", held.workshop.code, p="5").text for _ in range(2)]
    assert texts[0] == texts[1]
    assert store.rows("select count(*) from participant") == before


def test_a_shared_device_has_the_way_to_let_someone_go(held: Told) -> None:
    shown = tab(cookies_of(held.people[0])).open("room", held.workshop.code)
    ways = " ".join(part.body for part in shown.test.get("html"))
    assert f'href="/m/{held.workshop.code}?next=1"' in ways and text("join.someone_else") in ways
