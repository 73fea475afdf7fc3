"""Change with and without an agreement over many teams: each team counts once, and no people are added up."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd

from analytics.intervals import LEVEL, t_quantile
from analytics.measures import Numbers, means, score_counts

LEAST_TEAMS = 5  # with fewer there is no interval
SIDES = ("with", "without", "difference")
_VALUE = ["team_id", "item"]


def team_changes(before: pd.DataFrame, after: pd.DataFrame, measure: str) -> pd.DataFrame:
    """How each value changed in each team, as far as both of its figures show a mean.

    before, after   one row per team, item and dimension, for everyone together: team_id, item, dimension, count_1 .. count_5
    measure         importance, current or gap (importance less current)
    returns         index team_id and item: change (-4 to 4, of a gap -8 to 8)
    source          the ordinary difference of two means
    """
    one, other = (_measured(side, measure) for side in (before, after))
    return pd.DataFrame({"change": other.sub(one).dropna()})


def over_teams(sides: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """The mean over teams of their change with an agreement, of that without, and of the difference of the two.

    What counts is how much teams differ among themselves, so the interval holds for teams like these. Each difference is within
    one team: what moved a whole team alike falls out of it.

    sides    one row per team: with_change, without_change, difference, as `analytics.change.with_and_without` gives them
    returns  index with, without, difference: mean (in the range of `sides`), low, high (each its own interval; NaN with fewer
             than five teams, or where no team differs from another), teams
    source   Student 1908, Biometrika 6, 1-25
    """
    columns = [sides[name].to_numpy(dtype=float) for name in ("with_change", "without_change", "difference")]
    ends = [_interval(column, level) for column in columns]
    return pd.DataFrame(
        {
            "mean": [column.mean() if len(column) else np.nan for column in columns],
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
            "teams": len(sides),
        },
        index=pd.Index(SIDES, name="side"),
    )


def _interval(changes: Numbers, level: float) -> tuple[float, float]:
    """The ends of Student's interval of a mean."""
    count, spread = len(changes), float(np.std(changes, ddof=1)) if len(changes) > 1 else 0.0
    if count < LEAST_TEAMS or not spread:
        return np.nan, np.nan
    half = t_quantile((1 + level) / 2, count - 1) * spread / sqrt(count)
    middle = float(np.mean(changes))
    return middle - half, middle + half


def _measured(figures: pd.DataFrame, measure: str) -> pd.Series:
    """The mean of each team and item, or its gap."""
    asked = figures.assign(mean=means(score_counts(figures))).pivot(
        index=_VALUE, columns="dimension", values="mean"
    )
    asked = asked.reindex(columns=["importance", "current"])
    return asked["importance"] - asked["current"] if measure == "gap" else asked[measure]
