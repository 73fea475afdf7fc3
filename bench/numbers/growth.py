"""What a manager's screens and a reveal cost as the work grows: not part of a whole run, because filling takes minutes.

`python -m bench --only growth` also draws the picture in docs/pictures/.
"""

from __future__ import annotations

import sys

from bench.measured import Row
from bench.nation import compare_afresh, fill_country
from bench.picture import lines
from bench.place import Place, best_of, opened
from bench.reveals import reveals
from bench.serving import ROOT
from reads.scope import Within
from reads.together import together

SIZES = (10, 1_000, 10_000, 100_000)
PICTURE = ROOT / "docs/pictures/growth.svg"
_TIMES = 5
_WORKS = {
    "comparison": "the comparison of all teams, data to figure",
    "together": "the sums of one organisation",
    "reveal": "a reveal for 12 people, processor time",
}

ROWS = (Row("growth", "as the work grows", "ms", None, None),)


def measure(place: Place) -> list[Row]:
    """A row for each work and size; the same in a picture."""
    found = {teams: _measured(place, teams) for teams in SIZES}
    drawn = {what: {teams: found[teams][name] for teams in SIZES} for name, what in _WORKS.items()}
    PICTURE.write_text(lines(drawn, "teams", "ms"), encoding="utf-8")
    return [
        Row(
            "growth",
            f"{what}, {teams:,} teams of three surveys",
            "ms",
            None,
            found[teams][name],
            note="DuckDB",
        )
        for name, what in _WORKS.items()
        for teams in SIZES
    ]


def _measured(place: Place, teams: int) -> dict[str, float]:
    with opened(place.new_store("duckdb")) as store:
        who = fill_country(store, teams)
        print(f"{teams:,} teams are there", file=sys.stderr, flush=True)
        within = Within(who.grants[0].organisation_id)
        return {
            "comparison": 1000 * best_of(_TIMES, compare_afresh(store, who)),
            "together": 1000 * best_of(_TIMES, lambda: together(store, who, within)),
            "reveal": reveals(store).shown_ms,
        }
