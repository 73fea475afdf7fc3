"""The scale of a change, for every chart that has one: nothing changed in the middle, lower to the left, higher to the right."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from charts.labels import Labels
from charts.sheet import Entry, Sheet

LEAST = 1.0  # the drawing reaches at least one point of the scale to each side
ROOM = 1.12  # a little more than the farthest end


def reach(ends: Iterable[float]) -> float:
    """How far a drawing goes to each side, for changes and ends of intervals that may be missing."""
    return max([LEAST, *(abs(float(end)) for end in ends if pd.notna(end))]) * ROOM


def head(sheet: Sheet, signs: Sequence[Entry], has_intervals: bool, labels: Labels) -> float:
    """The key, and the scale with what its two sides mean; gives the pixel where it ends."""
    look, measures = sheet.look, sheet.look.measures
    line = [Entry(labels.say("change.interval"), look.palette.soft, "line-ew-open")] if has_intervals else []
    middle = sheet.key([*signs, *line], 0) + measures.line
    how: dict[str, Any] = {"size": measures.small, "colour": look.palette.soft}
    sheet.write(sheet.low, middle, labels.say("change.lower"), **how)
    sheet.write(0, middle, "0", align="centre", **how)
    sheet.write(sheet.high, middle, labels.say("change.higher"), align="end", **how)
    return middle + measures.line * 0.7
