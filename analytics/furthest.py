"""Groups beside each other, such as perspectives: on which value which two are furthest apart, and whether that is more than chance."""

from __future__ import annotations

import pandas as pd

from analytics.intervals import LEAST_PEOPLE, LEVEL, told_apart

_MEASURED = ("measure", "n", "spread")


def pairs_apart(cells: pd.DataFrame, of: str = "", level: float = LEVEL) -> pd.DataFrame:
    """Every two groups that show a mean or a gap of the same value, those furthest apart first.

    cells     one row per group and value: team (the group), value, measure, n, spread; measure missing where nothing is shown
    of        only the pairs of this group with another; "" = all
    returns   one row per value and pair: value, and of the group that is lower and of the one that is higher team_, measure_,
              n_ and spread_ with low or high behind it; verdict: 'higher' where that is more than chance, 'not_told_apart', or
              'few' (one has fewer than ten people). The level holds for all rows at once.
    source    see analytics.intervals.told_apart
    """
    shown = cells.dropna(subset=["measure"])[["value", "team", *_MEASURED]].reset_index(names="at")
    pairs = shown.merge(shown, on="value", suffixes=("_low", "_high"))
    away = pairs["measure_high"] - pairs["measure_low"]
    pairs = pairs[(away > 0) | ((away == 0) & (pairs["at_low"] < pairs["at_high"]))]
    if of:
        pairs = pairs[(pairs["team_low"] == of) | (pairs["team_high"] == of)]
    high, low = (pairs[[f"{name}_{end}" for name in _MEASURED]].to_numpy(float) for end in ("high", "low"))
    verdicts = pd.Series(told_apart(high, low, LEAST_PEOPLE, level), index=pairs.index, dtype=object)
    pairs = pairs.assign(verdict=verdicts)
    order = (pairs["measure_low"] - pairs["measure_high"]).sort_values(kind="stable").index
    return pairs.loc[order].drop(columns=["at_low", "at_high"]).reset_index(drop=True)
