"""The short programme: nothing on its screens speaks of a step that it does not have; and the whole script on one page."""

from __future__ import annotations

import pytest

from actions.answer import answer
from actions.move import forward
from actions.note import note
from domain.answers import Mark, Remark
from domain.notes import Draft, NoteKind
from domain.workshops import Workshop
from storage import workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, participants_of, round_of
from tests.pages.tabs import WORRIED, cookies_of, tab, told


@pytest.fixture
def short(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, programme_id="short")


def text(key: str, language: str = "nl") -> str:
    return the_content().texts[key][language]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_script_has_every_step_with_its_minutes_and_is_found_where_the_workshop_is_made(
    store: Store, cast: Cast, short: Workshop, language: str
) -> None:
    lead = cookies_of(cast.duinstad.facilitator)
    assert text("script.way", language) in tab(lead).open("control", short.code, language).text
    full = told(store, cast.duinstad, "survey").workshop
    for workshop in (short, full):
        shown = tab(lead).open("script", workshop.code, language)
        assert shown.problems == []
        for step in the_content().programmes[workshop.programme_id].steps:
            assert any(line.startswith(f"{step.name[language]} ({step.minutes} ") for line in shown.headings)
            assert any(step.task[language] in part.value for part in shown.test.markdown)
    assert {"nl": "de voorwaarden uit de spanningen", "en": "the conditions from the tensions"}[
        language
    ] in shown.text


def test_a_script_of_its_own_has_the_minutes_of_this_workshop(store: Store, cast: Cast) -> None:
    longer = a_workshop(store, cast.duinstad, programme_id="short", minutes=(("values", 50),))
    shown = tab(cookies_of(cast.duinstad.facilitator)).open("script", longer.code).text
    assert "Daarna 24 minuten: bespreek die drie waarden" in shown
    assert "weet welke twee het meest botsen" in shown


def test_without_a_step_for_tensions_the_result_has_no_part_for_them(
    store: Store, cast: Cast, short: Workshop
) -> None:
    lead = cookies_of(cast.duinstad.facilitator)
    assert text("result.tensions") not in tab(lead).open("result", short.code).headings
    full = told(store, cast.duinstad, "survey").workshop
    assert text("result.tensions") in tab(lead).open("result", full.code).headings
    thread = tab(lead).open("thread", short.code, value="privacy").text
    assert text("thread.no_tensions") in thread and text("thread.not_weighed") not in thread


def test_a_tension_named_without_a_step_for_it_is_known_on_the_threads_of_other_values(
    store: Store, cast: Cast
) -> None:
    workshop = a_workshop(store, cast.duinstad, programme_id="short")
    clash = Draft(NoteKind.TENSION, "Het botst", about="veiligheid", against="vrijheid")
    note(store, cast.duinstad.facilitator, workshop.id, new_id(), clash, today=TODAY)
    lead = cookies_of(cast.duinstad.facilitator)
    thread = tab(lead).open("thread", workshop.code, value="privacy").text
    assert text("thread.not_weighed") in thread and text("thread.no_tensions") not in thread


def test_what_someone_wrote_beforehand_is_at_hand_where_it_can_be_shared(
    store: Store, cast: Cast, short: Workshop
) -> None:
    one, other = participants_of(store, short, 2)
    answer(
        store,
        one,
        round_of(store, short).id,
        [Mark("privacy", "top", 1)],
        [Remark("worry", WORRIED)],
        today=TODAY,
    )
    for _ in range(3):
        forward(store, cast.duinstad.facilitator, short.id, workshops.standing(store, short.id), now=NOW)
    assert WORRIED in tab(cookies_of(one)).open("room", short.code).text
    assert text("actions.own_words_hint") in tab(cookies_of(one)).open("room", short.code).text
    for who in (other, cast.duinstad.facilitator):
        page = "room" if who is other else "control"
        assert WORRIED not in tab(cookies_of(who)).open(page, short.code).text
