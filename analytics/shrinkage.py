"""Means of teams drawn towards the mean of all teams, so that a small team doesn't jump by chance alone.

The mean of a small team says less about the team than that of a large one. What is shown for a team itself is always
its own mean; this is for looking at many teams at once.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.intervals import FEW, HIGHER, LEAST_PEOPLE, LEVEL, LOWER, UNCLEAR
from analytics.measures import SCALED, Numbers, means, score_counts, spreads

CELL = ["item", "dimension"]

Cells = npt.NDArray[np.intp]


def shrunk_means(figures: pd.DataFrame) -> pd.DataFrame:
    """The mean of each team beside its mean drawn towards that of all teams.

    figures   one row per team, item and dimension: team_id, item, dimension, count_1 .. count_5
    returns   index team_id, item, dimension, in the order of the figures; n, mean (its own, 1 to 5), overall (the mean of all
              teams), weight (0 to 1: how much its own mean counts), shrunk (between mean and overall, 1 to 5).
              Dimensions without a scale and rows without counts (banded or hidden) are left out. Where fewer than two teams
              show counts nothing is drawn.
    source    see weights
    """
    scaled = figures[figures["dimension"].isin(SCALED)]
    counts = score_counts(scaled)
    shown = counts.sum(axis=1) > 0
    counts, shown_rows = counts[shown], scaled.loc[shown, ["team_id", *CELL]].reset_index(drop=True)
    n, own = counts.sum(axis=1), means(counts)
    cell = shown_rows.groupby(CELL, sort=False).ngroup().to_numpy(dtype=np.intp)
    weight = weights(cell, n, own, spreads(counts) ** 2)
    overall = _overall(cell, n, own, weight)
    found = shown_rows.assign(
        n=n.astype(int), mean=own, overall=overall, weight=weight, shrunk=overall + weight * (own - overall)
    )
    return pd.DataFrame(found.set_index(["team_id", *CELL]))


def weights(cell: Cells, n: Numbers, own: Numbers, variance: Numbers) -> Numbers:
    """How much the own mean of each team counts beside the mean of all: n / (n + within / between).

    Within is how much people differ inside teams (one number for all teams of a cell, so that a larger team always counts
    for more), between is how much teams differ beyond what chance within them explains. No more than chance: 0.

    cell       which rows belong together (one item and dimension): 0, 1, 2 ...
    n          people per row;  own  their mean;  variance  theirs, divided by n
    returns    0 to 1 per row; 1 in a cell with one team, or where nobody differs from the others in the team
    source     empirical Bayes (Efron & Morris 1975, JASA 70, 311-319) with the moment estimators for groups of different
               sizes of Bühlmann & Straub 1970, as in Klugman, Panjer & Willmot, Loss Models, section on empirical Bayes
    """
    return _from_within(cell, n, own, _within(cell, n, variance))


def apart(rows: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """Which teams clearly differ from the mean of all teams on an item, and which can't be told apart from it.

    A team is called different only when its mean drawn towards that of all teams still differs from it by more than chance
    explains; so of many teams and items no more are named than there are. Of fewer than ten people nothing is said.

    rows      one row per team and item: item, measure (a mean or a gap), n, spread (standard deviation of one person's; for a
              gap the widest it can be); NaN where nothing is shown
    level     how sure it must be for each, above 0.5 and below 1
    returns   the index of `rows`: overall (the mean of all teams of the item, this team included: what it is compared with; a
              larger team counts for more), teams (how many those are), verdict: 'higher', 'lower', 'not_told_apart', 'few' (less
              than ten people), or None where nothing is shown or fewer than two teams show something
    source    see weights; that drawn means need no more correction for many looks at once: Gelman, Hill & Yajima 2012,
              Journal of Research on Educational Effectiveness 5, 189-211
    """
    shown = rows[rows["measure"].notna() & rows["spread"].notna()]
    cell: Cells = np.asarray(shown.groupby("item", sort=False).ngroup(), dtype=np.intp)
    n, own = (shown[name].to_numpy(dtype=float) for name in ("n", "measure"))
    within = _within(cell, n, shown["spread"].to_numpy(dtype=float) ** 2)
    weight = _from_within(cell, n, own, within)
    overall = _overall(cell, n, own, weight)
    doubt = np.sqrt(weight * within[cell] / n) * NormalDist().inv_cdf((1 + level) / 2)
    away = weight * (own - overall)
    said = np.where(np.abs(away) <= doubt, UNCLEAR, np.where(away > 0, HIGHER, LOWER))
    said = np.where(n < LEAST_PEOPLE, FEW, said)
    teams = np.bincount(cell)[cell]
    found = pd.DataFrame(
        {"overall": overall, "teams": teams, "verdict": said.astype(object)}, index=shown.index
    )
    found = found[teams > 1].reindex(rows.index)
    return found.assign(verdict=found["verdict"].astype(object).where(found["verdict"].notna(), None))


def _within(cell: Cells, n: Numbers, variance: Numbers) -> Numbers:
    """How much people differ inside the teams of each cell."""
    people, teams = (np.bincount(cell, by).astype(np.float64) for by in (n, np.ones(len(cell))))
    return _share(np.bincount(cell, n * variance).astype(np.float64), people - teams)


def _from_within(cell: Cells, n: Numbers, own: Numbers, within: Numbers) -> Numbers:
    """The weights, once it is known per cell how much people differ inside teams."""
    people, teams = (np.bincount(cell, by).astype(np.float64) for by in (n, np.ones(len(cell))))
    middle = np.bincount(cell, n * own) / people
    apart = np.bincount(cell, n * (own - middle[cell]) ** 2) - (teams - 1) * within
    between = np.maximum(0.0, _share(apart, people - np.bincount(cell, n**2) / people))
    sure = (teams < 2) | (within <= 0)
    weight = n * between[cell] / np.where(sure[cell], 1.0, n * between[cell] + within[cell])
    return np.asarray(np.where(sure[cell], 1.0, weight))


def _overall(cell: Cells, n: Numbers, own: Numbers, weight: Numbers) -> Numbers:
    """The mean of all teams of each row's cell: teams count by their weight, or by people where teams don't differ."""
    counted = np.where((np.bincount(cell, weight) > 0)[cell], weight, n)
    return np.asarray((np.bincount(cell, counted * own) / np.bincount(cell, counted))[cell])


def _share(part: npt.ArrayLike, whole: npt.ArrayLike) -> Numbers:
    """Part of whole, and 0 where the whole is nothing."""
    parts, wholes = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    return np.asarray(np.divide(parts, wholes, out=np.zeros_like(parts), where=wholes > 0))
