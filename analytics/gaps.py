"""How far practice lags behind what people find important, and which values a team had better discuss."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analytics.intervals import FEWEST_PEOPLE, intervals
from analytics.measures import profile, reach

SCALE_MIDDLE = 3.0
WIDEST_GAP = 4.0
WIDEST_SPREAD = 2.0
QUADRANTS: dict[tuple[int | None, int | None], str] = {
    (1, 0): "strengthen",
    (1, 1): "keep",
    (0, 0): "follow",
    (0, 1): "ease",
}
COLUMNS = [
    "importance",
    "current",
    "gap",
    "n",
    "disagreement",
    "importance_band",
    "current_band",
    "least_gap",
    "widest_spread",
]
NOTABLE = 1.0  # one point on the scale: the gap or the spread from which we call it a reason by itself


def value_gaps(figures: pd.DataFrame, groups: Sequence[str] = ()) -> pd.DataFrame:
    """How far current practice lags behind importance, per value.

    figures   one row per value and dimension: item, dimension, people, n, dont_know, count_1 .. count_5, band
    groups    columns that set several groups apart, such as ["team_id"]; then values are compared within each
    returns   index value (after the groups); importance, current (means, 1 to 5), gap (-4 to 4),
              n (the smaller of the two), disagreement (spread of importance, 0 to 2),
              importance_band, current_band, least_gap, widest_spread; largest gap first.
              least_gap is the gap, or with a band the smallest gap that the band leaves possible.
              widest_spread is how far the gaps of people can spread at most (0 to 4): the spreads of both sides together,
              as counts do not show which answers belong to one person.
              Values without both dimensions, or without a score in one of them, are left out.
    raises    ValueError when one value has two figures of the same dimension (choose one perspective first)
    source    importance-performance analysis, Martilla & James 1977
    """
    scored = profile(figures).dropna(subset=["mean", "band"], how="all")
    keys = [*groups, "item"]
    sides = [_side(scored, dimension, keys) for dimension in ("importance", "current")]
    gaps = sides[0].join(sides[1], how="inner")
    gaps["gap"] = gaps["importance"] - gaps["current"]
    gaps["n"] = gaps[["importance_n", "current_n"]].min(axis=1).astype(int)
    gaps["disagreement"] = gaps["importance_spread"]
    gaps["least_gap"] = (
        reach(gaps["importance"], gaps["importance_band"])[:, 0]
        - reach(gaps["current"], gaps["current_band"])[:, 1]
    )
    gaps["widest_spread"] = gaps["importance_spread"] + gaps["current_spread"]
    ordered = (
        gaps.reset_index()
        .rename(columns={"item": "value"})
        .sort_values(
            [*groups, "least_gap", "importance", "value"],
            ascending=[True] * len(groups) + [False, False, True],
        )
    )
    return ordered.set_index([*groups, "value"])[COLUMNS]


def agenda(gaps: pd.DataFrame, count: int = 3) -> pd.DataFrame:
    """The values to discuss first: those with a large gap, much disagreement, or both.

    weight = (1 + gap / 4) x (1 + disagreement / 2) - 1: each as a share of the widest possible, multiplied so that
    together they weigh more than apart, and one alone still counts. A gap below 0 counts as 0.

    gaps      as from value_gaps, of one group: published figures only, so a hidden value is never on it
    returns   at most `count` rows of gaps, first to discuss first, with
              weight (above 0, at most 3) and reason: 'both' when gap and disagreement are one point or more,
              'gap' or 'disagreement' when one is, or else whichever is the larger share.
              A value with neither gap nor disagreement is left out. A band counts as its least_gap.
    source    gap: importance-performance analysis, Martilla & James 1977; disagreement: the standard deviation
              of importance; their product is our own choice
    """
    gap = gaps["least_gap"].clip(lower=0)
    disagreement = gaps["disagreement"].fillna(0.0)
    gap_share, spread_share = gap / WIDEST_GAP, disagreement / WIDEST_SPREAD
    reason = np.select(
        [
            (gap >= NOTABLE) & (disagreement >= NOTABLE),
            gap >= NOTABLE,
            disagreement >= NOTABLE,
            gap_share >= spread_share,
        ],
        ["both", "gap", "disagreement", "gap"],
        default="disagreement",
    )
    weighed = gaps.assign(weight=(1 + gap_share) * (1 + spread_share) - 1, reason=reason)
    return weighed[weighed["weight"] > 0].sort_values("weight", ascending=False, kind="stable").head(count)


def with_margins(gaps: pd.DataFrame, figures: pd.DataFrame, by: str = "item") -> pd.DataFrame:
    """The same rows with the interval of each of their two means: how far it would move if other such people had answered.

    gaps      as `value_gaps` gives them, with one index
    figures   what they were made of
    by        which column of the figures the index is: item, or that of a group, of one item
    returns   also importance_low, importance_high, current_low, current_high (1 to 5); missing where there is no mean, and with
              fewer than ten people
    source    see analytics.intervals.mean_intervals
    """
    told = intervals(figures[figures["dimension"].isin(["importance", "current"])])
    told.loc[told["n"] < FEWEST_PEOPLE, ["low", "high"]] = np.nan
    ends = told.set_index([by, "dimension"])[["low", "high"]]
    columns = {
        f"{side}_{end}": [ends[end].get((one, side), np.nan) for one in gaps.index]
        for side in ("importance", "current")
        for end in ("low", "high")
    }
    return gaps.assign(**columns)


def quadrants(gaps: pd.DataFrame, crosshair: Literal["middle", "median"] = "middle") -> pd.DataFrame:
    """Where each value stands when importance and current practice cross.

    gaps        as from value_gaps, of one group
    crosshair   'middle' crosses at the middle of the scale (3), 'median' at the medians of these values
    returns     the rows of gaps with quadrant: 'strengthen' (important, not well guarded),
                'keep' (important, well guarded), 'follow' (neither), 'ease' (guarded beyond its importance),
                and crosshair (its name), importance_cross, current_cross (1 to 5).
                High means above the crosshair, not on it. None where a band leaves it open.
    source      importance-performance analysis, Martilla & James 1977
    """
    crosses = {
        side: SCALE_MIDDLE if crosshair == "middle" else float(gaps[side].median())
        for side in ("importance", "current")
    }
    important, guarded = (_above(gaps, side, cross) for side, cross in crosses.items())
    places = zip(important, guarded, strict=True)
    return gaps.assign(
        quadrant=pd.Series([QUADRANTS.get(place) for place in places], index=gaps.index, dtype=object),
        crosshair=crosshair,
        importance_cross=crosses["importance"],
        current_cross=crosses["current"],
    )


def _side(scored: pd.DataFrame, dimension: str, keys: list[str]) -> pd.DataFrame:
    """The figures of one dimension, with columns named after it."""
    side = scored[scored["dimension"] == dimension].set_index(keys)[["mean", "n", "spread", "band"]]
    if side.index.has_duplicates:
        raise ValueError(f"a value has more than one figure for {dimension}")
    return side.add_prefix(f"{dimension}_").rename(columns={f"{dimension}_mean": dimension})


def _above(gaps: pd.DataFrame, side: str, cross: float) -> list[int | None]:
    """Whether each value is above the crosshair: 1 or 0, and None where its band lies on both sides."""
    ends = reach(gaps[side], gaps[f"{side}_band"])
    return [1 if low > cross else 0 if high <= cross else None for low, high in ends]
