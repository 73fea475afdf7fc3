"""What one vote or survey tells whoever sees its figure, and of whom: what `analytics.subtraction` and `turnover` work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.tallies import COUNTS_ZERO, EVERYONE, one_value_a_place

Cell = tuple[str, str]  # item, dimension
Scores = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Told:
    """One round that was or will be shown.

    answers  who counts in it: one row per participant, item and dimension: participant_id, perspective_id, item, dimension, score,
             seq
    shown    its figure; None for too few people, who may be in a sum in a pool with others
    """

    answers: pd.DataFrame
    shown: pd.DataFrame | None = None


@dataclass(frozen=True)
class Heard:
    """What one round tells, worked out once.

    people   who took part; sides: the perspective of each
    cells    the column of each item and dimension that was asked about
    scores   people x cells: what counts of what each of them said, 0 for nothing
    voted    the same, whether someone chose anything there: then nothing is an answer too
    seen     of which items and dimensions counts are shown; None for too few people, who may be in a sum
    banded   of which there is a band in place of the counts
    few      where too few people gave a score
    parts    the perspectives that stand beside each other, for each item and dimension
    n        how many gave a score, where that is shown
    """

    people: Sequence[str]
    sides: Mapping[str, str]
    cells: Mapping[Cell, int]
    scores: Scores
    voted: npt.NDArray[np.bool_]
    seen: frozenset[Cell] | None
    banded: frozenset[Cell]
    few: frozenset[Cell]
    parts: Mapping[Cell, frozenset[str]]
    n: Mapping[Cell, int]

    def tells(self, cell: Cell, *, or_band: bool) -> bool:
        """Whether there is a number of it: counts, a part of a pool, and maybe a band."""
        return self.is_pooled(cell) or cell in (self.seen or ()) or (or_band and cell in self.banded)

    def is_pooled(self, cell: Cell) -> bool:
        """Whether what was said may be in a sum, with others."""
        return self.seen is None or cell in self.few


def heard_of(told: Told) -> Heard:
    counted = one_value_a_place(told.answers)
    named = (pd.factorize(counted[name]) for name in ("participant_id", "item", "dimension"))
    (person, people), (item, items), (dimension, dimensions) = named
    scores = np.zeros((len(people), len(items) * len(dimensions)), dtype=np.int8)
    scores[person, item * len(dimensions) + dimension] = counted["score"]
    at = np.zeros(len(people), dtype=np.intp)
    at[person] = np.arange(len(person))  # an answer of each
    sides = dict(zip(people.tolist(), counted["perspective_id"].iloc[at].tolist(), strict=True))
    cells = {cell: place for place, cell in enumerate(product(items.tolist(), dimensions.tolist()))}
    chosen = scores.reshape(len(people), len(items), len(dimensions)).any(axis=1)
    is_choice = np.array([name in COUNTS_ZERO for name in dimensions.tolist()], dtype=bool)
    voted = np.tile(chosen & is_choice, len(items))
    return Heard(people.tolist(), sides, cells, scores, voted, *_shown(told.shown))


def _shown(
    shown: pd.DataFrame | None,
) -> tuple[
    frozenset[Cell] | None,
    frozenset[Cell],
    frozenset[Cell],
    Mapping[Cell, frozenset[str]],
    Mapping[Cell, int],
]:
    """Of a figure the cells with counts, with a band, and that too few people scored; the perspectives and the people of each."""
    if shown is None:
        return None, frozenset(), frozenset(), {}, {}
    told = shown[["perspective_id", "item", "dimension", "hidden", "band", "n"]].assign(
        has_counts=shown["count_1"].notna()
    )
    seen, banded, few = set[Cell](), set[Cell](), set[Cell]()
    parts, people = dict[Cell, frozenset[str]](), dict[Cell, int]()
    for side, item, dimension, hidden, band, n, has_counts in told.itertuples(index=False, name=None):
        cell = item, dimension
        if side != EVERYONE:
            parts[cell] = parts.get(cell, frozenset()) | {side}
            continue
        seen |= {cell} if has_counts else set()
        banded |= {cell} if band else set()
        few |= {cell} if hidden == TOO_FEW else set()
        if has_counts or band:
            people[cell] = int(n)
    return frozenset(seen), frozenset(banded), frozenset(few), parts, people
