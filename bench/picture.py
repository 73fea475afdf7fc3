"""A picture of numbers that grow: lines between powers of ten, told apart by their pattern and by the words at their end."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 380, 70, 330, 20, 50
_PATTERNS = ("none", "9 5", "2 4")


def lines(drawn: Mapping[str, Mapping[int, float]], across: str, unit: str) -> str:
    """An SVG. drawn: for each line its name, and the measure at each size; both axes by powers of ten."""
    sizes = sorted({size for points in drawn.values() for size in points})
    measures = [measure for points in drawn.values() for measure in points.values()]
    low, high = floor(log10(min(measures))), max(ceil(log10(max(measures))), floor(log10(min(measures))) + 1)

    def x(size: float) -> float:
        share = (log10(size) - log10(sizes[0])) / (log10(sizes[-1]) - log10(sizes[0]))
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(measure: float) -> float:
        return _HEIGHT - _BOTTOM - (log10(measure) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [_text(x(size), _HEIGHT - 20, f"{size:,} {across}", "middle") for size in sizes]
    for power in range(low, high + 1):
        parts.append(_path([(_LEFT, y(10.0**power)), (_WIDTH - _RIGHT, y(10.0**power))], "none", 0.3))
        parts.append(_text(_LEFT - 8, y(10.0**power) + 5, f"{10.0**power:g} {unit}", "end"))
    lowest = 0.0
    downwards = sorted(drawn.items(), key=lambda one: -one[1][sizes[-1]])
    for (name, points), pattern in zip(downwards, _PATTERNS, strict=False):
        places = [(x(size), y(points[size])) for size in sorted(points)]
        parts += [_path(places, pattern, 2.5), *(_dot(*place) for place in places)]
        lowest = max(places[-1][1] + 5, lowest + 18)  # words that would overlap stand below each other
        parts.append(_text(places[-1][0] + 12, lowest, name, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="14">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>\n'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(words)}</text>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4.5"/>'


def _path(places: list[tuple[float, float]], pattern: str, width: float) -> str:
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    return f'<polyline points="{points}" fill="none" stroke="black" stroke-width="{width}" stroke-dasharray="{pattern}"/>'
