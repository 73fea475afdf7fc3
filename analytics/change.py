"""What changed between two rounds of a team, and how firmly; a change is seen, its cause never.

Values are often chosen for an agreement because their practice was low, and what is low by chance rises by itself the
next time. So even a change on only the values with an agreement is no proof that the agreement did it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.intervals import LEVEL, differences, mean_intervals, welch_margins
from analytics.measures import Numbers

CELL = ["item", "dimension"]
ALIKE = "alike"
STEPS: Numbers = np.arange(-4.0, 5.0)
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


def paired_change(pairs: pd.DataFrame, smallest_group: int, level: float = LEVEL) -> pd.DataFrame:
    """How people changed who answered both rounds on the same device; used by the publishing code only.

    The publishing code also asks whether those without a pair may be seen as a group, in both rounds.

    pairs            one row per person, item and dimension: before, after (1 to 5; 0 or NaN for don't know)
    smallest_group   the fewest people that something is shown about (k)
    returns          index item and dimension: pairs (people who gave both scores), change (mean, -4 to 4), low, high (its
                     interval, for each row by itself), hidden ("" | "too_few" | "alike": all changed by the same).
                     Where hidden is set the numbers are missing. Items for which nobody gave both are left out.
    source           see analytics.intervals.mean_intervals
    """
    both = pairs[(pairs["before"] > 0) & (pairs["after"] > 0)]
    step = (both["after"] - both["before"]).astype(int) + 4
    cells = both.groupby(CELL, sort=False)
    counts = np.zeros((cells.ngroups, len(STEPS)))
    np.add.at(counts, (cells.ngroup().to_numpy(dtype=np.intp), step.to_numpy(dtype=np.intp)), 1)
    people = counts.sum(axis=1)
    few, alike = people < smallest_group, (counts > 0).sum(axis=1) < 2
    ends = mean_intervals(counts, STEPS, level)
    numbers = np.column_stack([people, counts @ STEPS / np.maximum(people, 1), ends])
    numbers[few] = np.nan
    numbers[alike, 1:] = np.nan
    found = pd.DataFrame(numbers, columns=["pairs", "change", "low", "high"], index=cells.size().index)
    return found.assign(hidden=np.select([few, alike], [TOO_FEW, ALIKE], "").astype(object))


def with_and_without(
    changes: pd.DataFrame, groups: Sequence[str] = ("team_id",), level: float = LEVEL
) -> pd.DataFrame:
    """The mean change on values that got an agreement beside that on values that did not, within the same team.

    Here the values are what is counted: how much their changes differ among themselves gives the interval. What moved
    the whole team alike (a quiet month, a new manager) falls out of the difference.

    changes   one row per team and value of one dimension: change (-4 to 4), has_agreement, and the columns named in `groups`
    returns   index `groups`: with_values, without_values (how many), with_change, without_change (means, -4 to 4),
              difference (with less without, -8 to 8), low, high (its interval; NaN with fewer than two values on a side),
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
