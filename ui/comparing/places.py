"""A department or an organisation as a whole: beside the larger place that it lies in, and by itself; published sums only."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.alike import order_in_words
from analytics.ranking import TOP_SIZE, top_five
from charts.places_chart import places_chart
from charts.places_chart import words as places_words
from domain.content import Framework
from domain.roles import Deed, Visitor
from reads.scope import Within, departments_of, organisations_of, unlike
from reads.together import Beside, Surveys, Together, beside, responses, surveys, together
from ui import visit
from ui.choosing import pick_one
from ui.comparing.responses import sum_cells, sum_line, table_line
from ui.figures import look, principles_of, said, show, show_gaps, value_labels
from ui.taking_away.buttons import offer
from ui.taking_away.exports import beside_table, together_table, top_table
from ui.texts import number, plain, say

_MOST_NAMED = 8  # so many teams are named, of more it is said how many


def show_place(visitor: Visitor, within: Within, measure: str, values: Framework) -> None:
    """The sums of the chosen place; nothing where none is chosen or nothing was published."""
    found = surveys(visit.store(), visitor, within)
    if not found:
        return
    st.markdown(f"## {say('comparison.together_of', place=plain(names_of(visitor, within, 0)[0]))}")
    survey = _choose_number(found)
    if len(found.names) != 1:
        st.caption(say("comparison.together_about", number=survey))
    if line := teams_line(found, survey):
        st.caption(line)
    if larger := beside(visit.store(), visitor, within, measure, values, survey):
        _show_beside(visitor, larger, within, measure, values)
        offer("beside", beside_table, measure, values, within, survey)
    if whole := together(visit.store(), visitor, within, survey):
        _show_together(whole, values, measure)
        offer("together", together_table, values, within, survey)
        _show_top(whole, values, within)
    elif not larger:
        st.caption(say("comparison.together_none", number=survey))


def names_of(visitor: Visitor, within: Within, organisations: int) -> tuple[str, str]:
    """What the place and the whole around it are called."""
    store = visit.store()
    organisation = organisations_of(store, visitor, Deed.COMPARE).get(within.organisation_id, "")
    if not within.department_id:
        return organisation, say("comparison.all_organisations", n=organisations)
    departments = departments_of(store, visitor, Deed.COMPARE, within.organisation_id)
    return departments.get(within.department_id, ""), organisation


def _show_beside(visitor: Visitor, found: Beside, within: Within, measure: str, values: Framework) -> None:
    names, words = names_of(visitor, within, found.organisations), value_labels(values)
    st.markdown(f"### {say('comparison.beside', place=plain(names[0]), whole=plain(names[1]))}")
    st.caption(say(f"comparison.{measure}"))
    picture = places_chart(found.rows, words, look(), principles_of(values), names)
    tau = say("comparison.tau", tau=number(found.order, 2)) if pd.notna(found.order) else ""
    table = _table(found, names, values)
    show(picture, table, said(places_words(found.rows, words, names)), "places", tau)
    _response_lines(found, names)
    _alike_lines(found, names)
    st.caption(say("comparison.beside_hint"))


def _response_lines(found: Beside, names: tuple[str, str]) -> None:
    """How many people answered on both sides, in the teams that show themselves."""
    for name, told in zip(names, found.responses, strict=True):
        if line := sum_line(told):
            st.caption(f"{plain(name[:1].upper() + name[1:])}: {line}")
    if line := table_line(*found.responses):
        st.caption(line)


def _alike_lines(found: Beside, names: tuple[str, str]) -> None:
    """How alike the place and the rest are in what they put first: their top fives, and the order of all values."""
    place, whole = plain(names[0]), plain(names[1])
    if pd.notna(found.top):
        st.markdown(alike_top(found.top, found.top_size, place, whole))
    if word := order_in_words(found.order):
        st.markdown(say(f"comparison.alike_order_{word}", place=place, whole=whole))


def alike_top(share: float, size: int, place: str, whole: str) -> str:
    """How many values two top fives have in common; and why one of them is longer than five, where it is."""
    same = round(share * size)
    said = say(
        "comparison.alike_top" if same else "comparison.alike_top_none",
        same=same,
        size=size,
        place=place,
        whole=whole,
    )
    return f"{said} {say('comparison.alike_top_longer', size=size)}" if size > TOP_SIZE else said


def _table(found: Beside, names: tuple[str, str], values: Framework) -> pd.DataFrame:
    """Both numbers of each value with their n, whether they can be told apart, and how many people answered on both sides."""
    words, rows = value_labels(values), found.rows
    sides = unlike([("own", names[0]), ("other", names[1])])
    columns = {
        name: [_number(row[side], row[f"{side}_n"]) for row in rows.to_dict("records")]
        for side, name in sides.items()
    }
    columns[say("comparison.verdict")] = [
        say(f"comparison.verdict_{verdict or 'none'}") for verdict in rows["verdict"]
    ]
    for name, told in zip(sides.values(), found.responses, strict=True):
        if cells := sum_cells(told, rows.index):
            columns[say("comparison.answered_in", place=name)] = cells
    return pd.DataFrame(columns, index=[words.name(value) for value in rows.index])


def _number(measure: float, n: float) -> str:
    if pd.isna(measure):
        return say("comparison.not_shown_sum")
    return f"{number(measure)} ({say('chart.n_is', n=int(n))})"


def _show_together(found: Together, values: Framework, measure: str) -> None:
    """What all people of the place show together, and how many there are."""
    fewest, most = found.people
    people = number(most, 0) if fewest == most else say("comparison.from_to", fewest=fewest, most=most)
    if most:
        which = "comparison.together_people" if found.teams else "comparison.together_people_small"
        st.caption(say(which, n=found.teams, people=people))
    told = responses(found.shown)
    if line := sum_line(told):
        st.caption(f"{line} {table_line(told)}")
    show_gaps(found.shown, values, "together", answered=partial(sum_cells, told), measure=measure)
    st.caption(say("comparison.together_hint"))


def _show_top(found: Together, values: Framework, within: Within) -> None:
    """The values that people put in their own top five most, and all of them as a file."""
    words = value_labels(values)
    top = top_five(found.shown)
    if len(top):
        st.markdown(
            say("figure.top", values=", ".join(words.name(value) for value in top.head(TOP_SIZE).index))
        )
        offer("top", top_table, values, within, found.number)


def teams_line(found: Surveys, number: int) -> str:
    """Which teams show figures of this survey and which do not, by name or, of many, how many; "" where all do or none is known."""
    shown, others = found.split(number)
    if not others or not shown:
        return ""
    return say("comparison.together_teams", number=number, shown=_named(shown), others=_named(others))


def _named(teams: list[str]) -> str:
    return (
        plain(", ".join(teams))
        if len(teams) <= _MOST_NAMED
        else say("comparison.teams_counted", n=len(teams))
    )


def _choose_number(found: Surveys) -> int:
    """Which survey of each team: asked where there is more than one, each with how many teams show figures of it."""
    names = {str(number): _survey_name(number, len(teams)) for number, teams in found.teams.items()}
    if len(names) == 1:
        return found.opening
    return int(pick_one("survey", names, say("comparison.which_survey"), str(found.opening)))


def _survey_name(number: int, teams: int) -> str:
    return say("comparison.survey_teams" if teams else "comparison.survey_small", number=number, n=teams)
