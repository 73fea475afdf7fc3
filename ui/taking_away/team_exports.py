"""What can be taken away of one team or one value: the thread, the profile of a team, and a value across teams."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.anonymity import TOO_FEW, TOO_FEW_CHANGED
from analytics.gaps import quadrants, value_gaps, with_margins
from domain.content import Framework
from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from reads.across import across
from reads.comparison import ALIKE, NOT_SHOWN, Hidden, count
from reads.scope import Within
from reads.team import profile
from reads.thread import NOT_ASKED, Measurement, thread
from reports.table import Table
from storage import organisations
from ui import visit
from ui.taking_away.columns import WHY, columns_of
from ui.taking_away.exports import made_with, name_of, place_of, table_of
from ui.taking_away.reasons import Told, told_of, untold, why_hidden
from ui.texts import framework, say, value_name

_FIGURES = ("importance", "current", "gap", "change", "low", "high")
_MARGINS = ("importance_low", "importance_high", "current_low", "current_high")


def thread_table(who: Visitor, workshop: Workshop, value: str) -> Table:
    """What every survey of the team shows of the value; raises NotAllowed and NotFound as the thread does."""
    found = thread(visit.store(), who, workshop, value)
    measured = [one for one in (found.measured, *found.later) if one]
    columns = columns_of("published_on", "workshop", *_FIGURES, "n", *WHY)
    about = (
        (say("export.team"), organisations.team(visit.store(), workshop.team_id).name),
        (say("export.value"), value_name(workshop, value)),
        made_with(framework(workshop), workshop.framework_version),
    )
    return table_of("thread.title", about, columns, [_measurement(one) for one in measured])


def team_table(who: Visitor, team_id: str) -> Table:
    """The profile of a team by value; no rows outside the visitor's roles, and where nothing may be seen."""
    found = profile(visit.store(), who, team_id)
    columns = columns_of("value_id", "value", *_FIGURES[:3], *_MARGINS, "what_to_do", "n", *WHY)
    if found is None or found.workshop is None or found.surveyed is None:
        return table_of("team.title", (), columns, [])
    shown, values = found.surveyed.shown, framework(found.workshop)
    gaps = with_margins(quadrants(value_gaps(shown)), shown)
    rows = [
        (value, name_of(values, value), *(row[name] for name in (*_FIGURES[:3], *_MARGINS)),
         say(f"team.{row['quadrant']}") if row["quadrant"] else say("team.left_open"), row["n"],
         *_told(row))
        for value, row in gaps.to_dict("index").items()
    ]  # fmt: skip
    k, reasons = found.surveyed.publication.smallest_group, found.surveyed.reasons
    rows += [(value, name_of(values, value), *[None] * 7, "", None, *why_hidden(reasons.get(value, NOT_SHOWN), k))
             for value in found.workshop.values if value not in gaps.index]  # fmt: skip
    about = (
        (say("export.team"), found.team.name),
        (say("export.department"), found.team.department_name),
        (say("export.published_on"), found.surveyed.publication.published_at.date()),
        (say("export.people"), found.surveyed.publication.people),
        (say("export.expected"), found.surveyed.publication.expected),
        made_with(values, found.workshop.framework_version),
    )
    return table_of("team.title", about, columns, rows)


def value_table(who: Visitor, value: str, values: Framework, within: Within) -> Table:
    """Every team of the chosen place on one value; a team that shows nothing says why."""
    store = visit.store()
    found = across(store, who, value, within, most=count(store, who, within))
    columns = columns_of(
        "team", *_FIGURES[:3], *_MARGINS, "n", "people", "expected", "published_on", "values_version", *WHY
    )
    rows = [
        (team, *(row[name] for name in (*_FIGURES[:3], *_MARGINS)), row["n"], *found.answered[team], found.days[team], found.versions[team], *_told(row))
        for team, row in found.gaps.to_dict("index").items()
    ]  # fmt: skip
    rows += [(team.team, *[None] * 12, *_why_not(team)) for team in found.hidden]
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("comparison.which_survey"), say("research.newest")),
        (say("export.value"), name_of(values, value)),
        made_with(values, values.version),
    )
    return table_of("value.title", about, columns, rows)


def _told(row: Mapping[Hashable, Any]) -> Told:
    """Of both sides of a value, with the margins of each where there are any."""
    has_margins = not any(pd.isna(row[name]) for name in _MARGINS)
    return told_of(None, ALIKE if pd.isna(row["gap"]) else "", has_margin=has_margins)


def _why_not(team: Hidden) -> Told:
    if team.reason == NOT_ASKED:
        return untold(say("export.not_asked"))
    known = {NOT_SHOWN: NOT_SHOWN, TOO_FEW_CHANGED: TOO_FEW_CHANGED}
    return why_hidden(known.get(team.reason, TOO_FEW), team.smallest_group)


def _measurement(one: Measurement) -> tuple[object, ...]:
    gap, change = one.gap or {}, one.change or {}
    figures = [gap.get(name) for name in _FIGURES[:3]] + [change.get(name) for name in _FIGURES[3:]]
    return (one.facts.published_at.date(), one.code, *figures, gap.get("n"), *_seen(one))


def _seen(one: Measurement) -> Told:
    """That it is shown, or why it is not."""
    if one.gap is not None:
        has_margin = bool(one.change) and pd.notna(one.change["low"])
        return told_of(None, ALIKE if pd.isna(one.gap["gap"]) else "", has_margin=has_margin)
    if one.reason == NOT_ASKED:
        return untold(say("export.not_asked"))
    return why_hidden(one.facts.hidden or one.reason, one.facts.smallest_group)
