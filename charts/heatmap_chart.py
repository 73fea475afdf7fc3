"""Teams by values for one measure: the number in the cell, the shade behind it, and a sign where it is hidden."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from charts.labels import HARD_SPACE, NOTHING, Labels, text_width, wrap
from charts.sheet import GAP, Sheet
from charts.style import Look, Size, blend, ink_on, principle_colour

CELL: dict[Size, int] = {"phone": 46, "desktop": 46, "projector": 76}
NAMES: dict[Size, int] = {"phone": 0, "desktop": 192, "projector": 330}  # 0 puts the name above its row
ARROWS = {"higher": "↑", "lower": "↓"}  # for a cell that clearly differs from those of the other teams
SIGNS = "abcdefghijklmnopqrstuvwxyz"
Row = Mapping[Any, Any]


class _RowPlace(NamedTuple):
    """How high the cells of a row are, and where it ends; pixels."""

    height: float
    bottom: float


def heatmap_chart(
    cells: pd.DataFrame,
    labels: Labels,
    look: Look,
    scale: tuple[float, float] = (1.0, 5.0),
    principles: Mapping[str, str] | None = None,
    answered: Mapping[str, tuple[int, int]] | None = None,
    room: int = 0,
    chosen: tuple[str, str] = ("", ""),
) -> go.Figure:
    """Teams down, by name or in the order of `answered`, and values across, in the order in which they first come up in the frame.

    Values that do not fit beside each other go on in a next block below, so that nothing scrolls sideways.

    cells        one row per team and value: team, value, measure, n, band, reason (why it is hidden, the id of
                 a name; None where it is shown), and perhaps verdict ("higher" or "lower" gets an arrow)
    scale        the ends of the measure, which have the palest and the fullest shade
    principles   the principle of each value, for a line in its hue under its name
    answered     of each team that has a figure how many people answered, of how many expected
    room         the pixels across, where that is more than this look asks for
    chosen       a team and a value that get a frame: their cell, or with one of them "" the whole row or column
    """
    values = list(dict.fromkeys(cells["value"]))
    signs = dict(zip(dict.fromkeys(cells["reason"].dropna()), SIGNS, strict=False))
    found = {(cell["team"], cell["value"]): cell for cell in cells.to_dict("records")}
    people = {str(team): _people(group, labels) for team, group in cells.groupby("team")["n"]}
    told = [team for team in answered or () if team in people]
    people = {team: people[team] for team in [*told, *(team for team in people if team not in told)]}
    blocks = _blocks(values, fitting(look, room))
    sheet = Sheet(look, 0, len(blocks[0]), left=NAMES[look.size])
    wide = _across(look, room) / len(blocks[0])
    bottom = 0.0
    for block in blocks:
        bottom = start = _head(sheet, bottom, block, labels, principles or {})
        for team, number in people.items():
            row = _name(sheet, bottom, labels.name(team), _of(number, (answered or {}).get(team), labels))
            middle, height = row.bottom - row.height / 2, row.height
            for place, value in enumerate(block):
                cell = found.get((team, value))
                if cell is not None:
                    _cell(sheet, place, middle, height, cell, labels, scale, signs)
                else:
                    sheet.write(place + 0.5, middle, NOTHING, align="centre", colour=look.palette.soft)
            bottom = row.bottom
            if team == chosen[0]:
                _frame(sheet, _columns(block, chosen[1]), (middle - height / 2, middle + height / 2), wide)
        if chosen[1] and not chosen[0]:
            _frame(sheet, _columns(block, chosen[1]), (start, bottom), wide)
        bottom += look.measures.space
    notes = [
        labels.say("heatmap.footnote", sign=sign, reason=labels.name(reason))
        for reason, sign in signs.items()
    ]
    if "verdict" in cells and cells["verdict"].isin(ARROWS).any():
        notes.append(labels.say("heatmap.apart"))
    return sheet.figure(_footnotes(sheet, bottom, notes))


def words(cells: pd.DataFrame, labels: Labels) -> dict[str, str | int]:
    """What is to be seen: the value on which teams differ most, and how many cells are hidden."""
    hidden = {"hidden": int(cells["reason"].notna().sum()), "total": len(cells)}
    shown = (
        cells.dropna(subset=["measure"]).groupby("value", sort=False)["measure"].agg(["min", "max", "size"])
    )
    shown = shown[shown["size"] > 1]
    if shown.empty:
        return {"key": "chart.heatmap.says_one" if hidden["hidden"] else "chart.heatmap.says_alone", **hidden}
    widest = shown.iloc[(shown["max"] - shown["min"]).to_numpy().argmax()]
    return {
        "key": "chart.heatmap.says" if hidden["hidden"] else "chart.heatmap.says_all",
        "value": labels.name(widest.name),
        "low": labels.number(widest["min"]),
        "high": labels.number(widest["max"]),
        **hidden,
    }


def fitting(look: Look, room: int = 0) -> int:
    """How many values fit beside each other."""
    return _across(look, room) // CELL[look.size]


def _across(look: Look, room: int) -> int:
    """The pixels that the cells have beside each other, at the least."""
    return max(room, look.measures.width) - NAMES[look.size]


def _blocks(values: Sequence[str], fit: int) -> list[list[str]]:
    """The values in blocks of about the same size."""
    wide = ceil(len(values) / ceil(len(values) / fit)) if values else 1
    return [list(values[start : start + wide]) for start in range(0, len(values), wide)] or [[""]]


def _people(numbers: pd.Series, labels: Labels) -> str:
    """The number of people in a row: one number, or the smallest and the largest; nothing where all is hidden."""
    if numbers.isna().all():
        return ""
    low, high = int(numbers.min()), int(numbers.max())
    return labels.people(low) if low == high else labels.people(low, "heatmap.n_range", high=high)


def _of(people: str, answered: tuple[int, int] | None, labels: Labels) -> str:
    """The number of people beside how many answered, of how many expected."""
    if answered is None:
        return people
    response = labels.say("heatmap.answered", people=answered[0], expected=answered[1]).replace(
        " ", HARD_SPACE
    )
    return f"{people} {response}"


def _head(
    sheet: Sheet, top: float, block: Sequence[str], labels: Labels, principles: Mapping[str, str]
) -> float:
    """The names of the values, written upward, with their hue under them; gives the pixel where it ends."""
    look, measures = sheet.look, sheet.look.measures
    names = [_upward(labels.name(value), CELL[look.size], measures.text) for value in block]
    height = max(text_width(line, measures.text) for lines in names for line in lines) + measures.text / 2
    bottom = top + height + measures.sign / 2
    for place, (value, lines) in enumerate(zip(block, names, strict=True)):
        sheet.annotations.append(
            {
                "x": place + 0.5,
                "y": top + height,
                "text": "<br>".join(lines),
                "textangle": -90,
                "showarrow": False,
                "xanchor": "center",
                "yanchor": "bottom",
                "align": "left",
                "font": {"size": measures.text},
            }
        )
        if value in principles:
            colour = principle_colour(principles[value], look)
            sheet.bar(place, place + 1, bottom - measures.sign / 6, measures.sign / 3, colour)
    return bottom


def _upward(name: str, room: float, size: float) -> list[str]:
    """A name in as many lines as there is room for across a cell, in the shortest length that does it."""
    most = max(1, int(room // (size * 1.3)))
    whole = text_width(name, size)
    longest_word = max(text_width(word, size) for word in name.split() or [""])
    width = max(whole / most, longest_word)
    while len(lines := wrap(name, width, size)) > most:
        width += size
    return lines


def _name(sheet: Sheet, top: float, name: str, people: str) -> _RowPlace:
    """The name of a team and its number of people, before its row or above it; gives where the row is."""
    if not sheet.left:
        return _name_above(sheet, top, name, people)
    measures = sheet.look.measures
    room = sheet.left - measures.text * 0.6
    lines = wrap(name, room, measures.text)
    below = wrap(people, room, measures.small)
    named, counted = len(lines) * measures.line, len(below) * measures.small * 1.3
    height = max(named + counted + measures.space / 2, measures.line * 2)
    start = top + (height - named - counted) / 2
    sheet.write_lines(0, start + named / 2, [f"{line}{GAP[:2]}" for line in lines], align="end")
    how: dict[str, Any] = {"align": "end", "size": measures.small, "colour": sheet.look.palette.soft}
    sheet.write_lines(0, start + named + counted / 2, [f"{line}{GAP[:2]}" for line in below], **how)
    return _RowPlace(height, top + height)


def _name_above(sheet: Sheet, top: float, name: str, people: str) -> _RowPlace:
    measures = sheet.look.measures
    lines = wrap(name, sheet.width - measures.small, measures.text)
    below = wrap(people, sheet.width, measures.small)
    named, counted = len(lines) * measures.line, len(below) * measures.small * 1.3
    start = top + measures.space / 2
    sheet.write_lines(0, start + named / 2, lines)
    sheet.write_lines(
        0, start + named + counted / 2, below, size=measures.small, colour=sheet.look.palette.soft
    )
    height = measures.line * 2
    return _RowPlace(height, start + named + counted + measures.space / 4 + height)


def _cell(
    sheet: Sheet,
    place: int,
    middle: float,
    height: float,
    cell: Row,
    labels: Labels,
    scale: tuple[float, float],
    signs: Mapping[str, str],
) -> None:
    palette = sheet.look.palette
    people: object = NOTHING if pd.isna(cell["n"]) else int(cell["n"])
    about = {"team": labels.name(cell["team"]), "value": labels.name(cell["value"]), "n": people}
    fill, hidden, ink = palette.surface, cell["reason"] in signs, palette.ink
    if hidden:
        text = signs[cell["reason"]]
        hover = labels.say("heatmap.hover_hidden", reason=labels.name(cell["reason"]), **about)
    elif pd.isna(cell["measure"]):
        text = labels.band(cell["band"], "heatmap")
        hover = labels.say("heatmap.hover", measure=text, **about)
    else:
        share = (cell["measure"] - scale[0]) / (scale[1] - scale[0])
        fill = blend(min(max(share, 0.0), 1.0), *palette.heat)
        text, ink = labels.number(cell["measure"]), ink_on(fill)
        hover = labels.say("heatmap.hover", measure=text, **about)
    sheet.bar(
        place,
        place + 1,
        middle,
        height,
        fill,
        hatched=hidden,
        hover=hover,
        about=(cell["team"], cell["value"]),
    )
    arrow = ARROWS.get(str(cell.get("verdict")), "")
    away = sheet.look.measures.line * 0.48 if arrow else 0
    sheet.write(place + 0.5, middle + away, text, align="centre", colour=ink, bold=bool(hidden or arrow))
    if arrow:
        sheet.write(place + 0.5, middle - away, arrow, align="centre", colour=ink, bold=True)


def _columns(block: Sequence[str], value: str) -> range:
    """The places in a block of one value, or of all when none is named."""
    if not value:
        return range(len(block))
    return range(block.index(value), block.index(value) + 1) if value in block else range(0)


def _frame(sheet: Sheet, columns: range, rows: tuple[float, float], wide: float) -> None:
    """A line around what was chosen, with the ground on both sides of it so that it stands out on every shade.

    wide   how wide a column is at the least, in pixels
    """
    palette, thick = sheet.look.palette, sheet.look.measures.sign / 4
    inset = thick / wide  # what lies over the edge of the picture is not drawn
    for colour, width in ((palette.ground, thick * 2.2), (palette.ink, thick)):
        if columns:
            sheet.shapes.append(
                {
                    "type": "rect", "x0": columns.start + inset, "x1": columns.stop - inset, "y0": rows[0] + thick,
                    "y1": rows[1] - thick,
                    "line": {"color": colour, "width": width}, "layer": "above",
                }
            )  # fmt: skip


def _footnotes(sheet: Sheet, top: float, notes: Sequence[str]) -> float:
    """What the signs and the arrows mean; gives the pixel where it ends."""
    measures = sheet.look.measures
    for note in notes:
        lines = wrap(note, sheet.width, measures.small)
        height = len(lines) * measures.small * 1.3
        sheet.write_lines(0, top + height / 2, lines, size=measures.small, colour=sheet.look.palette.soft)
        top += height
    return top
