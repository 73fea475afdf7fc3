"""What asks for attention first: the value on which the middle of the teams stands farthest out."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from analytics.intervals import HIGHER, LOWER

MOST_VALUES = 3
_DECIMALS = 1  # as they are shown: what reads the same is level


class First(NamedTuple):
    """The values that come first, level as they are shown; the measure in the middle of the teams; how many teams show it.

    fewest   of these values the one that the fewest teams show, `teams` the one that the most do
    """

    values: tuple[str, ...]
    middle: float
    fewest: int
    teams: int


def first(spread: pd.DataFrame, measure: str) -> First | None:
    """The largest gap, the most important values, or those that are least guarded now.

    spread    as from analytics.spread.team_spread: index value; middle, teams
    measure   'gap' and 'importance' look for the highest, 'current' for the lowest
    returns   at most three values that are level; None without any. A value that no more than half of the teams show is
              left out, as one team that was asked something else would speak for all.
    """
    asked = spread[spread["teams"] * 2 > spread["teams"].max()] if len(spread) else spread
    if asked.empty:
        return None
    middle = asked["middle"].round(_DECIMALS)
    best = middle.min() if measure == "current" else middle.max()
    level = asked[middle == best]
    named = level.head(MOST_VALUES)
    fewest, teams = int(named["teams"].min()), int(named["teams"].max())
    return First(tuple(map(str, named.index)), float(best), fewest, teams)


def most_apart(cells: pd.DataFrame, most: int, always: Collection[str] = ()) -> tuple[str, ...]:
    """The values on which teams differ most: first those on which a team clearly differs, then by how far they lie apart.

    cells     one row per team and value: value, measure (missing where it is hidden), verdict
    always    values that are among them in any case, when they are there
    returns   at most so many values, in the order in which they come up in the frame
    """
    cells = cells.assign(clear=cells["verdict"].isin([HIGHER, LOWER]), first=cells["value"].isin(always))
    values = cells.groupby("value", sort=False)
    far = (values["measure"].max() - values["measure"].min()).astype(float).fillna(0.0)
    ordered = pd.DataFrame({"first": values["first"].any(), "clear": values["clear"].any(), "far": far})
    chosen = set(ordered.sort_values(["first", "clear", "far"], ascending=False, kind="stable").index[:most])
    return tuple(str(value) for value in ordered.index if value in chosen)
