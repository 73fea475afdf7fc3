"""A table that is taken away is read back as it was: every number, every reason, and nothing that runs as a formula."""

from __future__ import annotations

import csv as commas
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pyarrow.parquet as columnar
import pytest

from reports.table import Table, csv, excel, harmless, parquet

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
SHEETS = ("Cijfers", "Over deze cijfers")


def a_table(teams: list[str]) -> Table:
    """The first team is shown, the others are not."""
    hidden = len(teams) - 1
    rows = pd.DataFrame(
        {
            "Team": teams,
            "Cijfer": [-1.25, *[None] * hidden],
            "n": pd.array([7, *[None] * hidden], dtype="Int64"),
            "Op": [date(2026, 11, 24)] * len(teams),
            "Getoond": ["getoond", *["minder dan 5 mensen"] * hidden],
        }
    )
    about = (("Titel", "Waarden"), ("Waardenset", "Werkset, versie 1"))
    return Table("Waarden", about, rows, "Getoond", date(2026, 11, 24))


TABLE = a_table(["Café; «Plein»", "Haven"])


def test_a_dutch_csv_is_what_a_dutch_excel_opens() -> None:
    assert (
        csv(TABLE, "nl")
        == (
            "\ufeffTeam;Cijfer;n;Op;Getoond;Titel;Waardenset\r\n"
            '"Café; «Plein»";-1,25;7;2026-11-24;getoond;Waarden;Werkset, versie 1\r\n'
            "Haven;minder dan 5 mensen;minder dan 5 mensen;2026-11-24;minder dan 5 mensen;Waarden;Werkset, versie 1\r\n"
        ).encode()
    )


def test_what_does_not_exist_in_a_row_that_is_shown_is_a_dash() -> None:
    two = a_table(["Plein", "Haven"])
    table = replace(two, rows=two.rows.assign(Marge=[None, None]), shown="getoond")
    told = csv(table, "nl").decode("utf-8-sig").splitlines()
    margin = told[0].split(";").index("Marge")
    assert [row.split(";")[margin] for row in told[1:]] == ["–", "minder dan 5 mensen"]


def test_an_english_csv_has_commas_and_points() -> None:
    assert csv(TABLE, "en").decode("utf-8-sig").splitlines()[1] == (
        'Café; «Plein»,-1.25,7,2026-11-24,getoond,Waarden,"Werkset, versie 1"'
    )


def test_excel_has_numbers_dates_reasons_and_a_sheet_about_them() -> None:
    book = openpyxl.load_workbook(BytesIO(excel(TABLE, SHEETS)))
    assert book.sheetnames == list(SHEETS)
    rows = list(book["Cijfers"].values)
    assert rows[0] == ("Team", "Cijfer", "n", "Op", "Getoond")
    assert rows[1][:3] == ("Café; «Plein»", -1.25, 7)
    assert rows[1][3].date() == date(2026, 11, 24)
    assert rows[2][1:3] == ("minder dan 5 mensen", "minder dan 5 mensen")
    assert list(book["Over deze cijfers"].values) == list(TABLE.about)


def test_parquet_has_columns_with_types_and_the_reason_beside_what_is_missing() -> None:
    read = columnar.read_table(BytesIO(parquet(TABLE)))
    assert [str(read.schema.field(name).type) for name in ("Cijfer", "n", "Op")] == [
        "double",
        "int64",
        "date32[day]",
    ]
    assert read.column("n").to_pylist() == [7, None]
    assert read.column("Getoond").to_pylist() == ["getoond", "minder dan 5 mensen"]
    assert set(read.column("Waardenset").to_pylist()) == {"Werkset, versie 1"}


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


def test_no_cell_is_empty_and_a_table_without_rows_is_a_file() -> None:
    lines = csv(a_table(["Plein", "", "Haven"]), "nl").decode("utf-8-sig").splitlines()
    assert all(cell for line in lines for cell in line.split(";"))
    nothing = a_table(["Plein"])
    nothing = Table("Niets", nothing.about, nothing.rows.head(0), "Getoond", nothing.made_on)
    assert len(csv(nothing, "nl").splitlines()) == 1
    assert openpyxl.load_workbook(BytesIO(excel(nothing, SHEETS)))["Cijfers"].max_row == 1
    assert columnar.read_table(BytesIO(parquet(nothing))).num_rows == 0


def test_the_same_table_gives_the_same_bytes() -> None:
    for write in (lambda: csv(TABLE, "nl"), lambda: excel(TABLE, SHEETS), lambda: parquet(TABLE)):
        assert write() == write()
