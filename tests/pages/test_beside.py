"""You beside the group: one's own scores on one's own screen, and only beside what everyone may see."""

from __future__ import annotations

import pytest

from storage.content import the_content
from storage.store import Store
from tests.cast import Cast
from tests.pages.tabs import Told, cookies_of, tab, told
from ui.taking_part import beside

TITLE = the_content().texts["beside.title"]["nl"]


@pytest.fixture(scope="module")
def held(store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, "ended")


def test_a_participant_sees_the_own_scores_beside_the_group_in_words_pictures_and_a_table(held: Told) -> None:
    shown = tab(cookies_of(held.people[0])).open("room", held.workshop.code)
    assert shown.problems == []
    assert TITLE in shown.headings
    assert len(shown.test.get("plotly_chart")) == 2
    assert any("Belang: u" in part.body for part in shown.test.get("html"))


def test_before_the_end_nobody_is_set_beside_the_group(store: Store, cast: Cast) -> None:
    busy = told(store, cast.duinstad, "dots revealed")
    assert TITLE not in tab(cookies_of(busy.people[0])).open("room", busy.workshop.code).headings


@pytest.mark.parametrize("page", ["control", "result", "projector"])
def test_who_leads_never_sees_it(held: Told, cast: Cast, page: str) -> None:
    assert TITLE not in tab(cookies_of(cast.duinstad.facilitator)).open(page, held.workshop.code).headings


def test_the_file_to_keep_is_whole_and_holds_nothing_of_a_neighbour(
    held: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the button gives: words and a table, no script, no address, and of one's own only the scores."""
    made: list[str] = []
    keep = beside._file
    monkeypatch.setattr(beside, "_keep", lambda *facts: made.append(keep(*facts)))
    for who in held.people[:2]:
        tab(cookies_of(who)).open("room", held.workshop.code)
    first, second = made
    assert first.startswith("<!doctype html>") and "<table" in first and TITLE in first
    assert "http" not in first and "<script" not in first
    assert not any(person.participations[0][1] in text for person in held.people for text in (first, second))
