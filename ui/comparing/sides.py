"""Change with and without an agreement beside each other, of a team or of the teams of a place; never a proof of cause."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.sides import LEAST_TEAMS
from charts.sides_chart import sides_chart, words
from domain.texts import is_rounded_apart
from reads.change import Changed
from reads.sides import TeamSides
from ui.figures import labels, look, said, show
from ui.texts import say, signed

CHANGES = ("with_change", "without_change", "difference")


def show_sides(found: Changed) -> None:
    """The mean change of values with an agreement beside that of the others, with the words that it proves no cause."""
    st.markdown(f"## {say('change.sides_question')}")
    has = found.values["has_agreement"]
    sides = found.sides
    if sides is None:
        st.markdown(say("change.sides_none" if not has.any() else "change.sides_all"))
        return
    facts = {name: signed(sides[f"{name}_change"]) for name in ("with", "without")}
    counts = {f"{name}_values": int(sides[f"{name}_values"]) for name in ("with", "without")}
    st.markdown(say("change.sides_told", **facts, **counts, difference=signed(sides["difference"])))
    if is_rounded_apart(sides["with_change"], sides["without_change"], sides["difference"]):
        st.caption(say("change.rounded"))
    st.markdown(_sides_verdict(sides))
    _no_proof()


def show_team_sides(found: TeamSides | None) -> None:
    """The same over the teams of a department or an organisation: each team counts once, and the table has every team."""
    st.markdown(f"## {say('change.sides_question')}")
    if found is None or found.teams.empty:
        st.markdown(say("change.team_sides_none"))
        return
    names = labels({})
    told = said(words(found.together, names))
    show(sides_chart(found.teams, found.together, names, look()), sides_frame(found), told, "sides")
    means = found.together["mean"]
    if is_rounded_apart(means["with"], means["without"], means["difference"]):
        st.caption(say("change.rounded"))
    _no_proof()
    if len(found.teams) >= LEAST_TEAMS:
        st.caption(say("change.team_sides_hint"))
    if found.left_out:
        st.caption(say("change.team_sides_left_out", n=found.left_out))


def sides_frame(found: TeamSides) -> pd.DataFrame:
    """Every team by name, with how many values and people stand behind its numbers."""
    rows = [
        {
            **{say(f"change.{name}"): signed(row[name]) for name in CHANGES},
            **{say(f"change.{name}"): str(int(row[name])) for name in ("with_values", "without_values")},
            say("change.n_after"): str(int(row["people"])),
        }
        for row in found.teams.to_dict("records")
    ]
    return pd.DataFrame(rows, index=list(found.teams.index))


def _no_proof() -> None:
    st.markdown(f"**{say('change.no_proof')}**")
    st.caption(say("change.no_proof_why"))


def _sides_verdict(sides: pd.Series) -> str:
    if pd.isna(sides["low"]):
        return say("change.sides_no_interval")
    ends = {name: signed(sides[name]) for name in ("low", "high")}
    is_clear = sides["low"] > 0 or sides["high"] < 0
    return say("change.sides_clear" if is_clear else "change.sides_unclear", **ends)
