"""One value across teams on the screen: an answer in words, a dot for each team with its n, and the reasons of the others."""

from __future__ import annotations

import streamlit as st

from charts.gap_chart import gap_chart
from charts.spread_chart import spread_chart
from charts.spread_chart import words as spread_words
from domain.content import Framework
from reads.across import ORDERS, Across
from reads.comparison import Overview
from ui import navigation
from ui.choosing import choose_one
from ui.comparing.responses import days_line, response_line, response_of, with_survey
from ui.comparing.teams import middle_of, spread_table
from ui.figures import gap_table, look, margins_line, principles_of, said, show, value_labels
from ui.reasons import no_figure_of
from ui.texts import number, plain, say


def choose_order() -> str:
    """By name, or by a figure, which says what that order means."""
    orders = {"": say("comparison.by_name")} | {name: say(f"comparison.{name}") for name in ORDERS}
    return choose_one("order", orders, say("comparison.order"))


def answer(found: Across) -> str:
    """How far practice lags behind in these teams, from the figures of all of them."""
    gaps = found.every["gap"]
    if gaps.empty:
        return say("value.answer_none")
    low, middle, high = (number(part) for part in (gaps.min(), gaps.median(), gaps.max()))
    return say("value.answer", n=len(gaps), low=low, middle=middle, high=high, of=middle_of(len(gaps)))


def answer_many(seen: Overview, value: str) -> str:
    """The same for so many teams that only their spread is shown."""
    if value not in seen.spread.index:
        return say("value.answer_none")
    row = seen.spread.loc[value]
    parts = {name: number(float(row[name])) for name in ("lower", "middle", "upper")}
    teams = int(row["teams"])
    return say("value.answer_many", n=teams, of=middle_of(teams), **parts)


def show_spread(seen: Overview, value: str, framework: Framework) -> None:
    """Where all teams stand, in one bar; and how many have no figure."""
    spread = seen.spread[seen.spread.index == value]
    words = value_labels(framework)
    if len(spread):
        picture = spread_chart(spread, words, look(), principles_of(framework))
        show(picture, spread_table(spread, framework), said(spread_words(spread, words)), "spread")
    teams = seen.shown + sum(seen.too_few.values()) + seen.not_shown
    st.caption(say("value.shown", n=int(spread["teams"].sum()), teams=teams))
    if response := response_of(seen.shown, *seen.answered):
        st.caption(response)


def show_across(found: Across, value: str, framework: Framework, by: str) -> None:
    """A row for each team with its n; teams without a figure with the reason; and the way to each team."""
    if by:
        st.caption(say("value.sorted", by=say(f"comparison.{by}")))
    if len(found.gaps):
        words = value_labels(framework)
        principles = dict.fromkeys(found.gaps.index, principles_of(framework)[value])
        picture = gap_chart(found.gaps, words, look(), principles)
        table = with_survey(gap_table(found.gaps, words), found.answered, found.days)
        says = say("value.picture", value=words.name(value))
        show(picture, table, says, "across", alt=f"{answer(found)} {says}")
        st.caption(response_line(found.answered))
        st.caption(days_line(found.days))
        margins_line(found.gaps)
        st.caption(say("value.no_league"))
    for team in found.hidden:
        st.caption(no_figure_of(team))
    if not found.ids:
        return
    st.markdown(say("value.to_teams"))
    with st.container(horizontal=True, key="to-teams"):
        for name, team_id in found.ids.items():
            navigation.link("team", plain(name), team=team_id)
