"""A later vote or survey is held back when it tells of a few people with all that was shown before; and only then."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.anonymity import EVERYONE, figures
from analytics.heard import Told
from analytics.subtraction import tells_of_few
from analytics.tallies import tally
from tests.attacker import told_of

K = 5
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
Scores = dict[str, int]  # "policy 1" -> score
SIX = {f"policy {number}": score for number, score in enumerate((1, 2, 3, 4, 5, 1))}
OTHER_SIX = {f"data {number}": score for number, score in enumerate((1, 2, 3, 4, 5, 1))}


def answers(scores: Scores, item: str = "privacy") -> pd.DataFrame:
    rows = [
        (who, who.split()[0], item, "importance", score, seq)
        for seq, (who, score) in enumerate(scores.items(), 1)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"score": "int64", "seq": "int64"})


def told(scores: Scores, *, parts: bool = False) -> Told:
    said = answers(scores)
    seen = figures(tally(said, ["privacy"], ["importance"]).rows, K)
    return Told(said, seen if parts else seen[seen["perspective_id"] == EVERYONE])


def moved(scores: Scores, count: int) -> Scores:
    """The first so many people say something else."""
    return scores | {who: score % 5 + 1 for who, score in list(scores.items())[:count]}


@pytest.mark.parametrize(("count", "tells"), [(0, True), (1, True), (4, True), (5, False), (6, False)])
def test_five_people_have_to_say_something_else(count: int, tells: bool) -> None:
    assert tells_of_few([told(SIX), told(moved(SIX, count))], K) == tells


@pytest.mark.parametrize(("came", "tells"), [(4, True), (5, False)])
def test_who_came_counts_and_who_only_did_not_know_does_not(came: int, tells: bool) -> None:
    new = {f"policy {20 + number}": number % 5 + 1 for number in range(came)}
    unsure = {f"policy {40 + number}": 0 for number in range(5)}
    assert tells_of_few([told(SIX), told(SIX | new | unsure)], K) == tells


def test_a_perspective_is_taken_off_by_itself() -> None:
    first, again = SIX | OTHER_SIX, OTHER_SIX | {"policy 9": 3}
    assert tells_of_few([told(first, parts=True), told(again)], K)
    assert not tells_of_few([told(first), told(again)], K), "without perspectives six people are left"


def test_what_is_said_about_a_value_that_is_not_shown_is_no_change() -> None:
    hidden = [pd.concat([one.answers, answers(scores, "vrijheid")]) for one, scores in
              ((told(SIX), SIX), (told(SIX), moved(SIX, 6)))]  # fmt: skip
    assert tells_of_few([Told(said, told(SIX).shown) for said in hidden], K)


def test_a_pool_has_someone_else_in_it_at_least() -> None:
    few = {who: SIX[who] for who in list(SIX)[:3]}
    assert not tells_of_few([Told(answers(few)), told(few | OTHER_SIX)], K)
    assert tells_of_few([Told(answers(few)), told(few | {"data 0": 1, "data 1": 2})], K), (
        "two, and two of the pool"
    )
    assert tells_of_few([Told(answers(few)), Told(answers(moved(few, 1)))], K), (
        "the rest of the pool may be the same"
    )


def test_what_the_same_people_changed_is_one_more_number_to_subtract() -> None:
    new = {f"data {number}": 2 for number in range(6)}
    rounds = [told(SIX | new), told(moved(SIX, 6) | OTHER_SIX), told(moved(SIX, 6) | new | {"legal 1": 3})]
    assert not tells_of_few(rounds[:2], K)
    assert not tells_of_few(rounds, K)
    assert tells_of_few(rounds, K, [(0, 1)])


@given(
    st.lists(
        st.dictionaries(st.sampled_from([*SIX, *OTHER_SIX]), st.integers(1, 2), min_size=5),
        min_size=2,
        max_size=4,
    )
)
def test_what_is_let_through_tells_an_attacker_who_computes_exactly_of_nobody(surveys: list[Scores]) -> None:
    shown: list[Told] = []
    for scores in surveys:
        has_counts = len(set(scores.values())) > 1  # else there is a band, and nothing to subtract
        if has_counts and not (shown and tells_of_few([*shown, told(scores)], K)):
            shown.append(told(scores))
    rows = [frozenset((row.participant_id, row.score) for row in one.answers.itertuples()) for one in shown]
    assert not told_of(rows, K)
