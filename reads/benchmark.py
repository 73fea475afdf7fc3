"""An organisation beside another one: its own published figures as a signed file, and those of others that were taken in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from domain.benchmark import LARGEST_BYTES, NEWEST, Benchmark, Group, opened, response_in, written
from domain.content import Framework
from domain.problems import NothingToShare, Problem
from domain.roles import Deed, Place, Visitor
from reads.comparison import cells_of
from reads.scope import organisations_of, unlike
from reads.together import Responses, of_values, sides_of
from storage import benchmarks
from storage.store import Store

_NUMBERS = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5")
_RESPONSE = ("teams", "answered", "expected")
_COLUMNS = ["team", "item", "dimension", *_NUMBERS, "band", "hidden", "smallest_group"]


@dataclass(frozen=True)
class Beside:
    """Another organisation to compare with: what the administrator here calls it, and what its file says."""

    id: str
    name: str
    benchmark: Benchmark


def own_benchmark(
    store: Store, who: Visitor, organisation_id: str, values: Framework, today: date, has_teams: bool = True
) -> Benchmark:
    """What may leave the house: sums of the organisation and its departments, and teams without their names.

    raises  NotAllowed; NothingToShare before anything is published about these values
    """
    who.must(Deed.EXCHANGE, Place(organisation_id))
    name = organisations_of(store, who, Deed.EXCHANGE)[organisation_id]
    about = (store, organisation_id, values.id, values.version)
    teams = _teams(benchmarks.team_figures(*about)) if has_teams else []
    groups = (*_sums(benchmarks.sums(*about), name), *teams)
    smallest = benchmarks.smallest_group(store, organisation_id)
    if not groups or smallest is None:
        raise NothingToShare()
    return Benchmark(name, today, values.id, values.version, smallest, groups)


def shared_file(
    store: Store, who: Visitor, organisation_id: str, values: Framework, seed: bytes, today: date
) -> bytes:
    """One's own benchmark, signed; without the teams when it would be too large with them. raises as `own_benchmark`."""
    for has_teams in (True, False):
        file = written(own_benchmark(store, who, organisation_id, values, today, has_teams), seed)
        if len(file) <= LARGEST_BYTES:
            break
    return file


def others(store: Store, who: Visitor, organisation_id: str, values: Framework) -> list[Beside]:
    """The files that were taken in, each checked again: the signature, whose key it is, the values and every figure."""
    who.must(Deed.EXCHANGE, Place(organisation_id))
    taken = benchmarks.taken(store, organisation_id)
    return [fitting for one in taken for fitting in _fitting(one, values)]


def side_by_side(
    own: Benchmark, other: Benchmark, kind: str, measure: str, values: Framework
) -> pd.DataFrame:
    """Our organisation and the other one, by value: as the cells of `reads.comparison.TeamPage`.

    `team` is a name, in categories: our organisation first, and then as the file has them.

    kind  of which groups of the other one: the organisation as a whole, its departments or its teams
    """
    groups = _shown(own, other, kind)
    rows = [
        (name, value, dimension, *numbers[: len(_NUMBERS)], "", "", own.smallest_group)
        for name, group in groups.items()
        for (value, dimension), numbers in group.figures.items()
    ]
    figures = pd.DataFrame(rows, columns=_COLUMNS)
    return cells_of(figures.assign(team=pd.Categorical(figures["team"], list(groups))), measure, values)


def responses_of(own: Benchmark, other: Benchmark, kind: str, measure: str) -> dict[str, Responses]:
    """How many people answered in the same groups, by name; as from `reads.together.of_values`."""
    shown = _shown(own, other, kind).items()
    return {name: of_values(_told(group), sides_of(measure)) for name, group in shown}


def _told(group: Group) -> Iterator[tuple[Any, ...]]:
    """The responses of a group, each with its value and dimension."""
    for cell, numbers in group.figures.items():
        if response := response_in(numbers):
            yield *cell, *response


def _shown(own: Benchmark, other: Benchmark, kind: str) -> dict[str, Group]:
    """Our organisation and the groups of this kind of the other one, by names of their own."""
    ours, theirs = _shared_numbers(own, other)
    groups = [one for one in own.groups if one.kind == "organisation" and one.measurement == ours]
    groups += [one for one in other.groups if one.kind == kind and one.measurement in (theirs, NEWEST)]
    names = unlike([(str(place), group.name) for place, group in enumerate(groups)])
    return {names[str(place)]: group for place, group in enumerate(groups)}


def in_common(cells: pd.DataFrame) -> pd.DataFrame:
    """Of the cells those about values of which at least two show a figure; all of them where there is no such value."""
    shown = cells.dropna(subset=["measure"]).groupby("value")["team"].nunique()
    found = cells[cells["value"].isin(shown.index[shown > 1])]
    return found if len(found) else cells


def kinds_of(benchmark: Benchmark) -> list[str]:
    """What there is to see of it: the organisation, departments, teams."""
    return list(dict.fromkeys(group.kind for group in benchmark.groups))


def _shared_numbers(own: Benchmark, other: Benchmark) -> tuple[int, int]:
    """Of which measurements the sums are compared: the newest that both have, or else the newest of each."""
    ours, theirs = (
        {one.measurement for one in side.groups if one.measurement != NEWEST} for side in (own, other)
    )
    if shared := ours & theirs:
        return max(shared), max(shared)
    return max(ours, default=NEWEST), max(theirs, default=NEWEST)


def _fitting(taken: benchmarks.Taken, values: Framework) -> list[Beside]:
    """Nothing of a file that would be refused today, such as one about a version of the values that has no crosswalk."""
    try:
        benchmark = _opened(taken.file).fitted(values)
    except Problem:
        return []
    return [Beside(taken.id, taken.name, benchmark)]


@lru_cache(maxsize=32)
def _opened(file: str) -> Benchmark:
    """Kept for exactly this file, so that a large one is not checked at every run of a page."""
    return opened(file.encode()).benchmark()


def _sums(sums: pd.DataFrame, name: str) -> list[Group]:
    departments = sums[sums["department"] != ""].drop_duplicates("department_id")
    names = unlike(list(zip(departments["department_id"], departments["department"], strict=True)))
    groups = []
    for (number, department_id), rows in sums.fillna({"department_id": ""}).groupby(
        ["measurement", "department_id"]
    ):
        kind, called = ("department", names[str(department_id)]) if department_id else ("organisation", name)
        groups.append(Group(kind, called, int(str(number)), _figures(rows.to_dict("records"))))
    return groups


def _teams(figures: pd.DataFrame) -> list[Group]:
    """Teams in the order of their ids, which are random: a number says nothing about which team it is."""
    return [
        Group("team", f"team {number}", NEWEST, _figures(rows.to_dict("records")))
        for number, (_, rows) in enumerate(figures.groupby("team_id"), 1)
    ]


def _figures(rows: Sequence[Mapping[Hashable, object]]) -> dict[tuple[str, str], tuple[int, ...]]:
    """The numbers of each figure; of a sum with its response, where that was kept."""
    return {
        (str(row["item"]), str(row["dimension"])): tuple(
            int(str(row[name])) for name in (*_NUMBERS, *_told_of(row))
        )
        for row in rows
    }


def _told_of(row: Mapping[Hashable, Any]) -> tuple[str, ...]:
    return _RESPONSE if pd.notna(row.get("expected")) else ()
