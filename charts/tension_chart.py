"""The tension map: per tension its two values with a line between them, and a sign where the weighing leans."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, wrap
from charts.sheet import Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour
from domain.notes import LEANS

Row = Mapping[Any, Any]
ROOM = 0.25  # beside the line, in steps of the scale
FAR = max(LEANS)


def tension_chart(
    tensions: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str]
) -> go.Figure:
    """The tensions in the order of the frame. The sign is filled when the tension was weighed, hollow in the middle if not.

    tensions     index tension: about, against, lean (-2 to 2, NaN), busiest, clashes
    principles   the principle of each value, for hue and sign
    """
    sheet = Sheet(look, -FAR - ROOM, FAR + ROOM, left=look.measures.sign / 2)
    signs = [
        Entry(labels.say("tension.weighed"), look.palette.ink, "circle"),
        Entry(labels.say("tension.open"), look.palette.ink, "circle", hollow=True),
    ]
    bottom = sheet.key(signs, 0) + look.measures.space / 2
    for tension in tensions.to_dict("records"):
        bottom = _row(sheet, bottom, tension, labels, principles)
    return sheet.figure(bottom)


def words(tensions: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: the value that clashes most, and how many tensions were weighed."""
    if tensions.empty:
        return {"key": "chart.tension.says_none"}
    if len(tensions) == 1:
        return {"key": "chart.tension.says_one"}
    return {
        "key": "chart.tension.says",
        "item": labels.name(tensions["busiest"].iloc[0]),
        "count": int(tensions["clashes"].iloc[0]),
        "total": len(tensions),
        "weighed": int(tensions["lean"].notna().sum()),
    }


def _row(sheet: Sheet, top: float, tension: Row, labels: Labels, principles: Mapping[str, str]) -> float:
    """The two names at both ends, and under them the line with the sign."""
    look, measures = sheet.look, sheet.look.measures
    half = sheet.width / 2 - measures.text
    names = [wrap(labels.name(tension[side]), half, measures.text) for side in ("about", "against")]
    named = max(map(len, names)) * measures.line
    sheet.write_lines(-FAR - ROOM, top + len(names[0]) * measures.line / 2, names[0], bold=True)
    sheet.write_lines(FAR + ROOM, top + len(names[1]) * measures.line / 2, names[1], bold=True, align="end")
    middle = top + named + measures.sign
    sheet.rule((-FAR, middle), (FAR, middle), colour=look.palette.soft, width=2)
    for lean in LEANS:
        tick = measures.sign * (0.7 if lean == 0 else 0.4)
        sheet.rule((lean, middle - tick), (lean, middle + tick), colour=look.palette.soft)
    _sign(sheet, middle, tension, labels, principles)
    return middle + measures.sign + measures.space


def _sign(sheet: Sheet, middle: float, tension: Row, labels: Labels, principles: Mapping[str, str]) -> None:
    """Where the tension leans; in the hue and sign of the value that counts more."""
    is_open = bool(pd.isna(tension["lean"]))
    lean = 0 if is_open else int(tension["lean"])
    heavier = tension["about"] if lean < 0 else tension["against"]
    principle = principles.get(heavier, "") if lean else ""
    colour, sign = principle_colour(principle, sheet.look), foundation_sign(foundation_of(principle))
    one, other = labels.name(tension["about"]), labels.name(tension["against"])
    hover = labels.say(
        "tension.hover", one=one, other=other, lean=_said(lean, is_open, labels.name(heavier), labels)
    )
    if lean:
        sheet.rule((0, middle), (lean, middle), colour=colour, width=sheet.look.measures.sign / 3)
    sheet.mark(lean, middle, sign, colour, hollow=is_open, size=sheet.look.measures.sign * 1.3, hover=hover)


def _said(lean: int, is_open: bool, heavier: str, labels: Labels) -> str:
    if is_open:
        return labels.say("tension.open").lower()
    if not lean:
        return labels.say("tension.even")
    return labels.say("tension.lean_far" if abs(lean) == FAR else "tension.lean", value=heavier)
