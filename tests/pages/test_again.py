"""Measuring again, months after the workshop: it is asked first, and its mails speak of what changed."""

from __future__ import annotations

import pytest

from actions.publish import publish
from domain.texts import long_date
from domain.workshops import RoundKind
from storage import workshops
from storage.content import the_content
from storage.settings import now
from storage.store import Store
from tests.cast import NOW, Cast, give
from tests.pages.tabs import Tab, cookies_of, tab, told
from ui import visit


def click(shown: Tab, key: str) -> Tab:
    visit.cookies = lambda: shown.cookies
    shown.test.button(key=key).click().run()
    return shown


def open_rounds(store: Store, workshop_id: str) -> int:
    return sum(
        one.kind is RoundKind.VALUES and not one.is_closed for one in workshops.rounds(store, workshop_id)
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_measuring_again_says_on_which_day_who_is_asked_and_what_happens(
    store: Store, cast: Cast, language: str
) -> None:
    held = told(store, cast.duinstad, "ended")
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code, language)
    click(shown, "again-start")
    asked = next(
        part.value for part in shown.test.markdown if {"nl": "2?", "en": "survey 2"}[language] in part.value
    )
    assert long_date(now().date(), language) in asked
    assert {"nl": "(6 mensen)", "en": "(6 people)"}[language] in asked
    assert open_rounds(store, held.workshop.id) == 0, "it was only asked"
    click(shown, "again-not-yet")
    assert [button.key for button in shown.test.button if "again" in (button.key or "")] == ["again-start"]
    click(click(shown, "again-start"), "again-now")
    assert shown.problems == []
    assert open_rounds(store, held.workshop.id) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_mails_of_a_new_measurement_speak_of_the_workshop_that_was(
    store: Store, cast: Cast, language: str
) -> None:
    before, after = (
        _mails(cast, told(store, cast.duinstad, moment).workshop.code, language)
        for moment in ("survey", "asked again")
    )
    assert "houden wij de workshop" in before and "houden wij de workshop" not in after
    assert "hielden wij de workshop" in after, "in the language of the workshop, whatever the screen speaks"


def _mails(cast: Cast, code: str, language: str) -> str:
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("control", code, language)
    return "\n".join(part.value for part in shown.test.code)


def test_who_answers_again_is_led_to_the_result_and_not_to_a_workshop_that_is_over(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "asked again")
    last = tab(cookies_of(held.people[0])).open("survey", held.workshop.code, p="99")
    assert the_content().texts["survey.next_none"]["nl"] in last.text, "nothing is scored yet"
    give(store, held.workshop, held.people[:1], [4])
    last.open("survey", held.workshop.code, p="99")
    assert the_content().texts["survey.next_again"]["nl"] in last.text
    assert the_content().texts["survey.to_room"]["nl"] not in last.text


def test_it_says_when_it_is_early_and_gives_the_link_of_the_result_to_send(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "ended")
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("control", held.workshop.code)
    assert any(part.value.endswith(f"/result?m={held.workshop.code}") for part in shown.test.code)
    early = the_content().texts["control.again_early"]["nl"].split("{")[0]
    assert early not in shown.text
    assert early in click(shown, "again-start").text


def test_the_thread_says_the_same_reason_as_the_change_when_few_people_answered(
    store: Store, cast: Cast
) -> None:
    held = told(store, cast.duinstad, "asked again")
    for dimension in ("importance", "current"):
        give(store, held.workshop, held.people, (5, 5, 5, 4, 5, 4), dimension=dimension)
    publish(store, cast.duinstad.facilitator, held.workshop.id, RoundKind.VALUES, now=NOW)
    shown = tab(cookies_of(cast.duinstad.manager)).open("thread", held.workshop.code, value="privacy")
    assert shown.problems == []
    assert "Met minder dan 10 mensen is niet te zeggen of het verschil toeval is." in shown.text


def test_the_people_of_one_team_together_are_said_in_the_singular(store: Store, cast: Cast) -> None:
    told(store, cast.duinstad, "survey revealed")
    shown = tab(cookies_of(cast.duinstad.manager)).open("comparison")
    assert "6 mensen, uit één team dat ook zelf een uitkomst toont." in shown.text
