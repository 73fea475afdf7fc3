"""What the same people changed between rounds: how firmly, and an attacker who sees every figure and subtracts.

The attacker is a table: one row for each number that is shown (everyone and perspectives of every round, and pairs of two
rounds), one column for what each person said in each round. Whatever is added to and taken from each other is a row too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analytics.anonymity import figures
from analytics.change import unpaired_change
from analytics.intervals import expanded_tail
from analytics.pairs import shown_pairs
from analytics.tallies import EVERYONE, tally

K, NOBODY = 5, 1000
Said = Sequence[
    tuple[str, Sequence[int]]
]  # of each person the perspective and the score in every round; -1 is no answer


@dataclass(frozen=True)
class Seen:
    """What everyone sees of one value: the figures of each round, and the pairs."""

    figures: list[pd.DataFrame]
    pairs: pd.DataFrame


def published(said: Said, k: int = K) -> Seen:
    """The rounds one after the other, each with the pairs that were made with its figure."""
    rounds, shown, pairs = [], [], []
    for number in range(len(said[0][1])):
        rows = [
            (f"p{person}", perspective, "privacy", "current", scores[number], person)
            for person, (perspective, scores) in enumerate(said)
            if scores[number] >= 0
        ]
        columns = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
        rounds.append(pd.DataFrame(rows, columns=columns))
        shown.append(figures(tally(rounds[-1], ["privacy"], ["importance", "current"]).rows, k))
        if number:
            pairs.append(shown_pairs(rounds, shown, k).assign(after=number))
    return Seen(shown, pd.concat(pairs))


def everyone(*scores: Sequence[int]) -> list[tuple[str, Sequence[int]]]:
    """People of one perspective, each with a score in every round."""
    return [("policy", person) for person in scores]


BEFORE, AFTER = [1, 2, 2, 2, 3, 2, 3, 2, 2, 1, 3], [2, 3, 3, 2, 4, 3, 4, 4, 2, 3, 3]
BOTH = everyone(*zip(BEFORE, AFTER, strict=True))


def test_the_change_of_pairs_has_the_interval_of_scipys_bootstrap():
    pairs = published(BOTH).pairs.iloc[0]
    changes = np.subtract(AFTER, BEFORE)
    drawn = stats.bootstrap(
        (changes,), np.mean, n_resamples=20_000, confidence_level=1 - 2 * expanded_tail(11, 0.95), method="percentile",
        rng=np.random.default_rng(3),
    ).confidence_interval  # fmt: skip
    assert (pairs["item"], pairs["dimension"], pairs["pairs"]) == ("privacy", "current", 11)
    assert pairs["change"] == pytest.approx(changes.mean())
    assert (pairs["low"], pairs["high"]) == pytest.approx((drawn.low, drawn.high), abs=0.1)


def test_pairs_show_a_change_more_firmly_than_two_figures_do():
    seen = published(BOTH)
    pairs = seen.pairs.iloc[0]
    wholes = [one[(one["item"] == "privacy") & (one["perspective_id"] == EVERYONE)] for one in seen.figures]
    apart = unpaired_change(*wholes).loc[("privacy", "current")]
    assert pairs["change"] == pytest.approx(apart["change"])
    assert pairs["high"] - pairs["low"] < apart["high"] - apart["low"]


def test_below_ten_pairs_there_is_a_change_and_no_interval():
    pairs = published(BOTH[:9]).pairs.iloc[0]
    assert pairs["pairs"] == 9
    assert pd.isna(pairs["low"]) and pd.isna(pairs["high"])


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        ([], True),
        ([(3, -1)] * 4, False),
        ([(3, 0)], False),
        ([(0, 3)], False),
        ([(3, -1), (2, -1), (1, -1), (3, -1), (4, 0)], True),
        ([(3, -1)] * 5, False),
        ([(-1, 3), (-1, 2), (-1, 1), (-1, 4), (0, 1)], True),
        ([(0, -1)], True),
    ],
    ids=["nobody else", "four were there only once", "one did not know the second time", "one did not know at first",
         "five were there only once", "five who said the same", "five came later", "who never knew"],
)  # fmt: skip
def test_pairs_are_shown_when_all_others_are_nobody_or_five_who_differ(others, shown):
    assert len(published([*BOTH, *everyone(*others)]).pairs) == shown


def test_pairs_of_whom_four_changed_are_not_shown():
    """With six newcomers the two figures tell of no four people; with the pairs taken off they would."""
    stayed, changed = [(score, score) for score in (1, 2, 3, 4, 5, 5)], [(4, 5), (5, 4), (4, 3), (2, 3)]
    newcomers = [(-1, score) for score in (1, 2, 3, 4, 5, 5)]
    assert published(everyone(*stayed, *changed, *newcomers)).pairs.empty
    assert len(published(everyone(*stayed, *changed, (1, 2), *newcomers)).pairs) == 1


def test_four_pairs_and_pairs_who_all_changed_alike_are_not_shown():
    rest = everyone(*[(score, -1) for score in (1, 2, 3, 4, 5)], *[(-1, score) for score in (1, 2, 3, 4, 5)])
    assert published([*everyone((1, 2), (2, 3), (3, 3), (2, 5)), *rest]).pairs.empty
    assert published(everyone(*[(score, score + 1) for score in (1, 2, 3, 4, 2, 3)])).pairs.empty


def test_a_value_with_a_band_in_one_round_has_no_pairs():
    """The band and the change together would tell what everyone said."""
    assert published(everyone(*[(2, score) for score in (1, 2, 3, 4, 5, 5)])).pairs.empty


def test_a_perspective_that_is_shown_is_not_left_with_one_person():
    """Seven people of one perspective, of whom one was there only once, among five others who were there only once."""
    data = [("data", (score, score % 5 + 1)) for score in (1, 2, 3, 4, 5, 1)]
    once = [("data", (2, -1)), *[("policy", (score, -1)) for score in (1, 2, 3, 4, 5)]]
    seen = published([*data, *once])
    assert set(seen.figures[0]["perspective_id"]) == {EVERYONE, "data", "policy"}
    assert seen.pairs.empty
    assert attacked(seen, [*data, *once], extra=True) == 1, "and with them one could be found"


def test_three_rounds_are_not_put_together_to_find_who_was_in_two_of_them():
    """Pairs of the first and second and of the second and third, each safe alone, would tell what one person said."""
    always = everyone(*[(score, score % 5 + 1, (score + 2) % 5 + 1) for score in (1, 2, 3, 4, 5, 1)])
    only_second = everyone(*[(-1, score, -1) for score in (1, 2, 3, 4, 5)])
    said = [*always, *only_second, *everyone((4, 4, -1))]
    seen = published(said)
    assert seen.pairs["after"].tolist() == [1]
    assert attacked(seen, said) >= K
    assert attacked(seen, said, extra=True) == 1, "and with the other pairs one could be found"


# --- The attacker -------------------------------------------------------------------------------------------


def attacked(seen: Seen, said: Said, extra: bool = False) -> int:
    """The fewest people behind any number that can be made by adding and subtracting.

    extra  as if pairs of each round and the one after it were shown too
    """
    rows = shown_numbers(seen, said)
    if extra:
        rows += [pair_row(said, number, number + 1) for number in range(len(seen.figures) - 1)]
    if not rows:
        return NOBODY
    alike, people = np.unique(np.stack(rows, axis=1).reshape(len(said), -1), axis=0, return_counts=True)
    told = np.einsum("tr,gro->tgo", _times(len(rows)), alike.reshape(len(alike), len(rows), -1))
    touched = (told != 0).any(axis=2) @ people
    return int(touched[touched > 0].min(initial=NOBODY))


@cache
def _times(rows: int) -> np.ndarray:
    """How often each number is added (1), taken off (-1) or left alone: every way, or with many numbers 6,000 of them."""
    if rows <= 8:
        return np.array(list(product((-1, 0, 1), repeat=rows)))
    return np.random.default_rng(rows).integers(-1, 2, (6000, rows))


def shown_numbers(seen: Seen, said: Said) -> list[np.ndarray]:
    """Each shown number as what it counts: people x rounds."""
    rows = []
    for number, figure in enumerate(seen.figures):
        told = figure[(figure["dimension"] == "current") & figure["count_1"].notna()]
        for perspective in told["perspective_id"]:
            row = np.zeros((len(said), len(seen.figures)), dtype=int)
            is_in = [perspective in (EVERYONE, side) and scores[number] > 0 for side, scores in said]
            row[:, number] = is_in
            assert sum(is_in) == told.set_index("perspective_id").loc[perspective, "n"]
            rows.append(row)
    return rows + [pair_row(said, int(one["before"]), int(one["after"])) for _, one in seen.pairs.iterrows()]


def pair_row(said: Said, before: int, after: int) -> np.ndarray:
    row = np.zeros((len(said), len(said[0][1])), dtype=int)
    both = [scores[before] > 0 and scores[after] > 0 for _, scores in said]
    row[both, before], row[both, after] = -1, 1
    return row


def crowds(rounds: int) -> st.SearchStrategy[Said]:
    """Groups of people who took part in the same rounds: mostly of five or more, sometimes a few."""
    member = st.tuples(st.sampled_from(["policy", "data"]), st.sets(st.integers(0, rounds - 1), min_size=1))
    group = st.tuples(member, st.sampled_from([1, 2, 4, 5, 5, 6, 6, 7]), st.integers(0, 1 << 30))
    return st.lists(group, min_size=1, max_size=4).map(
        lambda groups: [
            (side, [int(score) if number in there else -1 for number, score in enumerate(scores)])
            for (side, there), count, seed in groups
            for scores in np.random.default_rng(seed).integers(0 if seed % 3 == 0 else 1, 6, (count, rounds))
        ]
    )


@given(st.integers(2, 3).flatmap(crowds))
def test_no_number_that_can_be_made_of_all_rounds_and_their_pairs_is_about_one_to_four_people(said):
    seen = published(said)
    assert attacked(seen, said) >= K
    for _, one in seen.pairs.iterrows():
        changes = [
            scores[one["after"]] - scores[one["before"]]
            for _, scores in said
            if min(scores[one["before"]], scores[one["after"]]) > 0
        ]
        assert one["pairs"] == len(changes) >= K
        assert len(set(changes)) > 1
        assert one["change"] == pytest.approx(np.mean(changes))
        assert pd.isna(one["low"]) == (len(changes) < 10)
        if len(changes) >= 10:
            assert min(changes) <= one["low"] <= one["change"] <= one["high"] <= max(changes)
