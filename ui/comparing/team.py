"""The profile of a team on the screen: what to do with each value in words, and the perspectives beside each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.gaps import quadrants, value_gaps
from charts.heatmap_chart import heatmap_chart
from charts.labels import Labels
from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from reads.comparison import SCALES
from reads.outcome import Outcome
from reads.team import Profile, perspective_cells, profile, teams_to_choose
from ui import visit
from ui.choosing import choose_measure, choose_one, choose_place
from ui.comparing.furthest import furthest_line
from ui.comparing.teams import told, why_hidden
from ui.figures import look, principles_of, show, value_labels
from ui.taking_away.beside_exports import perspectives_table
from ui.taking_away.buttons import offer
from ui.texts import day, framework, number, perspective_name, say

_MOST = 3
QUADRANTS = ("strengthen", "keep", "follow", "ease")


def choose_team(who: Visitor) -> str:
    """The id of the team that the address asks for or that was chosen, within the visitor's roles; "" while there is none."""
    asked, store = visit.asked("team"), visit.store()
    names = teams_to_choose(store, who, choose_place(who, Deed.FOLLOW_AGREEMENTS))
    if asked and asked not in names and (found := profile(store, who, asked)):
        names = {asked: found.team.name, **names}  # of another place than was chosen, or one of very many
    return choose_one("team", {"": say("team.none_chosen"), **names}, say("team.choose"))


def answer(workshop: Workshop, surveyed: Outcome) -> str:
    """Where the team lags behind most, and how many people say so."""
    facts, names = surveyed.publication, value_labels(framework(workshop))
    gaps = value_gaps(surveyed.shown)["gap"].dropna()
    behind = _behind(gaps)
    first = ", ".join(
        say("team.gap", value=names.name(value), gap=number(gap)) for value, gap in behind.items()
    )
    said = (
        say("team.answer", values=first)
        if first
        else say("team.answer_none" if len(gaps) else "team.no_gaps")
    )
    share = round(100 * facts.people / facts.expected)
    return f"{said} {say('team.response', n=facts.people, expected=facts.expected, share=share)}"


def _behind(gaps: pd.Series) -> pd.Series:
    """The values with the largest gaps, largest first."""
    return gaps[gaps > 0].head(_MOST)


def show_quadrants(workshop: Workshop, surveyed: Outcome) -> None:
    """What the figures say to do with each value, in words."""
    st.markdown(f"## {say('team.what_to_do')}")
    placed, names = quadrants(value_gaps(surveyed.shown)), value_labels(framework(workshop))
    behind = _behind(placed["gap"].dropna())
    named = {value: names.name(value) for value in placed.index}
    kept = placed.index[placed["quadrant"] == "keep"]
    named |= {
        value: say("team.still", value=named[value], gap=number(behind[value]))
        for value in kept.intersection(behind.index)
    }
    groups = [(name, placed.index[placed["quadrant"] == name]) for name in QUADRANTS]
    lines = [(say(f"team.{name}"), found) for name, found in groups if len(found)]
    if (open_ones := placed.index[placed["quadrant"].isna()]).size:
        lines.append((say("team.left_open"), open_ones))
    st.markdown(
        "\n".join(f"- **{word}:** {', '.join(named[value] for value in found)}" for word, found in lines)
    )
    st.caption(say("team.crosshair"))


def show_perspectives(workshop: Workshop, found: Profile) -> None:
    """The perspectives beside each other where that may be seen; the others with the reason."""
    st.markdown(f"## {say('team.perspectives')}")
    parts = found.perspectives if found.perspectives is not None else pd.DataFrame()
    shown = list(dict.fromkeys(parts["perspective_id"])) if len(parts) else []
    if found.apart_on:
        st.caption(say("team.apart_on", day=day(found.apart_on)))
    if shown:
        _beside(workshop, found)
    hidden = [perspective_name(workshop, one) for one in workshop.perspectives if one not in shown]
    if hidden:
        st.caption(say("team.not_apart", names=", ".join(hidden), k=workshop.smallest_group))


def _beside(workshop: Workshop, found: Profile) -> None:
    measure, values = choose_measure("gap"), framework(workshop)
    cells = perspective_cells(found, measure, values)
    if not len(cells):
        st.caption(say("team.no_both"))
        return
    names = {one: perspective_name(workshop, one) for one in cells["team"].cat.categories}
    words = value_labels(values, names | {why: why_hidden(why) for why in cells["reason"].dropna().unique()})
    picture = heatmap_chart(cells, words, look(), SCALES[measure], principles_of(values))
    says = furthest_line(cells, measure, words) or say("team.none_apart")
    k, hidden = workshop.smallest_group, int(cells["reason"].notna().sum())
    if hidden:
        says = f"{says} {say('team.hidden_count', hidden=hidden, total=len(cells))}"
    why = say("team.hidden_cells", k=k) if hidden else ""
    show(picture, _perspective_table(cells, words, k), says, "perspectives", why)
    offer("perspectives", perspectives_table, found.team.id, measure)


def _perspective_table(cells: pd.DataFrame, words: Labels, k: int) -> pd.DataFrame:
    """Values down, perspectives across: a number with its n, or in short why there is none."""
    worded = cells.assign(told=[told(cell) for cell in cells.itertuples()])
    worded["told"] = worded["told"].where(cells["reason"].isna(), say("team.hidden_cell", k=k))
    table = worded.pivot(index="value", columns="team", values="told")
    return table.loc[list(dict.fromkeys(cells["value"]))].rename(index=words.name, columns=words.name)
