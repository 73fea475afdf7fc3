"""Comparison of teams from published figures within the visitor's roles; nothing is added up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analytics.gaps import value_gaps
from domain.content import Framework
from domain.organisations import Team
from domain.roles import Deed, Visitor
from storage import figures, organisations
from storage.store import Store

MEASURES = ("gap", "importance", "current")
SCALES = {"gap": (0.0, 3.0), "importance": (1.0, 5.0), "current": (1.0, 5.0)}
TOO_FEW = "too_few"


def by_team(store: Store, who: Visitor, measure: str, framework: Framework) -> pd.DataFrame:
    """The newest published survey of each team: values in the order of the framework, then teams by name.

    returns  one row per team and value that was asked: team, value, measure (a mean 1 to 5, or a gap -4 to 4),
             n, band, and reason: "too_few" where too few people scored the value, None where it is shown
    """
    newest = _newest(store, who)
    shown = value_gaps(newest[newest["hidden"] == ""], groups=["team"]).reset_index()
    cells = shown.rename(columns={measure: "measure"})
    cells["band"] = cells[f"{measure}_band"] if measure != "gap" else None
    cells["reason"] = None
    hidden = newest[(newest["hidden"] != "") & (newest["dimension"] == "importance")]
    hidden = hidden.rename(columns={"item": "value"})[["team", "value"]].assign(reason=TOO_FEW)
    columns = ["team", "value", "measure", "n", "band", "reason"]
    every = pd.concat([cells[columns], hidden]) if len(hidden) else cells[columns]
    order = {value.id: place for place, value in enumerate(framework.values)}
    return every.sort_values(
        ["value", "team"], key=lambda names: names.map(order) if names.name == "value" else names
    )


def hidden_teams(store: Store, who: Visitor) -> list[str]:
    """The teams within the visitor's roles that have no published figure, by name."""
    names = _names(organisations.teams_within(store, who.grants_for(Deed.COMPARE)))
    shown = set(_newest(store, who)["team_id"])
    return sorted(name for team_id, name in names.items() if team_id not in shown)


def _newest(store: Store, who: Visitor) -> pd.DataFrame:
    """The rows of the newest publication of each team, whose name is that of no other team here."""
    names = _names(organisations.teams_within(store, who.grants_for(Deed.COMPARE)))
    found = figures.of_teams(store, list(names))
    one = ["team_id", "workshop_id", "number"]
    order = found.sort_values(["published_at", "number", "workshop_id"])[one]
    newest = order.drop_duplicates("team_id", keep="last")
    return found.merge(newest, on=one).assign(team=lambda rows: rows["team_id"].map(names))


def _names(teams: Sequence[Team]) -> dict[str, str]:
    """A name for each team that no other has: with its department, and a number, where that is needed."""
    names: dict[str, str] = {}
    often, used = Counter(team.name for team in teams), Counter[str]()
    for team in teams:
        name = team.name if often[team.name] == 1 else f"{team.name} ({team.department_name})"
        used[name] += 1
        names[team.id] = name if used[name] == 1 else f"{name} {used[name]}"
    return names
