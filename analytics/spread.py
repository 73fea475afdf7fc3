"""How far many teams differ: percentiles over the published means of teams; people are never added up here."""

import numpy as np
import pandas as pd

PERCENTILES = {"low": 0.1, "lower": 0.25, "middle": 0.5, "upper": 0.75, "high": 0.9}


def team_spread(means: pd.DataFrame) -> pd.DataFrame:
    """Where teams stand on each value: each team counts once, whatever its size.

    means    one row per team, one column per value: the mean of the team, NaN where it shows none
    returns  index value, in the order of the columns; low, lower, middle, upper, high (the 10th, 25th, 50th, 75th and 90th
             percentile of the teams, in the unit of the means, interpolated), teams (how many show a mean, 1 or more).
             Values for which no team shows a mean are left out.
    source   percentiles by definition 7 of Hyndman & Fan 1996, American Statistician 50, 361-365
    """
    ordered = np.sort(np.ascontiguousarray(means.to_numpy().T), axis=1)  # what is missing comes last
    teams = np.count_nonzero(~np.isnan(ordered), axis=1)
    known = teams > 0
    ordered, teams = ordered[known], teams[known]
    row = np.arange(len(teams))
    spread = {}
    for name, share in PERCENTILES.items():
        place = share * (teams - 1)
        below = np.floor(place).astype(int)
        start, end = ordered[row, below], ordered[row, np.minimum(below + 1, teams - 1)]
        spread[name] = start.astype(np.float64) + (end - start) * (place - below)
    return pd.DataFrame({**spread, "teams": teams}, index=means.columns[known].rename("value"))


def both(row: pd.Series) -> tuple[float, float]:
    """The means of the two teams of a value that two teams show, the lowest first: their quarters lie halfway to the middle."""
    half = float(row["upper"] - row["lower"])
    return float(row["middle"]) - half, float(row["middle"]) + half
