"""How far people agree on the order of values, and which values come out on top; from sums only."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.measures import COUNTS, SCORES, Flags, Numbers, score_counts

PLACE_POINTS = 6 - SCORES  # 5 points for place 1 ... 1 for place 5
TOP_SIZE = 5
DONT_KNOW = 0
MOST_UNKNOWN = (
    0.25  # above this share of "don't know" the middle ranks say more than the people: no W is shown
)
NOBODY = "low"  # the band of a value that nobody placed

# The wording follows Schmidt, who names .1 very weak, .3 weak, .5 moderate, .7 strong and .9 very strong
# agreement; the boundaries lie halfway between his marks.
W_WORDS = ((0.2, "very_weak"), (0.4, "weak"), (0.6, "moderate"), (0.8, "strong"))


class Firmness(NamedTuple):
    """How many values of the top certainly stay, and how many values there are in it."""

    stay: int
    size: int


def mid_ranks(scores: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Each person's scores as ranks over the whole value set, and what each person's ties take away.

    Equal scores share the mean of their ranks; a higher score has a higher rank. "Don't know" takes the
    person's middle rank (values + 1) / 2, and the other values stand around it, so that each person's ranks
    have the same sum. Then pure noise gives the same W with and without missing answers.

    scores    one row per person, one column per value: 1 to 5, and 0 or NaN for don't know
    returns   ranks (same shape, 1 to the number of values) and tie terms (one per person): the sum of
              t^3 - t over the groups of t equal scores, plus (v^3 - v) - (k^3 - k) for a person who gave
              only k of v scores. So v^3 - v less the tie term is always 12 times the squared distance of
              the ranks from their middle, and kendalls_w stays between 0 and 1.
    source    ties: Kendall & Gibbons 1990, Rank correlation methods, chapter 3; the middle rank for "don't know" is our own choice
    """
    given = scores.fillna(DONT_KNOW).to_numpy(dtype=float)
    values = given.shape[1]
    same = np.stack([(given == score).sum(axis=1) for score in SCORES], axis=1)  # persons x scores
    known = same.sum(axis=1)
    of_score = np.cumsum(same, axis=1) - same + (same + 1) / 2 + ((values - known) / 2)[:, None]
    of_score = np.column_stack([np.full(len(given), (values + 1) / 2), of_score])
    ranks = np.take_along_axis(of_score, given.astype(int), axis=1)
    ties = _cubes(same).sum(axis=1) + _cubes(np.full(len(given), values)) - _cubes(known)
    return (
        pd.DataFrame(ranks, index=scores.index, columns=scores.columns),
        pd.Series(ties, index=scores.index, name="tie_term"),
    )


def kendalls_w(rank_sums: npt.ArrayLike, people: int, tie_term: float) -> float:
    """How far people put the values in the same order: 0 not at all, 1 fully.

    rank_sums   per value the sum of the people's mid-ranks, over the same value set
    people      number of persons m
    tie_term    the sum of the people's tie terms, see mid_ranks
    returns     0 to 1; NaN with fewer than two people or values, or when everybody put all values level.
                All three arguments add up over teams with the same value set.
    source      Kendall & Gibbons 1990, Rank correlation methods, chapter 6
    """
    sums = np.asarray(rank_sums, dtype=float)
    values = sums.size
    most = people**2 * (values**3 - values) - people * tie_term
    if people < 2 or values < 2 or most <= 0 or np.isnan(sums).any():
        return float("nan")
    return float(12 * np.sum((sums - sums.mean()) ** 2) / most)


def w_in_words(w: float) -> str | None:
    """The word for a coefficient: very_weak, weak, moderate, strong or very_strong; None when there is no W.

    raises    ValueError outside 0 to 1
    source    Schmidt 1997, Decision Sciences 28, 763-774
    """
    if np.isnan(w):
        return None
    if not -1e-9 <= w <= 1 + 1e-9:
        raise ValueError(f"W lies between 0 and 1, not {w}")
    return next((word for below, word in W_WORDS if w < below), "very_strong")


