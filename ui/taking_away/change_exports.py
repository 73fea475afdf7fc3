"""What can be taken away of what changed: per value, and per team with and without an agreement."""

from __future__ import annotations

import pandas as pd

from analytics.sides import SIDES
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads import change
from reads.scope import Within
from reads.sides import TeamSides, sides_of_place
from reports.table import Table
from storage import organisations
from ui import visit
from ui.comparing.changing import verdict
from ui.taking_away.exports import chosen, frame_of, headings_of, made_with, name_of, place_of, table_of
from ui.texts import day, say


def change_table(
    who: Visitor, within: Within, team_id: str, rounds: change.Rounds, measure: str, values: Framework
) -> Table:
    """What changed per value between two measurements of a team, or of all people of a place; nothing from elsewhere."""
    store = visit.store()
    measured = {one.number: one for one in change.measurements(store, who, team_id)} if team_id else {}
    found, team = None, ""
    if all(number in measured and not measured[number].hidden for number in rounds):
        found = change.of_team(store, measured[rounds[0]], measured[rounds[1]], measure, values)
        team = organisations.team(store, team_id).name
    elif not team_id:
        found = change.of_place(store, who, within, rounds, measure, values)
    rows = (
        [(value, name_of(values, value), *_changed(row)) for value, row in found.values.iterrows()]
        if found
        else []
    )
    headings = headings_of("value_id", "value") + [
        say(f"change.{name}")
        for name in ("before", "after", "change", "low", "high", "n_before", "n_after", "n_pairs", "verdict", "agreement")
    ]  # fmt: skip
    about = (
        *place_of(who, Deed.COMPARE, within),
        (chosen("change.team"), team or say("within.all")),
        (say("comparison.measure"), say(f"comparison.{measure}")),
        *[(say("export.measurement", number=number), _measured(measured.get(number))) for number in rounds],
        made_with(values, values.version),
        (say("change.no_proof"), say("change.no_proof_why")),
    )
    made = frame_of(headings, rows, figure=(2, 3, 4, 5, 6), whole=(7, 8, 9))
    return table_of("change.title", about, made)


def sides_table(
    who: Visitor, within: Within, rounds: change.Rounds, measure: str, values: Framework
) -> Table:
    """Every team of a place with its change on values with an agreement and without, and below them all teams together."""
    found = sides_of_place(visit.store(), who, within, rounds, measure, values)
    names = ("with_change", "without_change", "difference", "with_values", "without_values", "n_after")
    headings = [say("export.team"), *(say(f"change.{name}") for name in (*names, "low", "high", "teams"))]
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("comparison.measure"), say(f"comparison.{measure}")),
        (chosen("change.rounds"), say("change.from_to", one=rounds[0], other=rounds[1])),
        made_with(values, values.version),
        (say("change.no_proof"), say("change.no_proof_why")),
    )
    rows = _sides(found) if found and len(found.teams) else []
    made = frame_of([*headings, say("export.status")], rows, figure=(1, 2, 3, 7, 8), whole=(4, 5, 6, 9))
    return table_of("change.sides", about, made)


def _sides(found: TeamSides) -> list[tuple[object, ...]]:
    """One row per team, and one with the means over teams and the interval of their difference."""
    rows: list[tuple[object, ...]] = [
        (team, *(row[name] for name in ("with_change", "without_change", "difference", "with_values", "without_values", "people")),
         None, None, 1, say("export.shown"))
        for team, row in found.teams.to_dict("index").items()
    ]  # fmt: skip
    together, last = found.together, found.together.loc["difference"]
    people = int(found.teams["people"].sum())
    ends = (last["low"], last["high"], int(last["teams"]))
    means = tuple(together.loc[side, "mean"] for side in SIDES)
    return [*rows, (say("change.all_teams"), *means, None, None, people, *ends, say("export.shown"))]


def _changed(row: pd.Series) -> tuple[object, ...]:
    """The numbers of one value, what can be said of them, and whether it got an agreement."""
    agreed = (
        "–" if row["has_agreement"] is None else say("change.yes" if row["has_agreement"] else "change.no")
    )
    names = ("before", "after", "change", "low", "high", "before_n", "after_n", "pairs")
    return *(row[name] for name in names), verdict(row), agreed


def _measured(one: change.Measured | None) -> str:
    if one is None:
        return "–"
    facts = one.facts
    told = say("export.answered", n=facts.people, expected=facts.expected)
    return f"{day(one.on)}; {told}; {say('export.framework_version', version=facts.framework_version)}"
