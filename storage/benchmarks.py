"""Benchmarks: published figures of one organisation to share, files of others that were taken in, and whose are trusted."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from storage.store import Statement, Store

_NUMBERS = "n, dont_know, count_1, count_2, count_3, count_4, count_5"


class TrustedKey(NamedTuple):
    id: str
    fingerprint: str
    name: str


class Taken(NamedTuple):
    """A file that was taken in; `name` is what the administrator calls the holder of its key."""

    id: str
    name: str
    file: str


def trust(key: TrustedKey, organisation_id: str, added_by: str, now: datetime) -> Statement:
    """Believe the files of this key from now on."""
    return Statement(
        "insert into trusted_key values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        (key.id, organisation_id, key.fingerprint, key.name, added_by, now),
    )


def end_trust(key_id: str, organisation_id: str, ended_by: str, now: datetime) -> Statement:
    """Believe them no more; writes nothing for a key of another organisation, or one that was ended."""
    return Statement(
        """insert into trusted_key_end select id, $3::uuid, $4::timestamptz from standing_trusted_key
        where id = $1::uuid and organisation_id = $2::uuid on conflict do nothing""",
        (key_id, organisation_id, ended_by, now),
    )


def trusted(store: Store, organisation_id: str) -> list[TrustedKey]:
    """Whose files are believed here, by name."""
    found = store.rows(
        "select id, fingerprint, name from standing_trusted_key where organisation_id = $1::uuid order by name, added_at",
        organisation_id,
    )
    return [TrustedKey(*row) for row in found]


def take(
    benchmark_id: str, organisation_id: str, fingerprint: str, maker: str, made_on: date, file: str, taken_by: str, now: datetime
) -> Statement:  # fmt: skip
    return Statement(
        "insert into benchmark values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        (benchmark_id, organisation_id, fingerprint, maker, made_on, file, taken_by, now),
    )


def taken(store: Store, organisation_id: str) -> list[Taken]:
    """The newest file of each maker whose key is still trusted, by name."""
    found = store.rows(
        """select id, name, file from (
            select benchmark.id, key.name, file, maker, row_number() over (
                partition by benchmark.fingerprint, maker order by made_on desc, taken_at desc, key.added_at
            ) as newest
            from benchmark
            join standing_trusted_key as key
                on key.organisation_id = benchmark.organisation_id and key.fingerprint = benchmark.fingerprint
            where benchmark.organisation_id = $1::uuid
        ) as numbered where newest = 1 order by maker, name, id""",
        organisation_id,
    )
    return [Taken(*row) for row in found]


def smallest_group(store: Store, organisation_id: str) -> int | None:
    """The smallest k of the published value surveys of an organisation, or None before there are any."""
    found = store.rows(
        "select min(smallest_group) from publication where organisation_id = $1::uuid and kind = 'values'",
        organisation_id,
    )
    smallest: int | None = found[0][0]
    return smallest


def sums(store: Store, organisation_id: str, framework_id: str, version: int) -> pd.DataFrame:
    """The published sums of an organisation, of those measurements that were all made with this version of the values.

    returns  one row per measurement, department ("" = the organisation), item and dimension: measurement, department,
             department_id, item, dimension, n, dont_know, count_1 .. count_5, teams, answered, expected
    """
    return store.read(
        f"""select published.number as measurement, coalesce(department.name, '') as department,
            sum_figure.department_id, item, dimension, {_NUMBERS}, teams, answered, expected
        from latest_sum_publication as published
        join sum_figure on sum_figure.sum_id = published.id
        left join department on department.id = sum_figure.department_id
        where published.organisation_id = $1::uuid and dimension in ('importance', 'current') and not exists (
            select 1 from measurement
            join latest_publication as survey on survey.round_id = measurement.round_id
            where measurement.organisation_id = $1::uuid and measurement.number = published.number
              and (survey.framework_id <> $2 or survey.framework_version <> $3::smallint)
        )
        order by published.number, department, sum_figure.department_id, item, dimension""",
        organisation_id,
        framework_id,
        version,
    )


def team_figures(store: Store, organisation_id: str, framework_id: str, version: int) -> pd.DataFrame:
    """What the newest published survey of each team shows in counts, when it was made with this version of the values.

    returns  one row per team, item and dimension: team_id, item, dimension, n, dont_know, count_1 .. count_5
    """
    return store.read(
        f"""select newest.team_id, item, dimension, {_NUMBERS}
        from (
            select id, team_id, framework_id, framework_version, row_number() over (
                partition by team_id order by published_at desc, number desc, version desc, workshop_id desc
            ) as place
            from publication where kind = 'values' and hidden <> 'too_few_changed' and organisation_id = $1::uuid
        ) as newest
        join figure on figure.publication_id = newest.id and figure.perspective_id = ''
        where newest.place = 1 and framework_id = $2 and framework_version = $3::smallint
          and dimension in ('importance', 'current') and figure.hidden = '' and figure.band = ''
        order by newest.team_id, item, dimension""",
        organisation_id,
        framework_id,
        version,
    )
