"""How agreements stand per department or team: one bar of statuses each, from open to secured."""

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width
from charts.rows import place_row
from charts.sheet import Entry, Sheet
from charts.style import Look, ink_on

STATUSES = ("open", "started", "done", "secured", "dropped")
HATCHED = "dropped"


def status_chart(counts: pd.DataFrame, labels: Labels, look: Look) -> go.Figure:
    """The rows in the order of the frame; the length of a piece is a number of agreements.

    counts   index department, team or value: open, started, done, secured, dropped, total
    """
    measures = look.measures
    most = max(int(counts["total"].max()), 1) if len(counts) else 1
    beside = (
        text_width(labels.people(1000, "status.n"), measures.small) + measures.text
        if measures.name_width
        else 0
    )
    sheet = Sheet(look, 0, most, left=measures.name_width, beside=beside)
    entries = [
        Entry(labels.say(f"status.{status}"), _colour(status, look), hatched=status == HATCHED)
        for status in STATUSES
    ]
    bottom = sheet.key(entries, 0) + measures.space / 2
    for item, *numbers in counts[[*STATUSES, "total"]].itertuples():
        name = labels.name(item)
        place = place_row(sheet, bottom, name, _agreements(int(numbers[-1]), labels), measures.bar * 1.2)
        _pieces(sheet, place.middle, name, [int(number) for number in numbers[:-1]], labels)
        bottom = place.bottom
    return sheet.figure(bottom)


def words(counts: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: how many agreements there are, and how many were done and secured."""
    totals = counts.sum()
    if not len(counts) or not totals["total"]:
        return {"key": "chart.status.says_none"}
    numbers = {status: int(totals[status]) for status in (*STATUSES, "total")}
    return {"key": "chart.status.says", **numbers}


def _agreements(n: int, labels: Labels) -> str:
    return labels.people(n, "status.n_one" if n == 1 else "status.n")


def _pieces(sheet: Sheet, middle: float, name: str, numbers: list[int], labels: Labels) -> None:
    look, measures = sheet.look, sheet.look.measures
    start = 0
    for status, number in zip(STATUSES, numbers, strict=True):
        if not number:
            continue
        colour = _colour(status, look)
        hover = labels.say("status.hover", item=name, status=labels.say(f"status.{status}"), count=number)
        sheet.bar(
            start,
            start + number,
            middle,
            measures.bar * 1.2,
            colour,
            hover=hover,
            hatched=status == HATCHED,
        )
        said = labels.number(number, 0)
        if sheet.pixels(number) > text_width(said, measures.small) + 4:
            sheet.write(
                start + number / 2,
                middle,
                said,
                align="centre",
                size=measures.small,
                colour=look.palette.ink if status == HATCHED else ink_on(colour),
            )
        start += number


def _colour(status: str, look: Look) -> str:
    """Open is bare, and the further an agreement is, the fuller its colour."""
    palette = look.palette
    begun, done, secured = palette.progress
    return {"open": palette.bare, "started": begun, "done": done, "secured": secured}.get(
        status, palette.surface
    )
