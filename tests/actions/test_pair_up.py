"""Pair up: the same people in two surveys of a workshop, kept with the later figure where nobody can be found by it."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import pytest

from actions.erase import erase
from actions.measure_again import measure_again
from actions.move import forward
from actions.publish import publish
from domain.roles import Visitor
from domain.workshops import Phase, Round, RoundKind, Workshop
from storage import figures, pairs, workshops
from storage.figures import Publication
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, participants_of, round_of

BEFORE, AFTER = (1, 2, 2, 3, 1, 2), (2, 4, 3, 3, 4, 5)
LATER = NOW + timedelta(days=100)


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, values=("privacy", "vrijheid", "waardigheid"))


def published(store: Store, house: House, workshop: Workshop) -> Publication:
    return publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def asked_again(store: Store, house: House, workshop: Workshop) -> Round:
    while (standing := workshops.standing(store, workshop.id)).phase is not Phase.ENDED:
        forward(store, house.facilitator, workshop.id, standing, now=NOW)
    return measure_again(store, house.facilitator, workshop.id, now=LATER)


def measured_twice(
    store: Store, house: House, workshop: Workshop, first: list[Visitor], second: list[Visitor]
) -> tuple[Round, Round]:
    """Two published surveys about how well privacy is guarded now."""
    one = round_of(store, workshop)
    give(store, workshop, first, (BEFORE * 2)[: len(first)], dimension="current")
    published(store, house, workshop)
    two = asked_again(store, house, workshop)
    give(store, workshop, second, (AFTER * 2)[: len(second)], dimension="current")
    published(store, house, workshop)
    return one, two


def kept(store: Store, rounds: tuple[Round, Round]) -> pd.DataFrame:
    return pairs.between(store, rounds[0].id, rounds[1].id)


def test_who_answered_twice_is_a_pair_of_the_second_figure(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 6)
    row = kept(store, measured_twice(store, cast.duinstad, workshop, people, people)).iloc[0]
    assert (row["item"], row["dimension"], row["pairs"]) == ("privacy", "current", 6)
    assert row["change"] == pytest.approx((sum(AFTER) - sum(BEFORE)) / 6)
    assert pd.isna(row["low"]), "six are too few for an interval"


@pytest.mark.parametrize(("left", "came"), [(1, 0), (0, 4), (4, 4)])
def test_nothing_is_kept_when_one_to_four_people_were_there_only_once(
    store: Store, cast: Cast, workshop: Workshop, left: int, came: int
) -> None:
    people = participants_of(store, workshop, 8 + came)
    rounds = measured_twice(store, cast.duinstad, workshop, people[:8], people[left:])
    assert kept(store, rounds).empty


def test_five_people_who_came_later_and_differ_are_enough(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 11)
    assert kept(store, measured_twice(store, cast.duinstad, workshop, people[:6], people)).iloc[0]["pairs"] == 6  # fmt: skip


def test_people_of_another_workshop_of_the_team_are_no_pairs(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    other = a_workshop(store, cast.duinstad, values=workshop.values)
    for one, scores in ((workshop, BEFORE), (other, AFTER)):
        give(store, one, participants_of(store, one, 6), scores, dimension="current")
        published(store, cast.duinstad, one)
    assert store.rows("select count(*) from paired_change") == [(0,)]


def test_a_round_with_pairs_keeps_its_figure_however_many_come_later(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """Who subtracts a larger figure from the pairs would find the few who were in one of the two only."""
    people = participants_of(store, workshop, 11)
    _, two = measured_twice(store, cast.duinstad, workshop, people[:6], people[:6])
    standing = published(store, cast.duinstad, workshop)
    slip_in(store, workshop, two, people[6:])
    assert published(store, cast.duinstad, workshop) == standing


def test_a_round_that_had_two_figures_is_not_paired(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 11)
    one = round_of(store, workshop)
    give(store, workshop, people[:6], BEFORE, dimension="current")
    published(store, cast.duinstad, workshop)
    slip_in(store, workshop, one, people[6:])
    assert published(store, cast.duinstad, workshop).version == 2
    two = asked_again(store, cast.duinstad, workshop)
    give(store, workshop, people, (AFTER * 2)[:11], dimension="current")
    published(store, cast.duinstad, workshop)
    assert kept(store, (one, two)).empty


def test_after_an_erasure_there_are_no_pairs(store: Store, cast: Cast, workshop: Workshop) -> None:
    """Who is gone is still in the first figure: that figure less the pairs would be what they said."""
    people = participants_of(store, workshop, 7)
    one = round_of(store, workshop)
    give(store, workshop, people, [*BEFORE, 5], dimension="current")
    published(store, cast.duinstad, workshop)
    erase(store, people[6], workshop.id, today=TODAY)
    two = asked_again(store, cast.duinstad, workshop)
    give(store, workshop, people[:6], AFTER, dimension="current")
    assert not published(store, cast.duinstad, workshop).hidden
    assert kept(store, (one, two)).empty


def test_pairs_name_nobody_and_only_publications_know_of_them(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 6)
    measured_twice(store, cast.duinstad, workshop, people, people)
    told = str(store.rows("select * from paired_change"))
    assert not any((who.participant_in(workshop.id) or "") in told for who in people)
    assert len(store.rows("select 1 from paired_change")) == 1
    assert figures.latest_publication(store, round_of(store, workshop).id) is not None


def slip_in(store: Store, workshop: Workshop, asked: Round, people: list[Visitor]) -> None:
    """Answers that are in the store after the figure was made, past the check that refuses them."""
    for who, score in zip(people, (1, 2, 3, 4, 5), strict=True):
        store.write(
            Statement(
                """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
                values ($1, $2, 'privacy', 'current', $3, $4)""",
                (asked.id, who.participant_in(workshop.id), score, TODAY),
            )
        )
