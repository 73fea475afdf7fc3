"""What a department or an organisation shows together: its published sums, by survey of each team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analytics.alike import order_alike, top_overlap
from analytics.gaps import value_gaps
from analytics.intervals import LEAST_PEOPLE, told_apart
from analytics.measures import COUNTS, Numbers, means, score_counts, spreads
from analytics.ranking import TOP_SIZE, top_five
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.scope import Within, scope
from storage import sums
from storage.store import Store

_CELL = ["item", "dimension"]
WHOLE = "whole"  # in place of a verdict, where all people of the larger place are of this one
_RESPONSE = ("teams", "answered", "expected")
Responses = Mapping[
    str, tuple[int, int, int]
]  # by value: teams, and how many people answered and were expected in them
_COUNTED = ["n", "dont_know", *COUNTS]


@dataclass(frozen=True)
class Together:
    """The sums of a place.

    numbers  of which surveys of its teams there are sums: the first, the second ...
    number   of which these are
    shown    one row per item and dimension: teams (that show themselves), n, dont_know, count_1 .. count_5, total, band (""),
             answered and expected (people, in the surveys of those teams; missing where that is not known)
    """

    numbers: tuple[int, ...]
    number: int
    shown: pd.DataFrame

    @property
    def people(self) -> tuple[int, int]:
        """The fewest and the most people behind a value, as it is shown: of its two questions the one that fewer answered."""
        n = value_gaps(self.shown)["n"]
        return (int(n.min()), int(n.max())) if len(n) else (0, 0)

    @property
    def teams(self) -> int:
        """How many teams are in it at most, of those that show themselves."""
        return int(self.shown["teams"].max())


@dataclass(frozen=True)
class Beside:
    """The sums of a place beside those of the larger one that it lies in.

    organisations  how many are in the larger one; 0 when that is the organisation itself
    rows           index value, all that the larger one shows in the order of the framework: own, other (means 1 to 5, or gaps
                   -4 to 4; missing where nothing may be shown), own_n, other_n, verdict of the place and everyone around it, as
                   from `analytics.intervals.told_apart`, or "whole" where there is nobody around it
    responses      of the place and of the larger one, as from `responses`
    top            what share of the top fives of the place and of everyone around it is the same, 0 to 1; NaN without one of them
    top_size       how many values the longer of both has: five, or more where values are level
    order          how far both put the values in the same order of importance: tau-b, -1 to 1; NaN where that can't be said
    """

    organisations: int
    rows: pd.DataFrame
    responses: tuple[Responses, Responses]
    top: float
    top_size: int
    order: float


def beside(
    store: Store, who: Visitor, within: Within, measure: str, framework: Framework, number: int
) -> Beside | None:
    """A department beside its organisation; an organisation beside all that the visitor may compare as a whole.

    None without a larger place that shows a sum, and outside the visitor's roles.
    """
    if not numbers_of(store, who, within):
        return None
    own = sums.of_place(store, within.organisation_id, within.department_id, number)
    if within.department_id:
        other, organisations = sums.of_place(store, within.organisation_id, "", number), 0
    else:
        wholes = {grant.organisation_id for grant in who.grants_for(Deed.COMPARE) if grant.is_whole}
        other = sums.of_organisations(store, sorted(wholes), number)
        organisations = int(other["organisations"].max()) if len(other) else 0
        if organisations < 2 or within.organisation_id not in wholes:
            return None
    if other.empty:
        return None
    around = _around(own, other)
    rows = _rows(own, other, measure, framework)
    told = responses(own, sides_of(measure)), responses(other, sides_of(measure))
    return Beside(organisations, rows, told, *_top(own, around), _order(own, around))


def responses(sums: pd.DataFrame, dimensions: Collection[str] = ("importance", "current")) -> Responses:
    """How many people answered in the teams of a sum that show themselves, of how many expected; as from `of_values`."""
    return of_values(zip(*(sums[name].tolist() for name in (*_CELL, *_RESPONSE)), strict=True), dimensions)


def of_values(told: Iterable[tuple[Any, ...]], dimensions: Collection[str]) -> Responses:
    """Of each value the response of the question that the fewest teams show; not of values that no team shows by itself.

    told  of each sum: value, dimension, teams, answered, expected; the last two missing where a sum does not say it
    """
    found: dict[str, tuple[int, int, int]] = {}
    for value, dimension, *response in told:
        if dimension in dimensions and pd.notna(response[-1]):
            teams, answered, expected = (int(one) for one in response)
            found[value] = min(found.get(value, (teams, answered, expected)), (teams, answered, expected))
    return {value: response for value, response in found.items() if response[-1] > 0}


def _around(own: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The people of the larger place who are not in the smaller one."""
    mine, theirs = (
        np.column_stack([side[name].to_numpy(dtype=np.int64) for name in _COUNTED]) for side in (own, other)
    )
    place = {cell: row for row, cell in enumerate(_cells(own))}
    left = (
        theirs - np.vstack([mine, np.zeros_like(theirs[:1])])[[place.get(cell, -1) for cell in _cells(other)]]
    )
    is_anybody = left[:, 0] > 0
    texts = {name: other[name].array[is_anybody] for name in _CELL}
    return pd.DataFrame(texts | dict(zip(_COUNTED, left[is_anybody].T, strict=True)))


