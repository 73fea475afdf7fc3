"""A rehearsal on the screens: every one of them says that it does not count, and the way in and out is on control."""

from __future__ import annotations

import pytest

from actions.rehearse import rehearse
from domain.problems import NotFound
from domain.workshops import Workshop
from storage import rehearsals, workshops
from storage.content import the_content
from storage.store import Store
from tests.cast import NOW, Cast, a_participant, a_workshop, new_id
from tests.pages.tabs import Tab, cookies_of, tab, told

BAND = the_content().texts["rehearsal.band"]["nl"]


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def bands(shown: Tab) -> list[str]:
    return [part.body for part in shown.test.get("html") if BAND in part.body]


def test_every_screen_of_a_rehearsal_says_so_and_no_other_screen_does(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    made = rehearse(store, cast.duinstad.facilitator, workshop.id, new_id(), now=NOW)
    pages = {
        "facilitator": ("control", "projector", "paper", "script", "result"),
        "participant": ("room", "survey", "result"),
    }
    for one, count in ((made, 1), (workshop, 0)):
        people = {"facilitator": cast.duinstad.facilitator, "participant": a_participant(store, one)}
        for role, names in pages.items():
            for page in names:
                shown = tab(cookies_of(people[role])).open(page, one.code)
                assert shown.problems == []
                assert len(bands(shown)) == count, (page, role)


def test_the_way_in_is_on_control_and_leads_to_the_same_rehearsal_again(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", workshop.code)
    screen.test.button(key="rehearse").click().run()
    assert screen.problems == []
    first = rehearsals.of(store, workshop.id)
    assert first is not None
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", workshop.code)
    assert screen.test.button(key="rehearse").label == the_content().texts["rehearsal.go_on"]["nl"]
    screen.test.button(key="rehearse").click().run()
    assert rehearsals.of(store, workshop.id) == first


def test_the_way_out_is_on_its_own_control(store: Store, cast: Cast, workshop: Workshop) -> None:
    made = rehearse(store, cast.duinstad.facilitator, workshop.id, new_id(), now=NOW)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", made.code)
    screen.test.button(key="throw-away").click().run()
    assert screen.problems == []
    with pytest.raises(NotFound):
        workshops.by_id(store, made.id)
    assert workshops.by_id(store, workshop.id) == workshop


def test_a_rehearsal_that_was_forgotten_can_be_thrown_away_after_the_workshop(
    store: Store, cast: Cast
) -> None:
    ended = told(store, cast.duinstad, "ended").workshop
    made = rehearse(store, cast.duinstad.facilitator, ended.id, new_id(), now=NOW)
    screen = tab(cookies_of(cast.duinstad.facilitator)).open("control", ended.code)
    screen.test.button(key="throw-away").click().run()
    assert screen.problems == []
    assert the_content().texts["rehearsal.stands"]["nl"] not in screen.headings
    with pytest.raises(NotFound):
        workshops.by_id(store, made.id)
