"""The thread of a value on the screen: six stations in one list, a table of what was measured, and the ways to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from reads.thread import Measurement, Thread
from ui import navigation
from ui.comparing.stations import Station, not_shown, sides, stations
from ui.figures import show_table
from ui.texts import day, number, say, signed, value_name


def show_thread(who: Visitor, found: Thread) -> None:
    """The line, as one list that is read from top to bottom."""
    items = "".join(_item(one) for one in stations(who, found))
    st.html(f'<ol class="thread" aria-label="{escape(say("thread.title"))}">{items}</ol>')


def show_measurements(found: Thread) -> None:
    """What was measured in a table, each figure with its number of people."""
    measured = [one for one in (found.measured, *found.later) if one]
    if measured:
        with st.expander(say("figure.table")):
            show_table(
                pd.DataFrame([_cells(one) for one in measured], index=[_when(one) for one in measured])
            )


def chosen_values(workshop: Workshop, chosen: Sequence[str]) -> None:
    """The shared values in their order; nothing while none were chosen."""
    if chosen:
        names = (value_name(workshop, value) for value in chosen)
        st.markdown("\n".join(f"{place}. **{name}**" for place, name in enumerate(names, 1)))


def ways_to_threads(who: Visitor, workshop: Workshop, first: Iterable[str]) -> None:
    """A link to the thread of each value of a workshop, some values first; for who may see them, and not in a rehearsal."""
    if workshop.is_rehearsal or not who.may(Deed.FOLLOW_AGREEMENTS, workshop.place):
        return
    st.markdown(say("thread.follow"))
    with st.container(horizontal=True, key="threads"):
        for value in dict.fromkeys((*first, *workshop.values)):
            navigation.link("thread", value_name(workshop, value), workshop.code, value=value)


def _item(one: Station) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in one.lines)
    ways = "".join(
        f'<a target="_self" href="{escape(address)}">{escape(text)}</a>' for address, text in one.ways
    )
    mark = "" if one.is_there else f' <span class="missing">{escape(say("thread.missing"))}</span>'
    ways = f'<p class="ways">{ways}</p>' if ways else ""
    kind = "there" if one.is_there else "not-there"
    return f'<li class="{kind}"><h2>{escape(one.name)}{mark}</h2>{lines}{ways}</li>'


def _when(one: Measurement) -> str:
    return day(one.facts.published_at.date())


def _cells(one: Measurement) -> dict[str, str]:
    if one.gap is None:
        told = {"importance": "–", "current": "–"}
        gap, n, change = not_shown(one), "–", "–"
    else:
        told, gap, n, change = sides(one), one.gap["gap"], str(int(one.gap["n"])), _signed(one)
        gap = number(gap) if pd.notna(gap) else "–"
    return {
        say("figure.importance"): told["importance"],
        say("figure.current"): told["current"],
        say("figure.gap"): gap,
        say("figure.n"): n,
        say("thread.change"): change,
    }


def _signed(one: Measurement) -> str:
    """The change with its sign; a dash where there is none to see."""
    return "–" if one.change is None else signed(one.change["change"])
