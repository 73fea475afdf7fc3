"""The exit check: confidential, closed with the workshop, and published by the rules of every other figure."""

from __future__ import annotations

import pandas as pd
import pytest

from actions.move import forward
from domain.answers import Mark
from domain.problems import NotAScore, RoundClosed
from domain.workshops import Phase, RoundKind, Standing, Workshop
from reads.outcome import outcome
from storage import figures, workshops
from storage.store import Statement, Store
from tests.cast import NOW, Cast, a_workshop, give, participants_of, round_of

LAST = Standing(Phase.LIVE, "agree", 1, NOW)


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    """A workshop in its last step."""
    made = a_workshop(store, cast.duinstad)
    lead = cast.duinstad.facilitator.account_id or ""
    store.write(workshops.move(made.id, 0, Phase.LIVE, "agree", lead, NOW))
    return made


def answered(store: Store, workshop: Workshop, *scores: int) -> None:
    people = participants_of(store, workshop, len(scores))
    give(store, workshop, people, scores, item="worthwhile", dimension="exit", kind=RoundKind.EXIT)


def test_the_end_of_the_workshop_closes_the_exit_check_and_gives_its_figure(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    answered(store, workshop, 5, 4, 4, 3, 5, 0)
    asked = round_of(store, workshop, RoundKind.EXIT)
    assert outcome(store, asked.id) is None, "nothing before the end"
    forward(store, cast.duinstad.facilitator, workshop.id, LAST, now=NOW)
    found = outcome(store, asked.id)
    assert found is not None and found.publication.people == 6
    row = found.shown[found.shown["item"] == "worthwhile"].iloc[0]
    assert (row["n"], row["dont_know"], row["count_4"], row["count_5"]) == (5, 1, 2, 2)
    assert figures.figures(store, found.publication.id)["perspective_id"].unique().tolist() == [""]
    with pytest.raises(RoundClosed):
        give(
            store, workshop, participants_of(store, workshop, 1), [1],
            item="heard", dimension="exit", kind=RoundKind.EXIT,
        )  # fmt: skip


def test_four_answers_stay_hidden_with_the_reason(store: Store, cast: Cast, workshop: Workshop) -> None:
    answered(store, workshop, 5, 4, 4, 3)
    forward(store, cast.duinstad.facilitator, workshop.id, LAST, now=NOW)
    publication = figures.latest_publication(store, round_of(store, workshop, RoundKind.EXIT).id)
    assert publication is not None and publication.hidden == "too_few"
    assert len(figures.figures(store, publication.id)) == 0


def test_people_who_all_say_the_same_get_a_band(store: Store, cast: Cast, workshop: Workshop) -> None:
    answered(store, workshop, 5, 5, 5, 5, 5)
    forward(store, cast.duinstad.facilitator, workshop.id, LAST, now=NOW)
    found = outcome(store, round_of(store, workshop, RoundKind.EXIT).id)
    assert found is not None
    row = found.shown[found.shown["item"] == "worthwhile"].iloc[0]
    assert row["band"] == "high" and pd.isna(row["count_5"]) and pd.isna(row["total"])


@pytest.mark.parametrize(
    "mark", [Mark("privacy", "exit", 4), Mark("heard", "importance", 4), Mark("heard", "exit", 6)]
)
def test_only_its_own_questions_are_answered(store: Store, workshop: Workshop, mark: Mark) -> None:
    with pytest.raises(NotAScore):
        give(
            store, workshop, participants_of(store, workshop, 1), [mark.score],
            item=mark.item, dimension=mark.dimension, kind=RoundKind.EXIT,
        )  # fmt: skip


def test_a_workshop_from_before_the_exit_check_goes_on_without_one(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    store.write(Statement("delete from exit_round where workshop_id = $1::uuid", (workshop.id,)))
    forward(store, cast.duinstad.facilitator, workshop.id, LAST, now=NOW)
    assert workshops.standing(store, workshop.id).phase is Phase.ENDED
