"""Two votes beside each other: per item a hollow sign for before, a filled one for after, and a line between them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width
from charts.rows import place_row
from charts.sheet import GAP, Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour

Row = Mapping[Any, Any]


def votes_chart(votes: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str]) -> go.Figure:
    """The items in the order of the frame, which is the most dots after first.

    votes        index item: before, after, before_n, after_n, before_band, after_band
    principles   the principle of each value, for hue and sign
    """
    measures = look.measures
    most = float(max(votes[["before", "after"]].max().max(), 1.0)) if len(votes) else 1.0
    room = most * (0.1 if measures.name_width else 0.16)
    beside = text_width(labels.people(1000), measures.small) + measures.text if measures.name_width else 0
    sheet = Sheet(look, -room, most + room, left=measures.name_width, beside=beside)
    signs = [
        Entry(labels.say("votes.before"), look.palette.ink, "circle", hollow=True),
        Entry(labels.say("votes.after"), look.palette.ink, "circle"),
    ]
    bottom = sheet.key(signs, 0)
    for item, vote in votes.to_dict("index").items():
        bottom = _row(sheet, bottom, item, vote, labels, principles.get(str(item), ""))
    return sheet.figure(bottom + measures.space / 2)


def words(votes: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: the item whose number of dots changed most, or that all stayed the same."""
    known = votes.dropna(subset=["before", "after"])
    if known.empty:
        return {"key": "chart.votes.says_none"}
    people = {side: int(known[side].iloc[0]) for side in ("before_n", "after_n")}
    change = (known["after"] - known["before"]).abs()
    if not change.any():
        return {"key": "chart.votes.says_same", **people}
    most = known.iloc[int(change.to_numpy().argmax())]
    dots = {side: int(most[side]) for side in ("before", "after")}
    return {"key": "chart.votes.says", "item": labels.name(most.name), **dots, **people}


def _row(sheet: Sheet, top: float, item: object, vote: Row, labels: Labels, principle: str) -> float:
    measures = sheet.look.measures
    place = place_row(sheet, top, labels.name(item), labels.people(int(vote["after_n"])), measures.sign * 1.5)
    if pd.isna(vote["before"]) or pd.isna(vote["after"]):
        said = {
            side: labels.say("dots.alike") if pd.isna(vote[side]) else str(int(vote[side]))
            for side in ("before", "after")
        }
        sheet.write(0, place.middle, labels.say("votes.banded", **said), size=measures.small)
        return place.bottom
    _signs(sheet, place.middle, item, vote, labels, principle)
    return place.bottom


def _signs(sheet: Sheet, middle: float, item: object, vote: Row, labels: Labels, principle: str) -> None:
    look = sheet.look
    colour, sign = principle_colour(principle, look), foundation_sign(foundation_of(principle))
    before, after = float(vote["before"]), float(vote["after"])
    facts = {name: int(vote[name]) for name in ("before", "after", "before_n", "after_n")}
    hover = labels.say("votes.hover", item=labels.name(item), **facts)
    sheet.rule((0, middle), (sheet.high, middle))
    sheet.rule((before, middle), (after, middle), colour=colour, width=look.measures.sign / 4)
    sheet.mark(before, middle, sign, colour, hollow=True, hover=hover)
    sheet.mark(after, middle, sign, colour, hover=hover)
    left, right = sorted((before, after))
    if left != right:
        sheet.write(left, middle, f"{int(left)}{GAP}", align="end", size=look.measures.small)
    sheet.write(right, middle, f"{GAP}{int(right)}", bold=after == right, size=look.measures.small)
