"""Taking figures away: one row of buttons under what is shown, and the file of a button made when it is clicked.

A file holds what its visitor may see at that moment, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from actions.recognise import recognise
from reports.table import Table, csv, excel, parquet
from ui import visit
from ui.texts import say

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(name: str, make: Callable[..., Table], *asked: object) -> None:
    """Download: CSV, Excel, Parquet. `make` gets who is there at the click (roles may have ended since this run), and what was asked.

    The name of each button says of which table it is: seen is the form alone, a screen reader says both.
    """
    language, cookies = visit.language(), visit.cookies()
    called = say(f"export.file_{name}")

    def made(write: Callable[[Table], bytes]) -> Callable[[], bytes]:
        def file() -> bytes:
            visit.speak(language)
            return write(make(recognise(visit.store(), cookies, now=visit.now()), *asked))

        return file

    forms = (
        ("CSV", "csv", "text/csv", lambda table: csv(table, language)),
        (
            "Excel",
            "xlsx",
            _EXCEL,
            lambda table: excel(table, (say("export.table"), say("export.about"), say("export.columns"))),
        ),
        ("Parquet", "parquet", "application/vnd.apache.parquet", parquet),
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"export-{name}"):
        st.markdown(say("export.download"), width="content")
        for form, ending, kind, write in forms:
            st.download_button(
                f"{form} :gray[{called.replace('-', ' ')}]", made(write), f"{called}-{visit.now():%Y-%m-%d}.{ending}", kind,
                key=f"export-{name}-{ending}", on_click="ignore", type="tertiary", icon=":material/download:",
            )  # fmt: skip
