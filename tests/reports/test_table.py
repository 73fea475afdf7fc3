"""A table that is taken away is read back as it was: every number, every reason, and nothing that runs as a formula."""

from __future__ import annotations

import csv as commas
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as columnar
import pytest

from reports.table import Column, Kind, Table, csv, excel, harmless, parquet, rows_of

RISKY = [
    "=1+1",
    "+31 6",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
]
SHEETS = ("Cijfers", "Over deze cijfers", "Kolommen")


def a_table(teams: list[str]) -> Table:
    """The first team is shown, the others are not."""
    columns = (
        Column("Team", "Van welk team."),
        Column("Cijfer", "Het gemiddelde.", Kind.FIGURE),
        Column("n", "Hoeveel mensen.", Kind.WHOLE),
        Column("Op", "De dag.", Kind.DAY),
        Column("Getoond", "Of waarom niet."),
    )
    hidden = [(team, None, None, None, "minder dan 5 mensen") for team in teams[1:]]
    rows = rows_of(columns, [(teams[0], -1.245, 7.0, date(2026, 11, 24), "getoond"), *hidden])
    about = (("Titel", "Waarden"), ("Gemaakt op", date(2026, 11, 25)), ("Verwacht", 9))
    return Table("Waarden", about, columns, rows, date(2026, 11, 25))


TABLE = a_table(["Café; «Plein»", "Haven"])


def test_a_dutch_csv_is_what_a_dutch_excel_opens() -> None:
    assert (
        csv(TABLE, "nl")
        == (
            "\ufeffTeam;Cijfer;n;Op;Getoond;Titel;Gemaakt op;Verwacht\r\n"
            '"Café; «Plein»";-1,25;7;2026-11-24;getoond;Waarden;2026-11-25;9\r\n'
            "Haven;;;;minder dan 5 mensen;Waarden;2026-11-25;9\r\n"
        ).encode()
    )


def test_an_english_csv_has_commas_and_points() -> None:
    assert csv(TABLE, "en").decode("utf-8-sig").splitlines()[1] == (
        "Café; «Plein»,-1.25,7,2026-11-24,getoond,Waarden,2026-11-25,9"
    )


def test_excel_has_numbers_days_and_sheets_about_them_and_about_the_columns() -> None:
    book = openpyxl.load_workbook(BytesIO(excel(TABLE, SHEETS)))
    assert book.sheetnames == list(SHEETS)
    rows = list(book["Cijfers"].values)
    assert rows[0] == ("Team", "Cijfer", "n", "Op", "Getoond")
    assert rows[1][:3] == ("Café; «Plein»", -1.25, 7)
    assert rows[1][3].date() == date(2026, 11, 24)
    assert rows[2] == ("Haven", None, None, None, "minder dan 5 mensen")
    about = dict(book["Over deze cijfers"].values)
    assert (about["Titel"], about["Gemaakt op"].date(), about["Verwacht"]) == (
        "Waarden",
        date(2026, 11, 25),
        9,
    )
    assert dict(book["Kolommen"].values)["n"] == "Hoeveel mensen."
    assert book["Cijfers"].auto_filter.ref == f"A1:E{len(rows)}"


def test_parquet_has_columns_with_types_and_what_they_mean_also_when_nothing_is_shown() -> None:
    nothing = a_table(["Plein", "Haven"])
    nothing = replace(nothing, rows=nothing.rows.tail(1))
    for table in (TABLE, nothing):
        schema = columnar.read_table(BytesIO(parquet(table))).schema
        types = [
            str(schema.field(name).type) for name in ("Team", "Cijfer", "n", "Op", "Gemaakt op", "Verwacht")
        ]
        assert types == ["string", "double", "int64", "date32[day]", "date32[day]", "int64"]
        assert schema.field("n").metadata[b"description"].decode() == "Hoeveel mensen."


@pytest.mark.parametrize(("language", "said"), [("nl", {"sep": ";", "decimal": ","}), ("en", {})])
def test_every_form_reads_back_as_the_same_table(language: str, said: dict[str, str], tmp_path: Path) -> None:
    """As docs/exports.md says: with pandas all three, and Parquet with DuckDB too."""
    table, kept = a_table(["Plein", "", "Haven"]), tmp_path / "table.parquet"
    kept.write_bytes(parquet(table))
    read = [
        pd.read_csv(BytesIO(csv(table, language)), parse_dates=["Op"], **said),
        pd.read_excel(BytesIO(excel(table, SHEETS))),
        pd.read_parquet(kept),
        duckdb.sql(f"select * from '{kept}'").df(),
    ]
    for one in read:
        assert one["Cijfer"].dropna().to_list() == [-1.25] and one["n"].dropna().to_list() == [7]
        assert all(pd.api.types.is_numeric_dtype(one[name]) for name in ("Cijfer", "n"))
        assert pd.to_datetime(one["Op"]).dt.date.dropna().to_list() == [date(2026, 11, 24)]
        assert one["Team"].to_list() == ["Plein", "–", "Haven"]
        assert one["Getoond"].to_list() == ["getoond", "minder dan 5 mensen", "minder dan 5 mensen"]


@pytest.mark.parametrize(
    ("given", "written"), [(2.125, 2.13), (-2.125, -2.13), (3.3333333, 3.33), (-0.001, 0.0)]
)
def test_a_figure_has_two_decimals_and_a_half_goes_away_from_zero(given: float, written: float) -> None:
    (cell,) = rows_of([Column("Cijfer", "", Kind.FIGURE)], [(given,)])["Cijfer"]
    assert (cell, str(cell)) == (written, str(written))


@pytest.mark.parametrize("typed", RISKY)
def test_what_was_typed_never_runs_as_a_formula(typed: str) -> None:
    table = a_table(["Plein", typed])
    (_, _, row) = commas.reader(StringIO(csv(table, "nl").decode("utf-8-sig"), newline=""), delimiter=";")
    assert row[0] == f"'{typed}"
    cell = openpyxl.load_workbook(BytesIO(excel(table, SHEETS)))["Cijfers"]["A3"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@pytest.mark.parametrize("typed", ["Plein", "a=b", "5-3", "", "’t Plein", "<b>"])
def test_other_text_stays_as_it_was_typed(typed: str) -> None:
    assert harmless(typed) == typed


def test_a_table_without_rows_is_a_file() -> None:
    nothing = a_table(["Plein"])
    nothing = replace(nothing, rows=rows_of(nothing.columns, []))
    assert len(csv(nothing, "nl").splitlines()) == 1
    assert openpyxl.load_workbook(BytesIO(excel(nothing, SHEETS)))["Cijfers"].max_row == 1
    assert columnar.read_table(BytesIO(parquet(nothing))).num_rows == 0


def test_the_same_table_gives_the_same_bytes() -> None:
    for write in (lambda: csv(TABLE, "nl"), lambda: excel(TABLE, SHEETS), lambda: parquet(TABLE)):
        assert write() == write()
