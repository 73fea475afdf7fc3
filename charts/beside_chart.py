"""Where one person stands beside the group: per value a hollow sign for the own score, a filled one for the group's mean."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels
from charts.rows import place_row
from charts.sheet import GAP, Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour

SCORES = (1, 2, 3, 4, 5)
OWN_SIGN = "diamond"
SAYS = {"importance": "chart.beside.says_importance", "current": "chart.beside.says_current"}
Row = Mapping[Any, Any]


def beside_chart(rows: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str]) -> go.Figure:
    """The values in the order of the frame, for one side of the survey.

    rows         index value: own, group (1 to 5, or missing), band, n
    principles   the principle of each value, for hue and sign
    """
    measures = look.measures
    sheet = Sheet(look, 0.3, 5.7, left=measures.name_width, beside=measures.name_width / 4)
    bottom = _head(sheet, labels) if len(rows) else 0.0
    for value, row in rows.to_dict("index").items():
        bottom = _row(sheet, bottom, str(value), row, labels, principles.get(str(value), ""))
    return sheet.figure(bottom + measures.space / 2)


def words(row: Row | pd.Series | None, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: where this person stands farthest from the group, or that it is nowhere far."""
    if row is None:
        return {"key": "chart.beside.says_close"}
    return {
        "key": SAYS[row["side"]],
        "value": labels.name(row["value"]),
        "own": int(row["own"]),
        "group": labels.number(row["group"]),
        "n": int(row["n"]),
    }


def _head(sheet: Sheet, labels: Labels) -> float:
    """The key and the scale; gives the pixel where they end."""
    look, measures = sheet.look, sheet.look.measures
    signs = [
        Entry(labels.say("beside.own"), look.palette.ink, OWN_SIGN, hollow=True),
        Entry(labels.say("beside.group"), look.palette.ink, "circle"),
    ]
    middle = sheet.key(signs, 0) + measures.line
    for score in SCORES:
        sheet.write(score, middle, str(score), align="centre", size=measures.small, colour=look.palette.soft)
    return middle + measures.line * 0.7


def _row(sheet: Sheet, top: float, value: str, row: Row, labels: Labels, principle: str) -> float:
    measures = sheet.look.measures
    place = place_row(sheet, top, labels.name(value), labels.people(int(row["n"])), measures.sign * 1.5)
    own: str = str(int(row["own"])) if pd.notna(row["own"]) else "–"
    if pd.isna(row["group"]) or pd.isna(row["own"]):
        group = labels.band(row["band"]) if pd.isna(row["group"]) else labels.number(row["group"])
        said = labels.say("beside.banded", own=own, group=group)
        sheet.write(sheet.low, place.middle, said, size=measures.small)
        return place.bottom
    for score in SCORES:
        sheet.rule((score, place.middle - measures.sign * 0.6), (score, place.middle + measures.sign * 0.6))
    _signs(sheet, place.middle, value, row, labels, principle)
    return place.bottom


def _signs(sheet: Sheet, middle: float, value: str, row: Row, labels: Labels, principle: str) -> None:
    look = sheet.look
    colour, sign = principle_colour(principle, look), foundation_sign(foundation_of(principle))
    own, group = float(row["own"]), float(row["group"])
    numbers = {own: str(int(own)), group: labels.number(group)}
    hover = labels.say("beside.hover", value=labels.name(value), own=int(own), group=labels.number(group), n=int(row["n"]))  # fmt: skip
    sheet.rule((own, middle), (group, middle), colour=colour, width=look.measures.sign / 4)
    sheet.mark(group, middle, sign, colour, hover=hover)
    sheet.mark(own, middle, OWN_SIGN, look.palette.ink, hollow=True, hover=hover)
    left, right = min(own, group), max(own, group)
    sheet.write(left, middle, numbers[left] + GAP, align="end", size=look.measures.small)
    if right != left:
        sheet.write(right, middle, GAP + numbers[right], size=look.measures.small)
