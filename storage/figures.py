"""Published figures, which every surface may read; and tallies, which only the publishing code writes and reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import starmap
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from storage.scope import Scope, counted, covered, covering
from storage.store import Statement, Store

Means = npt.NDArray[np.float32]

TALLY_COLUMNS = ("perspective_id", "item", "dimension", "people", "n", "dont_know", "count_1", "count_2", "count_3",
                 "count_4", "count_5", "total", "rank_sum")  # fmt: skip
FIGURE_COLUMNS = (*TALLY_COLUMNS, "band", "hidden")
_TYPES = {"perspective_id": "varchar", "item": "varchar", "dimension": "varchar", "band": "varchar",
          "hidden": "varchar", "level": "varchar", "department_id": "uuid", "team_id": "uuid",
          "total": "float8", "rank_sum": "float8", "change": "float8", "low": "float8", "high": "float8"}  # fmt: skip
_FACTS = """id, round_id, workshop_id, organisation_id, department_id, team_id, kind, number, version, people, expected,
    smallest_group, tie_term, dont_know_share, kendalls_w, hidden, last_seq, framework_id, framework_version, published_at"""
_FACT_TYPES = (*["uuid"] * 6, "varchar", "smallint", "smallint", "integer", "integer", "smallint", "float8", "float8", "float8",
          "varchar", "bigint", "varchar", "smallint", "timestamptz")  # fmt: skip
_MARK_OF_ZERO, _LOWEST_MARK = 26, ord(".")  # as in the view figure_as_line
_UNSEEN, _MARKS_OF_BANDS = "!", {"high": "+", "low": "-"}


@dataclass(frozen=True)
class Publication:
    """The facts of one published figure of a round; `hidden` is empty or the reason why there are no figures."""

    id: str
    round_id: str
    workshop_id: str
    organisation_id: str
    department_id: str
    team_id: str
    kind: str
    number: int
    version: int
    people: int
    expected: int
    smallest_group: int
    tie_term: float
    dont_know_share: float
    kendalls_w: float | None
    hidden: str
    last_seq: int
    framework_id: str
    framework_version: int
    published_at: datetime


def publish(
    publication: Publication, waiting: pd.DataFrame, figures: pd.DataFrame, erased: int = 0
) -> list[Statement]:
    """The publication with its figures; nothing when this version of the round is there already (who publishes a round waits for
    its lock; `on conflict` would say the same, and costs DuckDB more than the row).

    waiting  the tally of what was counted of too few people to show it; what is shown is in the figures
    erased   how many people of the workshop were erased when its answers were read: nothing is written when it is more now
    """
    facts = astuple(publication)
    places = ", ".join(f"${number}::{kind}" for number, kind in enumerate(_FACT_TYPES, 1))
    return [
        Statement(
            f"""insert into publication select {places}, nextval('publication_seq')
            where (select count(*) from erasure where workshop_id = $3::uuid) = ${len(facts) + 1}::integer
              and not exists (select 1 from publication where round_id = $2::uuid and version = $9::smallint)""",
            (*facts, erased),
            guard=True,
            lock=publication.round_id,
        ),
        *some_rows("tally", f"'{publication.id}', '{publication.round_id}'", TALLY_COLUMNS, waiting),
        *some_rows("figure", f"'{publication.id}'", FIGURE_COLUMNS, figures, ", currval('publication_seq')"),
        *_line(publication, figures),
    ]  # fmt: skip


def some_rows(
    table: str, first: str, columns: Sequence[str], frame: pd.DataFrame, last: str = ""
) -> list[Statement]:
    """The rows of a frame, which may be none."""
    return [all_rows(table, first, columns, frame, last)] if len(frame) else []


def _line(publication: Publication, figures: pd.DataFrame) -> list[Statement]:
    """The same figures of a value survey as one line, as the view `figure_as_line` makes it, without reading them back."""
    if publication.kind != "values" or figures.empty:
        return []
    columns = (
        figures[name].tolist()
        for name in ("perspective_id", "item", "dimension", "hidden", "band", "total", "n")
    )
    marks = {
        (item, dimension): _mark(*shown)
        for side, item, dimension, *shown in zip(*columns, strict=True)
        if not side
    }
    items = sorted({item for item, _ in marks})
    importance, current = (
        "".join(marks.get((item, dimension), _UNSEEN) for item in items)
        for dimension in ("importance", "current")
    )
    return [
        Statement(
            "insert into figure_line values ($1, $2, $3, $4)",
            (publication.id, " ".join(items), importance, current),
        )
    ]


def _mark(hidden: str, band: str, total: float, n: float) -> str:
    if hidden or band:
        return _UNSEEN if hidden else _MARKS_OF_BANDS[band]
    return chr(_MARK_OF_ZERO + floor(20 * total / n + 0.5)) if n else _UNSEEN


def all_rows(
    table: str, first: str, columns: Sequence[str], frame: pd.DataFrame, last: str = ""
) -> Statement:
    """Every row of a frame in one statement; `first` are ids that we made ourselves, `last` is what stands after the columns."""
    parts = ", ".join(f"unnest(${n}::{_TYPES.get(name, 'integer')}[])" for n, name in enumerate(columns, 1))
    return Statement(
        f"insert into {table} select {first}, {parts}{last}", [_cells_of(frame[name]) for name in columns]
    )


def _cells_of(column: pd.Series[Any]) -> list[Any]:
    """The cells of a column, None for what is missing: NaN, which is not itself, or NA."""
    return [None if cell is pd.NA or cell != cell else cell for cell in column.tolist()]


def publications(store: Store, round_id: str) -> list[Publication]:
    """Every publication of a round, the oldest first."""
    found = store.rows(f"select {_FACTS} from publication where round_id = $1::uuid", round_id)
    return sorted(starmap(Publication, found), key=lambda one: one.version)


def latest_publication(store: Store, round_id: str) -> Publication | None:
    """The newest publication of a round, or None before there is one."""
    return max(publications(store, round_id), key=lambda one: one.version, default=None)


def surveys_of_team(store: Store, team_id: str) -> list[Publication]:
    """The published value surveys of a team as they stand, the oldest first; also those without figures."""
    found = store.rows(
        f"""select {_FACTS} from latest_publication as publication
        where team_id = $1::uuid and kind = 'values' and {counted("publication")}
        order by published_at, number, version, workshop_id""",
        team_id,
    )
    return [Publication(*row) for row in found]


def figures(store: Store, publication_id: str) -> pd.DataFrame:
    """The figures of a publication.

    returns  one row per perspective ("" = everyone), item and dimension, with the columns of FIGURE_COLUMNS
    """
    columns = ", ".join(FIGURE_COLUMNS)
    return store.read(
        f"select {columns} from figure where publication_id = $1::uuid and seq = $2::bigint",
        publication_id,
        _seq(store, publication_id),
    )


def _seq(store: Store, publication_id: str) -> int:
    """The number of a publication, which its figures have too."""
    found = store.rows("select seq from publication where id = $1::uuid", publication_id)
    return int(found[0][0]) if found else 0


def of_teams(store: Store, team_ids: list[str]) -> pd.DataFrame:
    """The figures of the newest published value survey of each of these teams, for everyone together.

    returns  one row per team, item and dimension: team_id, smallest_group, answered, expected (people), published_at,
             framework_version, round_hidden (why there are no figures) and the columns of FIGURE_COLUMNS; of a survey without figures one row without an item
    """
    columns = ", ".join(f"figure.{name}" for name in FIGURE_COLUMNS)
    return store.read(
        f"""select newest.team_id, newest.smallest_group, newest.people as answered, newest.expected,
            newest.published_at, newest.framework_version, newest.hidden as round_hidden, {columns}
        from ({_newest(f"publication.team_id = any($1::uuid[]) and {counted('publication')}")}) as newest
        left join figure on figure.publication_id = newest.id and figure.perspective_id = ''
        order by newest.team_id""",
        team_ids,
    )


@dataclass(frozen=True)
class Lines:
    """What the newest published value surveys of many teams show, one row per team that has figures.

    values      the values that were asked of any of them, by name
    importance  means, 1 to 5 in steps of a twentieth; missing where a value was not asked, is hidden or has a band
    current     the same
    hidden      how many teams had too few answers, by the smallest group of that survey
    answered    how many people answered in the teams that have figures, of how many expected
    """

    values: tuple[str, ...]
    importance: Means
    current: Means
    hidden: dict[int, int]
    answered: tuple[int, int]


def lines(store: Store, scope: Scope) -> Lines:
    """The newest published value survey of every team of a scope, read in one go: one row for all who were asked the same."""
    found = store.rows(
        f"""select newest.hidden, newest.smallest_group, items, count(*),
            string_agg(importance_marks || current_marks, ''), sum(people), sum(expected)
        from ({_newest(covered("publication"))}) as newest
        left join figure_line on figure_line.publication_id = newest.id
        group by newest.hidden, newest.smallest_group, items""",
        *covering(scope),
    )
    hidden: Counter[int] = Counter()
    hidden.update({row[1]: row[3] for row in found if row[0]})
    shown = [row for row in found if not row[0] and row[2]]
    marks = [(row[2].split(" "), row[4]) for row in shown]
    values = tuple(sorted({value for items, _ in marks for value in items}))
    sides = [_placed(items, joined, values) for items, joined in marks]
    none = np.empty((0, 2, len(values)), dtype=np.float32)
    means = np.concatenate([none, *sides])
    answered, expected = (sum(int(row[place]) for row in shown) for place in (5, 6))
    return Lines(values, means[:, 0], means[:, 1], dict(hidden), (answered, expected))


def version(store: Store) -> tuple[int, datetime | None]:
    """What changes whenever something is published anywhere: how often that was done, and when last."""
    found = store.rows("select count(*), max(published_at) from publication")
    return found[0][0], found[0][1]


def _newest(condition: str) -> str:
    """The newest publication of a value survey of each team, of those for which the condition holds.

    A survey that was held again, of which too few people answered differently to show it, leaves the one before as it was.
    """
    return f"""select * from (
        select id, team_id, smallest_group, people, expected, published_at, framework_version, hidden, row_number() over (
            partition by team_id order by published_at desc, number desc, version desc, workshop_id desc
        ) as newest
        from publication where kind = 'values' and hidden <> 'too_few_changed' and {condition}
    ) as numbered where newest = 1"""


def _placed(items: list[str], marks: str, values: tuple[str, ...]) -> Means:
    """The means of teams that were asked the same (teams x 2 dimensions x values), each in the column of its value."""
    codes = np.frombuffer(marks.encode(), dtype=np.uint8).reshape(-1, 2, len(items))
    known = np.where(
        codes >= _LOWEST_MARK, (codes.astype(np.float32) - _MARK_OF_ZERO) / 20, np.float32(np.nan)
    )
    means = np.full((len(codes), 2, len(values)), np.nan, dtype=np.float32)
    means[:, :, [values.index(item) for item in items]] = known
    return means
