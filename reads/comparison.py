"""Comparison of teams from published figures within the visitor's roles; people are never added up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from math import inf

import pandas as pd

from analytics.gaps import value_gaps
from analytics.measures import profile
from analytics.shrinkage import apart
from analytics.spread import team_spread
from domain.content import Framework
from domain.organisations import Team
from domain.roles import Deed, Visitor
from reads.scope import EVERYWHERE, Scope, Within, scope, unlike
from storage import figures, organisations
from storage.figures import Lines
from storage.store import Store

MEASURES = ("gap", "importance", "current")
SCALES = {"gap": (0.0, 3.0), "importance": (1.0, 5.0), "current": (1.0, 5.0)}
TEAMS_ON_A_PAGE = 30
TOO_FEW, NOT_SHOWN = "too_few", "not_shown"
ALIKE = "alike"  # in place of a gap, where answers of one of its sides were too much alike to show a mean
_COLUMNS = ["team", "value", "measure", "n", "spread", "band", "reason"]
_KEPT, _KEPT_LINES = 64, 8  # lines take a few megabytes for a country
Version = tuple[int, datetime | None]


@dataclass(frozen=True)
class Hidden:
    """A team without a figure: why ("too_few" people answered, or "not_shown" yet), and the smallest group (0 = unknown)."""

    team: str
    reason: str
    smallest_group: int


@dataclass(frozen=True)
class TeamPage:
    """Some of the teams, by name.

    cells   one row per team and value that was asked, values in the order of the framework: team, value, measure (a mean
            1 to 5, or a gap -4 to 4), n, spread, band (or "alike"), reason: None where it is shown, else why it is hidden
            and the smallest group ("too_few_5"); overall, teams and verdict as from `analytics.shrinkage.apart`, among all teams and not only these
    hidden  the teams of this page that have no figure
    answered  of the teams that have one: how many people answered, of how many expected
    days    of these same teams: when the survey was published of which these figures are
    versions  of these same teams: the version of the framework that was asked
    ids     the id of each team of this page of which the visitor may see the profile, by name
    """

    cells: pd.DataFrame
    hidden: tuple[Hidden, ...]
    answered: dict[str, tuple[int, int]]
    days: dict[str, date] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def spread(self) -> pd.DataFrame:
        """Where these teams stand, as from `analytics.spread.team_spread`; values in the order of the framework."""
        shown = self.cells.pivot(index="team", columns="value", values="measure").astype(float)
        return team_spread(shown[list(dict.fromkeys(self.cells["value"]))])


@dataclass(frozen=True)
class Overview:
    """Where all teams stand.

    spread     as from `analytics.spread.team_spread`, values in the order of the framework
    shown      how many teams have a figure
    too_few    how many teams had too few answers, by the smallest group of their survey
    not_shown  how many teams have nothing published yet
    answered   how many people answered in the teams with a figure, of how many expected
    """

    spread: pd.DataFrame
    shown: int
    too_few: dict[int, int]
    not_shown: int
    answered: tuple[int, int]


def count(store: Store, who: Visitor, within: Within = EVERYWHERE) -> int:
    """How many teams there are to compare."""
    return organisations.count_teams(store, scope(who, Deed.COMPARE, within))


def overview(
    store: Store, who: Visitor, measure: str, framework: Framework, within: Within = EVERYWHERE
) -> Overview:
    """Where all teams stand by their newest published survey, each team counted once."""
    covered, version = scope(who, Deed.COMPARE, within), figures.version(store)
    lines, spread = _lines(store, covered, version), _spread(store, covered, version, measure)
    order = [value.id for value in framework.values if value.id in spread.index]
    without = organisations.count_teams(store, covered) - len(lines.importance) - sum(lines.hidden.values())
    return Overview(spread.loc[order], len(lines.importance), lines.hidden, max(without, 0), lines.answered)


def by_team(
    store: Store,
    who: Visitor,
    measure: str,
    framework: Framework,
    within: Within = EVERYWHERE,
    first: int = 0,
    most: int = TEAMS_ON_A_PAGE,
    by: str = "",
) -> TeamPage:
    """The newest published survey of at most thirty teams (or `most`), from number `first`.

    by  the value by whose measure the teams are put in order, the highest first and those without one last; "" = by name
    """
    covered = scope(who, Deed.COMPARE, within)
    teams = organisations.some_teams(store, covered, 0, organisations.count_teams(store, covered))
    names = team_names(teams)
    newest = figures.of_teams(store, list(names))
    newest = newest.assign(team=newest["team_id"].map(names))
    cells = cells_of(newest[newest["item"].notna()], measure, framework)
    cells = cells.join(apart(cells.rename(columns={"value": "item"})))
    ordered = _in_order(names, cells, by)[first : first + most]
    surveys = newest[newest["team"].isin(ordered)].drop_duplicates("team_id").set_index("team")
    hidden = (why_hidden(team, surveys) for team in ordered)
    place = {team: number for number, team in enumerate(ordered)}
    cells = cells[cells["team"].isin(place)]
    return TeamPage(
        cells.sort_values(
            ["value", "team"],
            key=lambda column: column.map(place) if column.name == "team" else column.map(_places(framework)),
        ),
        tuple(why for why in hidden if why),
        dict(sorted(answered_of(surveys).items(), key=lambda one: place[one[0]])),
        days_of(surveys),
        versions_of(surveys),
        ids_of(who, teams, names, place),
    )


def answered_of(surveys: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Of each team with figures how many people answered, of how many expected; `surveys` has one row per team."""
    shown = surveys[surveys["round_hidden"] == ""]
    answered = zip(shown["answered"].astype(int), shown["expected"].astype(int), strict=True)
    return dict(zip(shown.index, answered, strict=True))


