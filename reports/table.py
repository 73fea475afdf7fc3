"""A table to take away, as CSV, Excel or Parquet: the same cells in each, and what it is about stands in the file.

A column of numbers holds numbers or nothing; why there is nothing stands in words in a column of its own. What begins like a formula is
put down as text, so that opening a file never runs anything.
"""

from __future__ import annotations

import csv as commas
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as columnar
import xlsxwriter

from domain.texts import rounded

DECIMALS = 2  # of every figure in a file
NO_WORDS = "–"
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NEVER_FIRST = ("\t", "\r", "\n", "\x00")
_WIDEST = 60
_FORMS = {float: "0.00", date: "yyyy-mm-dd"}  # of cells of Excel
About = tuple[tuple[str, str | int | date], ...]


class Kind(Enum):
    """What a column holds; of a number and a day there may be none."""

    TEXT = pa.string()
    FIGURE = pa.float64()
    WHOLE = pa.int64()
    DAY = pa.date32()


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it means in words, and what it holds."""

    heading: str
    means: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """What is taken away.

    title    what it is, in words
    about    what the figures are about (date, version, filters): headings, and texts, numbers or days
    columns  what each column of the rows is
    rows     as from `rows_of`
    made_on  the day it was made
    """

    title: str
    about: About
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    made_on: date


def rows_of(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    """The rows under their headings, each column of its kind: a figure as the screens round, with two decimals; a text is never empty."""
    made = pd.DataFrame(rows, columns=[column.heading for column in columns], dtype=object)
    return made.assign(**{column.heading: _of_kind(made[column.heading], column.kind) for column in columns})


def csv(table: Table, language: str) -> bytes:
    """Comma-separated for English; with semicolons and decimal commas for Dutch, as a Dutch Excel opens it."""
    separator, decimal = (";", ",") if language == "nl" else (",", ".")
    text = StringIO(newline="")
    writer = commas.writer(text, delimiter=separator, lineterminator="\r\n")
    every = _with_about(table)
    writer.writerow([harmless(str(name)) for name in every.columns])
    for row in _cells(every):
        writer.writerow([_written(cell, decimal) for cell in row])
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def excel(table: Table, sheets: tuple[str, str, str]) -> bytes:
    """Three sheets, with these names: the table, which can be filtered by each column, what it is about, and what its columns are."""
    made = BytesIO()
    plainly = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, plainly) as book:
        book.set_properties(
            {"title": harmless(table.title), "created": datetime.combine(table.made_on, datetime.min.time())}
        )
        cells, about, columns = (book.add_worksheet(name) for name in sheets)
        forms = {kind: book.add_format({"num_format": form}) for kind, form in _FORMS.items()}
        bold = book.add_format({"bold": True})
        cells.write_row(0, 0, [harmless(column.heading) for column in table.columns], bold)
        for place, row in enumerate(_cells(table.rows), 1):
            _write(cells, place, 0, row, forms)
        cells.freeze_panes(1, 1)
        cells.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        meanings = [(column.heading, column.means) for column in table.columns]
        for sheet, told in ((about, table.about), (columns, meanings)):
            for place, (heading, *rest) in enumerate(told):
                sheet.write_string(place, 0, harmless(heading), bold)
                _write(sheet, place, 1, rest, forms)
        for sheet in (cells, about, columns):
            sheet.autofit(max_width=_WIDEST * 7)
    return made.getvalue()


def parquet(table: Table) -> bytes:
    """Columns with types, each with what it means as its description."""
    made, every = BytesIO(), _with_about(table)
    fields = [
        pa.field(column.heading, column.kind.value, metadata={"description": column.means})
        for column in table.columns
    ]
    fields += [pa.field(name, _kind_of(told).value) for name, told in _beside(table).items()]
    columnar.write_table(pa.Table.from_pandas(every, pa.schema(fields), preserve_index=False), made)
    return made.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    is_risky = text.startswith(_NEVER_FIRST) or text.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{text}" if is_risky else text


def _of_kind(cells: pd.Series, kind: Kind) -> pd.Series:
    if kind is Kind.TEXT:
        return cells.fillna("").astype(str).replace("", NO_WORDS).astype(object)
    if kind is Kind.DAY:
        return cells.where(cells.notna(), None)
    numbers = pd.to_numeric(cells)
    if kind is Kind.WHOLE:
        return numbers.astype("Int64")
    return numbers.astype(float).map({one: rounded(one, DECIMALS) for one in numbers.dropna().unique()})


def _kind_of(told: object) -> Kind:
    """The kind of what stands beside every row."""
    return Kind.DAY if isinstance(told, date) else Kind.WHOLE if isinstance(told, int) else Kind.TEXT


def _beside(table: Table) -> dict[str, str | int | date]:
    """What the rows are about, as far as no column says it."""
    return {name: told for name, told in table.about if name not in table.rows.columns}


def _with_about(table: Table) -> pd.DataFrame:
    """The rows with what they are about beside each of them, so that it stays with a row that is moved or filtered."""
    return table.rows.assign(**_beside(table))


def _cells(rows: pd.DataFrame) -> list[list[Any]]:
    """Every row as a list; None where there is nothing."""
    return [
        [None if pd.isna(cell) else cell for cell in row] for row in rows.astype(object).to_numpy().tolist()
    ]


def _write(sheet: Any, place: int, first: int, cells: Sequence[object], forms: dict[type, Any]) -> None:
    """A row of a sheet from column `first` on, with texts as texts; nothing where there is nothing."""
    for at, cell in enumerate(cells, first):
        sheet.write(place, at, harmless(cell) if isinstance(cell, str) else cell, forms.get(type(cell)))


def _written(cell: object, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.12g}".replace(".", decimal)
    return harmless(str(cell))
