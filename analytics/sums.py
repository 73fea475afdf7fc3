"""Sums of teams, bottom-up: what each team shows, plus pools of people whose own team shows nothing.

The rules, for each item and dimension apart:
1. A team that shows its counts is a part. A team that shows a band is left out: its band and the sum would tell the rest.
2. People of teams with too few answers wait. They enter a sum as a pool: at least k people of at least two teams. Who can't
   make a pool in their department is passed up to the organisation.
3. A pool of people who all answered the same is left out of every sum, for good: if it waited for others or were passed up, the
   answers of those others would be what is left. So when a pool is made depends on how many people there are, never on what
   they said, and whoever knows these rules learns nothing from the moment.
4. Who entered a sum by a pool stays in it as they were, for good; a later, larger figure of that team is not added.
So a sum only ever changes by parts that are shown themselves, or by a pool: whatever is subtracted, nothing is left about
fewer than k people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.anonymity import TOO_FEW, varied
from analytics.tallies import COUNTS

CELL = ["item", "dimension"]
DEPARTMENT, ORGANISATION, NOWHERE = "department", "organisation", "nowhere"
NUMBERS = ["n", "dont_know", *COUNTS, "total"]
_ADDED = ["teams", *NUMBERS]
_TYPES: dict[str, Any] = (
    dict.fromkeys(["level", "department_id", *CELL], "str")
    | dict.fromkeys(_ADDED, "int64")
    | {"total": "float64"}
)
_LEAST_TEAMS = 2


def pools(cells: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Who enters a sum by a pool now, and where.

    cells    one row per team, item and dimension of one survey round: team_id, department_id, item, dimension,
             the tally (n, dont_know, count_1 .. count_5, total), hidden (as in a figure), smallest_group (k)
    placed   who entered before: the columns of what this returns
    returns  the rows of `cells` that enter, with level: "department", "organisation", or "nowhere" for who is left out
    """
    waiting = cells[(cells["hidden"] == TOO_FEW) & (cells["n"] + cells["dont_know"] > 0)]
    waiting = _without(waiting, placed)
    if waiting.empty:
        return waiting.assign(level=pd.array([], "str"))
    in_departments = _pooled(waiting, ["department_id", *CELL], DEPARTMENT)
    passed_up = _pooled(_without(waiting, in_departments), CELL, ORGANISATION)
    return pd.concat([in_departments, passed_up])


def sums(cells: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """What departments and their organisation show.

    cells    as in `pools`; where a team shows its counts, hidden and band are ""
    placed   everyone who entered by a pool, now or before, with level
    returns  one row per level, department ("" for the organisation), item and dimension: level, department_id, item, dimension,
             teams (that are parts of it and show themselves), n, dont_know, count_1 .. count_5, total
    """
    shown = _without(cells[(cells["hidden"] == "") & (cells["band"] == "")], placed).assign(teams=1)
    pooled = placed[placed["level"] != NOWHERE].assign(teams=0)
    below = pooled[pooled["level"] == DEPARTMENT]
    departments = _summed(_with(shown, below), ["department_id", *CELL], DEPARTMENT)
    organisation = _summed(
        _with(shown, pooled).assign(department_id=""), ["department_id", *CELL], ORGANISATION
    )
    return pd.DataFrame(
        {name: pd.array([*departments[name], *organisation[name]], _TYPES[name]) for name in departments}
    )


def _pooled(waiting: pd.DataFrame, group: list[str], level: str) -> pd.DataFrame:
    """The rows of the groups that hold enough people of enough teams, with the level on which they are counted."""
    if waiting.empty:
        return waiting.assign(level=level)
    together = waiting.groupby(group, sort=False)
    pool = together[["n", *COUNTS]].sum().assign(
        teams=together["team_id"].nunique(), smallest_group=together["smallest_group"].max()
    ).reset_index()  # fmt: skip
    pool["level"] = pd.Series(varied(pool), pool.index).map({True: level, False: NOWHERE})
    enough = (pool["n"] >= pool["smallest_group"]) & (pool["teams"] >= _LEAST_TEAMS)
    return waiting.merge(pool.loc[enough, [*group, "level"]], on=group)


def _with(parts: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    return parts if others.empty else pd.concat([parts, others])


def _summed(parts: pd.DataFrame, group: list[str], level: str) -> dict[str, list[Any]]:
    """The columns of the sums of each group, in the order in which the groups come: arrays, since the tables are small."""
    keys = list(zip(*(parts[name].tolist() for name in group), strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    added = np.zeros((len(places), len(_ADDED)))
    np.add.at(added, [places[key] for key in keys], parts[_ADDED].to_numpy(dtype=np.float64))
    named = zip(*places, strict=True) if places else ([],) * len(group)
    return (
        {"level": [level] * len(places)}
        | dict(zip(group, map(list, named), strict=True))
        | dict(zip(_ADDED, added.T.tolist(), strict=True))
    )


def _without(
    rows: pd.DataFrame, others: pd.DataFrame, by: Sequence[str] = ("team_id", *CELL)
) -> pd.DataFrame:
    """The rows whose team, item and dimension are not among the others."""
    if rows.empty or others.empty:
        return rows
    taken = pd.MultiIndex.from_frame(others[list(by)])
    return rows[~pd.MultiIndex.from_frame(rows[list(by)]).isin(taken)]
