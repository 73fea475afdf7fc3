"""On paper: the sheet has everything that the survey asks; what was entered is checked once, saved, and not shown again."""

from __future__ import annotations

import pytest

from actions.freeze import freeze
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, new_id, round_of
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
    check(screen)


def check(screen: Tab) -> None:
    next(button for button in screen.test.button if button.label == text("paper.check")).click().run()


def fields(screen: Tab) -> list[object]:
    """What stands in every field, the lists to choose from first."""
    return [field.value for field in (*screen.test.selectbox, *screen.test.radio)]


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


def test_a_field_that_is_missing_is_named_at_that_field_before_anything_can_be_saved(screen: Tab) -> None:
    screen.test.radio[0].set_value(4)
    check(screen)
    assert screen.test.selectbox[0].label.endswith(text("problem.empty"))
    assert [text("paper.perspective") in problem for problem in screen.problems] == [True]
    assert text("paper.check_title") not in screen.headings
    assert screen.test.radio[0].value == 4
    screen.test.selectbox[0].select_index(0)
    check(screen)
    assert screen.problems == []
    assert text("paper.check_title") in screen.headings


def test_a_blank_sheet_and_a_value_on_two_places_are_named_too(screen: Tab) -> None:
    screen.test.selectbox[0].select_index(0)
    check(screen)
    assert text("problem.blank_sheet") in screen.problems[0]
    for place in (1, 2):
        screen.test.selectbox[place].select_index(1)
    check(screen)
    assert [text("problem.same_twice") in field.label for field in screen.test.selectbox[:3]] == [
        False,
        False,
        True,
    ]
    assert text("paper.check_title") not in screen.headings


def test_who_leaves_and_comes_back_finds_the_sheet_as_it_was(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code)
    fill_in(screen)
    typed = fields(screen)
    screen.open("control", workshop.code).open("paper", workshop.code)
    assert fields(screen) == typed
    assert any(typed[: len(screen.test.selectbox)])
    assert text("paper.check_title") in screen.headings


def test_a_sheet_of_another_workshop_is_not_shown(store: Store, cast: Cast) -> None:
    first, second = a_workshop(store, cast.duinstad), a_workshop(store, cast.duinstad)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("paper", first.code)
    fill_in(screen)
    screen.open("paper", second.code)
    assert not any(fields(screen))
    assert text("paper.check_title") not in screen.headings


def test_the_check_shows_every_value_of_the_sheet(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code)
    fill_in(screen)
    shown = next(part.body for part in screen.test.get("html") if 'class="table"' in part.body)
    framework = the_content().frameworks[workshop.framework_id]
    assert all(framework.value(value).name["nl"] in shown for value in workshop.values)


def test_the_questions_and_their_scales_are_those_of_the_survey(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code)
    survey = the_content().surveys[workshop.survey_id]
    told = "\n".join(part.value for part in screen.test.markdown)
    for part, radio in zip(survey.dimensions, screen.test.radio, strict=False):
        assert part.question["nl"] in radio.label
        assert radio.options == [text("paper.nothing"), *"12345", survey.dont_know["nl"]]
        assert f"1 = {part.labels['nl'][0].lower()}, 5 = {part.labels['nl'][-1].lower()}" in told


def test_while_answers_stand_still_the_screen_says_that_no_sheet_can_be_added(
    store: Store, cast: Cast
) -> None:
    workshop = a_workshop(store, cast.duinstad)
    asked = round_of(store, workshop)
    freeze(store, cast.duinstad.facilitator, workshop.id, new_id(), asked.id, True, now=NOW)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("paper", workshop.code)
    assert [part.value for part in screen.test.info] == [text("paper.frozen")]
    assert len(screen.test.radio) == 0


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
