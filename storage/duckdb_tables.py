"""The tables of a DuckDB store as compressed CSV files, which every database and spreadsheet can read."""

from __future__ import annotations

from pathlib import Path

import duckdb

from domain.problems import Problem, StoreNotEmpty, StoreProblem
from storage.store import Tables

_FORM = {
    "header": "true",
    "delim": "','",
    "quote": "'\"'",
    "escape": "'\"'",
    "nullstr": "''",
    "compression": "'gzip'",
}
_WRITING = ", ".join(f"{name} {what}" for name, what in _FORM.items())
_READING = ", ".join(f"{name} = {what}" for name, what in {**_FORM, "allow_quoted_nulls": "false"}.items())


def save(cursor: duckdb.DuckDBPyConnection, folder: Path) -> Tables:
    """Every table as it is at one moment; the numbers of the sequences are those, or a little later."""
    cursor.begin()
    try:
        rows = {}
        for table, columns in _columns(cursor).items():
            names = ", ".join(columns)
            written = cursor.execute(
                f"copy (select {names} from {table}) to {_place(folder, table)} (format csv, {_WRITING})"
            )
            rows[table] = int(written.fetchall()[0][0])
        sequences = cursor.execute("select sequence_name, coalesce(last_value, 0) from duckdb_sequences()")
        return Tables(rows, {name: int(number) for name, number in sequences.fetchall()})
    finally:
        cursor.rollback()


def load(cursor: duckdb.DuckDBPyConnection, folder: Path, tables: Tables) -> None:
    cursor.begin()
    try:
        for table, columns in _columns(cursor).items():
            if cursor.execute(f"select exists (select 1 from {table})").fetchall()[0][0]:
                raise StoreNotEmpty()
            names = ", ".join(columns)
            kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
            read = f"read_csv({_place(folder, table)}, columns = {{{kinds}}}, {_READING})"
            written = cursor.execute(f"insert into {table} ({names}) select {names} from {read}").fetchall()
            if int(written[0][0]) != tables.rows.get(table):
                raise StoreProblem(reason=f"{table} has {written[0][0]} rows, not {tables.rows.get(table)}")
        for sequence, number in tables.sequences.items():
            if number:
                cursor.execute("select setval($1, $2)", [sequence, number])
        cursor.commit()
    except (duckdb.Error, Problem) as problem:
        cursor.rollback()
        raise problem if isinstance(problem, Problem) else StoreProblem(reason=str(problem)) from problem


def _columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The columns of every table with their types; which migrations were done is no part of a copy."""
    found = cursor.execute(
        """select table_name, column_name, data_type from duckdb_columns()
        where table_name in (select table_name from duckdb_tables()) and table_name <> 'migration'
        order by table_name, column_index"""
    )
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in found.fetchall():
        tables.setdefault(table, {})[column] = kind
    return tables


def _place(folder: Path, table: str) -> str:
    place = str(folder / f"{table}.csv.gz").replace("'", "''")
    return f"'{place}'"