def _cells(side: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(side[name].tolist() for name in _CELL), strict=True)


def _top(own: pd.DataFrame, around: pd.DataFrame) -> tuple[float, int]:
    """What share of both top fives is the same, and how many values the longer one has."""
    tops = top_five(own), top_five(around)
    return top_overlap(*tops), max(int((top["place"] <= TOP_SIZE).sum()) for top in tops)


def _order(own: pd.DataFrame, around: pd.DataFrame) -> float:
    mine, theirs = (_importance(side) for side in (own, around))
    return float(order_alike(mine.to_frame().T, theirs).iloc[0])


def _importance(side: pd.DataFrame) -> pd.Series:
    """The mean importance by value."""
    asked = side[side["dimension"] == "importance"]
    return pd.Series(means(score_counts(asked)), index=asked["item"], dtype=float)


def _rows(own: pd.DataFrame, other: pd.DataFrame, measure: str, framework: Framework) -> pd.DataFrame:
    """Both sides of each value, and whether the place and the people around it can be told apart."""
    dimensions = sides_of(measure)
    values = [value.id for value in framework.values]
    mine, theirs = (_counts(side, values, dimensions) for side in (own, other))
    left = theirs - mine
    sides = [_measured(counts, values) for counts in (mine, theirs, left)]
    place, larger, around = (side.reindex(sides[1].index) for side in sides)
    alone = [value for at, value in enumerate(values) if mine[:, at].any() and not left[:, at].any()]
    verdict = told_apart(place, around, LEAST_PEOPLE).mask(place.index.isin(alone), WHOLE)
    return pd.DataFrame(
        {"own": place["measure"], "other": larger["measure"], "own_n": place["n"], "other_n": larger["n"],
         "verdict": verdict}
    )  # fmt: skip


def sides_of(measure: str) -> tuple[str, ...]:
    """The questions that a measure is made of."""
    return ("importance", "current") if measure == "gap" else (measure,)


def _counts(shown: pd.DataFrame, values: Sequence[str], dimensions: Sequence[str]) -> Numbers:
    """How often each score was given: dimensions x values x scores, 0 where nothing is shown."""
    place = {cell: at for at, cell in enumerate(product(dimensions, values))}
    rows = [
        place.get(cell, -1) for cell in zip(shown["dimension"].tolist(), shown["item"].tolist(), strict=True)
    ]
    counts = np.zeros((len(place) + 1, len(COUNTS)))
    counts[rows] = score_counts(shown)
    return counts[:-1].reshape(len(dimensions), len(values), len(COUNTS))


def _measured(counts: Numbers, values: Sequence[str]) -> pd.DataFrame:
    """Of the values with scores: index value; measure (of two dimensions the first less the second), n, spread (at most)."""
    n = counts.sum(axis=2).min(axis=0).astype(np.int64)
    known = np.flatnonzero(n > 0)
    of_each = [(means(side), spreads(side)) for side in counts[:, known]]
    middle = of_each[0][0] - of_each[1][0] if len(of_each) > 1 else of_each[0][0]
    spread = sum(side[1] for side in of_each)
    index = pd.Index([values[place] for place in known.tolist()], name="value", dtype="str")
    return pd.DataFrame({"measure": middle, "n": n[known], "spread": spread}, index=index)


def numbers_of(store: Store, who: Visitor, within: Within) -> tuple[int, ...]:
    """Of which surveys the organisation of this place has sums; none outside the visitor's roles."""
    if not within.organisation_id or not scope(who, Deed.COMPARE, within):
        return ()
    return tuple(sums.numbers(store, within.organisation_id))


def together(store: Store, who: Visitor, within: Within, number: int = 0) -> Together | None:
    """The sum of a department, or of an organisation when no department is chosen; without a number the newest that there is.

    None when there is no sum, when no organisation is chosen, and outside the visitor's roles.
    """
    numbers = numbers_of(store, who, within)
    for one in (number,) if number in numbers else reversed(numbers):
        shown = sums.of_place(store, within.organisation_id, within.department_id, one)
        if len(shown):
            return Together(numbers, one, shown.assign(band=""))
    return None
