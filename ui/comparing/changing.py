"""What changed since the time before: which surveys, and the answer with its picture and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.intervals import CLEAR
from charts.change_chart import change_chart, is_rounded_apart, words
from domain.content import Framework
from domain.roles import Visitor
from reads.change import Changed, Measured, Rounds, choices
from reads.scope import Within
from ui import navigation
from ui.choosing import choose, choose_one
from ui.comparing.places import names_of
from ui.comparing.responses import measured_line
from ui.figures import look, principles_of, said, show, value_labels
from ui.reasons import why_not
from ui.texts import day, number, plain, say, signed

_MOST_WAYS = 12  # to more organisations one goes by the list above


def choose_team(teams: Mapping[str, str]) -> str:
    """The team of the address by its id, or "" for all people together; the only team where there is no other."""
    if len(teams) == 1:
        return next(iter(teams))
    return choose("team", teams, say("change.team"))


def of_whom(visitor: Visitor, within: Within, team: str) -> str:
    """What the page is and of whom: the team, or else the place; of nobody before one was chosen."""
    name = team or names_of(visitor, within, 0)[0]
    return say("change.about", of=plain(name)) if name else say("change.title")


def lead_to_organisations(found: Mapping[str, str], answered: DeltaGenerator) -> None:
    """Why there is no change of all organisations together, and the way to those that have one."""
    answered.markdown(f"**{say('change.choose')}**")
    if not found:
        st.markdown(say("change.none_again"))
        navigation.link("comparison", say("change.to_comparison"), icon=":material/bar_chart:")
        return
    st.markdown(say("change.again", n=len(found)))
    with st.container(horizontal=True, key="again"):
        for organisation, name in list(found.items())[:_MOST_WAYS]:
            navigation.link("change", plain(name), organisation=organisation)


def choose_rounds(numbers: list[int], shown: list[int]) -> Rounds | None:
    """Which two surveys: asked where there are more than two; None where there are fewer."""
    every, latest = choices(numbers, shown)
    if latest is None or len(every) == 1:
        return latest
    found = {f"{one}-{other}": (one, other) for one, other in every}
    names = {key: say("change.from_to", one=one, other=other) for key, (one, other) in found.items()}
    return found[choose_one("rounds", names, say("change.rounds"), f"{latest[0]}-{latest[1]}")]


def show_measured(measured: Sequence[Measured]) -> None:
    """When each survey was, how many people answered of how many expected, and why it has no figures where that is so."""
    for one in measured:
        facts = one.facts
        told = {"number": one.number, "date": day(one.on)}
        if one.hidden:
            st.caption(say("change.measured_hidden", **told, why=why_not(one.hidden, facts.smallest_group)))
            continue
        st.caption(measured_line(one.number, one.on, facts.people, facts.expected))


def show_change(found: Changed, framework: Framework, measure: str, answered: DeltaGenerator) -> None:
    """The answer on top of the page, the picture and the table; and what has to be known to read them."""
    names = value_labels(framework)
    told = words(found.values, names)
    if found.values.empty:
        answered.markdown(f"**{said(told)}**")
        _left_out_line(found)
        return
    picture = change_chart(found.values, names, look(), principles_of(framework))
    show(picture, change_frame(found, framework), said(told), f"change-{measure}", answered=answered)
    values = found.values
    if values["verdict"].notna().any():
        st.caption(say("change.interval_hint"))
    if values["pairs"].notna().any():
        st.caption(say("change.pairs_hint", n=int(values["pairs"].notna().sum())))
    if is_rounded_apart(values):
        st.caption(say("change.rounded"))
    if measure == "gap":
        st.caption(say("change.gap_hint"))
    _left_out_line(found)


def _left_out_line(found: Changed) -> None:
    """How many values can't be compared, and why."""
    if found.left_out:
        is_team = found.values["has_agreement"].notna().any()
        st.caption(say("change.only_one" if is_team else "change.other_teams", n=found.left_out))


def change_frame(found: Changed, framework: Framework) -> pd.DataFrame:
    """The numbers of the picture in words, one row per value."""
    names = value_labels(framework)
    rows = [
        {
            say("change.before"): _told(row, "before"),
            say("change.after"): _told(row, "after"),
            say("change.change"): signed(row["change"]),
            say("change.interval"): _interval(row),
            say("change.n_before"): _whole(row["before_n"]),
            say("change.n_after"): _whole(row["after_n"]),
            say("change.n_pairs"): _whole(row["pairs"]),
            say("change.verdict"): verdict(row),
            **({} if row["has_agreement"] is None else {say("change.agreement"): say(f"change.{_yes(row)}")}),
        }
        for row in found.values.to_dict("records")
    ]
    return pd.DataFrame(rows, index=[names.name(value) for value in found.values.index])


def verdict(row: Mapping[str, Any] | pd.Series) -> str:
    """Clearly different, not told apart, or why neither can be said."""
    if row["hidden"]:
        return say(f"change.{row['hidden']}")
    if pd.isna(row["change"]):
        return say("change.alike")
    if row["verdict"] is None:
        return say("change.small")
    return say("change.clear" if row["verdict"] == CLEAR else "change.unclear")


def _told(row: Mapping[str, Any], side: str) -> str:
    if pd.notna(row[side]):
        return number(row[side])
    band = row[f"{side}_band"]
    return say(f"chart.change.band.{band}") if band else "–"


def _interval(row: Mapping[str, Any]) -> str:
    if pd.isna(row["low"]):
        return "–"
    return say("change.from_to_number", low=signed(row["low"]), high=signed(row["high"]))


def _whole(count: float) -> str:
    return "–" if pd.isna(count) else number(count, 0)


def _yes(row: Mapping[str, Any]) -> str:
    return "yes" if row["has_agreement"] else "no"
