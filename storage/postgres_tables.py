"""The tables of a PostgreSQL store as compressed CSV files, in the same form as those of a DuckDB store."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import psycopg

from domain.problems import StoreNotEmpty, StoreProblem
from storage.store import Tables

_FORM = "(format csv, header {header}, null '')"
_FASTEST = 1


def save(connection: psycopg.Connection[Any], folder: Path) -> Tables:
    """Every table as it is at one moment; the numbers of the sequences are those, or a little later."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    try:
        with connection.transaction(force_rollback=True):
            rows = {
                table: _save_one(connection, folder, table, names)
                for table, names in _columns(connection).items()
            }
            found = connection.execute(
                "select sequencename, coalesce(last_value, 0) from pg_sequences where schemaname = current_schema()"
            )
            return Tables(rows, {name: int(number) for name, number in found.fetchall()})
    finally:
        connection.isolation_level = None


def load(connection: psycopg.Connection[Any], folder: Path, tables: Tables) -> None:
    with connection.transaction():
        for table, names in _columns(connection).items():
            if connection.execute(f"select exists (select 1 from {table})".encode()).fetchall()[0][0]:
                raise StoreNotEmpty()
            written = _load_one(connection, folder, table, names)
            if written != tables.rows.get(table):
                raise StoreProblem(reason=f"{table} has {written} rows, not {tables.rows.get(table)}")
        for sequence, number in tables.sequences.items():
            if number:
                connection.execute("select setval($1::regclass, $2)", (sequence, number))


def _save_one(connection: psycopg.Connection[Any], folder: Path, table: str, names: str) -> int:
    sql = f"copy (select {names} from {table}) to stdout {_FORM.format(header='true')}"
    with (
        gzip.open(folder / f"{table}.csv.gz", "wb", _FASTEST) as file,
        connection.cursor() as cursor,
    ):
        with cursor.copy(sql.encode()) as pieces:
            for piece in pieces:
                file.write(piece)
        return cursor.rowcount


def _load_one(connection: psycopg.Connection[Any], folder: Path, table: str, names: str) -> int:
    sql = f"copy {table} ({names}) from stdin {_FORM.format(header='match')}"
    with gzip.open(folder / f"{table}.csv.gz", "rb") as file, connection.cursor() as cursor:
        with cursor.copy(sql.encode()) as pieces:
            while piece := file.read(1 << 20):
                pieces.write(piece)
        return cursor.rowcount


def _columns(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The names of the columns of every table; which migrations were done is no part of a copy."""
    found = connection.execute(
        """select table_name, string_agg(column_name, ', ' order by ordinal_position)
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name <> 'migration'
        group by table_name order by table_name"""
    )
    return {row[0]: row[1] for row in found.fetchall()}
