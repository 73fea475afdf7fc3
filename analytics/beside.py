"""One person's own scores beside the published figure of the group; only for that person's own screen."""

from collections.abc import Mapping

import pandas as pd

SIDES = ("importance", "current")
FAR = 1.0  # one point on the scale: from here we say that someone stands apart


def beside(gaps: pd.DataFrame, own: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    """Own scores beside those of the group, for every value whose figure is shown.

    gaps     index value, as from `analytics.gaps.value_gaps`
    own      value -> dimension -> score; 0 is "don't know"
    returns  one row per value and side, in the order of gaps, importance first: value, side, own (1 to 5, missing when
             none was given), group (a mean, missing with a band), band ("high" | "low" | None), n
    """
    rows = [
        (
            value,
            side,
            own.get(str(value), {}).get(side) or None,
            gap[side],
            gap[f"{side}_band"],
            int(gap["n"]),
        )
        for value, gap in gaps.iterrows()
        for side in SIDES
    ]
    made = pd.DataFrame(rows, columns=["value", "side", "own", "group", "band", "n"])
    return made.astype({"own": "float64", "group": "float64"})


def farthest(rows: pd.DataFrame) -> pd.Series | None:
    """The row on which this person stands farthest from the group's mean, or None when that is nowhere a whole point.

    rows  as from beside
    """
    distance = (rows["own"] - rows["group"]).abs()
    return rows.iloc[int(distance.fillna(0).to_numpy().argmax())] if distance.max() >= FAR else None
