"""Change with and without an agreement over teams: a mark at the mean, a line for its interval, a small stroke per team."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.change_scale import head, reach
from charts.labels import Labels, text_width
from charts.rows import place_row
from charts.sheet import Entry, Sheet
from charts.style import Look

CHANGES = {"with": "with_change", "without": "without_change", "difference": "difference"}
Row = Mapping[Any, Any]


def sides_chart(teams: pd.DataFrame, together: pd.DataFrame, labels: Labels, look: Look) -> go.Figure:
    """With an agreement, without, and the difference of the two, under each other.

    teams      one row per team: with_change, without_change, difference
    together   index with, without, difference: mean, low, high, teams
    """
    ends = [*teams[list(CHANGES.values())].to_numpy().ravel(), *together[["low", "high"]].to_numpy().ravel()]
    measures, far = look.measures, reach(ends)
    beside = text_width(labels.say("sides.teams", n="000"), measures.small) + measures.text
    sheet = Sheet(look, -far, far, left=measures.name_width, beside=beside if measures.name_width else 0)
    bottom = head(sheet, _signs(labels, look), bool(together["low"].notna().any()), labels)
    for side, row in together.to_dict("index").items():
        bottom = _row(sheet, bottom, str(side), row, teams[CHANGES[str(side)]], labels)
    return sheet.figure(bottom + measures.space / 2)


def words(together: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """Both means and their difference, and whether that difference is clear."""
    facts = {str(side): labels.signed(row["mean"]) for side, row in together.iterrows()}
    found = together.to_dict("index")["difference"]
    told: dict[str, str | int] = {**facts, "teams": int(found["teams"])}
    if pd.isna(found["low"]):
        return {"key": "chart.sides.says_few", **told}
    is_clear = found["low"] > 0 or found["high"] < 0
    ends = {name: labels.signed(found[name]) for name in ("low", "high")}
    return {"key": "chart.sides.says" if is_clear else "chart.sides.says_unclear", **told, **ends}


def _signs(labels: Labels, look: Look) -> list[Entry]:
    return [
        Entry(labels.say("sides.mean"), look.palette.ink, "circle"),
        Entry(labels.say("sides.team"), look.palette.soft, "line-ns-open"),
    ]


def _row(sheet: Sheet, top: float, side: str, row: Row, changes: pd.Series, labels: Labels) -> float:
    look, measures = sheet.look, sheet.look.measures
    is_last = side == "difference"
    people = labels.people(int(row["teams"]), "sides.teams")
    place = place_row(
        sheet, top, labels.say(f"sides.{side}"), people, measures.line + measures.sign * 2, bold=is_last
    )
    middle, tall = place.middle + measures.line / 2, measures.sign * 0.9
    sheet.rule((0, middle - tall), (0, middle + tall), colour=look.palette.soft, width=2)
    for change in changes:
        sheet.rule((change, middle - tall / 2), (change, middle + tall / 2), colour=look.palette.soft)
    if pd.notna(row["low"]):
        sheet.rule((row["low"], middle), (row["high"], middle), colour=look.palette.ink, width=3)
    told = labels.signed(row["mean"])
    hover = labels.say("sides.hover", side=labels.say(f"sides.{side}"), mean=told, teams=int(row["teams"]))
    sheet.mark(row["mean"], middle, "diamond" if is_last else "circle", look.palette.ink, hover=hover)
    sheet.write(
        row["mean"], middle - measures.sign / 2 - measures.line * 0.6, told, align="centre", bold=is_last
    )
    return place.bottom
