"""What a round gave: numbers over all values only where each value shows its counts, whatever is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from actions.publish import publish
from domain.workshops import RoundKind
from reads.outcome import outcome
from storage import figures
from storage.figures import Publication
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, give, participants_of

SAID = {"privacy": (1, 1, 2, 3, 3, 2), "vrijheid": (2, 3, 3, 4, 4, 5)}
NOT_TOLD = [
    pytest.param((1, 1, 1, 1, 1, 1), id="all said the same"),
    pytest.param((1, 2, 2, 3, 0, 0), id="four gave a score"),
]


def surveyed(store: Store, cast: Cast, third: Sequence[int]) -> Publication:
    """Six people score two values differently, and a third value like this."""
    workshop = a_workshop(store, cast.duinstad, values=(*SAID, "transparantie"))
    people = participants_of(store, workshop, 6)
    for item, scores in {**SAID, "transparantie": third}.items():
        give(store, workshop, people, scores, item=item)
    return publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def over_all(publication: Publication) -> tuple[float | None, ...]:
    return publication.tie_term, publication.dont_know_share, publication.kendalls_w


def test_how_far_people_agree_is_told_where_each_value_shows_its_counts(store: Store, cast: Cast) -> None:
    made = surveyed(store, cast, (1, 1, 1, 1, 1, 2))
    told = outcome(store, made.round_id)
    assert told and told.publication == made and made.kendalls_w is not None


@pytest.mark.parametrize("third", NOT_TOLD)
def test_numbers_over_all_values_are_not_stored_where_one_shows_no_counts(
    store: Store, cast: Cast, third: Sequence[int]
) -> None:
    assert over_all(surveyed(store, cast, third)) == (0, 0, None)


@pytest.mark.parametrize("third", NOT_TOLD)
def test_numbers_over_all_values_that_were_stored_before_are_not_told(
    store: Store, cast: Cast, third: Sequence[int]
) -> None:
    made = surveyed(store, cast, third)
    shown = figures.figures(store, made.id)
    before = replace(
        made, round_id=made.id, id=made.round_id, tie_term=6.0, dont_know_share=0.1, kendalls_w=0.94
    )
    store.write(*figures.publish(before, shown.iloc[:0], shown))
    told = outcome(store, before.round_id)
    assert told and over_all(told.publication) == (0, 0, None)
