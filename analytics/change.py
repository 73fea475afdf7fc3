"""What changed between two rounds of a team, and how firmly; a change is seen, its cause never.

Values are often chosen for an agreement because their practice was low, and what is low by chance rises by itself the
next time. So even a change on only the values with an agreement is no proof that the agreement did it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.intervals import FEWEST_PEOPLE, LEVEL, differences, verdicts, welch_margins
from analytics.measures import Numbers

ALIKE = "alike"
_ROUNDING = 1e-18
NAMES = {"one": "after", "other": "before", "difference": "change", "one_n": "after_n", "other_n": "before_n"}


def unpaired_change(before: pd.DataFrame, after: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """How the means of a team changed from one round to a later one, when nobody knows who answered both.

    before, after   one row per item and dimension of each round: n, count_1 .. count_5, band
    returns         index item and dimension, in the order of `after`: before, after (means, 1 to 5), change (-4 to 4),
                    low, high (its interval, which holds for all rows at once), before_n, after_n, verdict.
                    People who answered twice are taken for different people, so the interval is rather too wide.
    raises          ValueError when an item has two figures of one dimension (choose one perspective first)
    source          see analytics.intervals.differences
    """
    found = differences(after, before, level).rename(columns=NAMES)
    return found[["before", "after", "change", "low", "high", "before_n", "after_n", "verdict"]]


def with_and_without(
    changes: pd.DataFrame, groups: Sequence[str] = ("team_id",), level: float = LEVEL
) -> pd.DataFrame:
    """The mean change on values that got an agreement beside that on values that did not, within the same team.

    Here the values are what is counted: how much their changes differ among themselves gives the interval. What moved
    the whole team alike (a quiet month, a new manager) falls out of the difference.

    changes   one row per team and value of one dimension: change (-4 to 4, of a gap -8 to 8), has_agreement, and the columns
              named in `groups`
    returns   index `groups`: with_values, without_values (how many), with_change, without_change (means, in that range),
              difference (with less without, twice that range), low, high (its interval; NaN with fewer than two values on a side),
              is_proof_of_cause (never). Teams with nothing on one of the sides are left out, and so are values without
              a change.
    source    interval: Welch 1947, Biometrika 34, 28-35
    """
    known = changes.dropna(subset=["change"])
    sides = {name: known[known["has_agreement"] == has] for name, has in (("with", True), ("without", False))}
    found = {
        name: side.groupby(list(groups), sort=False)["change"]
        .agg(["size", "mean", "var"])
        .add_suffix(f"_{name}")
        for name, side in sides.items()
    }
    teams = found["with"].join(found["without"], how="inner")
    columns = {str(name): teams[name].to_numpy(dtype=float) for name in teams}
    difference = columns["mean_with"] - columns["mean_without"]
    half = _margins(columns, level)
    return pd.DataFrame(
        {
            "with_values": teams["size_with"],
            "without_values": teams["size_without"],
            "with_change": columns["mean_with"],
            "without_change": columns["mean_without"],
            "difference": difference,
            "low": difference - half,
            "high": difference + half,
            "is_proof_of_cause": False,
        },
        index=teams.index,
    )


def _margins(columns: dict[str, Numbers], level: float) -> Numbers:
    """How far each interval reaches; NaN where a side has one value, or where no value differs from another."""
    sizes = [columns[f"size_{name}"] for name in ("with", "without")]
    variances = [np.nan_to_num(columns[f"var_{name}"]) for name in ("with", "without")]
    known = (sizes[0] > 1) & (sizes[1] > 1) & (variances[0] + variances[1] > _ROUNDING)
    noise = [variance[known] / size[known] for variance, size in zip(variances, sizes, strict=True)]
    freedom = [size[known] - 1 for size in sizes]
    half = np.full(len(known), np.nan)
    half[known] = welch_margins(noise[0], noise[1], freedom[0], freedom[1], level)
    return half


def value_changes(before: pd.DataFrame, after: pd.DataFrame, measure: str) -> pd.DataFrame:
    """What changed per value from one figure to a later one, as far as both show it.

    before, after   one row per item and dimension, for everyone together: n, count_1 .. count_5, band, hidden
    measure         importance, current or gap (importance less current)
    returns         index value, of what was asked both times: before, after (means 1 to 5, or gaps -4 to 4), change (-4 to 4,
                    of a gap -8 to 8), before_n, after_n (the smaller of two for a gap), before_band, after_band ("high", "low",
                    or "alike" for a gap of which a side has a band), hidden (why one of them may not be seen, or ""), low, high (the interval
                    of the change, which holds for all values at once), verdict.
                    With fewer than ten people in one of them there is no interval and no verdict.
    source          see unpaired_change. A gap has the interval that holds when those of both its changes do (Bonferroni).
    """
    needed = ["importance", "current"] if measure == "gap" else [measure]
    one, other = (side[side["dimension"].isin(needed)] for side in (before, after))
    found = unpaired_change(one, other).drop(columns="verdict").astype(float)
    asked = found.index.get_level_values("dimension")
    sides = [found[asked == name].droplevel("dimension") for name in needed]
    changes = _less(*sides) if measure == "gap" else sides[0]
    changes = changes.rename_axis("value")
    changes["before_band"], changes["after_band"] = _bands(one, changes.index), _bands(other, changes.index)
    both = pd.concat([one, other])
    why = both[both["hidden"] != ""].drop_duplicates("item").set_index("item")["hidden"]
    changes["hidden"] = why.reindex(changes.index).fillna("")
    few = changes[["before_n", "after_n"]].min(axis=1) < FEWEST_PEOPLE
    changes.loc[few, ["low", "high"]] = np.nan
    return changes.assign(verdict=verdicts(changes[["low", "high"]].to_numpy(), changes.index))


def with_pairs(changes: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The changes, where people who answered twice may be seen apart with theirs in place of that of two figures.

    changes   as value_changes gives them
    pairs     one row per item: item, pairs, change, low, high
    returns   the same rows, with pairs (how many; NaN where the change is that of two figures)
    """
    seen = pairs.set_index("item").reindex(changes.index)
    is_paired = seen["pairs"].notna()
    own = {name: changes[name].mask(is_paired, seen[name]) for name in ("change", "low", "high")}
    found = changes.assign(**own, pairs=seen["pairs"].astype(float))
    return found.assign(verdict=verdicts(found[["low", "high"]].to_numpy(), found.index))


def _less(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Importance less current practice, before, after and in change; of values with both."""
    one, other = one.align(other, join="inner")
    less = {name: one[name] - other[name] for name in ("before", "after", "change")}
    people = {name: one[name].combine(other[name], min) for name in ("before_n", "after_n")}
    return pd.DataFrame(
        {**less, "low": one["low"] - other["high"], "high": one["high"] - other["low"], **people}
    )


def _bands(side: pd.DataFrame, items: pd.Index) -> pd.Series:
    """The band of each item, "alike" where one of two dimensions has a band, or None."""
    banded = side[side["band"] != ""].groupby("item")["band"].first()
    if side["dimension"].nunique() > 1:
        banded = banded.mask(banded.notna(), ALIKE)
    return banded.reindex(items).astype(object).where(lambda names: names.notna(), None)
