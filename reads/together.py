"""What a department or an organisation shows together: its published sums, by survey of each team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analytics.alike import order_alike, top_overlap
from analytics.gaps import value_gaps
from analytics.intervals import LEAST_PEOPLE, told_apart
from analytics.measures import COUNTS, Numbers, means, score_counts, spreads
from analytics.ranking import topmost
from domain.content import Framework
from domain.roles import Deed, Place, Visitor
from reads.comparison import team_names
from reads.scope import Within, scope
from storage import measurements, organisations, sums
from storage.store import Store

_NEARLY = 0.75  # one team that did not measure again does not hold back the others
WHOLE = "whole"  # in place of a verdict, where all people of the larger place are of this one
_RESPONSE = ("item", "dimension", "teams", "answered", "expected")
Responses = Mapping[
    str, tuple[int, int, int]
]  # by value: teams, and how many people answered and were expected in them
_ASKED = ("importance", "current", "top")


@dataclass(frozen=True)
class Together:
    """The sums of a place.

    number   of which survey of its teams these are: the first, the second ...
    shown    one row per item and dimension: teams (that show themselves), n, dont_know, count_1 .. count_5, total, band (""),
             answered and expected (people, in the surveys of those teams; missing where that is not known)
    """

    number: int
    shown: pd.DataFrame

    @property
    def people(self) -> tuple[int, int]:
        """The fewest and the most people behind a value, as it is shown: of its two questions the one that fewer answered."""
        n = value_gaps(self.shown)["n"]
        return (int(n.min()), int(n.max())) if len(n) else (0, 0)

    @property
    def teams(self) -> int:
        """How many teams are in it at most, of those that show themselves."""
        return int(self.shown["teams"].max())


@dataclass(frozen=True)
class Beside:
    """The sums of a place beside those of the larger one that it lies in.

    organisations  how many are in the larger one; 0 when that is the organisation itself
    rows           index value, all that the larger one shows in the order of the framework: own, other (means 1 to 5, or gaps
                   -4 to 4; missing where nothing may be shown), own_n, other_n, verdict of the place and everyone around it, as
                   from `analytics.intervals.told_apart`, or "whole" where there is nobody around it
    responses      of the place and of the larger one, as from `responses`
    top            what share of the top fives of the place and of everyone around it is the same, 0 to 1; NaN without one of them
    top_size       how many values the longer of both has: five, or more where values are level
    order          how far both put the values in the same order of importance: tau-b, -1 to 1; NaN where that can't be said
    """

    organisations: int
    rows: pd.DataFrame
    responses: tuple[Responses, Responses]
    top: float
    top_size: int
    order: float


def beside(
    store: Store, who: Visitor, within: Within, measure: str, framework: Framework, number: int
) -> Beside | None:
    """A department beside its organisation; an organisation beside all that the visitor may compare as a whole.

    None without a larger place that shows a sum, and outside the visitor's roles.
    """
    if not _may_see(who, within):
        return None
    own = sums.of_place(store, within.organisation_id, within.department_id, number)
    if within.department_id:
        other, organisations = sums.of_place(store, within.organisation_id, "", number), 0
    else:
        wholes = {grant.organisation_id for grant in who.grants_for(Deed.COMPARE) if grant.is_whole}
        other = sums.of_organisations(store, sorted(wholes), number)
        organisations = int(other["organisations"].max()) if len(other) else 0
        if own.empty or organisations < 2 or within.organisation_id not in wholes:
            return None
    if other.empty:
        return None
    return _beside(own, other, organisations, measure, framework)


def _beside(
    own: pd.DataFrame, other: pd.DataFrame, organisations: int, measure: str, framework: Framework
) -> Beside:
    values = [value.id for value in framework.values]
    items = [*values, *sorted(set(other["item"]).difference(values))]
    mine, theirs = (_counts(side, items) for side in (own, other))
    importance, top = (_ASKED.index(question) for question in ("importance", "top"))
    around, sides = theirs - mine, sides_of(measure)
    asked = [_ASKED.index(question) for question in sides]
    tops = topmost(mine[top]), topmost(around[top])
    return Beside(
        organisations,
        _rows(mine[asked, : len(values)], theirs[asked, : len(values)], values),
        (responses(own, sides), responses(other, sides)),
        top_overlap(*tops),
        max(int(top.sum()) for top in tops),
        _order(mine[importance], around[importance]),
    )


def responses(sums: pd.DataFrame, dimensions: Collection[str] = ("importance", "current")) -> Responses:
    """How many people answered in the teams of a sum that show themselves, of how many expected; as from `of_values`."""
    return of_values(zip(*(sums[name].tolist() for name in _RESPONSE), strict=True), dimensions)


def of_values(told: Iterable[tuple[Any, ...]], dimensions: Collection[str]) -> Responses:
    """Of each value the response of the question that the fewest teams show; not of values that no team shows by itself.

    told  of each sum: value, dimension, teams, answered, expected; the last two missing where a sum does not say it
    """
    found: dict[str, tuple[int, int, int]] = {}
    for value, dimension, *response in told:
        if dimension in dimensions and pd.notna(response[-1]):
            teams, answered, expected = (int(one) for one in response)
            found[value] = min(found.get(value, (teams, answered, expected)), (teams, answered, expected))
    return {value: response for value, response in found.items() if response[-1] > 0}


def _order(mine: Numbers, around: Numbers) -> float:
    """How far both put the values in the same order of importance."""
    return float(order_alike(means(mine)[None, :], means(around))[0])


def _rows(mine: Numbers, theirs: Numbers, values: Sequence[str]) -> pd.DataFrame:
    """Both sides of each value that the larger place shows, and whether the place and the people around it can be told apart."""
    around = theirs - mine
    place, larger, rest = (_measured(counts) for counts in (mine, theirs, around))
    verdicts: Any = np.array(told_apart(place, rest, LEAST_PEOPLE), dtype=object)
    verdicts[mine.any(axis=(0, 2)) & ~around.any(axis=(0, 2))] = WHOLE
    known = np.flatnonzero(larger[:, 1] > 0)
    names = pd.Index([values[at] for at in known.tolist()], name="value", dtype="str")
    return pd.DataFrame(
        {"own": place[known, 0], "other": larger[known, 0], "own_n": place[known, 1], "other_n": larger[known, 1],
         "verdict": pd.Series(verdicts[known], index=names, dtype=object)},
        index=names,
    )  # fmt: skip


def sides_of(measure: str) -> tuple[str, ...]:
    """The questions that a measure is made of."""
    return ("importance", "current") if measure == "gap" else (measure,)


def _counts(shown: pd.DataFrame, items: Sequence[str]) -> Numbers:
    """How often each score was given, or each place in a top five: questions x items x scores, 0 where nothing is shown."""
    place = {cell: at for at, cell in enumerate(product(_ASKED, items))}
    counts = np.zeros((len(place) + 1, len(COUNTS)))
    cells = zip(shown["dimension"].tolist(), shown["item"].tolist(), strict=True)
    counts[[place.get(cell, -1) for cell in cells]] = score_counts(shown)
    return counts[:-1].reshape(len(_ASKED), len(items), len(COUNTS))


def _measured(counts: Numbers) -> Numbers:
    """Values x 3: measure (of two questions the first less the second), n and spread (at most); NaN without scores.

    counts  questions x values x scores
    """
    n = counts.sum(axis=2).min(axis=0)
    middles, widths = [means(side) for side in counts], [spreads(side) for side in counts]
    middle = middles[0] - middles[1] if len(middles) > 1 else middles[0]
    found = np.column_stack([middle, n, np.sum(widths, axis=0)])
    found[n == 0] = np.nan
    return found


def numbers_of(store: Store, who: Visitor, within: Within) -> tuple[int, ...]:
    """Of which surveys the organisation of this place has sums; none outside the visitor's roles."""
    return tuple(sums.numbers(store, within.organisation_id)) if _may_see(who, within) else ()


