"""Figures in a table: what is filtered, each figure with its n, response, interval and agreement, and the same as a file."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.measures import COUNTS
from charts.labels import Labels
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.research import KINDS, Asked, figures
from reads.together import Responses, responses
from reports.table import NO_WORDS, About, Table
from storage.content import the_content
from ui import visit
from ui.choosing import choose, choose_place, pick_one
from ui.comparing.listing import Group, Row, show_groups
from ui.comparing.responses import cells_of, differs, measured_line, sum_line
from ui.figures import value_labels
from ui.reasons import why_not
from ui.taking_away.columns import WHY, columns_of
from ui.taking_away.exports import chosen, made_with, place_of, table_of
from ui.taking_away.reasons import Told, told_of, why_hidden
from ui.texts import day, in_words, number, say

_SURVEYS = 3
_DIMENSIONS = ("importance", "current")
_COLUMNS = ("value", "measure", "mean", "n", "response", "interval", "median", "share_high", "agreement")
_OF_SURVEY = ("organisation", "department", "team", "number", "published_at")


def choose_framework() -> Framework:
    """Which set of values: asked where there is more than one."""
    every = list(the_content().frameworks.values())
    names = {one.id: in_words(one.name) for one in every[1:]}
    chosen = choose("framework", names, say("export.framework"), without="research.first_framework")
    return the_content().frameworks[chosen] if chosen else every[0]


def choose_figures(visitor: Visitor, values: Framework) -> Asked:
    """What is filtered; every choice stands in the address."""
    kind = pick_one("kind", {name: say(f"research.kind_{name}") for name in KINDS}, say("research.kind"))
    with st.container(horizontal=True, key="filters"):
        within = choose_place(visitor, Deed.COMPARE)
        numbers = {str(one): say("comparison.survey_number", number=one) for one in range(1, _SURVEYS + 1)}
        survey = choose("survey", numbers, say("comparison.which_survey"), without="research.newest")
        dimensions = {name: say(f"figure.{name}") for name in _DIMENSIONS}
        dimension = choose("dimension", dimensions, say("export.measure"))
        names = value_labels(values)
        value = choose("value", {one.id: names.name(one.id) for one in values.values}, say("export.value"))
    return Asked(kind, within, int(survey or 0), dimension, value)


def show_figures(rows: pd.DataFrame, values: Framework) -> None:
    """One row per figure, under its place and survey; a figure that is hidden says why, and an interval that is not given says why."""
    words = value_labels(values)
    places = [name for name in _OF_SURVEY if name in rows]
    surveys = [one for _, one in rows.groupby(places, sort=False, dropna=False)]
    answered = [_responses(one) for one in surveys]
    has_cells = any(map(differs, answered))
    columns = [name for name in _COLUMNS if has_cells or name != "response"]
    groups = [
        Group(_place(one.iloc[0]), _survey_line(one, told), _rows(one, words, told if has_cells else None))
        for one, told in zip(surveys, answered, strict=True)
    ]
    with st.container(key="research"):
        show_groups([say(f"research.{name}") for name in columns], groups)


def research_table(who: Visitor, values: Framework, asked: Asked) -> Table:
    """Exactly what is filtered, all of it."""
    found = figures(visit.store(), who, values, asked).to_dict("records")
    names = value_labels(values)
    rows = [
        (row["organisation"], _or_all(row["department"]), _or_all(row.get("team")), row["number"],
         row["item"], say("export.all_values") if _is_round_hidden(row) else names.name(row["item"]), _asked(row), row["mean"],
         row["low"], row["high"], row["median"], row["share_high"], row["agreement"], row["n"], row["dont_know"],
         *(row[name] for name in COUNTS), row.get("people") if not _is_round_hidden(row) else None, row.get("expected"),
         row["published_at"].date(), row.get("version"), *_why(row))
        for row in found
    ]  # fmt: skip
    columns = columns_of("organisation", "department", "team", "survey", "value_id", "value", "measure", "figure", "low", "high",
                         "median", "share_high", "agreement_a", "n", "dont_know", *COUNTS, "people", "expected", "published_on",
                         "values_version", *WHY)  # fmt: skip
    about: About = (
        *place_of(who, Deed.COMPARE, asked.within),
        (chosen("research.kind"), say(f"research.kind_{asked.kind}")),
        (chosen("comparison.which_survey"), _survey(asked)),
        (chosen("export.measure"), say(f"figure.{asked.dimension}") if asked.dimension else say("within.all")),
        (chosen("export.value"), names.name(asked.value) if asked.value else say("within.all")),
        (say("export.rows"), len(rows)),
        made_with(values, values.version),
    )  # fmt: skip
    return table_of("research.title", about, columns, rows)


def _survey(asked: Asked) -> str:
    return say("comparison.survey_number", number=asked.number) if asked.number else say("research.newest")


def _place(row: pd.Series) -> str:
    return " › ".join(
        part for part in (row["organisation"], row["department"], row.get("team")) if isinstance(part, str)
    )


def _responses(rows: pd.DataFrame) -> Responses:
    """How many people answered in the teams of a sum that show themselves; nothing where these are teams."""
    return responses(rows.rename(columns={"people": "answered"})) if "teams" in rows else {}


def _survey_line(rows: pd.DataFrame, answered: Responses) -> str:
    """Which survey, when its figures were published, and how many people answered."""
    first = rows.iloc[0]
    number, on = int(first["number"]), day(first["published_at"].date())
    if "teams" in rows:
        return say("research.sum", number=number, date=on, response=sum_line(answered)).strip()
    if _is_round_hidden(first):
        why = why_not(first["hidden"], int(first["smallest_group"]))
        return say("change.measured_hidden", number=number, date=on, why=why)
    return measured_line(number, first["published_at"].date(), int(first["people"]), int(first["expected"]))


def _rows(rows: pd.DataFrame, words: Labels, answered: Responses | None) -> list[Row]:
    """With how many people answered, where there is a column for it; none of a survey without figures: the line above says why."""
    told = [row for row in rows.to_dict("records") if not _is_round_hidden(row)]
    cells = [()] * len(told) if answered is None else [(one,) for one in cells_of(answered, rows["item"])]
    return [_told(row, words, *cell) for row, cell in zip(told, cells, strict=True)]


def _told(row: dict[Any, Any], words: Labels, *answered: str) -> Row:
    about = (words.name(row["item"]), _asked(row))
    if pd.isna(row["mean"]):
        why = _why(row)[1]
        return (*about, why if pd.isna(row["n"]) else say("research.band", why=why, n=int(row["n"])))
    interval = say("research.no_interval")
    if pd.notna(row["low"]):
        interval = say("comparison.from_to", fewest=number(row["low"]), most=number(row["high"]))
    return (*about, number(row["mean"]), number(row["n"], 0), *answered, interval, number(row["median"]),
            f"{round(100 * row['share_high'])}%", number(row["agreement"], 2))  # fmt: skip


def _or_all(name: object) -> str:
    """The name of a part, or that it is all of the larger one."""
    return name if isinstance(name, str) else say("within.all")


def _asked(row: dict[Any, Any]) -> str:
    return say(f"figure.{row['dimension']}") if isinstance(row["dimension"], str) else NO_WORDS


def _is_round_hidden(row: dict[Any, Any] | pd.Series) -> bool:
    return not isinstance(row["item"], str)


def _why(row: dict[Any, Any]) -> Told:
    """How many people as a band, and why a number is missing or that it is shown."""
    if row["hidden"]:
        return why_hidden(row["hidden"], int(row["smallest_group"]))
    return told_of(None, row["band"], has_margin=pd.notna(row["low"]))
