"""Published figures, which every surface may read; and tallies, which only the publishing code writes and reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

import pandas as pd

from storage.store import Statement, Store

TALLY_COLUMNS = ("perspective_id", "item", "dimension", "people", "n", "dont_know", "count_1", "count_2", "count_3",
                 "count_4", "count_5", "total", "rank_sum")  # fmt: skip
FIGURE_COLUMNS = (*TALLY_COLUMNS, "band", "hidden")
_TYPES = {"perspective_id": "varchar", "item": "varchar", "dimension": "varchar", "band": "varchar",
          "hidden": "varchar", "total": "float8", "rank_sum": "float8"}  # fmt: skip


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


def publish(publication: Publication, tallies: pd.DataFrame, figures: pd.DataFrame) -> list[Statement]:
    """The publication with its tallies and figures; nothing when this version of the round is there already."""
    facts = astuple(publication)
    places = ", ".join(f"${number}" for number in range(1, len(facts) + 1))
    return [
        Statement(
            f"insert into publication values ({places}) on conflict do nothing",
            facts,
            guard=True,
            lock=publication.round_id,
        ),
        _all_rows("tally", f"'{publication.id}', '{publication.round_id}'", TALLY_COLUMNS, tallies),
        _all_rows("figure", f"'{publication.id}'", FIGURE_COLUMNS, figures),
    ]


def _all_rows(table: str, first: str, columns: Sequence[str], frame: pd.DataFrame) -> Statement:
    """Every row of a frame in one statement; `first` are ids that we made ourselves."""
    parts = ", ".join(f"unnest(${n}::{_TYPES.get(name, 'integer')}[])" for n, name in enumerate(columns, 1))
    cells = [[None if pd.isna(cell) else cell for cell in frame[name].tolist()] for name in columns]
    return Statement(f"insert into {table} select {first}, {parts}", cells)


def latest_publication(store: Store, round_id: str) -> Publication | None:
    """The newest publication of a round, or None before there is one."""
    found = store.rows(
        """select id, round_id, workshop_id, organisation_id, department_id, team_id, kind, number, version, people,
            expected, smallest_group, tie_term, dont_know_share, kendalls_w, hidden, last_seq, framework_id, framework_version,
            published_at
        from latest_publication where round_id = $1::uuid""",
        round_id,
    )
    return Publication(*found[0]) if found else None


def figures(store: Store, publication_id: str) -> pd.DataFrame:
    """The figures of a publication.

    returns  one row per perspective ("" = everyone), item and dimension, with the columns of FIGURE_COLUMNS
    """
    columns = ", ".join(FIGURE_COLUMNS)
    return store.read(f"select {columns} from figure where publication_id = $1::uuid", publication_id)


def of_teams(store: Store, team_ids: list[str]) -> pd.DataFrame:
    """The newest figures of the value surveys of these teams, for everyone together.

    returns  one row per round, item and dimension: team_id, team, department, workshop_id, number, published_at,
             round_people, expected, round_hidden and the columns of FIGURE_COLUMNS
    """
    columns = ", ".join(f"figure.{name}" for name in FIGURE_COLUMNS)
    return store.read(
        f"""select publication.team_id, team.name as team, department.name as department, publication.workshop_id,
            publication.number, publication.published_at, publication.people as round_people, publication.expected,
            publication.hidden as round_hidden, {columns}
        from latest_publication as publication
        join team on team.id = publication.team_id
        join department on department.id = publication.department_id
        left join figure on figure.publication_id = publication.id and figure.perspective_id = ''
        where publication.kind = 'values' and publication.team_id = any($1::uuid[])
        order by department.name, team.name, publication.published_at""",
        team_ids,
    )
