"""How firmly a mean stands: intervals, and whether two figures can be told apart; never ranks, never stars.

An interval says how far a mean would move if other people of the same kind had answered. That is the bootstrap: draw
as many people again from those who answered, over and over. From counts the outcome of endless drawing is calculated
exactly, so that it needs no chance and is the same everywhere. In small groups the plain bootstrap is too narrow, so
its ends are moved out as far as Student's t is wider than the normal curve.
"""

from __future__ import annotations

from functools import cache
from math import nan, pi, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.measures import SCALED, SCORES, Numbers, bands, means, score_counts, spreads

LEVEL = 0.95
FEWEST_PEOPLE = 10  # with fewer no screen shows an interval: it says so in words
CLEAR, UNCLEAR = "clearly_different", "not_told_apart"
HIGHER, LOWER, FEW = "higher", "lower", "few"
LEAST_PEOPLE = 10  # with fewer, chance does too much to say that a group differs
_MOST_FREEDOM = 2000.0  # beyond it Student's t is the normal curve to three digits
_STEPS = 4001
_WIDEST = 4.0
_CELLS = 2_000_000  # how many numbers are held at once
_ROUNDING = 1e-12


def intervals(figures: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """The mean of each figure with its interval.

    figures   one row per item and dimension (any other columns, such as team_id, are kept): n, count_1 .. count_5, band
    level     how often such an interval holds, above 0.5 and below 1
    returns   the same rows in the same order, with mean, low and high (1 to 5) and band in place of the counts.
              Dimensions without a scale are left out. No interval (NaN) where nothing is shown, or where fewer than
              two different scores were given: then nothing is known of how far people differ.
    source    see mean_intervals
    """
    scaled = figures[figures["dimension"].isin(SCALED)]
    counts = score_counts(scaled)
    ends = mean_intervals(counts, level=level)
    kept = [
        name
        for name in scaled
        if name not in {"total", "rank_sum", "dont_know", "band", *_count_names(scaled)}
    ]
    return scaled[kept].assign(mean=means(counts), low=ends[:, 0], high=ends[:, 1], band=bands(scaled))


def mean_intervals(counts: Numbers, scores: Numbers = SCORES, level: float = LEVEL) -> Numbers:
    """The two ends of the interval of the mean, per row of counts.

    counts    one row per figure, one column per score: how often it was given
    scores    what each column stands for: equal steps, rising
    returns   rows x 2, in the unit of the scores: never beyond the lowest and the highest score that was given.
              NaN with fewer than two different scores, or where the counts are hidden.
    source    the bootstrap of the mean, Efron 1979, Annals of Statistics 7, 1-26, calculated in full; moved out for
              small groups (the expanded percentile interval), Hesterberg 2015, American Statistician 69, 371-386
    """
    people = np.nan_to_num(counts).sum(axis=1).astype(np.int64)
    known = np.flatnonzero((np.nan_to_num(counts) > 0).sum(axis=1) >= 2)
    known = known[np.argsort(people[known], kind="stable")]
    ends = np.full((len(counts), 2), nan)
    step = scores[1] - scores[0]
    while len(known):
        size = _fitting(people[known], counts.shape[1])
        rows, known = known[:size], known[size:]
        tails = np.array([expanded_tail(int(n), level) for n in people[rows]])
        low = _lowest_sums(counts[rows], people[rows], tails)
        high = (counts.shape[1] - 1) * people[rows] - _lowest_sums(counts[rows, ::-1], people[rows], tails)
        ends[rows] = scores[0] + step * np.column_stack([low, high]) / people[rows, None]
    return ends


def differences(one: pd.DataFrame, other: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """How far two groups differ on each item, and whether they can be told apart.

    The people of both are taken to be different people. The level holds for all rows at once: with 32 values and 0.95
    for each, one or two would be called different by chance alone, so each row gets its share (Bonferroni). Someone who
    wants to know one value gives one row.

    one, other   one row per item and dimension: n, count_1 .. count_5, band
    returns      index item and dimension, in the order of `one`: one, other (means, 1 to 5),
                 difference (one less other, -4 to 4), low, high (its interval), one_n, other_n,
                 verdict: 'clearly_different' (the interval leaves out 0), 'not_told_apart', or None where one of
                 them has fewer than two different scores, or nothing to be seen. Rows that are not in both are left out.
    raises       ValueError when an item has two figures of one dimension (choose one perspective first)
    source       Welch 1947, Biometrika 34, 28-35: in groups of five to ten people, resampling calls too much different
    """
    keys = ["item", "dimension"]
    sides = [side[side["dimension"].isin(SCALED)].set_index(keys) for side in (one, other)]
    if any(side.index.has_duplicates for side in sides):
        raise ValueError("an item has more than one figure of one dimension")
    both = sides[0].index[sides[0].index.isin(sides[1].index)]
    counts = [score_counts(side.loc[both]) for side in sides]
    middles = [means(rows) for rows in counts]
    ends = difference_intervals(counts[0], counts[1], level)
    return pd.DataFrame(
        {
            "one": middles[0],
            "other": middles[1],
            "difference": middles[0] - middles[1],
            "low": ends[:, 0],
            "high": ends[:, 1],
            "one_n": sides[0].loc[both, "n"],
            "other_n": sides[1].loc[both, "n"],
            "verdict": verdicts(ends, both),
        },
        index=both,
    )


def difference_intervals(one: Numbers, other: Numbers, level: float = LEVEL) -> Numbers:
    """The two ends of the interval of each difference of two means; the level holds for all rows at once.

    one, other   one row per figure, five columns: how often each score was given; the same number of rows
    returns      rows x 2, -4 to 4; NaN where a side is hidden or has fewer than two different scores
    source       Welch 1947, Biometrika 34, 28-35
    """
    known = ((one > 0).sum(axis=1) >= 2) & ((other > 0).sum(axis=1) >= 2)
    ends = np.full((len(one), 2), nan)
    sides = [rows[known] for rows in (one, other)]
    freedoms = [rows.sum(axis=1) - 1 for rows in sides]
    noise = [spreads(rows) ** 2 / freedom for rows, freedom in zip(sides, freedoms, strict=True)]
    at_once = max(1, int(known.sum()))
    half = welch_margins(noise[0], noise[1], freedoms[0], freedoms[1], 1 - (1 - level) / at_once)
    difference = means(sides[0]) - means(sides[1])
    ends[known] = np.column_stack([difference - half, difference + half]).clip(-_WIDEST, _WIDEST)
    return ends


def told_apart(one: Numbers, other: Numbers, least: int, level: float = LEVEL) -> list[str | None]:
    """Whether two groups of different people can be told apart on each item; the level holds for all items at once.

    one, other   items x 3: a mean or a gap, n, spread (of one person's; for a gap the widest it can be); NaN where nothing is shown
    least        of fewer people than this, on either side, nothing is said
    returns      'higher' or 'lower' (the first group), 'not_told_apart', 'few', or None where a side shows nothing
    source       Welch 1947, Biometrika 34, 28-35
    """
    known = np.asarray(~(np.isnan(one) | np.isnan(other)).any(axis=1))
    enough = known & (np.fmin(one[:, 1], other[:, 1]) >= least)
    (mine, n, spread), (theirs, their_n, their_spread) = (side[enough].T for side in (one, other))
    away = mine - theirs
    noise = spread**2 / (n - 1), their_spread**2 / (their_n - 1)
    margin = welch_margins(*noise, n - 1, their_n - 1, 1 - (1 - level) / max(1, int(enough.sum())))
    said: list[str | None] = [FEW if is_known else None for is_known in known.tolist()]
    verdict = np.where(np.abs(away) <= margin, UNCLEAR, np.where(away > 0, HIGHER, LOWER)).tolist()
    for row, word in zip(np.flatnonzero(enough).tolist(), verdict, strict=True):
        said[row] = word
    return said


def welch_margins(
    one_noise: Numbers,
    other_noise: Numbers,
    one_freedom: Numbers,
    other_freedom: Numbers,
    level: float = LEVEL,
) -> Numbers:
    """How far the interval of a difference of two means reaches to each side, per row.

    noise     the variance of each mean (of the group, divided by n);  freedom  n - 1 of each; 1 or more
    returns   0 or more, in the unit of the means; 0 where both are without noise. Degrees of freedom are rounded down to
              hundredths, so that rows share quantiles: a margin is never smaller than without rounding
    source    Welch 1947, Biometrika 34, 28-35
    """
    noise = one_noise + other_noise
    parts = one_noise**2 / one_freedom + other_noise**2 / other_freedom
    freedom = np.divide(noise**2, parts, out=np.ones_like(noise), where=parts > 0)
    distinct, which = np.unique(np.maximum(1.0, np.floor(freedom * 100) / 100), return_inverse=True)
    quantiles = np.array([t_quantile((1 + level) / 2, float(each)) for each in distinct])
    return np.asarray(np.sqrt(noise) * (quantiles[which] if len(distinct) else 0.0))


def verdicts(ends: Numbers, index: pd.Index) -> pd.Series:
    """Per interval of a difference whether the two can be told apart; None where there is no interval."""
    said = [None if np.isnan(low) else CLEAR if low > 0 or high < 0 else UNCLEAR for low, high in ends]
    return pd.Series(said, index=index, dtype=object)


@cache
def expanded_tail(people: int, level: float) -> float:
    """The share of resamples that is cut off at each side, for so many people (two or more).

    source    Hesterberg 2015, American Statistician 69, 371-386
    """
    return NormalDist().cdf(-sqrt(people / (people - 1)) * t_quantile((1 + level) / 2, people - 1))


@cache
def t_quantile(share: float, freedom: float) -> float:
    """Below what point lies this share (0.5 to 1) of Student's t with so many degrees of freedom (1 or more).

    returns   0 or more
    source    Student 1908, Biometrika 6, 1-25

    With t = sqrt(freedom) * tan(angle) the curve becomes cos(angle) ** (freedom - 1), which is added up in small steps.
    """
    freedom = min(freedom, _MOST_FREEDOM)
    angle = np.linspace(0, pi / 2, _STEPS)
    height = np.cos(angle).clip(min=0) ** (freedom - 1)
    area = np.concatenate([[0.0], np.cumsum(height[1:] + height[:-1])])
    return float(sqrt(freedom) * np.tan(np.interp(2 * share - 1, area / area[-1], angle)))


def _fitting(people: npt.NDArray[np.int64], categories: int) -> int:
    """How many rows, smallest groups first, can be calculated at once."""
    cells = np.arange(1, len(people) + 1) * ((categories - 1) * people + 1)
    return max(1, int(np.searchsorted(cells, _CELLS)))


def _lowest_sums(counts: Numbers, people: npt.NDArray[np.int64], tails: Numbers) -> npt.NDArray[np.int64]:
    """Per row the lowest sum (with scores 0, 1, 2 ...) that leaves at most `tails` of all resamples below it."""
    length = (counts.shape[1] - 1) * int(people.max()) + 1
    waves = np.fft.rfft(counts / people[:, None], length, axis=1) ** people[:, None]
    chances = np.fft.irfft(waves, length, axis=1)
    reached = np.sum(np.cumsum(chances, axis=1) < tails[:, None] - _ROUNDING, axis=1)
    return np.asarray(np.maximum(reached, np.argmax(counts > 0, axis=1) * people))


def _count_names(figures: pd.DataFrame) -> list[str]:
    return [str(name) for name in figures if str(name).startswith("count_")]
