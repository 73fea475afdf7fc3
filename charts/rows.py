"""Where a row stands on a sheet: its name before or above it, its number of people beside it."""

from typing import NamedTuple

from charts.labels import text_width, wrap
from charts.sheet import GAP, Sheet


class Place(NamedTuple):
    """The middle of what is drawn in a row, and where the row ends; pixels from the top."""

    middle: float
    bottom: float


def place_row(sheet: Sheet, top: float, name: str, people: str, height: float, bold: bool = False) -> Place:
    """Write the name of a row and its number of people; gives the place for a drawing of this height."""
    measures = sheet.look.measures
    soft = sheet.look.palette.soft
    if measures.name_width:
        lines = wrap(name, measures.name_width - measures.text, measures.text)
        tall = max(len(lines) * measures.line, height) + measures.space
        middle = top + tall / 2
        sheet.write_lines(sheet.low, middle, [f"{line}{GAP}" for line in lines], align="end", bold=bold)
        sheet.write(sheet.edge, middle, people, align="end", size=measures.small, colour=soft)
        return Place(middle, top + tall)
    room = sheet.width - text_width(people, measures.small) - measures.text
    lines = wrap(name, sheet.width, measures.text, first=room)
    if room < text_width(name.split(" ")[0], measures.text) <= sheet.width:  # beneath it the word stays whole
        lines = ["", *wrap(name, sheet.width, measures.text)]
    named = len(lines) * measures.line
    sheet.write_lines(sheet.low, top + named / 2, lines, bold=bold)
    sheet.write(sheet.edge, top + measures.line / 2, people, align="end", size=measures.small, colour=soft)
    return Place(top + named + height / 2 + 3, top + named + height + measures.space)
