"""A long table in groups: what the rows of a group have in common stands once above them, so that they fit a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from ui.texts import say

Row = tuple[
    str, ...
]  # its name first; the last cell of a row with fewer cells than there are headings reaches to the end


@dataclass(frozen=True)
class Group:
    """What stands above the rows: a name and a line about it."""

    name: str
    told: str
    rows: Sequence[Row]


def show_groups(headings: Sequence[str], groups: Sequence[Group]) -> None:
    """The groups under the same headings. What is wider than the screen scrolls in its frame, also with the keyboard."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    bodies = "".join(_body(group, len(headings)) for group in groups)
    name = escape(say("figure.table"))
    st.html(
        f'<div class="table" role="region" tabindex="0" aria-label="{name}"><table><thead><tr>{head}</tr></thead>{bodies}</table></div>'
    )


def _body(group: Group, width: int) -> str:
    about = f"<span>{escape(group.name)}<br><small>{escape(group.told)}</small></span>"
    rows = "".join(_row(row, width) for row in group.rows)
    return f'<tbody><tr class="above"><th scope="rowgroup" colspan="{width}">{about}</th></tr>{rows}</tbody>'


def _row(row: Row, width: int) -> str:
    name, *cells = row
    spans = [
        *[""] * (len(cells) - 1),
        f' class="why" colspan="{width - len(cells)}"' if len(row) < width else "",
    ]
    told = "".join(f"<td{span}>{escape(cell)}</td>" for cell, span in zip(cells, spans, strict=True))
    return f'<tr><th scope="row">{escape(name)}</th>{told}</tr>'
