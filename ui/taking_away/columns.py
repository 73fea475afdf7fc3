"""The columns of the files, in the words of the visit: by one name each its heading, what it means and what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.measures import COUNTS
from analytics.spread import PERCENTILES
from reports.table import Column, Kind
from ui.texts import say

WHY = ("n_band", "status")  # the last columns of each row of figures; a file has them behind n
_KINDS = {
    Kind.FIGURE: {
        "figure", "figure_around", "importance", "current", "gap", "change", "before", "after", "with_change", "without_change",
        "difference", "low", "high", "importance_low", "importance_high", "current_low", "current_high", "median", "share_high",
        "agreement_a", *PERCENTILES,
    },
    Kind.WHOLE: {
        "n", "n_around", "n_before", "n_after", "n_pairs", "people", "expected", "people_around", "expected_around", "dont_know",
        "survey", "values_version", "teams", "place", "points", "placed_by", "with_values", "without_values", *COUNTS,
    },
    Kind.DAY: {"published_on", "due_on"},
}  # fmt: skip


def columns_of(*names: str) -> tuple[Column, ...]:
    """The columns with these names; "change.before" has the heading that it has on the screen of change."""
    return tuple(map(_column, names))


def with_why_behind_n(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns as a file has them: how many people in words, and why a number is missing, in sight of that number."""
    why = columns_of(*WHY)
    others = [column for column in columns if column not in why]
    n = columns_of("n")[0]
    if len(others) == len(columns) or n not in others:
        return tuple(columns)
    at = others.index(n) + 1
    return (*others[:at], *why, *others[at:])


def _column(name: str) -> Column:
    short = name.rpartition(".")[2]
    kind = next((kind for kind, names in _KINDS.items() if short in names), Kind.TEXT)
    if short in COUNTS:
        score = short.removeprefix("count_")
        return Column(say("export.count", score=score), say("column.count", score=score), kind)
    return Column(say(name if name != short else f"export.{name}"), say(f"column.{name}"), kind)
