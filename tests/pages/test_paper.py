"""On paper: the sheet has everything that the survey asks; what was entered is checked once, saved, and not shown again."""

from __future__ import annotations

import pytest

from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, a_workshop
from tests.pages.tabs import Tab, cookies_of, tab


def text(key: str) -> str:
    return the_content().texts[key]["nl"]


@pytest.fixture
def screen(store: Store, cast: Cast) -> Tab:
    workshop = a_workshop(store, cast.duinstad)
    return tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code)


def fill_in(screen: Tab) -> None:
    screen.test.selectbox[0].select_index(0)
    for radio, score in zip(screen.test.radio, (5, 2, 0), strict=False):
        radio.set_value(score)
    screen.test.selectbox[1].select_index(1)
    screen.test.button[-1].click().run()


def test_what_was_entered_is_shown_once_to_compare_and_only_then_saved(store: Store, screen: Tab) -> None:
    before = store.rows("select count(*) from participant")[0][0]
    fill_in(screen)
    assert screen.problems == []
    assert text("paper.check_title") in screen.headings
    assert store.rows("select count(*) from participant")[0][0] == before
    next(button for button in screen.test.button if button.key.startswith("save-")).click().run()
    assert screen.problems == []
    assert store.rows("select count(*) from participant")[0][0] == before + 1
    assert text("paper.check_title") not in screen.headings
    assert [radio.value for radio in screen.test.radio if radio.value is not None] == []


def test_what_can_not_be_right_is_said_and_what_was_typed_stays(store: Store, screen: Tab) -> None:
    screen.test.radio[0].set_value(4)
    screen.test.button[-1].click().run()
    next(button for button in screen.test.button if button.key.startswith("save-")).click().run()
    assert screen.problems == [text("problem.bad_input")]
    assert screen.test.radio[0].value == 4


def test_the_sheet_asks_everything_that_the_survey_asks(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code, p="print")
    sheet = " ".join(part.body for part in shown.test.get("html"))
    content = the_content()
    framework, survey = content.frameworks[workshop.framework_id], content.surveys[workshop.survey_id]
    for value in workshop.values:
        assert framework.value(value).name["nl"] in sheet
    for perspective in workshop.perspectives:
        assert survey.perspective(perspective).name["nl"] in sheet
    for dimension in survey.dimensions:
        assert dimension.question["nl"] in sheet
    keep = sheet[sheet.index(text("paper.sheet_keep")) :]
    assert all(prompt.question["nl"] in keep for prompt in survey.prompts), (
        "worry and hope stay with the person"
    )
