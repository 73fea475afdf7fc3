"""The profile of one team: its newest published survey, for everyone together and for the perspectives that may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.anonymity import TOO_FEW_CHANGED
from analytics.tallies import EVERYONE
from domain.content import Framework
from domain.organisations import Team
from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from reads.comparison import NOT_SHOWN, TOO_FEW, cells_of, team_names
from reads.outcome import Outcome, outcome
from reads.scope import EVERYWHERE, Within, scope
from storage import figures, organisations, workshops
from storage.store import Store

MOST_TO_CHOOSE = 300
NOT_APART = "not_apart"


@dataclass(frozen=True)
class Profile:
    """What a team shows of itself.

    workshop      of the newest published survey, or None before there is one
    surveyed      its outcome, or None where nothing may be seen
    reason        why not: "not_shown" yet, or "too_few" people answered; "" when there is an outcome
    perspectives  of the perspectives that may be seen beside each other one row per perspective, item and dimension, with the
                  columns of `storage.figures.FIGURE_COLUMNS`; of the first survey of the workshop, since a later one has none
    apart_on      the day of that survey, where it is not the newest one
    """

    team: Team
    workshop: Workshop | None = None
    surveyed: Outcome | None = None
    reason: str = NOT_SHOWN
    perspectives: pd.DataFrame | None = None
    apart_on: date | None = None


def profile(store: Store, who: Visitor, team_id: str) -> Profile | None:
    """The profile of a team, by its newest survey that stands; None outside the visitor's roles, and where there is no such team."""
    team = organisations.team_within(store, scope(who, Deed.FOLLOW_AGREEMENTS), team_id)
    if team is None:
        return None
    surveys = [one for one in figures.surveys_of_team(store, team.id) if one.hidden != TOO_FEW_CHANGED]
    if not surveys:
        return Profile(team)
    workshop, surveyed = workshops.by_id(store, surveys[-1].workshop_id), outcome(store, surveys[-1].round_id)
    if surveyed is None:
        return Profile(team, workshop, reason=TOO_FEW)
    first = next(one for one in surveys if one.workshop_id == workshop.id and not one.hidden)
    every = figures.figures(store, first.id)
    parts = every[(every["perspective_id"] != EVERYONE) & (every["hidden"] == "")]
    apart_on = None if first.id == surveyed.publication.id else first.published_at.date()
    return Profile(team, workshop, surveyed, "", parts.reset_index(drop=True), apart_on)


def perspective_cells(found: Profile, measure: str, values: Framework) -> pd.DataFrame:
    """The perspectives beside each other by value: as the cells of `reads.comparison.TeamPage`, `team` is the id of a perspective.

    Each of them has a cell for every value that the workshop asked about; one that may not be seen has the reason
    "not_apart", with the smallest group ("not_apart_5"). No rows where no perspective shows this measure.
    """
    parts, workshop = found.perspectives, found.workshop
    if workshop is None or parts is None or parts.empty:
        return pd.DataFrame(columns=["team", "value", "measure", "n", "spread", "band", "reason"])
    k, seen = workshop.smallest_group, set(parts["perspective_id"])
    cells = cells_of(
        parts.rename(columns={"perspective_id": "team"}).assign(smallest_group=k), measure, values
    )
    shown = [one for one in workshop.perspectives if one in seen] if len(cells) else []
    asked = [value.id for value in values.values if value.id in workshop.values]
    every = pd.MultiIndex.from_product([asked, shown], names=["value", "team"])
    cells = cells.set_index(["value", "team"]).reindex(every).reset_index()
    cells["team"] = pd.Categorical(cells["team"], shown)
    cells.loc[cells["n"].isna(), "reason"] = f"{NOT_APART}_{k}"
    return cells


def teams_to_choose(store: Store, who: Visitor, within: Within = EVERYWHERE) -> dict[str, str]:
    """The teams to choose from, by id: names of their own, in order; none when there are too many to choose from."""
    covered = scope(who, Deed.FOLLOW_AGREEMENTS, within)
    if organisations.count_teams(store, covered) > MOST_TO_CHOOSE:
        return {}
    return team_names(organisations.some_teams(store, covered, 0, MOST_TO_CHOOSE))
