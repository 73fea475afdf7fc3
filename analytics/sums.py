"""Sums of teams, bottom-up: what each team shows, plus pools of people whose own team shows nothing.

The rules, for each item and dimension apart:
1. A team that shows its counts is a part. A team that shows a band is left out: its band and the sum would tell the rest.
2. People of teams with too few answers wait. They enter a sum as a pool: at least k people of at least two teams. Who can't
   make a pool in their department is passed up to the organisation.
3. A pool of people who all answered the same is left out of every sum, for good: if it waited for others or were passed up, the
   answers of those others would be what is left. So when a pool is made depends on how many people there are, never on what
   they said, and whoever knows these rules learns nothing from the moment.
4. Who entered a sum by a pool stays in it as they were, for good; a later, larger figure of that team is not added.
5. Nobody enters by a pool with a top five, or with dots. Places add up over all values to the number of people, and teams have
   different values: in the pools of all values together a whole team falls away, and few people of other teams are left.
So a sum only ever changes by parts that are shown themselves, or by a pool: whatever is subtracted, nothing is left about
fewer than k people. How many people answered of how many expected is added over the parts alone, as their own pages say it: of
teams that show nothing it is not told, and a pool is in no response.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.anonymity import TOO_FEW, is_choice, varied
from analytics.tallies import COUNTS, is_named

CELL = ["item", "dimension"]
DEPARTMENT, ORGANISATION, NOWHERE = "department", "organisation", "nowhere"
NUMBERS = ["n", "dont_know", *COUNTS, "total"]
RESPONSE = ["answered", "expected"]
_ADDED = ["teams", *NUMBERS, *RESPONSE]
_CELL_OF = ["department_id", *CELL]
_KEY = ["level", *_CELL_OF]
_LEAST_TEAMS = 2

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def pools(cells: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Who enters a sum by a pool now, and where.

    cells    one row per team, item and dimension of one survey round: team_id, department_id, item, dimension,
             the tally (n, dont_know, count_1 .. count_5, total), hidden (as in a figure), smallest_group (k)
    placed   who entered before: the columns of what this returns
    returns  the rows of `cells` that enter, with level: "department", "organisation", or "nowhere" for who is left out
    """
    is_waiting = is_named(cells, "hidden", TOO_FEW) & may_wait(cells)
    waiting = _without(cells[is_waiting] if is_waiting.any() else cells.iloc[:0], placed)
    if waiting.empty:
        return waiting.assign(level=pd.array([], "str"))
    in_departments = _pooled(waiting, _CELL_OF, DEPARTMENT)
    passed_up = _pooled(_without(waiting, in_departments), CELL, ORGANISATION)
    return pd.concat([in_departments, passed_up])


def may_wait(tallies: pd.DataFrame) -> Flags:
    """Whether what each row of a tally counts may wait for a pool, where it is of too few people: anybody's, and no choice."""
    return np.asarray((tallies["n"] + tallies["dont_know"] > 0).to_numpy(dtype=bool) & ~is_choice(tallies))


def sums(cells: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """What departments and their organisation show.

    cells    as in `pools`, with answered and expected: people, in the survey of the team; where it shows its counts, hidden and
             band are ""
    placed   everyone who entered by a pool, now or before, with level; who did with a choice, under an earlier rule, counts no more
    returns  one row per level, department ("" for the organisation), item and dimension: level, department_id, item, dimension,
             teams (that are parts of it and show themselves), n, dont_know, count_1 .. count_5, total; answered and
             expected, in those teams
    """
    is_open = is_named(cells, "hidden", "") & is_named(cells, "band", "")
    shown = _without(cells if is_open.all() else cells[is_open], placed)
    pooled = placed[~(is_named(placed, "level", NOWHERE) | is_choice(placed))] if len(placed) else placed
    named = [
        key
        for part in (shown, pooled)
        for key in zip(*(part[name].tolist() for name in _CELL_OF), strict=True)
    ]
    is_below = [True] * len(shown) + is_named(pooled, "level", DEPARTMENT).tolist()
    below = [(DEPARTMENT, *key) for key, is_so in zip(named, is_below, strict=True) if is_so]
    numbers = np.vstack([_numbers(shown, is_shown=True), _numbers(pooled, is_shown=False)])
    return _summed(
        [*below, *((ORGANISATION, "", item, dimension) for _, item, dimension in named)],
        np.vstack([numbers[is_below], numbers]),
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


def _numbers(parts: pd.DataFrame, *, is_shown: bool) -> Numbers:
    """The columns of _ADDED, of teams that show themselves; or of people in pools, who are counted and no more."""
    counted = [parts[name].to_numpy(dtype=np.float64) for name in NUMBERS]
    told = [parts[name].to_numpy(dtype=np.float64) if is_shown else np.zeros(len(parts)) for name in RESPONSE]
    return np.column_stack([np.full(len(parts), float(is_shown)), *counted, *told])


def _summed(keys: Sequence[tuple[str, ...]], numbers: Numbers) -> pd.DataFrame:
    """The sums of the rows with the same key, in the order in which the keys come: arrays, since the tables are small."""
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    added = np.zeros((len(places), len(_ADDED)))
    np.add.at(added, [places[key] for key in keys], numbers)
    named = zip(*places, strict=True) if places else ([],) * len(_KEY)
    texts = {name: pd.array(cells, "str") for name, cells in zip(_KEY, named, strict=True)}
    counted = dict(zip(_ADDED, added.T, strict=True))
    whole = {name: cells if name == "total" else cells.astype(np.int64) for name, cells in counted.items()}
    return pd.DataFrame(texts | whole)


def _without(
    rows: pd.DataFrame, others: pd.DataFrame, by: Sequence[str] = ("team_id", *CELL)
) -> pd.DataFrame:
    """The rows whose team, item and dimension are not among the others."""
    if rows.empty or others.empty:
        return rows
    taken = pd.MultiIndex.from_frame(others[list(by)])
    return rows[~pd.MultiIndex.from_frame(rows[list(by)]).isin(taken)]
