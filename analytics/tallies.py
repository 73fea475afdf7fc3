"""From everyone's answers in a round to its tally: the additive summary; used by the publishing code only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.ranking import mid_ranks

EVERYONE = ""
COUNTS = tuple(f"count_{score}" for score in range(1, 6))
COUNTS_ZERO = frozenset(
    {"top", "dots"}
)  # here 0 means "not chosen", which is an answer; elsewhere "don't know"
RANKED = "importance"
PLACED = "top"
_NOTHING = -1

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tally:
    """The summary of a round.

    rows             one row per perspective ("" = everyone), item and dimension: people, n (gave a score), dont_know,
                     count_1 .. count_5, total (sum of scores), rank_sum (sum of mid-ranks; importance only, else 0)
    people           how many people gave at least one answer (m)
    tie_term         sum over people of n^3 - n - 12 * sum (rank - mean rank)^2: the tie correction of Kendall's W
    dont_know_share  the part of the importance scores that is "don't know" or missing, 0 to 1
    last_seq         the number of the newest answer in it
    """

    rows: pd.DataFrame
    people: int
    tie_term: float
    dont_know_share: float
    last_seq: int


def tally(answers: pd.DataFrame, items: Sequence[str], dimensions: Sequence[str]) -> Tally:
    """The tally of a round.

    answers     one row per participant, item and dimension: participant_id, perspective_id, item, dimension, score, seq
    items       what was asked about; answers about other items are left out
    dimensions  what was asked of each item
                Someone who put two values on one place of the top five has the later one there.
    """
    asked = np.stack([_places(answers["item"], items), _places(answers["dimension"], dimensions)])
    is_asked: npt.NDArray[np.bool_] = np.asarray((asked >= 0).all(axis=0))
    answers = one_value_a_place(answers if is_asked.all() else answers[is_asked])
    given, groups, names = _given(answers, asked[:, is_asked], (len(items), len(dimensions)))
    ranks, tie_term = _ranked(given, dimensions)
    return Tally(
        rows=_rows(given, groups, names, items, dimensions, ranks),
        people=len(given),
        tie_term=tie_term,
        dont_know_share=_dont_know_share(given, dimensions),
        last_seq=int(answers["seq"].max()) if len(answers) else 0,
    )


def is_named(rows: pd.DataFrame, column: str, name: str) -> npt.NDArray[np.bool_]:
    """Whether each row has this name in a column: as an array, which is ten times as quick as a series for small tables."""
    return np.asarray(rows[column].to_numpy(dtype=object) == name, dtype=bool)


def one_value_a_place(answers: pd.DataFrame) -> pd.DataFrame:
    """The answers as they count: with 0 ("not in it") for a value whose place in the person's top five was given away later."""
    scores, seqs = answers["score"].to_numpy(), answers["seq"].to_numpy()
    placed = np.flatnonzero(is_named(answers, "dimension", PLACED) & (scores > 0))
    placed = placed[np.argsort(seqs[placed], kind="stable")]
    places = list(zip(answers["participant_id"].iloc[placed].tolist(), scores[placed].tolist(), strict=True))
    standing = dict(zip(places, placed.tolist(), strict=True))  # the last one of each place
    given_away = [row for place, row in zip(places, placed.tolist(), strict=True) if standing[place] != row]
    if not given_away:
        return answers
    counted = scores.copy()
    counted[given_away] = 0
    return answers.assign(score=counted)


def _given(
    answers: pd.DataFrame, asked: npt.NDArray[np.intp], shape: tuple[int, int]
) -> tuple[npt.NDArray[np.int8], Numbers, list[str]]:
    """Who gave what, and who belongs where.

    asked    for each answer the place of its item and that of its dimension; shape: how many there are of each
    returns  scores (people x items x dimensions, -1 for nothing given); membership (groups x people, 0 or 1), the first
             group is everyone; the names of the groups
    """
    person, people = pd.factorize(answers["participant_id"])
    given = np.full((len(people), *shape), _NOTHING, dtype=np.int8)
    given[person, *asked] = answers["score"]
    name, names = pd.factorize(answers["perspective_id"], sort=True)
    perspective = np.zeros(len(people), dtype=np.intp)
    perspective[person] = name
    groups = np.vstack([np.ones(len(people)), np.arange(len(names))[:, None] == perspective])
    return given, groups.astype(np.float64), [EVERYONE, *map(str, names)]


def _places(names: pd.Series[str], order: Sequence[str]) -> npt.NDArray[np.intp]:
    """Where each name stands in the order; -1 for one that is not in it."""
    code, known = pd.factorize(names)
    place = {name: number for number, name in enumerate(order)}
    return np.array([place.get(str(name), _NOTHING) for name in known], dtype=np.intp)[code]


def _ranked(given: npt.NDArray[np.int8], dimensions: Sequence[str]) -> tuple[Numbers, float]:
    """Each person's mid-ranks (people x items), and the sum of their tie terms; zeros when nothing was ranked."""
    if RANKED not in dimensions or not given.size:
        return np.zeros(given.shape[:2]), 0.0
    scores = np.maximum(given[:, :, list(dimensions).index(RANKED)], 0)
    ranks, ties = mid_ranks(pd.DataFrame(scores))
    return ranks.to_numpy(dtype=np.float64), float(ties.sum())


def _dont_know_share(given: npt.NDArray[np.int8], dimensions: Sequence[str]) -> float:
    if RANKED not in dimensions or not given.size:
        return 0.0
    return float(np.mean(given[:, :, list(dimensions).index(RANKED)] <= 0))


def _rows(
    given: npt.NDArray[np.int8],
    groups: Numbers,
    names: Sequence[str],
    items: Sequence[str],
    dimensions: Sequence[str],
    ranks: Numbers,
) -> pd.DataFrame:
    shape = (len(names), len(items), len(dimensions))
    counts = [np.tensordot(groups, given == score, axes=1).astype(np.int64) for score in range(6)]
    voters = (groups @ (given > _NOTHING).any(axis=1)).astype(np.int64)[:, None, :]
    is_choice = np.array([dimension in COUNTS_ZERO for dimension in dimensions], dtype=bool)
    is_ranked = np.array([dimension == RANKED for dimension in dimensions], dtype=bool)
    numbers = {
        "people": np.broadcast_to(groups.sum(axis=1).astype(np.int64)[:, None, None], shape),
        "n": np.where(is_choice, voters, sum(counts[1:])),
        "dont_know": np.where(is_choice, 0, counts[0]),
        **dict(zip(COUNTS, counts[1:], strict=True)),
        "total": np.asarray(sum(score * count for score, count in enumerate(counts)), dtype=np.float64),
        "rank_sum": np.where(is_ranked, (groups @ ranks)[:, :, None], 0.0),
    }
    keys = np.array(list(product(names, items, dimensions)), dtype=object).reshape(-1, 3).T
    texts = {
        name: pd.array(key, dtype="str")
        for name, key in zip(("perspective_id", "item", "dimension"), keys, strict=True)
    }
    return pd.DataFrame(texts | {name: cube.ravel() for name, cube in numbers.items()})
