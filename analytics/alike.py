"""How alike two groups are in what they put first: the same values in the top five, and the same order of all values."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import Numbers
from analytics.ranking import TOP_SIZE

# From which tau on we say how far two orders are alike; the steps are our own choice.
ORDER_WORDS = ((0.2, "not"), (0.5, "a_little"), (0.8, "fairly"))
_DECIMALS = 9  # means of unlike numbers of people that are level are level here too


def top_overlap(one: pd.DataFrame, other: pd.DataFrame) -> float:
    """What share of two top fives is the same.

    one, other   as from analytics.ranking.top_five: index value, with place
    returns      0 (nothing in common) to 1 (the same values, whatever their order): the values in both, as a share of the
                 larger top. Values that are level with the fifth place belong to the top. NaN when a top is empty.
    source       the common part of the larger of two sets, Braun-Blanquet 1932, Plant Sociology
    """
    tops = [set(top.index[top["place"] <= TOP_SIZE]) for top in (one, other)]
    if not all(tops):
        return float("nan")
    return len(tops[0] & tops[1]) / max(map(len, tops))


def order_alike(scores: pd.DataFrame, other: pd.Series) -> pd.Series:
    """How far each group puts the values in the order of one other group: Kendall's tau-b.

    scores    one row per group, one column per value: the mean of the group, NaN where it shows none
    other     the means of the group to compare with, index value; values that are not in both are left out
    returns   one number per row: -1 (the opposite order), 0 (no relation) to 1 (the same order), corrected for values that
              are level. NaN with fewer than two values in common, or when one side has all of them level.
    source    Kendall 1945, Biometrika 33, 239-251
    """
    values = scores.columns.intersection(other.index)
    groups = scores[values].to_numpy(dtype=float).round(_DECIMALS)
    against = other[values].to_numpy(dtype=float).round(_DECIMALS)[None, :]
    signs, others = _signs(groups), _signs(against)
    both = ~np.isnan(signs) & ~np.isnan(others)
    signs, others = np.where(both, signs, 0.0), np.where(both, others, 0.0)
    most = np.sqrt((signs**2).sum(axis=1) * (others**2).sum(axis=1))
    tau = np.divide((signs * others).sum(axis=1), most, out=np.full(len(groups), np.nan), where=most > 0)
    return pd.Series(tau, index=scores.index, name="order_alike")


def order_in_words(tau: float) -> str | None:
    """The word for how alike two orders are: not, a_little, fairly or almost; None when there is no tau."""
    if np.isnan(tau):
        return None
    return next((word for below, word in ORDER_WORDS if tau < below), "almost")


def _signs(means: Numbers) -> Numbers:
    """Per row, for each pair of values, whether the second is higher (1), level (0) or lower (-1); NaN if not known."""
    first, second = np.triu_indices(means.shape[1], 1)
    return np.asarray(np.sign(means[:, second] - means[:, first]))