def top_five(figures: pd.DataFrame) -> pd.DataFrame:
    """The values in the order of people's own top fives.

    figures   rows of dimension top: count_1 .. count_5 hold how many people gave the value that place
    returns   index value; place (1 is first, level values share a place), points (5 for a first place,
              1 for a fifth), people (who placed it anywhere); most points first, so head(5) is the top five.
              Values that nobody placed, or that have a band or are hidden, are left out.
    raises    ValueError when one value has two figures (choose one perspective first)
    source    the count of Borda 1781, over the five places that people filled in
    """
    asked = figures[(figures["dimension"] == "top").to_numpy(dtype=bool)]
    counts = score_counts(asked)
    shown = ~np.isnan(counts).any(axis=1)
    counts, items = counts[shown], asked["item"].to_numpy(dtype=object)[shown]
    if len(set(items)) < len(items):
        raise ValueError("a value has more than one figure for top")
    points, people = (counts @ PLACE_POINTS).astype(int), counts.sum(axis=1).astype(int)
    placed = np.flatnonzero(points > 0)
    order = np.array(
        sorted(placed.tolist(), key=lambda row: (-points[row], -people[row], items[row])), dtype=int
    )
    most = -points[order]
    return pd.DataFrame(
        {"place": 1 + np.searchsorted(most, most), "points": -most, "people": people[order]},
        index=pd.Index(items[order], dtype="str", name="value"),
    )


def topmost(counts: Numbers) -> Flags:
    """Which values are in the top five.

    counts    values x 5: how many people gave each value place 1 .. 5; 0 or NaN where nothing is shown
    returns   one flag per value. Values that are level with the fifth place are in it; values that nobody placed are not.
    source    as top_five
    """
    points = np.nan_to_num(counts) @ PLACE_POINTS
    ahead = (points[:, None] < points[None, :]).sum(axis=1)
    return np.asarray((points > 0) & (ahead < TOP_SIZE))


def level_around(ranked: pd.Series, place: int) -> list[str]:
    """The items that share the last place of a list of so many, with at least one that is left out; none without a tie.

    ranked   what each item got, most first
    """
    if (
        not 0 < place < len(ranked)
        or ranked.iloc[place] != ranked.iloc[place - 1]
        or not ranked.iloc[place] > 0
    ):
        return []
    return [str(item) for item in ranked.index[ranked == ranked.iloc[place]]]


def top_firmness(figures: pd.DataFrame, others: int = 2) -> Firmness | None:
    """How many of the top five would stay, whatever `others` more people had answered.

    The worst case: each of them gives the points 5, 4, 3 ... to the best values outside the top and none to
    the values in it. A value inside is lost when a value outside can draw level with it.

    returns   stay and size of the top, each 0 to 5 (size fewer than five when fewer values were placed); None when it is not
              shown how many points a value has
    source    our own: the worst case, worked out exactly (tested by trying every vote)
    """
    asked = figures[figures["dimension"] == "top"]
    if (asked[COUNTS].isna().any(axis=1) & (asked["band"] != NOBODY)).any():
        return None
    points = top_five(figures)["points"].to_numpy()
    inside, outside = points[:TOP_SIZE][::-1], points[TOP_SIZE:]
    unplaced = len(asked) - points.size
    rivals = np.concatenate([outside, np.zeros(unplaced, dtype=int)])
    size = int(inside.size)
    tries = range(1, min(size, rivals.size) + 1)
    lost = max((k for k in tries if _can_reach(rivals[:k], int(inside[k - 1]), others)), default=0)
    return Firmness(size - lost, size)


def _can_reach(rivals: Numbers, level: int, others: int) -> bool:
    """Whether `others` people can lift all of these values to a level, each giving 5, 4, 3 ... points once.

    Two or more people can do so exactly when, for each i, the i largest shortfalls together are no more
    than what they can give to i values (a sum of permutations). One person can only match them in order.
    """
    shortfalls = np.sort(np.maximum(0, level - rivals))[::-1]
    points = PLACE_POINTS[: len(rivals)] * others
    if others == 1:
        return bool(np.all(shortfalls <= points))
    return bool(np.all(np.cumsum(shortfalls) <= np.cumsum(points)))


def _cubes(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return sizes**3 - sizes
