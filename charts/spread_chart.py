"""How many teams differ on each value: where the middle half of them stands, the middle, and nearly all."""

from collections.abc import Mapping
from math import ceil, floor

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width
from charts.rows import Place, place_row
from charts.sheet import Entry, Sheet
from charts.style import Look, foundation_of, foundation_sign, principle_colour

ROOM = 0.4  # for the number at the middle, in points of the scale


def spread_chart(
    spread: pd.DataFrame, labels: Labels, look: Look, principles: Mapping[str, str] | None = None
) -> go.Figure:
    """The values in the order of the frame; a bar for half of the teams, a line for eight in ten, a sign for the middle.

    spread       index value: low, lower, middle, upper, high (1 to 5, or a gap -4 to 4), teams
    principles   the principle of each value, for its hue and the sign of its foundation
    """
    measures, known = look.measures, principles or {}
    beside = text_width("00.000 teams", measures.small) if measures.name_width else 0
    low, high = _ends(spread)
    sheet = Sheet(look, low, high, left=measures.name_width, beside=beside)
    bottom = _head(sheet, labels) if len(spread) else 0.0
    for value, row in spread.iterrows():
        principle = known.get(str(value), "")
        colour = principle_colour(principle, look) if principle else look.palette.accent
        teams = labels.people(int(row["teams"]), "spread.teams")
        place = place_row(sheet, bottom, labels.name(value), teams, measures.bar + measures.line)
        _row(sheet, place, row, colour, foundation_sign(foundation_of(principle)), labels, labels.name(value))
        bottom = place.bottom
    return sheet.figure(bottom)


def words(spread: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: the value on which the middle half of the teams lies furthest apart; of one value where that lies."""
    several = spread[spread["teams"] > 1]
    key = "chart.spread.says" if len(several) > 1 else "chart.spread.says_one"
    if several.empty:
        return {"key": "chart.spread.says_none"}
    widest = several.iloc[(several["upper"] - several["lower"]).to_numpy().argmax()]
    return {
        "key": key,
        "value": labels.name(widest.name),
        "low": labels.number(widest["lower"]),
        "high": labels.number(widest["upper"]),
        "teams": int(widest["teams"]),
    }


def _ends(spread: pd.DataFrame) -> tuple[float, float]:
    """The ends of the drawing: what nearly all teams need, with room for a number."""
    if spread.empty:
        return 0.0, 1.0
    return float(spread["low"].min()) - ROOM, float(spread["high"].max()) + ROOM


def _marks(sheet: Sheet) -> range:
    """The whole points of the scale that lie within the drawing."""
    return range(ceil(sheet.low), floor(sheet.high) + 1)


def _head(sheet: Sheet, labels: Labels) -> float:
    """The key, and the scale; gives the pixel where it ends."""
    palette, measures = sheet.look.palette, sheet.look.measures
    bottom = sheet.key(
        [
            Entry(labels.say("spread.middle"), palette.accent, sign="circle"),
            Entry(labels.say("spread.half"), palette.hatch),
            Entry(labels.say("spread.most"), palette.soft, sign="line-ew-open"),
        ],
        0,
    )
    middle = bottom + measures.line
    for mark in _marks(sheet):
        sheet.write(
            mark, middle, labels.number(mark, 0), align="centre", size=measures.small, colour=palette.soft
        )
    return middle + measures.line * 0.7


def _row(
    sheet: Sheet, place: Place, row: pd.Series, colour: str, sign: str, labels: Labels, name: str
) -> None:
    look, measures = sheet.look, sheet.look.measures
    middle = place.middle + measures.line / 2  # the number stands above it
    numbers = {key: labels.number(row[key]) for key in ("low", "lower", "middle", "upper", "high")}
    hover = labels.say("spread.hover", value=name, teams=int(row["teams"]), **numbers)
    for mark in _marks(sheet):
        sheet.rule((mark, middle - measures.bar), (mark, middle + measures.bar))  # beside no word
    sheet.rule((row["low"], middle), (row["high"], middle), colour=look.palette.soft, width=2)
    sheet.bar(row["lower"], row["upper"], middle, measures.bar, look.palette.hatch, hover=hover)
    sheet.mark(row["middle"], middle, sign, colour, hover=hover)
    sheet.write(
        row["middle"], middle - measures.bar / 2 - measures.line / 2, numbers["middle"], align="centre"
    )
