"""How many dots each item got: one bar per item, the most first."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width
from charts.rows import place_row
from charts.sheet import GAP, Sheet
from charts.style import Look, principle_colour


def dots_chart(
    totals: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str] | None = None
) -> go.Figure:
    """The items in the order of the frame, which is the most dots first.

    totals       index item: dots (missing where everyone gave the same, at least one), n
    principles   the principle of each value when values were voted on, for their hue; ideas have the accent
    """
    measures = look.measures
    beside = text_width("0000", measures.text) + (
        text_width(labels.people(1000), measures.small) if measures.name_width else 0
    )
    most = float(totals["dots"].max()) if totals["dots"].notna().any() else 1.0
    sheet = Sheet(look, 0, max(most, 1.0), left=measures.name_width, beside=beside)
    bottom = 0.0
    for item, dots, people in totals[["dots", "n"]].itertuples():
        name = labels.name(item)
        place = place_row(sheet, bottom, name, labels.people(int(people)), measures.bar)
        bottom = place.bottom
        if pd.isna(dots):
            sheet.write(0, place.middle, labels.say("dots.alike"))
            continue
        colour = (
            principle_colour(principles[item], look)
            if principles and item in principles
            else look.palette.accent
        )
        hover = labels.say("dots.hover", item=name, dots=int(dots), n=int(people))
        sheet.bar(0, dots, place.middle, measures.bar, colour, hover=hover)
        sheet.write(dots, place.middle, f"{GAP[1:]}{int(dots)}", bold=True)
        sheet.rule(
            (0, place.middle - measures.bar * 0.7),
            (0, place.middle + measures.bar * 0.7),
            colour=look.palette.soft,
        )
    return sheet.figure(bottom)


def words(totals: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: what everyone gave the same, else the item with the most dots, or those that share that place."""
    known = totals.dropna(subset=["dots"])
    alike = totals[totals["dots"].isna()]
    if len(alike):
        names = ", ".join(map(labels.name, alike.index))
        return {"key": "chart.dots.says_alike", "items": names, "n": int(alike["n"].min())}
    first = known[(known["dots"] == known["dots"].max()) & (known["dots"] > 0)]
    if first.empty:
        return {"key": "chart.dots.says_none"}
    dots = {"dots": int(first["dots"].iloc[0]), "n": int(first["n"].iloc[0])}
    if len(first) > 1:
        return {"key": "chart.dots.says_level", "items": ", ".join(map(labels.name, first.index)), **dots}
    return {"key": "chart.dots.says", "item": labels.name(first.index[0]), **dots}
