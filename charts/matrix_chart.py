"""Ideas by necessity (across) and importance (up): numbered in a field of four, and named where there is room beside it."""

from collections.abc import Mapping
from math import cos, hypot, pi, sin
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, wrap
from charts.sheet import Align, Sheet
from charts.style import Look, Size

SCORES = (1, 2, 3, 4, 5)
MIDDLE, LOW, HIGH = 3.0, 0.35, 5.65
CORNERS: dict[str, tuple[Align, float]] = {
    "plan": ("start", 5.43),
    "do_now": ("end", 5.43),
    "later": ("start", 0.57),
    "keep_small": ("end", 0.57),
}
FIELD: dict[Size, int] = {"phone": 300, "desktop": 400, "projector": 560}
Row = Mapping[Any, Any]
Point = tuple[float, float]


def matrix_chart(ideas: pd.DataFrame, labels: Labels, look: Look) -> go.Figure:
    """The ideas numbered in the order of the frame; one that a band keeps out of the field is named only.

    On a phone and on the big screen the page names them, in the same order.

    ideas   index item: necessity, importance, necessity_band, importance_band, n, quadrant
    """
    measures = look.measures
    listed = measures.width * 0.46 if look.size == "desktop" else 0
    sheet = Sheet(look, LOW, HIGH, left=measures.text * 1.4, beside=listed)
    top = measures.line * 1.4
    height = FIELD[look.size]
    _field(sheet, top, height, labels)
    rows = ideas.to_dict("index")
    _numbers(sheet, top, height, rows, labels)
    field_ends = top + height + measures.line * 2.4
    if not listed:
        return sheet.figure(field_ends)
    list_ends = _names(sheet, top, sheet.high + sheet.amount(measures.text * 1.5), rows, labels)
    return sheet.figure(max(field_ends, list_ends))


