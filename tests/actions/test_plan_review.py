"""The review: a day that the group picked; another one counts from then on, and every screen hears of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.plan_review import plan_review
from domain.problems import NotADate, PastDate
from domain.workshops import Workshop
from reads.workshop import snapshot
from storage import reviews
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id

DAY = date(2027, 3, 9)


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


def test_another_day_counts_and_a_repeat_is_harmless(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead, first = cast.duinstad.facilitator, new_id()
    assert reviews.standing(store, workshop.id) is None
    plan_review(store, lead, workshop.id, first, DAY, now=NOW)
    plan_review(store, lead, workshop.id, new_id(), DAY + timedelta(days=7), now=NOW)
    plan_review(store, lead, workshop.id, first, DAY, now=NOW)
    assert reviews.standing(store, workshop.id) == DAY + timedelta(days=7)
    assert reviews.count(store, workshop.id) == 2


def test_today_is_fine_and_what_is_over_or_no_day_is_refused(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    for day, problem in ((TODAY - timedelta(days=1), PastDate), (None, NotADate)):
        with pytest.raises(problem):
            plan_review(store, lead, workshop.id, new_id(), day, now=NOW)
    assert reviews.standing(store, workshop.id) is None
    plan_review(store, lead, workshop.id, new_id(), TODAY, now=NOW)
    assert reviews.standing(store, workshop.id) == TODAY


def test_every_screen_follows_a_day_that_was_picked(store: Store, cast: Cast, workshop: Workshop) -> None:
    before = snapshot(store, workshop).scene
    plan_review(store, cast.duinstad.facilitator, workshop.id, new_id(), DAY, now=NOW)
    assert snapshot(store, workshop).scene != before
