"""The exit check: two confidential questions at the close of a workshop, and afterwards what the group answered."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.distribution_chart import COUNTS, distribution_chart
from domain.content import ExitQuestion
from domain.workshops import RoundKind
from reads.outcome import Outcome
from ui import visit
from ui.figures import labels, look, people_line, show
from ui.reasons import no_outcome
from ui.scene import Scene
from ui.taking_part.answering import rate_exit
from ui.texts import in_words, number, say, survey


def exit_form(here: Scene) -> None:
    """The questions, for who takes part; nothing for a workshop of before there was an exit check."""
    asked = here.rounds_of(RoundKind.EXIT)
    if not asked:
        return
    st.markdown(f"## {say('exit.title')}")
    st.caption(say("exit.hint", k=here.workshop.smallest_group))
    rate_exit(here.workshop, asked[-1], here.who.participant_in(here.workshop.id) or "")


def exit_result(here: Scene, key: str) -> None:
    """What the group answered, a figure for each question; the reason when there is none; nothing before the close."""
    asked = [one for one in here.rounds_of(RoundKind.EXIT) if one.is_published]
    if not asked:
        return
    st.markdown(f"### {say('exit.result')}")
    outcome = here.outcome(RoundKind.EXIT)
    if outcome is None:
        st.caption(no_outcome(asked[-1].id, here.workshop.smallest_group))
        return
    people_line(outcome)
    for question in survey(here.workshop).exit:
        _question(outcome, question, f"{key}-{question.id}")


def _question(outcome: Outcome, question: ExitQuestion, key: str) -> None:
    """One question with its sentence, its picture and its table."""
    figures = outcome.shown[outcome.shown["item"] == question.id]
    st.markdown(f"**{in_words(question.question)}**")
    if figures.empty:
        st.caption(say("exit.hidden", k=outcome.publication.smallest_group))
        return
    scale = question.labels[visit.language()]
    names = labels({question.id: in_words(question.name)})
    show(distribution_chart(figures, names, look(), scale), _table(figures, scale), _sentence(figures), key)


def _sentence(figures: pd.DataFrame) -> str:
    """How many people say how much of it; a band where the answers are too much alike."""
    row = figures.iloc[0]
    if pd.isna(row["count_1"]):
        return say(f"exit.says_{row['band']}", n=int(row["n"]))
    high = int(row["count_4"] + row["count_5"])
    return say("exit.says", high=high, total=int(row["n"]), mean=number(row["total"] / row["n"]))


def _table(figures: pd.DataFrame, scale: tuple[str, ...]) -> pd.DataFrame:
    """How many people gave each answer."""
    row = figures.iloc[0]
    given = [say("exit.alike") if pd.isna(row[count]) else str(int(row[count])) for count in COUNTS]
    cells = [*given, str(int(row["dont_know"])), str(int(row["n"]))]
    meanings = [f"{score}: {meaning}" for score, meaning in enumerate(scale, 1)]
    return pd.DataFrame(
        {say("exit.people"): cells}, index=[*meanings, say("exit.dont_know"), say("exit.answered")]
    )
