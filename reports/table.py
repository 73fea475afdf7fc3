"""A table to take away, as CSV, Excel or Parquet: what it is about stands in the file, and no cell is left empty.

What begins like a formula is put down as text, so that opening a file never runs anything.
"""

from __future__ import annotations

import csv as commas
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import repeat

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as columnar
import xlsxwriter

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NEVER_FIRST = ("\t", "\r", "\n", "\x00")
_WIDEST = 60


@dataclass(frozen=True)
class Table:
    """What is taken away.

    title    what it is, in words
    about    what the figures are about (date, version, filters): headings and texts
    rows     the figures under headings in words; a number that is not shown is missing
    status   the heading of the column that says why a number is missing, or that it is shown
    made_on  the day it was made
    shown    what the status says of a row that is shown: a number that is missing there does not exist, and is a dash
    """

    title: str
    about: tuple[tuple[str, str], ...]
    rows: pd.DataFrame
    status: str
    made_on: date
    shown: str = ""


def csv(table: Table, language: str) -> bytes:
    """Comma-separated for English; with semicolons and decimal commas for Dutch, as a Dutch Excel opens it."""
    separator, decimal = (";", ",") if language == "nl" else (",", ".")
    text = StringIO(newline="")
    writer = commas.writer(text, delimiter=separator, lineterminator="\r\n")
    every = _with_about(table)
    writer.writerow([harmless(str(name)) for name in every.columns])
    for row in _filled(every, table):
        writer.writerow([_written(cell, decimal) for cell in row])
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def excel(table: Table, sheets: tuple[str, str]) -> bytes:
    """Two sheets, with these names: the table, and what it is about."""
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
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        figures, about = (book.add_worksheet(name) for name in sheets)
        figures.write_row(0, 0, [harmless(str(name)) for name in table.rows.columns], bold)
        for place, row in enumerate(_filled(table.rows, table), 1):
            for column, cell in enumerate(row):
                figures.write(place, column, harmless(cell) if isinstance(cell, str) else cell,
                              day if isinstance(cell, date) else None)  # fmt: skip
        figures.freeze_panes(1, 1)
        figures.autofit(max_width=_WIDEST * 7)
        for place, (name, text) in enumerate(table.about):
            about.write(place, 0, harmless(name), bold)
            about.write(place, 1, harmless(text))
        about.autofit(max_width=_WIDEST * 7)
    return made.getvalue()


def parquet(table: Table) -> bytes:
    """Columns with types: a number that is not shown is missing there, and the status says why."""
    made = BytesIO()
    columnar.write_table(pa.Table.from_pandas(_with_about(table), preserve_index=False), made)
    return made.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    is_risky = text.startswith(_NEVER_FIRST) or text.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{text}" if is_risky else text


def _with_about(table: Table) -> pd.DataFrame:
    """The rows with what they are about beside each of them, so that it stays with a row that is moved or filtered."""
    return table.rows.assign(**{name: text for name, text in table.about if name not in table.rows.columns})


def _filled(rows: pd.DataFrame, table: Table) -> list[list[object]]:
    """Every row as a list, in which the reason stands in the place of what is not shown."""
    has_status = table.status in rows.columns
    why = rows[table.status].replace(table.shown, "–") if has_status else repeat("–", len(rows))
    return [
        [reason if pd.isna(cell) or cell == "" else cell for cell in row]
        for row, reason in zip(rows.astype(object).to_numpy().tolist(), why, strict=True)
    ]


def _written(cell: object, decimal: str) -> str:
    if isinstance(cell, float):
        return f"{cell:.12g}".replace(".", decimal)
    return harmless(str(cell))
