"""How answers are spread: the scores 1 to 5 around their middle, "don't know" apart from them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.labels import Labels, text_width, wrap
from charts.rows import place_row
from charts.sheet import Sheet
from charts.style import Look, ink_on

COUNTS = ["count_1", "count_2", "count_3", "count_4", "count_5"]
Row = Mapping[Any, Any]


def distribution_chart(figures: pd.DataFrame, labels: Labels, look: Look, scale: Sequence[str]) -> go.Figure:
    """One bar per figure in the order of the frame; the length of a piece is a number of people.

    figures   of figures that are shown: item, dimension, n, dont_know, count_1 .. count_5, band; a row is named after its item, or after
              its dimension where all rows are about one item
    scale     what the scores 1 to 5 mean, five texts
    """
    rows: list[Row] = [*figures.to_dict("records")]
    one_item = figures["item"].nunique() == 1 and len(rows) > 1
    sheet, unknown_from = _sheet(figures, labels, look)
    bottom = _head(sheet, labels, scale, unknown_from)
    for row in rows:
        name = labels.say(f"dimension.{row['dimension']}") if one_item else labels.name(row["item"])
        place = place_row(sheet, bottom, name, labels.people(int(row["n"])), look.measures.bar)
        if pd.isna(row["count_1"]):
            sheet.write(
                sheet.low,
                place.middle,
                labels.say("distribution.banded", band=labels.band(row["band"])),
                size=look.measures.small,
            )
        else:
            _bar(sheet, place.middle, row, name, labels, scale)
        _unknown(sheet, place.middle, unknown_from, int(row["dont_know"]))
        bottom = place.bottom
    return sheet.figure(bottom)


def words(figures: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: the item on which the most people stand on both sides of the middle."""
    counts = figures[COUNTS].astype(float)
    low, high = counts["count_1"] + counts["count_2"], counts["count_4"] + counts["count_5"]
    against = low.where(low < high, high).fillna(0.0).to_numpy()
    if not against.any():
        return {"key": "chart.distribution.says_together"}
    place = int(against.argmax())
    return {
        "key": "chart.distribution.says",
        "item": labels.name(figures["item"].iloc[place]),
        "low": int(low.iloc[place]),
        "high": int(high.iloc[place]),
        "n": int(figures["n"].iloc[place]),
    }


def _sheet(figures: pd.DataFrame, labels: Labels, look: Look) -> tuple[Sheet, float]:
    """A sheet on which a person is as wide everywhere, and where "don't know" begins on it."""
    counts = figures[COUNTS].astype(float).fillna(0.0)
    half = counts["count_3"] / 2
    low = max(float((counts["count_1"] + counts["count_2"] + half).max()), 0.5)
    high = max(float((counts["count_4"] + counts["count_5"] + half).max()), 0.5)
    unknown = float(figures["dont_know"].max())
    measures = look.measures
    number = text_width("000", measures.small)
    people = text_width(labels.people(1000), measures.small) if measures.name_width else 0
    room = measures.width - measures.name_width - measures.text - people
    apart = max(
        text_width(labels.say("dont_know"), measures.small),
        unknown * (room - number) / (low + high + unknown) + number,
    )
    sheet = Sheet(look, -low, high, left=measures.name_width, beside=measures.text + apart + people)
    return sheet, sheet.high + sheet.amount(measures.text)


def _head(sheet: Sheet, labels: Labels, scale: Sequence[str], unknown_from: float) -> float:
    """The scale as a strip of five numbered pieces, with the words for its ends above it."""
    look, measures = sheet.look, sheet.look.measures
    soft: dict[str, Any] = {"size": measures.small, "colour": look.palette.soft}
    half = (sheet.width - sheet.beside - measures.small) / 2
    ends = scale[0], scale[-1]
    if max(text_width(end, measures.small) for end in ends) <= half:
        words_high = measures.small * 1.3
        sheet.write(sheet.low, words_high / 2, escape(ends[0]), **soft)
        sheet.write(sheet.high, words_high / 2, escape(ends[1]), align="end", **soft)
    else:
        meanings = (
            labels.say("distribution.end", score=score, meaning=end)
            for score, end in zip((1, 5), ends, strict=True)
        )
        lines = [line for meaning in meanings for line in wrap(meaning, sheet.width, measures.small)]
        words_high = len(lines) * measures.small * 1.3
        sheet.write_lines(sheet.low, words_high / 2, lines, **soft)
    middle = words_high + measures.bar * 0.7
    piece = (sheet.high - sheet.low) / len(scale)
    for place, colour in enumerate(look.palette.scale):
        start = sheet.low + place * piece
        sheet.bar(start, start + piece, middle, measures.bar, colour, hover=scale[place])
        sheet.write(
            start + piece / 2,
            middle,
            str(place + 1),
            align="centre",
            size=measures.small,
            colour=ink_on(colour),
        )
    sheet.write(unknown_from, middle, labels.say("dont_know"), **soft)
    return middle + measures.bar * 0.5 + measures.space


def _bar(sheet: Sheet, middle: float, row: Row, name: str, labels: Labels, scale: Sequence[str]) -> None:
    look, measures = sheet.look, sheet.look.measures
    start = -(row["count_1"] + row["count_2"] + row["count_3"] / 2)
    for side in (-1, 1):  # the middle of the scale, above and below the bar
        sheet.rule(
            (0, middle + side * measures.bar * 0.5),
            (0, middle + side * measures.bar * 0.75),
            colour=look.palette.soft,
            width=2,
        )
    for score, colour in enumerate(look.palette.scale, start=1):
        count = row[f"count_{score}"]
        if not count:
            continue
        hover = labels.say(
            "distribution.hover",
            item=name,
            score=score,
            meaning=scale[score - 1],
            count=int(count),
            n=int(row["n"]),
        )
        sheet.bar(start, start + count, middle, measures.bar, colour, hover=hover)
        if sheet.pixels(count) > text_width(str(int(count)), measures.small) + 4:
            sheet.write(
                start + count / 2,
                middle,
                str(int(count)),
                align="centre",
                size=measures.small,
                colour=ink_on(colour),
            )
        start += count


def _unknown(sheet: Sheet, middle: float, start: float, count: int) -> None:
    """The people who did not know: a hatched piece and their number."""
    palette, measures = sheet.look.palette, sheet.look.measures
    if count:
        sheet.bar(start, start + count, middle, measures.bar, palette.surface, hatched=True)
        sheet.write(start + count, middle, f"\u00a0{count}", size=measures.small, colour=palette.soft)
