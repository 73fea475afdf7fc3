"""Announce: a limit that everyone sees, for the step of this moment only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.announce import announce
from actions.move import forward
from domain.clock import LIMITS
from domain.problems import BadInput, NotMovedYet, Refused
from domain.workshops import Standing, Workshop
from reads.workshop import snapshot
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, new_id


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


@pytest.fixture
def seen(store: Store, cast: Cast, workshop: Workshop) -> Standing:
    return forward(store, cast.duinstad.facilitator, workshop.id, Standing(), now=NOW)


def test_nobody_sees_a_countdown_until_it_is_announced(
    store: Store, cast: Cast, workshop: Workshop, seen: Standing
) -> None:
    lead = cast.duinstad.facilitator
    assert snapshot(store, workshop).limit is None
    announce(store, lead, workshop.id, new_id(), 5, seen, now=NOW)
    assert snapshot(store, workshop).limit == NOW + timedelta(minutes=5)


def test_a_later_limit_counts_and_a_limit_can_be_stopped(
    store: Store, cast: Cast, workshop: Workshop, seen: Standing
) -> None:
    lead, first = cast.duinstad.facilitator, new_id()
    announce(store, lead, workshop.id, first, 5, seen, now=NOW)
    announce(store, lead, workshop.id, new_id(), 2, seen, now=NOW)
    announce(store, lead, workshop.id, first, 5, seen, now=NOW)
    assert snapshot(store, workshop).limit == NOW + timedelta(minutes=2), "a second click adds nothing"
    announce(store, lead, workshop.id, new_id(), 0, seen, now=NOW)
    assert snapshot(store, workshop).limit is None


def test_moving_on_ends_the_limit(store: Store, cast: Cast, workshop: Workshop, seen: Standing) -> None:
    lead = cast.duinstad.facilitator
    announce(store, lead, workshop.id, new_id(), 5, seen, now=NOW)
    forward(store, lead, workshop.id, seen, now=NOW)
    assert snapshot(store, workshop).limit is None
    with pytest.raises(NotMovedYet):
        announce(store, lead, workshop.id, new_id(), 5, seen, now=NOW)
    assert snapshot(store, workshop).limit is None


@pytest.mark.parametrize("minutes", [-1, 4, 60, 10_000])
def test_only_the_minutes_that_are_offered_can_be_announced(
    store: Store, cast: Cast, workshop: Workshop, seen: Standing, minutes: int
) -> None:
    assert minutes not in LIMITS
    with pytest.raises(BadInput):
        announce(store, cast.duinstad.facilitator, workshop.id, new_id(), minutes, seen, now=NOW)


def test_before_the_workshop_there_is_nothing_to_limit(store: Store, cast: Cast, workshop: Workshop) -> None:
    with pytest.raises(Refused):
        announce(store, cast.duinstad.facilitator, workshop.id, new_id(), 5, Standing(), now=NOW)
