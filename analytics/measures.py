"""Measures of one figure: how high, how far apart, how many; from counts, never from a person's answer."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SCORES: Numbers = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
COUNTS = ["count_1", "count_2", "count_3", "count_4", "count_5"]
SCALED = ("importance", "current", "necessity")  # the dimensions that are answered on the scale of 1 to 5
BAND_REACH = {"low": (1.0, 3.0), "high": (4.0, 5.0)}  # the lowest and the highest score of each band
POLE_SHARE = 0.25


def profile(figures: pd.DataFrame) -> pd.DataFrame:
    """What a group thinks of each item, in numbers.

    figures   one row per item and dimension (any other columns, such as perspective or team_id, are kept):
              people, n, dont_know, count_1 .. count_5, band
    returns   the same rows in the same order, with the measures in place of the counts:
              n; dont_know_share (0 to 1, of those who answered); mean, median (1 to 5);
              share_high (0 to 1, scores 4 and 5); spread (standard deviation, 0 to 2);
              agreement (-1 split in two, 0 evenly spread, 1 of one mind);
              polarised (at least a quarter on 1 and 2, and at least a quarter on 4 and 5); band
              Dimensions without a scale (dots, top) are left out. A banded figure keeps its n and its band
              and has no measures; neither has a hidden figure, or one in which nobody gave a score.
    source    agreement: van der Eijk 2001, Quality and Quantity 35, 325-341; polarised: the quarters are our own choice; the others
              are the ordinary definitions
    """
    scaled = figures[figures["dimension"].isin(SCALED)]
    counts = score_counts(scaled)
    answered = scaled["n"] + scaled["dont_know"]
    return scaled.drop(columns=[*COUNTS, "total", "rank_sum", "dont_know", "band"], errors="ignore").assign(
        dont_know_share=(scaled["dont_know"] / answered.where(answered > 0)).astype(float),
        mean=means(counts),
        median=medians(counts),
        share_high=_shares(counts, [3, 4]),
        spread=spreads(counts),
        agreement=agreements(counts),
        polarised=polarised(counts),
        band=bands(scaled),
    )


def score_counts(figures: pd.DataFrame) -> Numbers:
    """How often each score was given: one row per figure, five columns; NaN where a band stands instead."""
    return np.column_stack([figures[name].to_numpy(dtype=float, na_value=np.nan) for name in COUNTS])


def bands(figures: pd.DataFrame) -> pd.Series:
    """What stands in place of the counts, per figure: 'low', 'high', or None where the counts are shown or hidden."""
    known = [name if name in BAND_REACH else None for name in figures["band"]]
    return pd.Series(known, index=figures.index, dtype=object)


def means(counts: Numbers) -> Numbers:
    """The mean score per row of counts, 1 to 5; NaN without scores."""
    return np.asarray(counts @ SCORES / _people(counts))


def medians(counts: Numbers) -> Numbers:
    """The middle score per row of counts, 1 to 5; with an even number the mean of the two in the middle."""
    people = _people(counts)
    reached = np.cumsum(counts, axis=1)
    lower = 1 + np.sum(reached < np.ceil(people / 2)[:, None], axis=1)
    upper = 1 + np.sum(reached < (np.floor(people / 2) + 1)[:, None], axis=1)
    return np.where(np.isnan(people), np.nan, (lower + upper) / 2)


def spreads(counts: Numbers) -> Numbers:
    """The standard deviation per row of counts, 0 to 2.

    Divided by n and not by n - 1: the team is the whole group, not a sample from one.
    """
    away = (SCORES[None, :] - means(counts)[:, None]) ** 2
    return np.asarray(np.sqrt(np.sum(counts * away, axis=1) / _people(counts)))


def reach(mean: pd.Series, band: pd.Series) -> Numbers:
    """The lowest and highest mean that each figure can have: twice the mean, or the two ends of its band."""
    ends = np.array([BAND_REACH.get(name, (np.nan, np.nan)) for name in band], dtype=float).reshape(-1, 2)
    known = mean.to_numpy(dtype=float)[:, None]
    return np.where(np.isnan(known), ends, known)


def polarised(counts: Numbers) -> Flags:
    """Whether both ends of the scale hold at least a quarter of the people, per row of counts."""
    ends = np.minimum(_shares(counts, [0, 1]), _shares(counts, [3, 4]))
    return np.asarray(ends >= POLE_SHARE)


def agreements(counts: Numbers) -> Numbers:
    """Van der Eijk's A per row of counts (three categories or more): -1 to 1; NaN without scores.

    A distribution is cut into layers, each a row of filled and empty categories; A is the mean agreement of
    the layers, weighted by the answers in each.

    source    van der Eijk 2001, Quality and Quantity 35, 325-341
    """
    categories = counts.shape[1]
    heights = np.sort(counts, axis=1)
    thickness = np.diff(heights, axis=1, prepend=0)
    filled = counts[:, None, :] >= heights[:, :, None]
    answers = thickness * filled.sum(axis=2)
    pattern = filled @ (1 << np.arange(categories))
    return np.asarray(np.sum(answers * _pattern_agreements(categories)[pattern], axis=1) / _people(counts))


def _pattern_agreements(categories: int) -> Numbers:
    """The agreement of every possible layer, found by reading its filled categories as binary digits."""
    patterns = [[code >> place & 1 for place in range(categories)] for code in range(2**categories)]
    return np.array([_pattern_agreement(pattern) for pattern in patterns])


def _pattern_agreement(filled: list[int]) -> float:
    categories, size = len(filled), sum(filled)
    if size <= 1:
        return float(size)
    triples = [
        (filled[a], filled[b], filled[c])
        for a in range(categories)
        for b in range(a + 1, categories)
        for c in range(b + 1, categories)
    ]
    two_peaks = triples.count((1, 0, 1))
    one_peak = triples.count((1, 1, 0)) + triples.count((0, 1, 1))
    if one_peak + two_peaks == 0:
        return 0.0  # every category is filled
    unimodality = ((categories - 2) * one_peak - (categories - 1) * two_peaks) / (
        (categories - 2) * (one_peak + two_peaks)
    )
    return unimodality * (1 - (size - 1) / (categories - 1))


def _people(counts: Numbers) -> Numbers:
    """The number of scores per row; NaN where there are none, so that nothing is divided by zero."""
    people = counts.sum(axis=1)
    return np.where(people > 0, people, np.nan)


def _shares(counts: Numbers, categories: list[int]) -> Numbers:
    return np.asarray(counts[:, categories].sum(axis=1) / _people(counts))
