"""How the teams of a scope stand on one value, by their newest published survey; published figures only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

import pandas as pd

from analytics.anonymity import TOO_FEW_CHANGED
from analytics.gaps import value_gaps, with_margins
from domain.roles import Deed, Visitor
from reads.comparison import (
    TEAMS_ON_A_PAGE,
    Hidden,
    answered_of,
    days_of,
    ids_of,
    team_names,
    versions_of,
    why_hidden,
)
from reads.scope import EVERYWHERE, Within, scope
from storage import figures, organisations
from storage.store import Store

NOT_ASKED, FEW_SCORES = "not_asked", "few_scores"
ORDERS = ("gap", "importance", "current")


@dataclass(frozen=True)
class Across:
    """Some of the teams.

    gaps    index team (a name), with the columns of `analytics.gaps.value_gaps` and `with_margins`, in the order that was asked
    hidden  those of these teams that show nothing of the value: reason "too_few" people answered, "not_shown" yet,
            "not_asked", "few_scores" on this value, or "too_few_changed": with earlier figures it would tell of a few people
    ids     the id of each of these teams of which the visitor may see the profile, by name
    every   of all teams of the scope that show a mean, the same as gaps
    answered  of each of these teams in gaps: how many people answered the survey, of how many expected
    days    of the same teams: when that survey was published
    versions  of the same teams: the version of the framework that was asked
    """

    gaps: pd.DataFrame
    hidden: tuple[Hidden, ...]
    ids: dict[str, str]
    every: pd.DataFrame
    answered: dict[str, tuple[int, int]]
    days: dict[str, date]
    versions: dict[str, int]


def across(
    store: Store,
    who: Visitor,
    value: str,
    within: Within = EVERYWHERE,
    first: int = 0,
    most: int = TEAMS_ON_A_PAGE,
    by: str = "",
) -> Across:
    """At most thirty teams (or `most`) from number `first`.

    by  "gap", "importance" or "current": the highest first, and teams without a figure last; "" = by name
    """
    covered = scope(who, Deed.COMPARE, within)
    teams = organisations.some_teams(store, covered, 0, organisations.count_teams(store, covered))
    names = team_names(teams)
    newest = figures.of_teams(store, list(names))
    newest = newest.assign(team=newest["team_id"].map(names))
    asked = newest[newest["item"] == value]
    gaps = value_gaps(asked[asked["hidden"] == ""], groups=["team"]).droplevel("value")
    ordered = _in_order(list(names.values()), gaps, by)[first : first + most]
    surveys = newest.drop_duplicates("team_id").set_index("team")
    whys = asked.sort_values("hidden")  # of a team with two, the one that is not empty comes last
    reasons = dict(zip(whys["team"], whys["hidden"], strict=True))
    hidden = (_hidden(team, surveys, reasons) for team in ordered if team not in gaps.index)
    shown = [team for team in ordered if team in gaps.index]
    ids = ids_of(who, teams, names, set(ordered))
    seen = asked[(asked["hidden"] == "") & asked["team"].isin(shown)]
    return Across(
        with_margins(gaps.loc[shown], seen, "team"),
        tuple(hidden),
        ids,
        gaps.dropna(subset=["gap"]),
        answered_of(surveys.loc[shown]),
        days_of(surveys.loc[shown]),
        versions_of(surveys.loc[shown]),
    )


def _in_order(teams: list[str], gaps: pd.DataFrame, by: str) -> list[str]:
    """The teams as they came, by name; or by one of their figures."""
    figure = gaps[by].dropna().to_dict() if by in ORDERS else {}
    return sorted(teams, key=lambda team: -figure.get(team, -inf))


def _hidden(team: str, surveys: pd.DataFrame, reasons: Mapping[str, str]) -> Hidden:
    """Why a team shows nothing of the value; `reasons` of the teams that were asked it."""
    found = why_hidden(team, surveys)
    if found:
        return found
    if team not in reasons:
        return Hidden(team, NOT_ASKED, 0)
    reason = TOO_FEW_CHANGED if reasons[team] == TOO_FEW_CHANGED else FEW_SCORES
    return Hidden(team, reason, int(str(surveys.loc[team, "smallest_group"])))
