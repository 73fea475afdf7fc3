"""A sheet to draw one chart on: across in the chart's own unit, down in pixels, so that nothing is clipped.

Plotly leaves out what lies outside low and high, so room for columns beside the drawing is part of the unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal, NamedTuple

import plotly.graph_objects as go

from charts.labels import text_width, wrap
from charts.style import CLEAR, FONT, Look

Figure = go.Figure  # what every chart gives
Align = Literal["start", "centre", "end"]
POSITIONS = {"start": "middle right", "centre": "middle center", "end": "middle left"}
SHORTEST = 10  # what Plotly takes for a figure with nothing in it
CHECKED = False  # Plotly's check of every cell takes longer than all the drawing; the tests turn it on
GAP = "\u00a0\u00a0\u00a0"  # keeps a number off the sign that it stands beside


class Entry(NamedTuple):
    """One line of a key: a sign or a piece of bar, and what it means."""

    label: str
    colour: str
    sign: str = ""  # a marker symbol; empty means a piece of bar
    hollow: bool = False
    hatched: bool = False


@dataclass
class Sheet:
    """What is drawn between `low` and `high`; `left` is the room for names before it, `beside` for columns after
    it, both in pixels."""

    look: Look
    low: float
    high: float
    left: float = 0
    beside: float = 0
    shapes: list[dict[str, Any]] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    _rules: dict[tuple[str, float, str], tuple[list[float | None], list[float | None]]] = field(
        default_factory=dict
    )
    _bars: list[tuple[Any, ...]] = field(default_factory=list)
    _hatched: list[tuple[Any, ...]] = field(default_factory=list)
    _marks: list[tuple[Any, ...]] = field(default_factory=list)
    _texts: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def width(self) -> float:
        """The width in pixels of drawing and columns, in the narrowest place that this look is made for."""
        return self.look.measures.width - self.left

    @property
    def edge(self) -> float:
        """Where the columns end, in the unit of the chart."""
        return self.high + self.amount(self.beside)

    def pixels(self, amount: float) -> float:
        """How wide an amount is, at the least."""
        return amount / (self.high - self.low) * (self.width - self.beside)

    def amount(self, pixels: float) -> float:
        """Which amount is that many pixels wide, at the most."""
        return pixels / (self.width - self.beside) * (self.high - self.low)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Align = "start",
        colour: str = "",
        size: float = 0,
        bold: bool = False,
    ) -> None:
        """Put one line of text at a point, its middle at y; it may run into the margins."""
        self._texts.append(
            (
                x,
                y,
                text,
                POSITIONS[align],
                colour or self.look.palette.ink,
                size or self.look.measures.text,
                700 if bold else 400,
            )
        )

    def write_lines(self, x: float, middle: float, lines: Sequence[str], **how: Any) -> None:
        """Put lines of text under each other, the middle of the block at `middle`."""
        line = (how.get("size") or self.look.measures.text) * 1.3
        for place, text in enumerate(lines):
            self.write(x, middle + (place - (len(lines) - 1) / 2) * line, text, **how)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = "",
        width: float = 1,
        dash: str = "solid",
    ) -> None:
        """Draw a straight line."""
        across, down = self._rules.setdefault((colour or self.look.palette.line, width, dash), ([], []))
        across += [start[0], end[0], None]
        down += [start[1], end[1], None]

    def bar(
        self,
        start: float,
        end: float,
        y: float,
        height: float,
        colour: str,
        *,
        hatched: bool = False,
        hover: str = "",
        about: Sequence[str] = (),
    ) -> None:
        """Draw a bar between two amounts, its middle at y; a hatched one is pale whatever its colour.

        about   the ids of what it stands for, where it can be clicked
        """
        (self._hatched if hatched else self._bars).append(
            (start, end - start, y, height, colour, escape(hover, quote=False), list(about))
        )

    def mark(
        self,
        x: float,
        y: float,
        sign: str,
        colour: str,
        *,
        hollow: bool = False,
        size: float = 0,
        hover: str = "",
    ) -> None:
        """Draw a sign, filled or hollow."""
        fill = self.look.palette.ground if hollow else colour
        size = (size or self.look.measures.sign) * (0.86 if sign == "diamond" else 1)
        self._marks.append((x, y, sign, fill, colour, size, escape(hover, quote=False)))

    def key(self, entries: Sequence[Entry], top: float) -> float:
        """Write a key from `top` down, in as many lines as it takes; gives the pixel where it ends."""
        measures = self.look.measures
        line = measures.line * 1.1
        across, middle = 0.0, top + line / 2
        swatch = measures.sign * 1.1
        for entry in entries:
            (label, *more) = wrap(entry.label, self.width - swatch - measures.small, measures.small)
            wide = swatch + measures.small * 0.5 + text_width(label, measures.small) + measures.small
            if across and across + wide - measures.small > self.width:
                across, middle = 0.0, middle + line
            self._swatch(entry, across, swatch, middle)
            start = self.low + self.amount(across + swatch + measures.small * 0.5)
            for part in (label, *more):
                self.write(start, middle, part, size=measures.small, colour=self.look.palette.soft)
                middle += line
            middle -= line
            across += wide
        return middle + line / 2

    def figure(self, height: float) -> go.Figure:
        """What was drawn, as a figure of this height that takes the width of the page."""
        layout: dict[str, Any] = {
            "template": "none",
            "height": max(round(height), SHORTEST),
            "showlegend": False,
            "barmode": "overlay",
            "dragmode": False,
            "hovermode": "closest",
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "margin": {"l": self.left, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
            "font": {"family": FONT, "size": self.look.measures.text, "color": self.look.palette.ink},
            "hoverlabel": {
                "bgcolor": self.look.palette.surface,
                "bordercolor": self.look.palette.line,
                "align": "left",
                "font": {"family": FONT, "size": self.look.measures.small, "color": self.look.palette.ink},
            },
            "xaxis": {"range": [self.low, self.edge], "visible": False, "fixedrange": True},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "shapes": self.shapes,
            "annotations": self.annotations,
        }
        traces = [*self._rule_traces(), *self._bar_traces(), *self._mark_traces(), *self._text_traces()]
        return go.Figure(data=traces, layout=layout, _validate=CHECKED)

    def _swatch(self, entry: Entry, across: float, swatch: float, middle: float) -> None:
        start, end = self.low + self.amount(across), self.low + self.amount(across + swatch)
        if entry.sign:
            self.mark((start + end) / 2, middle, entry.sign, entry.colour, hollow=entry.hollow)
        else:
            self.bar(start, end, middle, swatch, entry.colour, hatched=entry.hatched)

    def _rule_traces(self) -> list[dict[str, Any]]:
        return [
            {
                "type": "scatter",
                "mode": "lines",
                "x": across,
                "y": down,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "line": {"color": colour, "width": width, "dash": dash},
            }
            for (colour, width, dash), (across, down) in self._rules.items()
        ]

    def _bar_traces(self) -> list[dict[str, Any]]:
        palette = self.look.palette
        hatch = {  # only with one colour for all bars does Plotly keep the colour of the hatch
            "color": palette.surface,
            "pattern": {
                "shape": "/",
                "fgcolor": palette.hatch,
                "fgopacity": 1,
                "size": self.look.measures.sign * 0.6,
                "solidity": 0.2,
            },
        }
        plain = {"color": [bar[4] for bar in self._bars]}
        return [
            self._bar_trace(drawn, marker)
            for drawn, marker in ((self._bars, plain), (self._hatched, hatch))
            if drawn
        ]

    def _bar_trace(self, drawn: list[tuple[Any, ...]], marker: dict[str, Any]) -> dict[str, Any]:
        base, lengths, y, heights, _, hovers, about = map(list, zip(*drawn, strict=True))
        edge = {"width": 1, "color": self.look.palette.ground}
        return {
            "type": "bar",
            "orientation": "h",
            "base": base,
            "x": lengths,
            "y": y,
            "width": heights,
            "cliponaxis": False,
            "hovertext": hovers,
            "hoverinfo": "text",
            "marker": {**marker, "line": edge},
            **({"customdata": about, "unselected": {"marker": {"opacity": 1}}} if any(about) else {}),
        }

    def _mark_traces(self) -> list[dict[str, Any]]:
        if not self._marks:
            return []
        x, y, signs, fills, edges, sizes, hovers = map(list, zip(*self._marks, strict=True))
        edge = {"color": edges, "width": self.look.measures.sign / 6}
        return [
            {
                "type": "scatter",
                "mode": "markers",
                "x": x,
                "y": y,
                "cliponaxis": False,
                "hovertext": hovers,
                "hoverinfo": "text",
                "marker": {"symbol": signs, "color": fills, "size": sizes, "opacity": 1, "line": edge},
            }
        ]

    def _text_traces(self) -> list[dict[str, Any]]:
        if not self._texts:
            return []
        x, y, texts, places, colours, sizes, weights = map(list, zip(*self._texts, strict=True))
        return [
            {
                "type": "scatter",
                "mode": "text",
                "x": x,
                "y": y,
                "text": texts,
                "textposition": places,
                "cliponaxis": False,
                "hoverinfo": "skip",
                "textfont": {"color": colours, "size": sizes, "weight": weights},
                "selected": {
                    "textfont": {"color": self.look.palette.ink}
                },  # so that no other text turns pale
            }
        ]
