"""The tension map: per tension its two values with a line between them, and a sign where the weighing leans.

A tension without a side has no sign, only words: one in the middle would say that both count the same.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width, wrap
from charts.sheet import Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour
from domain.notes import LEANS

Row = Mapping[Any, Any]
ROOM = 0.25  # beside the line, in steps of the scale
FAR = max(LEANS)


def tension_chart(
    tensions: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str]
) -> go.Figure:
    """The tensions in the order of the frame; one that leans to no side says in words on its line whether it was weighed.

    tensions     index tension: about, against, lean (-2 to 2, NaN), is_weighed (also without a side), busiest, clashes
    principles   the principle of each value, for hue and sign
    """
    sheet = Sheet(look, -FAR - ROOM, FAR + ROOM, left=look.measures.sign / 2)
    bottom = 0.0
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
        "weighed": int(tensions["is_weighed"].sum()),
    }


def _row(sheet: Sheet, top: float, tension: Row, labels: Labels, principles: Mapping[str, str]) -> float:
    """The two names at both ends, and under them the line with the sign, or with the words why there is none."""
    look, measures = sheet.look, sheet.look.measures
    middle = _names(sheet, top, [labels.name(tension[side]) for side in ("about", "against")]) + measures.sign
    if pd.isna(tension["lean"]):
        _open(sheet, middle, labels.say("tension.worded" if tension["is_weighed"] else "tension.open"))
    else:
        sheet.rule((-FAR, middle), (FAR, middle), colour=look.palette.soft, width=2)
        for lean in LEANS:
            tick = measures.sign * (0.7 if lean == 0 else 0.4)
            sheet.rule((lean, middle - tick), (lean, middle + tick), colour=look.palette.soft)
        _sign(sheet, middle, tension, labels, principles)
    return middle + measures.sign + measures.space


def _names(sheet: Sheet, top: float, names: list[str]) -> float:
    """The names beside each other, or under each other where a word would be broken; gives the pixel where they end."""
    measures = sheet.look.measures
    half = sheet.width / 2 - measures.text
    words = [word for name in names for word in name.split()]
    is_beside = all(text_width(word, measures.text) <= half for word in words)
    wrapped = [wrap(name, half if is_beside else sheet.width, measures.text) for name in names]
    heights = [len(lines) * measures.line for lines in wrapped]
    below = 0 if is_beside else heights[0]
    sheet.write_lines(-FAR - ROOM, top + heights[0] / 2, wrapped[0], bold=True)
    sheet.write_lines(FAR + ROOM, top + below + heights[1] / 2, wrapped[1], bold=True, align="end")
    return top + (max(heights) if is_beside else sum(heights))


def _open(sheet: Sheet, middle: float, words: str) -> None:
    """A dotted line that makes room for the words in its middle."""
    size, soft = sheet.look.measures.small, sheet.look.palette.soft
    room = sheet.amount(text_width(words, size) / 2 + size)
    for side in (-1, 1):
        sheet.rule((side * FAR, middle), (side * room, middle), colour=soft, dash="dot")
    sheet.write(0, middle, words, align="centre", size=size, colour=soft)


def _sign(sheet: Sheet, middle: float, tension: Row, labels: Labels, principles: Mapping[str, str]) -> None:
    """Where the tension leans; in the hue and sign of the value that counts more."""
    lean = int(tension["lean"])
    heavier = tension["about"] if lean < 0 else tension["against"]
    principle = principles.get(heavier, "") if lean else ""
    colour, sign = principle_colour(principle, sheet.look), foundation_sign(foundation_of(principle))
    one, other = labels.name(tension["about"]), labels.name(tension["against"])
    hover = labels.say("tension.hover", one=one, other=other, lean=_said(lean, labels.name(heavier), labels))
    if lean:
        sheet.rule((0, middle), (lean, middle), colour=colour, width=sheet.look.measures.sign / 3)
    sheet.mark(lean, middle, sign, colour, size=sheet.look.measures.sign * 1.3, hover=hover)


def _said(lean: int, heavier: str, labels: Labels) -> str:
    if not lean:
        return labels.say("tension.even")
    return labels.say("tension.lean_far" if abs(lean) == FAR else "tension.lean", value=heavier)
