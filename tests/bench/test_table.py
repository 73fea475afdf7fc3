"""The table of the bench: what is reached, how far from the floor, and its place in the document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.__main__ import GROUPS
from bench.measured import Row, percentile
from bench.table import BEGIN, DOCUMENT, END, keep, table

REACHED = Row("a", "quick", "ms", 50, 20, 10, "the bare thing", "as said")
MISSED = Row("b", "many", "a second", 3000, 1500, 6000, "the bare thing", is_least=True)
UNKNOWN = Row("c", "warm page", "ms", 1000, None).because("no browser on this machine")


def test_a_goal_is_reached_from_its_own_side() -> None:
    assert (REACHED.is_met, MISSED.is_met, UNKNOWN.is_met) == (True, False, None)
    assert (REACHED.ratio, MISSED.ratio, UNKNOWN.ratio) == (2, 4, None)


def test_a_number_that_was_not_measured_says_why() -> None:
    line = table([UNKNOWN]).splitlines()[-1]
    assert "not measured" in line
    assert "no browser on this machine" in line


def test_a_number_without_people_is_no_number() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([3, 1, 2], 0.99) == 3
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_the_table_takes_the_place_of_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"# Before\n\n{BEGIN}\n\nold\n\n{END}\n\nAfter\n", encoding="utf-8")
    for _ in range(2):
        keep([REACHED], date(2026, 11, 24), document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Before\n")
    assert text.endswith("\n\nAfter\n")
    assert "old" not in text
    assert text.count("| quick | ≤ 50 ms | 20 ms | yes | 10 ms: the bare thing | 2.0 x | as said |") == 1


def test_the_document_has_a_place_for_the_table() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert 0 <= text.index(BEGIN) < text.index(END)


def test_every_number_has_a_name_of_its_own() -> None:
    names = [row.name for group in GROUPS for row in group.ROWS]
    assert len(names) == len(set(names))
