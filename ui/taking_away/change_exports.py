"""What can be taken away of what changed: per value, and per team with and without an agreement."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.anonymity import TOO_FEW
from analytics.sides import SIDES
from domain.content import Framework
from domain.roles import Deed, Visitor
from domain.workshops import SMALLEST_GROUP
from reads import change
from reads.scope import Within
from reads.sides import TeamSides, sides_of_place
from reports.table import NO_WORDS, Table
from storage import organisations, sums
from ui import visit
from ui.comparing.changing import verdict
from ui.taking_away.columns import WHY, columns_of
from ui.taking_away.exports import chosen, made_with, name_of, place_of, table_of
from ui.taking_away.reasons import Told, enough, few, shown, untold
from ui.texts import day, say


def change_table(
    who: Visitor, within: Within, team_id: str, rounds: change.Rounds, measure: str, values: Framework
) -> Table:
    """What changed per value between two measurements of a team, or of all people of a place; nothing from elsewhere."""
    store = visit.store()
    measured = {one.number: one for one in change.measurements(store, who, team_id)} if team_id else {}
    found, team, k = None, "", SMALLEST_GROUP
    if all(number in measured and not measured[number].hidden for number in rounds):
        found = change.of_team(store, measured[rounds[0]], measured[rounds[1]], measure, values)
        team, k = organisations.team(store, team_id).name, measured[rounds[1]].facts.smallest_group
    elif not team_id:
        found = change.of_place(store, who, within, rounds, measure, values)
    rows = (
        [
            (value, name_of(values, value), *_changed(row), *_told(row, k))
            for value, row in found.values.iterrows()
        ]
        if found
        else []
    )
    names = (
        "before",
        "after",
        "change",
        "low",
        "high",
        "n_before",
        "n_after",
        "n_pairs",
        "verdict",
        "agreement",
    )
    columns = columns_of("value_id", "value", *(f"change.{name}" for name in names), *WHY)
    about = (
        *place_of(who, Deed.COMPARE, within),
        (chosen("change.team"), team or say("within.all")),
        (say("comparison.measure"), say(f"comparison.{measure}")),
        *[
            (say("export.measurement", number=number), _measured(measured.get(number), number, within))
            for number in rounds
            if found
        ],
        made_with(values, values.version),
        (say("change.no_proof"), say("change.no_proof_why")),
    )
    return table_of("change.title", about, columns, rows)


def sides_table(
    who: Visitor, within: Within, rounds: change.Rounds, measure: str, values: Framework
) -> Table:
    """Every team of a place with its change on values with an agreement and without, and below them all teams together."""
    found = sides_of_place(visit.store(), who, within, rounds, measure, values)
    names = ("with_change", "without_change", "difference", "with_values", "without_values", "n_after")
    columns = columns_of("team", *(f"change.{name}" for name in (*names, "low", "high", "teams")), *WHY)
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("comparison.measure"), say(f"comparison.{measure}")),
        (chosen("change.rounds"), say("change.from_to", one=rounds[0], other=rounds[1])),
        made_with(values, values.version),
        (say("change.no_proof"), say("change.no_proof_why")),
    )
    rows = _sides(found) if found and len(found.teams) else []
    return table_of("change.sides", about, columns, rows)


def _sides(found: TeamSides) -> list[tuple[object, ...]]:
    """One row per team, and one with the means over teams and the interval of their difference."""
    rows: list[tuple[object, ...]] = [
        (team, *(row[name] for name in ("with_change", "without_change", "difference", "with_values", "without_values", "people")),
         None, None, 1, *shown(has_margin=False))
        for team, row in found.teams.to_dict("index").items()
    ]  # fmt: skip
    together, last = found.together, found.together.loc["difference"]
    people = int(found.teams["people"].sum())
    ends = (last["low"], last["high"], int(last["teams"]))
    means = tuple(together.loc[side, "mean"] for side in SIDES)
    told = shown(has_margin=bool(pd.notna(last["low"])))
    return [*rows, (say("change.all_teams"), *means, None, None, people, *ends, *told)]


def _changed(row: pd.Series) -> tuple[object, ...]:
    """The numbers of one value, what can be said of them, and whether it got an agreement."""
    agreed = (
        "" if row["has_agreement"] is None else say("change.yes" if row["has_agreement"] else "change.no")
    )
    names = ("before", "after", "change", "low", "high", "before_n", "after_n", "pairs")
    return *(row[name] for name in names), verdict(row), agreed


def _told(row: pd.Series, k: int) -> Told:
    """How many people, and that the change is shown or why it is not; k is the smallest group."""
    if row["hidden"]:
        return few(k, verdict(row)) if row["hidden"] == TOO_FEW else untold(verdict(row))
    if pd.isna(row["change"]):
        return enough(verdict(row))
    return shown(has_margin=bool(pd.notna(row["low"])))


def _measured(one: change.Measured | None, number: int, within: Within) -> str | date:
    """Of a survey of a team what it is; of the sums of a place when they were published."""
    if one is None:
        return sums.published_on(visit.store(), within.organisation_id, number) or NO_WORDS
    facts = one.facts
    told = say("export.answered", n=facts.people, expected=facts.expected)
    return f"{day(one.on)}; {told}; {say('export.framework_version', version=facts.framework_version)}"
