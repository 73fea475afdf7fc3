"""What changed between two published surveys of a team, or of a department or an organisation: published figures only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pandas as pd

from analytics.change import value_changes, with_and_without, with_pairs
from analytics.tallies import EVERYONE
from domain.content import Framework
from domain.problems import NotFound
from domain.roles import Deed, Visitor
from reads.scope import Within, organisations_of, scope, unlike
from reads.together import together
from storage import agreements, figures, organisations, pairs, sums
from storage.figures import Publication
from storage.store import Store

MOST_TEAMS = 500
Rounds = tuple[int, int]


@dataclass(frozen=True)
class Measured:
    """One survey of a team: the first, second ... `hidden` says why it has no figures, or is ""."""

    number: int
    facts: Publication

    @property
    def on(self) -> date:
        return self.facts.published_at.date()

    @property
    def hidden(self) -> str:
        return self.facts.hidden


@dataclass(frozen=True)
class Changed:
    """What changed from one survey to a later one.

    values   as `analytics.change.value_changes` gives them, in the order of the framework, with pairs (how many people; NaN
             where the change is that of two figures) and has_agreement (made between the two; None for more than a team)
    sides    the change with an agreement beside that without, as `analytics.change.with_and_without` gives it; None where
             there is nothing to put on one of the sides
    left_out how many values were asked in only one of the two, or of which other teams are in the sums
    """

    values: pd.DataFrame
    sides: pd.Series | None
    left_out: int


def teams(store: Store, who: Visitor, within: Within) -> dict[str, str]:
    """The teams of which a visitor may see the change, by id: names of their own; none before an organisation is chosen."""
    if not within.organisation_id:
        return {}
    found = organisations.some_teams(store, scope(who, Deed.COMPARE, within), 0, MOST_TEAMS)
    return unlike([(team.id, team.name) for team in found])


def measured_again(store: Store, who: Visitor) -> dict[str, str]:
    """The organisations of which a visitor may see the change, and where teams measured again: names by id."""
    named = organisations_of(store, who, Deed.COMPARE)
    again = sums.measured_again(store, named)
    return {one: name for one, name in named.items() if one in again}


def measurements(store: Store, who: Visitor, team_id: str) -> list[Measured]:
    """The surveys of a team that were published or closed, oldest first; none outside the visitor's roles."""
    try:
        place = organisations.team(store, team_id).place
    except NotFound:
        return []
    if not who.may(Deed.COMPARE, place):
        return []
    return [Measured(number, one) for number, one in enumerate(figures.surveys_of_team(store, team_id), 1)]


def choices(numbers: list[int], shown: list[int]) -> tuple[list[Rounds], Rounds | None]:
    """Every two surveys that can be put beside each other, and which of them at first: the last two that are shown."""
    every = list(combinations(numbers, 2))
    latest = shown[-2:] if len(shown) > 1 else numbers[-2:]
    return every, (latest[0], latest[1]) if len(latest) == 2 else None


def of_team(store: Store, before: Measured, after: Measured, measure: str, framework: Framework) -> Changed:
    """What changed from one survey of a team to a later one."""
    one, other = (_everyone(store, survey.facts) for survey in (before, after))
    found = with_pairs(
        value_changes(one, other, measure),
        _pairs(store, before.facts.round_id, after.facts.round_id, measure),
    )
    agreed = agreements.values_agreed_on(
        store, after.facts.team_id, before.facts.published_at, after.facts.published_at
    )
    found = _in_order(found.assign(has_agreement=found.index.isin(agreed)), framework)
    sides = with_and_without(found.assign(team_id=after.facts.team_id))
    left_out = len(set(one["item"]) ^ set(other["item"]))
    return Changed(found, sides.iloc[0] if len(sides) else None, left_out)


def of_place(
    store: Store, who: Visitor, within: Within, rounds: Rounds, measure: str, framework: Framework
) -> Changed | None:
    """What changed from one published sum of a department or an organisation to a later one; None where one is missing.

    Only values with as many teams in both sums: else other teams would be compared, and that is no change.
    """
    both = [together(store, who, within, number) for number in rounds]
    one, other = (found.shown.assign(hidden="") if found and found.number == number else None
                  for found, number in zip(both, rounds, strict=True))  # fmt: skip
    if one is None or other is None:
        return None
    one, other = one.set_index(["item", "dimension"]), other.set_index(["item", "dimension"])
    alike = one.index.intersection(other.index)
    alike = alike[(one.loc[alike, "teams"] == other.loc[alike, "teams"]).to_numpy()]
    asked = set(one.index.unique("item")) | set(other.index.unique("item"))
    one, other = one.loc[alike].reset_index(), other.loc[alike].reset_index()
    found = value_changes(one, other, measure).assign(pairs=float("nan"), has_agreement=None)
    return Changed(_in_order(found, framework), None, len(asked - set(found.index)))


def _everyone(store: Store, facts: Publication) -> pd.DataFrame:
    shown = figures.figures(store, facts.id)
    return shown[shown["perspective_id"] == EVERYONE]


def _pairs(store: Store, before: str, after: str, measure: str) -> pd.DataFrame:
    kept = pairs.between(store, before, after)
    return kept[kept["dimension"] == measure]


def _in_order(found: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    return found.loc[[value.id for value in framework.values if value.id in found.index]]
