"""Measures the numbers to reach on servers of its own, on both engines, and prints one table: `make bench`.

`python -m bench --only NAME` measures one number (or a group that is measured together) and keeps nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
import traceback
from datetime import date
from pathlib import Path
from types import ModuleType

from bench.measured import Row
from bench.numbers import answering, crashing, following, growth, results, starting
from bench.place import Place
from bench.table import keep, table

GROUPS: tuple[ModuleType, ...] = (answering, following, crashing, results, starting)
APART: tuple[ModuleType, ...] = (growth,)  # only when it is asked for: it takes minutes
_OPEN_FILES = 16_384


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = sorted(row.name for group in (*GROUPS, *APART) for row in group.ROWS)
    parser.add_argument("--only", choices=names, metavar="NAME", help=f"one of {', '.join(names)}")
    asked = parser.parse_args(words)
    _settle()
    groups = [
        group for group in (*GROUPS, *APART) if asked.only in [row.name for row in group.ROWS]
    ] or GROUPS
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder))
        try:
            rows = [row for group in groups for row in _measured(place, group)]
        finally:
            place.close()
    print(table([row for row in rows if asked.only in (None, row.name)]))
    if asked.only is None:
        keep(rows, date.today())  # noqa: DTZ011
    return 0


def _settle() -> None:
    """Settings of its own, whatever stands in the environment; and a file for each of the many connections."""
    os.environ["SECRET_KEY"] = "a key for the bench, which opens nothing at all"
    for variable in ("DEMO", "CLOCK_FILE", "BASE_URL", "STORE_URL"):
        os.environ.pop(variable, None)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(_OPEN_FILES, most) if most > 0 else _OPEN_FILES, most))


def _measured(place: Place, group: ModuleType) -> list[Row]:
    """The rows of a group; when it fails, each of its numbers says why, and the others are still measured."""
    name, started = group.__name__.rpartition(".")[2], time.monotonic()
    print(f"{name} ...", file=sys.stderr, flush=True)
    try:
        rows: list[Row] = group.measure(place)
    except Exception as problem:  # whatever it is, it is said in the table and on the console
        traceback.print_exc()
        rows = [row.because(f"{type(problem).__name__}: {problem}"[:200]) for row in group.ROWS]
    print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
