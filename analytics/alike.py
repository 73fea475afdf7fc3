"""How alike two groups are in what they put first: the same values in the top five, and the same order of all values."""

from __future__ import annotations

import numpy as np

from analytics.measures import Flags, Numbers

# From which tau on we say how far two orders are alike; the steps are our own choice.
ORDER_WORDS = ((0.2, "not"), (0.5, "a_little"), (0.8, "fairly"))
_DECIMALS = 9  # means of unlike numbers of people that are level are level here too


def top_overlap(one: Flags, other: Flags) -> float:
    """What share of two top fives is the same.

    one, other   as from analytics.ranking.topmost: which values are in each top, both of the same values in the same order
    returns      0 (nothing in common) to 1 (the same values, whatever their order): the values in both, as a share of the
                 larger top. Values that are level with the fifth place belong to the top. NaN when a top is empty.
    source       the common part of the larger of two sets, Braun-Blanquet 1932, Plant Sociology
    """
    sizes = int(one.sum()), int(other.sum())
    return int((one & other).sum()) / max(sizes) if all(sizes) else float("nan")


def order_alike(groups: Numbers, other: Numbers) -> Numbers:
    """How far each group puts the values in the order of one other group: Kendall's tau-b.

    groups    groups x values: the mean of each group, NaN where it shows none
    other     one mean per value, of the group to compare with; values that are not in both are left out
    returns   one number per group: -1 (the opposite order), 0 (no relation) to 1 (the same order), corrected for values that
              are level. NaN with fewer than two values in common, or when one side has all of them level.
    source    Kendall 1945, Biometrika 33, 239-251
    """
    signs, others = _signs(groups.round(_DECIMALS)), _signs(other.round(_DECIMALS)[None, :])
    both = ~np.isnan(signs) & ~np.isnan(others)
    signs, others = np.where(both, signs, 0.0), np.where(both, others, 0.0)
    most = np.sqrt((signs**2).sum(axis=1) * (others**2).sum(axis=1))
    return np.asarray(
        np.divide((signs * others).sum(axis=1), most, out=np.full(len(groups), np.nan), where=most > 0)
    )


def order_in_words(tau: float) -> str | None:
    """The word for how alike two orders are: not, a_little, fairly or almost; None when there is no tau."""
    if np.isnan(tau):
        return None
    return next((word for below, word in ORDER_WORDS if tau < below), "almost")


def _signs(means: Numbers) -> Numbers:
    """Per row, for each pair of values, whether the second is higher (1), level (0) or lower (-1); NaN if not known."""
    first, second = np.triu_indices(means.shape[1], 1)
    return np.asarray(np.sign(means[:, second] - means[:, first]))
