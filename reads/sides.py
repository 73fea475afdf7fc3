"""Change with and without an agreement in the teams of a department or an organisation: published figures only, never a new sum."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.change import with_and_without
from analytics.sides import over_teams, team_changes
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.comparison import team_names
from reads.scope import Within, scope
from storage import measurements, organisations
from storage.store import Store

Rounds = tuple[int, int]


@dataclass(frozen=True)
class TeamSides:
    """What teams show, each by itself and as the mean of them all.

    teams     index team (a name), in order of name: with_values, without_values, with_change, without_change, difference, people
              (who answered the later survey)
    together  as `analytics.sides.over_teams` gives it
    left_out  how many teams show both surveys, and have no value on one of the two sides
    """

    teams: pd.DataFrame
    together: pd.DataFrame
    left_out: int


def sides_of_place(
    store: Store, who: Visitor, within: Within, rounds: Rounds, measure: str, framework: Framework
) -> TeamSides | None:
    """The teams of a place of which the visitor may see the figures; None before an organisation is chosen, or without such a team."""
    covered = scope(who, Deed.COMPARE, within)
    if not within.organisation_id or not covered:
        return None
    twice = measurements.twice(store, covered, *rounds)
    if twice.empty:
        return None
    changes = _changes(store, twice, measure, framework)
    if changes.empty:
        return None
    sides = with_and_without(changes)
    listed = organisations.some_teams(store, covered, 0, organisations.count_teams(store, covered))
    people = dict(zip(twice["team_id"], twice["people"], strict=True))
    names = team_names(listed)
    shown = sides.assign(people=[people[team] for team in sides.index])
    shown = shown.reindex([team for team in names if team in shown.index]).rename(index=names)
    return TeamSides(shown.rename_axis("team"), over_teams(shown), len(twice) - len(shown))


def _changes(store: Store, twice: pd.DataFrame, measure: str, framework: Framework) -> pd.DataFrame:
    """One row per team and value: team_id, item, change, has_agreement; of the same people where that is shown."""
    every = measurements.figures_of(store, [*twice["before_id"], *twice["after_id"]])
    before, after = (
        every.merge(twice[["team_id", name]], left_on="publication_id", right_on=name)
        for name in ("before_id", "after_id")
    )
    changes = team_changes(before, after, measure)["change"]
    pairs = measurements.changes_of_pairs(store, twice, measure).set_index(["team_id", "item"])["change"]
    changes = pairs.reindex(changes.index).fillna(changes)
    agreed = pd.MultiIndex.from_frame(measurements.agreed_between(store, twice))
    known = changes[changes.index.isin([value.id for value in framework.values], level="item")]
    return known.to_frame().assign(has_agreement=known.index.isin(agreed)).reset_index()