def days_of(surveys: pd.DataFrame) -> dict[str, date]:
    """Of each team with figures when they were published; `surveys` has one row per team."""
    published = surveys.loc[surveys["round_hidden"] == "", "published_at"]
    return {str(team): pd.Timestamp(when).date() for team, when in published.items()}


def versions_of(surveys: pd.DataFrame) -> dict[str, int]:
    """Of each team with figures the version of the framework that was asked; `surveys` has one row per team."""
    asked = surveys.loc[surveys["round_hidden"] == "", "framework_version"]
    return {str(team): int(version) for team, version in asked.items()}


def _in_order(names: dict[str, str], cells: pd.DataFrame, by: str) -> list[str]:
    """The teams by name, or by their measure of one value."""
    measures = cells[cells["value"] == by].set_index("team")["measure"].dropna().to_dict() if by else {}
    return sorted(names.values(), key=lambda team: -measures.get(team, -inf))


def why_hidden(team: str, surveys: pd.DataFrame) -> Hidden | None:
    """Why a team has no figure; None where it has."""
    if team not in surveys.index:
        return Hidden(team, NOT_SHOWN, 0)
    facts = surveys.loc[team]
    return Hidden(team, TOO_FEW, int(str(facts["smallest_group"]))) if facts["round_hidden"] else None


def cells_of(newest: pd.DataFrame, measure: str, framework: Framework) -> pd.DataFrame:
    """What is shown of each team and value, and what is hidden in a dimension that the measure needs."""
    needed = newest[newest["dimension"].isin([measure] if measure != "gap" else ["importance", "current"])]
    shown = needed[needed["hidden"] == ""]
    cells = _gaps(shown) if measure == "gap" else _means(shown)
    hidden = (
        needed[needed["hidden"] != ""].drop_duplicates(["team", "item"]).rename(columns={"item": "value"})
    )
    hidden = hidden[["team", "value"]].assign(reason=reason_of(hidden["hidden"], hidden["smallest_group"]))
    every = pd.concat([cells.assign(reason=None), hidden]) if len(hidden) else cells.assign(reason=None)
    order = _places(framework)
    return every[_COLUMNS].sort_values(
        ["value", "team"],
        key=lambda names: names.map(order) if names.name == "value" else names,
        ignore_index=True,
    )


def reason_of(hidden: pd.Series, smallest_group: pd.Series) -> list[str]:
    """Why each of these is hidden and the smallest group, as one id; `why` takes it apart again."""
    return [f"{why}_{k}" for why, k in zip(hidden, smallest_group, strict=True)]


def why(reason: str) -> tuple[str, int]:
    """Why something is hidden ("too_few" or "too_few_changed"), and the smallest group."""
    name, _, k = reason.rpartition("_")
    return name, int(k)


def _places(framework: Framework) -> dict[str, int]:
    return {value.id: place for place, value in enumerate(framework.values)}


def _gaps(shown: pd.DataFrame) -> pd.DataFrame:
    gaps = value_gaps(shown, groups=["team"]).reset_index()
    gaps = gaps.rename(columns={"gap": "measure", "widest_spread": "spread"})
    return gaps.assign(band=gaps["measure"].isna().map({True: ALIKE, False: None}))


def _means(shown: pd.DataFrame) -> pd.DataFrame:
    return profile(shown).rename(columns={"item": "value", "mean": "measure"})


# What is kept is kept for exactly this scope, until something is published anywhere.


@lru_cache(maxsize=_KEPT_LINES)
def _lines(store: Store, covered: Scope, version: Version) -> Lines:
    return figures.lines(store, covered)


@lru_cache(maxsize=_KEPT)
def _spread(store: Store, covered: Scope, version: Version, measure: str) -> pd.DataFrame:
    lines = _lines(store, covered, version)
    means = {"importance": lines.importance, "current": lines.current}.get(measure)
    means = lines.importance - lines.current if means is None else means
    return team_spread(pd.DataFrame(means, columns=list(lines.values)))


def forget() -> None:
    """Have everything read anew, for who measures."""
    for kept in (_lines, _spread):
        kept.cache_clear()


def ids_of(
    who: Visitor, teams: Sequence[Team], names: dict[str, str], shown: Collection[str]
) -> dict[str, str]:
    """The id by name of each of the teams that are shown and of which the visitor may see the profile."""
    on_page = (team for team in teams if names[team.id] in shown)
    return {names[team.id]: team.id for team in on_page if who.may(Deed.FOLLOW_AGREEMENTS, team.place)}


def team_names(teams: Sequence[Team]) -> dict[str, str]:
    """A name for each team that no other has: with department, organisation or a number, where that is needed."""
    names = {team.id: team.name for team in teams}
    ways = ["{0.name} ({0.department_name})"]
    if len({team.organisation_id for team in teams}) > 1:
        ways.append("{0.name} ({0.department_name}, {0.organisation_name})")
    for way in ways:
        often = Counter(names.values())
        names = {team.id: way.format(team) if often[names[team.id]] > 1 else names[team.id] for team in teams}
    return unlike(list(names.items()))