def _may_see(who: Visitor, within: Within) -> bool:
    """Whether an organisation is chosen of which the visitor may compare this place."""
    return bool(within.organisation_id and scope(who, Deed.COMPARE, within))


@dataclass(frozen=True)
class Surveys:
    """Of which surveys of its teams a place can show sums; the first of its organisation where it can of none.

    teams   by survey, as `shown_of` gives them
    names   of all teams of the place, by id; none when the visitor may not see each of them
    """

    teams: Mapping[int, Collection[str]]
    names: Mapping[str, str]

    @property
    def opening(self) -> int:
        """The newest survey that nearly as many teams show as any other: three quarters of the most."""
        most = max(map(len, self.teams.values()))
        return max(number for number, teams in self.teams.items() if len(teams) >= most * _NEARLY)

    def split(self, number: int) -> tuple[list[str], list[str]]:
        """The names of the teams that show figures of this survey, and of those that do not."""
        shown = set(self.teams[number])
        names = self.names.items()
        return [name for team, name in names if team in shown], [
            name for team, name in names if team not in shown
        ]


def surveys(store: Store, who: Visitor, within: Within) -> Surveys | None:
    """None when the place has no sums, or lies outside the visitor's roles."""
    numbers = numbers_of(store, who, within)
    if not numbers:
        return None
    place, covered = (
        Place(within.organisation_id, within.department_id or None),
        scope(who, Deed.COMPARE, within),
    )
    listed = organisations.some_teams(store, covered, 0, organisations.count_teams(store, covered))
    names = team_names(listed) if who.may(Deed.COMPARE, place) else {}
    return Surveys(shown_of(store, who, within) or {numbers[0]: []}, names)


def shown_of(store: Store, who: Visitor, within: Within) -> dict[int, list[str]]:
    """Of which surveys there are figures of this place itself, each with the ids of the teams that show them themselves.

    No team shows them where there are only people of small teams together.
    """
    numbers = numbers_of(store, who, within)
    teams = measurements.shown(store, within.organisation_id, within.department_id) if numbers else {}
    place = within.organisation_id, within.department_id
    return {
        number: teams.get(number, [])
        for number in numbers
        if number in teams or len(sums.of_place(store, *place, number))
    }


def together(store: Store, who: Visitor, within: Within, number: int = 0) -> Together | None:
    """The sum of a department, or of an organisation when no department is chosen; without a number the newest that there is.

    None when there is no sum, when no organisation is chosen, and outside the visitor's roles.
    """
    numbers = numbers_of(store, who, within)
    for one in (number,) if number in numbers else reversed(numbers):
        shown = sums.of_place(store, within.organisation_id, within.department_id, one)
        if len(shown):
            return Together(one, shown.assign(band=""))
    return None
