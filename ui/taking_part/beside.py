"""You beside the group: a participant's own scores beside the published figure, on that participant's own screen only."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analytics.beside import SIDES, beside, farthest
from analytics.gaps import value_gaps
from charts.beside_chart import beside_chart
from charts.beside_chart import words as beside_words
from charts.labels import Labels
from charts.style import config
from domain.workshops import Round, RoundKind, Workshop
from reads.outcome import Outcome, outcome
from ui import visit
from ui.figures import look, principles_of, said, show_table, value_labels
from ui.scene import Scene
from ui.taking_part.answering import own_scores
from ui.texts import day, framework, number, plain, say


def you_beside_the_group(here: Scene) -> None:
    """The newest survey that is shown: what this person answered beside it; nothing for who takes no part."""
    person = here.who.participant_in(here.workshop.id)
    shown = [one for one in here.rounds_of(RoundKind.VALUES) if one.is_published]
    surveyed = outcome(visit.store(), shown[-1].id) if person and shown else None
    if person is None or surveyed is None:
        return
    st.markdown(f"## {say('beside.title')}")
    rows = _rows(surveyed, shown[-1], person)
    if rows["own"].isna().all():
        st.caption(say("beside.none"))
        return
    _draw(here.workshop, rows)
    _keep(here.workshop, surveyed, rows)


def _rows(surveyed: Outcome, one: Round, person: str) -> pd.DataFrame:
    return beside(value_gaps(surveyed.shown), own_scores(one, person))


def _draw(workshop: Workshop, rows: pd.DataFrame) -> None:
    """The sentence, then for each side a picture and its table."""
    words = value_labels(framework(workshop))
    st.caption(say("beside.hint"))
    st.markdown(plain(_sentence(rows, words)))
    for side in SIDES:
        st.markdown(f"### {say(f'figure.{side}')}")
        part = rows[rows["side"] == side].set_index("value")
        st.plotly_chart(
            beside_chart(part, words, look(), principles_of(framework(workshop))),
            key=f"beside-{side}", theme=None, config=config(visit.language()), alt=_sentence(rows, words),
        )  # fmt: skip
    with st.expander(say("figure.table")):
        show_table(_table(rows, words))


def _sentence(rows: pd.DataFrame, words: Labels) -> str:
    return said(beside_words(farthest(rows), words))


def _table(rows: pd.DataFrame, words: Labels) -> pd.DataFrame:
    """One row per value: own and group, for both sides, and n."""
    columns: dict[str, list[str]] = {}
    for side in SIDES:
        part = rows[rows["side"] == side]
        name = say(f"figure.{side}")
        columns[f"{name}: {say('beside.own').lower()}"] = [_whole(own) for own in part["own"]]
        columns[f"{name}: {say('beside.group').lower()}"] = [
            number(row.group) if pd.notna(row.group) else say(f"chart.band.{row.band}")
            for row in part.itertuples()
        ]
        columns[say("figure.n")] = [str(n) for n in part["n"]]
    values = rows[rows["side"] == SIDES[0]]["value"]
    return pd.DataFrame(columns, index=[words.name(value) for value in values])


def _whole(score: float) -> str:
    return str(int(score)) if pd.notna(score) else "–"


def _keep(workshop: Workshop, surveyed: Outcome, rows: pd.DataFrame) -> None:
    """The button that gives the same as a file; it is made when it is asked for, and kept nowhere here."""
    st.download_button(
        say("beside.keep"), data=lambda: _file(workshop, surveyed, rows).encode(), mime="text/html",
        file_name=f"{say('beside.file')}.html", icon=":material/download:", on_click="ignore", key="keep-beside",
    )  # fmt: skip
    st.caption(say("beside.keep_hint"))


def _file(workshop: Workshop, surveyed: Outcome, rows: pd.DataFrame) -> str:
    """A page that needs nothing else: the sentence and the table."""
    words = value_labels(framework(workshop))
    with pd.option_context("display.max_colwidth", None):
        table = _table(rows, words).to_html(border=1, justify="unset")
    made = say("beside.made", day=day(visit.now().date()), n=surveyed.publication.people)
    title = f"{say('beside.title')}: {workshop.title}"
    return (
        f'<!doctype html><html lang="{visit.language()}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1><p>{escape(_sentence(rows, words))}</p>{table}<p>{escape(made)}</p></body></html>"
    )