def words(ideas: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: how many ideas to do now, and which one stands at the top."""
    if ideas.empty:
        return {"key": "chart.matrix.says_none"}
    count = int((ideas["quadrant"] == "do_now").sum())
    first: Row = ideas.iloc[0].to_dict()
    said = {side: _said(first, side, labels) for side in ("necessity", "importance")}
    return {
        "key": "chart.matrix.says" if count else "chart.matrix.says_other",
        "count": count,
        "total": len(ideas),
        "item": labels.name(ideas.index[0]).rstrip("."),
        "n": int(first["n"]),
        **said,
    }


def _field(sheet: Sheet, top: float, height: float, labels: Labels) -> None:
    """The field of four, with a tint for what to do now, the scales and the names of the quarters."""
    palette, measures = sheet.look.palette, sheet.look.measures
    middle = _down(MIDDLE, top, height)
    sheet.shapes += [
        _box((MIDDLE, top), (HIGH, middle), palette.tint, palette.tint),
        _box((LOW, top), (HIGH, top + height), "rgba(0,0,0,0)", palette.line),
    ]
    for start, end in (((MIDDLE, top), (MIDDLE, top + height)), ((LOW, middle), (HIGH, middle))):
        sheet.rule(start, end, colour=palette.soft, dash="dot")
    soft: dict[str, Any] = {"size": measures.small, "colour": palette.soft}
    for score in SCORES:
        sheet.write(LOW, _down(score, top, height), f"{score}\u00a0", align="end", **soft)
        sheet.write(score, top + height + measures.line * 0.6, str(score), align="centre", **soft)
    sheet.write(LOW, measures.line * 0.6, f"\u2191 {labels.say('matrix.importance')}", **soft)
    sheet.write(
        HIGH,
        top + height + measures.line * 1.6,
        f"{labels.say('matrix.necessity')} \u2192",
        align="end",
        **soft,
    )
    inset = sheet.amount(measures.small * 0.4)
    for quadrant, (align, place) in CORNERS.items():
        across = LOW + inset if align == "start" else HIGH - inset
        sheet.write(
            across,
            _down(place, top, height),
            labels.say(f"matrix.{quadrant}"),
            align=align,
            colour=palette.ink if quadrant == "do_now" else palette.soft,
            bold=True,
            size=measures.small,
        )


def _numbers(sheet: Sheet, top: float, height: float, rows: Mapping[Any, Row], labels: Labels) -> None:
    """A numbered sign for each idea, moved aside where two would cover each other, with a line to its place."""
    palette, measures = sheet.look.palette, sheet.look.measures
    size = measures.small * 1.75
    apart = size + measures.sign / 3 + 3
    taken: list[Point] = []
    for number, (item, idea) in enumerate(rows.items(), start=1):
        if pd.isna(idea["necessity"]) or pd.isna(idea["importance"]):
            continue
        own = sheet.pixels(idea["necessity"] - LOW), _down(idea["importance"], top, height)
        free = _free_place(own, taken, apart)
        taken.append(free)
        x, y = LOW + sheet.amount(free[0]), free[1]
        if free != own:
            sheet.rule((idea["necessity"], own[1]), (x, y), colour=palette.soft, width=1.5)
            sheet.mark(idea["necessity"], own[1], "circle", palette.soft, size=5)
        now = idea["quadrant"] == "do_now"
        said = {side: _said(idea, side, labels) for side in ("necessity", "importance")}
        hover = labels.say("matrix.hover", number=number, item=labels.name(item), n=int(idea["n"]), **said)
        sheet.mark(
            x, y, "circle", palette.accent if now else palette.soft, hollow=not now, size=size, hover=hover
        )
        sheet.write(
            x,
            y,
            str(number),
            align="centre",
            size=measures.small,
            bold=True,
            colour=palette.on_accent if now else palette.ink,
        )


def _names(sheet: Sheet, top: float, x: float, rows: Mapping[Any, Row], labels: Labels) -> float:
    """The list of ideas by number, with what was found; gives the pixel where it ends."""
    palette, measures = sheet.look.palette, sheet.look.measures
    indent = measures.text * 1.7
    room = sheet.beside - indent - measures.text * 1.5
    for number, (item, idea) in enumerate(rows.items(), start=1):
        names = wrap(labels.name(item), room, measures.text)
        said = {side: _said(idea, side, labels) for side in ("necessity", "importance")}
        found = wrap(
            labels.say("matrix.item", people=labels.people(int(idea["n"])), **said), room, measures.small
        )
        sheet.write(x, top + measures.line / 2, str(number), bold=True)
        start = x + sheet.amount(indent)
        named = len(names) * measures.line
        below = len(found) * measures.small * 1.3
        sheet.write_lines(start, top + named / 2, names)
        sheet.write_lines(start, top + named + below / 2, found, size=measures.small, colour=palette.soft)
        top += named + below + measures.space * 0.7
    return top


def _said(idea: Row, side: str, labels: Labels) -> str:
    """A mean as a number, or the word of its band."""
    return labels.band(idea[f"{side}_band"]) if pd.isna(idea[side]) else labels.number(idea[side])


def _free_place(own: Point, taken: list[Point], apart: float) -> Point:
    """The place nearest to its own, on ever wider rings, where a sign touches no other."""
    for ring in range(40):
        for step in range(max(1, ring * 8)):
            turn = 2 * pi * step / max(1, ring * 8)
            place = own[0] + cos(turn) * ring * apart / 4, own[1] + sin(turn) * ring * apart / 4
            if all(hypot(place[0] - x, place[1] - y) >= apart for x, y in taken):
                return place
    return own


def _down(score: float, top: float, height: float) -> float:
    return top + (HIGH - score) / (HIGH - LOW) * height


def _box(start: Point, end: Point, fill: str, edge: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "layer": "below",
        "x0": start[0],
        "y0": start[1],
        "x1": end[0],
        "y1": end[1],
        "fillcolor": fill,
        "line": {"color": edge, "width": 1},
    }
