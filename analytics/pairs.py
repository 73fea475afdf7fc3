"""People who answered two rounds: how they changed, where that may be seen; used by the publishing code only.

Answers of one participant in two rounds of a workshop are a pair: the same device, or the same personal link.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.anonymity import Flags, Whole, pairs_may_be_seen
from analytics.intervals import FEWEST_PEOPLE, LEVEL, mean_intervals
from analytics.measures import Numbers
from analytics.tallies import EVERYONE

Cell = tuple[str, str]  # item, dimension
STEPS: Numbers = np.arange(-4.0, 5.0)
PAIRED = ("importance", "current")
COLUMNS = ["before", "item", "dimension", "pairs", "change", "low", "high"]


def shown_pairs(
    rounds: Sequence[pd.DataFrame], shown: Sequence[pd.DataFrame], smallest_group: int
) -> pd.DataFrame:
    """How those changed who answered the last round and an earlier one, where that may be seen.

    rounds   the answers in every round that has a figure, oldest first: participant_id, perspective_id, item, dimension,
             score
    shown    the figures of the same rounds, as `analytics.anonymity.figures` gives them
    returns  one row per earlier round (0 is the oldest), item and dimension: before, item, dimension, pairs (people who
             gave both scores), change (their mean change, -4 to 4), low, high (its interval, which holds for all rows at
             once; missing below ten pairs). What may not be seen has no row: a reason would tell too.
    source   the bootstrap over persons, see analytics.intervals.mean_intervals
    """
    cells = _cells_with_means(shown)
    given, parts = _given(rounds, shown, cells)
    safe = pairs_may_be_seen(given, parts, smallest_group)
    last = given[:, :, -1]
    found = [
        _changes(given[:, :, before], last, cells, safe, smallest_group).assign(before=before)
        for before in range(len(rounds) - 1)
    ]
    return pd.concat(found, ignore_index=True)[COLUMNS]


def _cells_with_means(shown: Sequence[pd.DataFrame]) -> list[Cell]:
    """The items and dimensions of which every round shows the mean of everyone."""
    told = []
    for figures in shown:
        has_mean = ((figures["perspective_id"] == EVERYONE) & figures["count_1"].notna()).to_numpy(dtype=bool)
        told.append([cell for cell, is_told in zip(_cells(figures), has_mean, strict=True) if is_told])
    in_all = set(told[0]).intersection(*told)
    return [cell for cell in told[-1] if cell in in_all and cell[1] in PAIRED]


def _given(
    rounds: Sequence[pd.DataFrame], shown: Sequence[pd.DataFrame], cells: Sequence[Cell]
) -> tuple[Whole, Whole]:
    """Everyone's scores (people x cells x rounds, 0 for none), and in which shown part each of them is (people x cells)."""
    place = {cell: number for number, cell in enumerate(cells)}
    people: dict[str, int] = {}
    sides: dict[str, int] = {EVERYONE: 0}
    told = []  # person, cell, round, score, perspective
    for number, answers in enumerate(rounds):
        columns = (answers[name].tolist() for name in ("participant_id", "perspective_id", "score"))
        told += [
            (people.setdefault(who, len(people)), at, number, score, sides.setdefault(side, len(sides)))
            for who, side, score, at in zip(*columns, map(place.get, _cells(answers)), strict=True)
            if at is not None
        ]
    person, cell, round_number, score, side = np.array(told, dtype=np.int64).reshape(-1, 5).T
    given = np.zeros((len(people), len(cells), len(rounds)), dtype=np.int64)
    given[person, cell, round_number] = score
    side_of = np.zeros(len(people), dtype=np.int64)
    side_of[person] = side
    is_shown = np.zeros((len(sides), len(cells)), dtype=bool)
    for figures in shown:
        for name, told_cell in zip(figures["perspective_id"].tolist(), _cells(figures), strict=True):
            if name in sides and told_cell in place:
                is_shown[sides[name], place[told_cell]] = True
    return given, np.where(is_shown[side_of], side_of[:, None], 0)


def _changes(before: Whole, after: Whole, cells: Sequence[Cell], safe: Flags, k: int) -> pd.DataFrame:
    """The mean change and its interval per cell, over those who gave both scores and did not all change alike.

    source    see analytics.intervals.mean_intervals
    """
    both = (before > 0) & (after > 0)
    counts = np.stack([(both & (after - before == step)).sum(axis=0) for step in STEPS], axis=1).astype(float)
    pairs = both.sum(axis=0)
    seen = np.flatnonzero(safe & (pairs >= k) & ((counts > 0).sum(axis=1) > 1))
    level = 1 - (1 - LEVEL) / max(1, len(seen))
    ends = mean_intervals(counts[seen], STEPS, level)
    ends[pairs[seen] < FEWEST_PEOPLE] = np.nan
    change = counts[seen] @ STEPS / np.maximum(pairs[seen], 1)
    named = pd.DataFrame([cells[int(place)] for place in seen], columns=["item", "dimension"])
    return named.assign(pairs=pairs[seen], change=change, low=ends[:, 0], high=ends[:, 1])


def _cells(frame: pd.DataFrame) -> list[Cell]:
    return list(zip(frame["item"].tolist(), frame["dimension"].tolist(), strict=True))
