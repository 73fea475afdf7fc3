"""Where the words of a figure stand, in pixels, at the narrowest width that a look is made for."""

from typing import NamedTuple

import plotly.graph_objects as go

from charts.labels import text_width
from charts.style import Look

SHIFT = {"middle right": 0.0, "middle center": 0.5, "middle left": 1.0}
MARKUP = ("<b>", "</b>")


class Box(NamedTuple):
    """One line of text and its sides; x from the left of the page, y from the top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def plain(text: str) -> str:
    """A text of a figure as a reader sees it."""
    for mark in MARKUP:
        text = text.replace(mark, "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def boxes(figure: go.Figure, look: Look) -> list[Box]:
    """All lines of text in a figure, as wide as they can be."""
    low, high = figure.layout.xaxis.range
    left = figure.layout.margin.l
    wide = look.measures.width - left
    found = []
    for trace in figure.data:
        if trace.mode != "text" if trace.type == "scatter" else True:
            continue
        for x, y, text, place, size in zip(
            trace.x, trace.y, trace.text, trace.textposition, trace.textfont.size, strict=True
        ):
            width = text_width(plain(text), size)
            start = left + (x - low) / (high - low) * wide - SHIFT[place] * width
            found.append(Box(plain(text), start, start + width, y - size * 0.6, y + size * 0.6, size))
    return found


def read(figure: go.Figure) -> str:
    """All the words of a figure, in the order in which they were written."""
    lines = [text for trace in figure.data if trace.type == "scatter" for text in trace.text or ()]
    upward = [note.text.replace("<br>", " ") for note in figure.layout.annotations]
    return " ".join(plain(line).replace("\u00a0", " ").strip() for line in [*lines, *upward])


def hovers(figure: go.Figure) -> list[str]:
    """What a figure says where the pointer rests."""
    return [text for trace in figure.data for text in trace.hovertext or () if text]


def overlapping(lines: list[Box]) -> list[tuple[str, str]]:
    """Pairs of lines that cover each other."""
    return [
        (one.text, other.text)
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1
    ]
