"""A place beside the larger one that it lies in: per value a hollow sign for the place, a filled one for the whole."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.heatmap_chart import ARROWS
from charts.labels import Labels, wrap
from charts.rows import place_row
from charts.sheet import GAP, Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour

ROOM = 0.8  # for a number beside a sign, in points of the scale
WHOLE = "whole"  # the verdict where the place is all of the larger one
Row = Mapping[Any, Any]


def places_chart(
    rows: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str], names: tuple[str, str]
) -> go.Figure:
    """The values in the order of the frame.

    rows         index value: own, other (means or gaps), own_n, other_n, verdict ("higher" and "lower" get an arrow, "whole"
                 is told in words)
    principles   the principle of each value, for hue and sign
    names        of the place and of the whole
    """
    measures = look.measures
    low, high = _ends(rows)
    beside = measures.name_width * 0.8 if measures.name_width else 0
    sheet = Sheet(look, low, high, left=measures.name_width, beside=beside)
    bottom = _key(sheet, names, labels) + measures.space / 2 if len(rows) else 0.0
    for value, row in rows.to_dict("index").items():
        bottom = _row(sheet, bottom, str(value), row, labels, principles.get(str(value), ""))
    return sheet.figure(bottom + measures.space / 2)


def words(rows: pd.DataFrame, labels: Labels, names: tuple[str, str]) -> dict[str, str | int]:
    """What is to be seen: the value on which the place clearly differs most, or that it can't be told apart."""
    facts: dict[str, str | int] = {"place": names[0], "whole": names[1]}
    shown = rows.dropna(subset=["own"])
    if shown.empty:
        return {"key": "chart.places.says_none", **facts}
    shown = shown[shown["verdict"] != WHOLE]
    if shown.empty:
        return {"key": "chart.places.says_whole", **facts}
    clear = shown[shown["verdict"].isin(list(ARROWS))]
    if clear.empty:
        few = bool((shown["verdict"] == "few").all())
        return {
            "key": "chart.places.says_few" if few else "chart.places.says_alike",
            "count": len(shown),
            **facts,
        }
    widest = clear.iloc[(clear["own"] - clear["other"]).abs().to_numpy().argmax()]
    return {
        "key": "chart.places.says", "value": labels.name(widest.name), "clear": len(clear), "count": len(shown), **facts,
        "own": labels.number(widest["own"]), "other": labels.number(widest["other"]),
        "own_n": int(widest["own_n"]), "other_n": int(widest["other_n"]),
    }  # fmt: skip


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    """The ends of the drawing: what the signs need, with room for a number on both sides."""
    both = rows[["own", "other"]].to_numpy(dtype=float)
    known = both[~pd.isna(both)]
    return (float(known.min()) - ROOM, float(known.max()) + ROOM) if known.size else (0.0, 1.0)


def _key(sheet: Sheet, names: tuple[str, str], labels: Labels) -> float:
    ink = sheet.look.palette.ink
    place, whole = names
    together = labels.say("places.whole", place=place, whole=whole)
    bottom = sheet.key([Entry(place, ink, "circle", hollow=True), Entry(together, ink, "circle")], 0)
    measures = sheet.look.measures
    lines = wrap(labels.say("places.arrows", place=place, whole=whole), sheet.width, measures.small)
    tall = len(lines) * measures.small * 1.3
    sheet.write_lines(
        sheet.low, bottom + tall / 2, lines, size=measures.small, colour=sheet.look.palette.soft
    )
    return bottom + tall


def _row(sheet: Sheet, top: float, value: str, row: Row, labels: Labels, principle: str) -> float:
    measures, arrow = sheet.look.measures, ARROWS.get(str(row["verdict"]), "")
    number = labels.people(int(row["other_n"]))
    if pd.notna(row["own_n"]):
        number = labels.people(int(row["own_n"]), "places.of", other=int(row["other_n"]))
    place = place_row(
        sheet, top, f"{labels.name(value)} {arrow}".strip(), number, measures.sign * 1.5, bold=bool(arrow)
    )
    colour, sign = principle_colour(principle, sheet.look), foundation_sign(foundation_of(principle))
    if pd.isna(row["own"]) or pd.isna(row["other"]):
        sheet.write(sheet.low, place.middle, labels.say("places.hidden"), size=measures.small)
        return place.bottom
    own, other = float(row["own"]), float(row["other"])
    if row["verdict"] == WHOLE:
        alone = labels.say("places.is_whole", own=labels.number(own))
        sheet.write(sheet.low, place.middle, alone, size=measures.small)
        return place.bottom
    hover = labels.say("places.hover", value=labels.name(value), own=labels.number(own), other=labels.number(other),
                       own_n=int(row["own_n"]), other_n=int(row["other_n"]))  # fmt: skip
    sheet.rule((own, place.middle), (other, place.middle), colour=colour, width=measures.sign / 4)
    sheet.mark(other, place.middle, sign, colour, hover=hover)
    sheet.mark(own, place.middle, sign, colour, hollow=True, hover=hover)
    left, right = min(own, other), max(own, other)
    sheet.write(left, place.middle, labels.number(left) + GAP, align="end", size=measures.small)
    if labels.number(left) != labels.number(right):
        sheet.write(right, place.middle, GAP + labels.number(right), size=measures.small)
    return place.bottom
