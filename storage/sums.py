"""Published sums of departments and organisations; and who is in them, which only the publishing code reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

import pandas as pd

from storage.figures import Publication, some_rows
from storage.store import Statement, Store

_NUMBERS = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5", "total")
_WHO = ("department_id", "team_id", "item", "dimension")
POOLED_COLUMNS = (*_WHO, "level", *_NUMBERS)
_TYPES = {"total": "float8"}
_RESPONSE = ("answered", "expected")
SUM_COLUMNS = ("department_id", "item", "dimension", "teams", *_NUMBERS, *_RESPONSE)


@dataclass(frozen=True)
class SumPublication:
    """Which sums these are: of an organisation with its departments, over the first, second ... survey of each team.

    publications  how many there were of those surveys, replaced ones too: they only ever grow, so the number says which
    """

    id: str
    organisation_id: str
    number: int
    version: int
    publications: int
    published_at: datetime


def count_measurement(publication: Publication) -> Statement:
    """Say which survey of its team this is: the first, the second ...; a survey that has a number keeps it."""
    return Statement(
        """insert into measurement
        select $1::uuid, $2::uuid, $3::uuid, $4::uuid, coalesce(max(number), 0) + 1
        from measurement where team_id = $4::uuid
        having count(*) filter (where round_id = $1::uuid) = 0""",
        (publication.round_id, publication.organisation_id, publication.department_id, publication.team_id),
        lock=publication.team_id,
    )


@dataclass(frozen=True)
class Parts:
    """The newest publications of the first, second ... survey of every team of an organisation; `number` says which.

    publications  how many there are, replaced ones too
    teams  for each publication its team, department and smallest group, how many people answered and how many were expected;
           not those that stand for an earlier survey
    seqs   the lowest and the highest number of these publications
    """

    organisation_id: str
    number: int
    publications: int
    teams: dict[str, tuple[str, str, int, int, int]]
    seqs: tuple[int, int]


def parts(store: Store, round_id: str) -> Parts:
    """What is summed together with this published survey, itself included."""
    found = store.rows(
        """select mine.organisation_id, mine.number, publication.id, publication.hidden, publication.team_id, publication.department_id,
            publication.smallest_group, publication.seq, publication.version, publication.people, publication.expected
        from measurement as mine
        join measurement on measurement.organisation_id = mine.organisation_id and measurement.number = mine.number
        join publication on publication.round_id = measurement.round_id
        where mine.round_id = $1::uuid""",
        round_id,
    )
    newest = {row[4]: row for row in sorted(found, key=itemgetter(8))}  # each team has one such survey
    shown = {row[2]: (*row[4:7], *row[9:]) for row in newest.values() if row[3] in ("", "too_few")}
    seqs = [row[7] for row in found]
    return Parts(found[0][0], found[0][1], len(found), shown, (min(seqs), max(seqs)))


def cells(store: Store, of: Parts) -> pd.DataFrame:
    """What these surveys show, or wait with because too few people said it: for the publishing code only.

    returns  one row per team, item and dimension, for everyone together: team_id, department_id, smallest_group, answered,
             expected, item, dimension, the counts, hidden ("", or "too_few" where few people wait) and band (""). What is shown without
             counts, or is held back, has no row.
    """
    of_these = "publication_id = any($1::uuid[]) and perspective_id = ''"
    between = "figure.seq between $2::bigint and $3::bigint"
    numbers = ", ".join(_NUMBERS)
    found = store.read(
        f"""select publication_id::varchar as publication_id, item, dimension, {numbers}, hidden, band from figure
        where {of_these} and {between} and hidden = '' and band = ''
        union all
        select publication_id::varchar, item, dimension, {numbers}, 'too_few', '' from tally
        where {of_these} and not exists (
            select 1 from figure where figure.publication_id = tally.publication_id and figure.perspective_id = ''
                and figure.item = tally.item and figure.dimension = tally.dimension and figure.hidden <> 'too_few'
                and {between}
        )""",
        list(of.teams),
        *of.seqs,
    )
    facts = [of.teams[one] for one in found["publication_id"].tolist()]
    team, department, smallest_group, answered, expected = zip(*facts, strict=True) if facts else ((),) * 5
    return found.assign(
        team_id=pd.array(team, "str"),
        department_id=pd.array(department, "str"),
        smallest_group=pd.array(smallest_group, "int64"),
        answered=pd.array(answered, "int64"),
        expected=pd.array(expected, "int64"),
    )


def pooled(store: Store, organisation_id: str, number: int) -> pd.DataFrame:
    """Who entered a sum by a pool, or was left out for good (level "nowhere"): for the publishing code only.

    returns  one row per team, item and dimension, with the columns of POOLED_COLUMNS
    """
    of_these = "organisation_id = $1::uuid and number = $2::smallint"
    entered = store.read(
        f"select {', '.join(POOLED_COLUMNS)} from pooled where {of_these}", organisation_id, number
    )
    left = store.rows(f"select {', '.join(_WHO)} from left_out where {of_these}", organisation_id, number)
    if not left:
        return entered
    away = pd.DataFrame(left, columns=list(_WHO), dtype="str")
    return pd.concat([entered, away.assign(level="nowhere", **dict.fromkeys(_NUMBERS, 0))])


def latest(store: Store, round_id: str) -> tuple[int, ...]:
    """The version of the sums that a published survey belongs to, and of how many publications they were made; 0 before there are any."""
    found = store.rows(
        """select sums.version, coalesce(sums.publications, 0)
        from measurement join sum_publication as sums
            on sums.organisation_id = measurement.organisation_id and sums.number = measurement.number
        where measurement.round_id = $1::uuid order by version desc limit 1""",
        round_id,
    )
    return found[0] if found else (0, 0)


def due(store: Store) -> list[str]:
    """A published survey of each organisation and number of which the sums are not made of everything that is there."""
    found = store.rows(
        """select min(cast(measurement.round_id as varchar))
        from measurement join publication on publication.round_id = measurement.round_id
        left join latest_sum_publication as sums
            on sums.organisation_id = measurement.organisation_id and sums.number = measurement.number
        group by measurement.organisation_id, measurement.number, sums.publications
        having count(*) <> coalesce(sums.publications, 0)"""
    )
    return sorted(row[0] for row in found)


def publish(
    made: SumPublication, entered: pd.DataFrame, left_out: pd.DataFrame, sums: pd.DataFrame
) -> list[Statement]:
    """The sums, and who entered them or was left out now; nothing when somebody else made this version."""
    return [
        Statement(
            """insert into sum_publication
            select $1::uuid, $2::uuid, $3::smallint, $4::integer, $5::timestamptz, $6::integer
            where not exists (select 1 from sum_publication where id = $1::uuid)""",
            (made.id, made.organisation_id, made.number, made.version, made.published_at, made.publications),
            guard=True,
            lock=made.organisation_id,
        ),
        *some_rows("pooled", f"'{made.organisation_id}'::uuid, {made.number:d}", POOLED_COLUMNS, entered),
        *some_rows("left_out", f"'{made.organisation_id}'::uuid, {made.number:d}", _WHO, left_out),
        *some_rows("sum_figure", f"'{made.id}'::uuid", SUM_COLUMNS, sums),
    ]


def numbers(store: Store, organisation_id: str) -> list[int]:
    """Of which surveys there are sums: the first, the second ..."""
    found = store.rows(
        "select number from latest_sum_publication where organisation_id = $1::uuid order by number",
        organisation_id,
    )
    return [int(row[0]) for row in found]


def published_on(store: Store, organisation_id: str, number: int) -> date | None:
    """When the sums over the first, second ... surveys of an organisation were published; None without any."""
    found = store.rows(
        """select published_at from latest_sum_publication where organisation_id = $1::uuid and number = $2::smallint""",
        organisation_id,
        number,
    )
    return found[0][0].date() if found else None


def measured_again(store: Store, organisation_ids: Collection[str]) -> set[str]:
    """Which of these organisations have sums of more than one survey."""
    found = store.rows(
        """select cast(organisation_id as varchar) from latest_sum_publication where organisation_id = any($1::uuid[])
        group by organisation_id having count(*) > 1""",
        sorted(organisation_ids),
    )
    return {row[0] for row in found}


def of_organisations(store: Store, organisation_ids: list[str], number: int) -> pd.DataFrame:
    """The published sums of these organisations together, with the columns of `of_place`; and organisations, how many.

    Every part of it is shown by itself, so it tells nothing that they don't.
    """
    added = ", ".join(_added(name) for name in SUM_COLUMNS[3:])
    return store.read(
        f"""select item, dimension, {added}, count(*) as organisations from sum_figure
        where department_id is null and sum_id in (
            select id from latest_sum_publication where organisation_id = any($1::uuid[]) and number = $2::smallint
        )
        group by item, dimension""",
        organisation_ids,
        number,
    )


def _added(name: str) -> str:
    """A column of several sums together; what one of them does not say is not said of them all."""
    added = f"sum({name})::{_TYPES.get(name, 'bigint')}"
    return (
        f"case when count({name}) = count(*) then {added} end as {name}"
        if name in _RESPONSE
        else f"{added} as {name}"
    )


def of_place(store: Store, organisation_id: str, department_id: str, number: int) -> pd.DataFrame:
    """The published sum of a department, or of the whole organisation without one.

    returns  one row per item and dimension: item, dimension, teams (shown themselves), n, dont_know, count_1 .. count_5, total;
             answered and expected (people, in the surveys of those teams), missing in a sum of before they were kept
    """
    columns = ", ".join(SUM_COLUMNS[1:])
    place = "department_id = nullif($3, '')::uuid" if department_id else "department_id is null and $3 = ''"
    return store.read(
        f"""select {columns} from sum_figure
        where {place} and sum_id = (
            select id from latest_sum_publication where organisation_id = $1::uuid and number = $2::smallint
        )""",
        organisation_id,
        number,
        department_id,
    )
