"""Teams beside each other: where all of them stand, and a page of them one by one; hidden ones with their reason."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.attention import first, most_apart
from analytics.intervals import FEW, HIGHER, LOWER
from analytics.spread import both
from charts.heatmap_chart import fitting, heatmap_chart
from charts.heatmap_chart import words as heatmap_words
from charts.labels import Labels
from charts.spread_chart import spread_chart
from charts.spread_chart import words as spread_words
from domain.content import Framework
from reads.comparison import SCALES, Overview, TeamPage, why
from ui.choosing import choose
from ui.comparing.deeper import chosen, go_deeper, pick
from ui.comparing.responses import days_line, response_line, response_of, with_survey
from ui.figures import look, principles_of, said, show, show_to_pick, value_labels
from ui.reasons import no_figure_of
from ui.texts import number, plain, say
from ui.width import chart_room

_MOST_LINES = 5


def show_overview(seen: Overview, framework: Framework) -> None:
    """The spread over all teams, and how many have no figure and why."""
    st.markdown(f"## {say('comparison.all_teams')}")
    words = value_labels(framework)
    if len(seen.spread):
        picture = spread_chart(seen.spread, words, look(), principles_of(framework))
        show(picture, spread_table(seen.spread, framework), said(spread_words(seen.spread, words)), "spread")
    teams = seen.shown + sum(seen.too_few.values()) + seen.not_shown
    st.caption(say("comparison.shown", n=seen.shown, teams=teams))
    if response := response_of(seen.shown, *seen.answered):
        st.caption(response)
    for k, few in sorted(seen.too_few.items()):
        st.caption(say("comparison.teams_too_few", n=few, k=k))
    if seen.not_shown:
        st.caption(say("comparison.teams_not_shown", n=seen.not_shown))


def answer(spread: pd.DataFrame, measure: str, framework: Framework) -> str:
    """What asks for attention first, in one sentence: the answer to the question on top of the page."""
    found = first(spread, measure)
    if found is None:
        return say("comparison.none")
    names, has_gap = value_labels(framework), measure != "gap" or found.middle > 0
    return say(
        f"comparison.answer_{measure}" if has_gap else "comparison.answer_no_gap",
        values=", ".join(_name(value, spread, names) for value in found.values), amount=number(found.middle),
        n=found.teams, middle=middle_of(found.teams, found.fewest),
    )  # fmt: skip


def middle_of(teams: int, fewest: int = 0) -> str:
    """What the middle of so many teams is called: one of them, halfway between two of them, or the mean of both.

    fewest   where it is said of several values, how many teams show the one that the fewest do
    """
    if 0 < fewest < teams:
        return say("comparison.middle_several", fewest=fewest, n=teams)
    kind = "two" if teams == 2 else "even" if teams % 2 == 0 else "odd"
    return say(f"comparison.middle_{kind}", n=teams)


def _name(value: str, spread: pd.DataFrame, names: Labels) -> str:
    """The name of a value; with the figures of both where two teams show it."""
    if spread.loc[value, "teams"] != 2:
        return names.name(value)
    low, high = (number(one) for one in both(spread.loc[value]))
    return say("comparison.of_two", value=names.name(value), low=low, high=high)


def show_standing_out(page: TeamPage, measure: str, framework: Framework) -> None:
    """Which teams stand out, under a heading, with how many people answered."""
    st.markdown(f"## {say('comparison.stands_out')}")
    lines = standing_out(page, measure, framework)
    if response := response_line(page.answered):
        lines.append(response)
    st.markdown("\n".join(f"- {line}" for line in lines))


def standing_out(page: TeamPage, measure: str, framework: Framework) -> list[str]:
    """Which teams clearly differ from the mean of all and on what, the most urgent first; and of whom that is not said, and why."""
    judged = page.cells[page.cells["verdict"].notna()]
    clear = judged[judged["verdict"].isin([HIGHER, LOWER])]
    clear = clear.sort_values("measure", ascending=measure == "current", kind="stable")
    lines = [_apart_line(cell, framework) for cell in clear.head(_MOST_LINES).itertuples()]
    if len(clear) > _MOST_LINES:
        lines.append(say("comparison.apart_more", n=len(clear) - _MOST_LINES))
    lines.append(
        say(
            "comparison.apart_rest"
            if len(clear)
            else "comparison.apart_none"
            if len(judged)
            else "comparison.apart_alone"
        )
    )
    if few := judged[judged["verdict"] == FEW]["team"].nunique():
        lines.append(say("comparison.apart_few", n=few))
    return lines


def choose_order(page: TeamPage, framework: Framework) -> str:
    """By name, or by the figure of one value, which says what that order means; one team has no order."""
    if page.cells["team"].nunique() < 2:
        return ""
    names = value_labels(framework)
    values = {value: names.name(value) for value in dict.fromkeys(page.cells["value"])}
    by = choose("order", values, say("comparison.order"), "comparison.by_name")
    if by:
        st.caption(say("comparison.sorted", value=names.name(by)))
    return by


def show_teams(page: TeamPage, measure: str, framework: Framework, by: str = "") -> None:
    """The teams of a page by value, and those without a figure by name; a click on a cell leads to what is behind it.

    by   the value by which the teams stand, which is always in the picture when its part is not chosen
    """
    words = value_labels(framework, {one: why_hidden(one) for one in page.cells["reason"].dropna().unique()})
    if len(page.cells):
        marked = chosen(page)
        drawn = _in_the_picture(page, framework, (by, marked[1]))
        picture = heatmap_chart(
            drawn,
            words,
            look(),
            SCALES[measure],
            principles_of(framework),
            page.answered,
            chart_room(),
            marked,
        )
        table = _team_table(page, framework)
        with st.container(key="heatmap"):
            says = (
                f"{said(heatmap_words(page.cells, words))} {chosen_line(page, drawn, marked, words)}".rstrip()
            )
            show_to_pick(picture, table, says, "teams", partial(pick, page, framework))
            go_deeper(page, framework)
        st.caption(days_line(page.days))
        st.caption(say("comparison.no_league"))
    for team in page.hidden:
        st.caption(no_figure_of(team))


def chosen_line(page: TeamPage, drawn: pd.DataFrame, marked: tuple[str, str], names: Labels) -> str:
    """What was chosen, with what its cell says; and that it has a frame, where it is drawn."""
    team, value = marked
    if not team and not value:
        return ""
    cells = page.cells[(page.cells["team"] == team) & (page.cells["value"] == value)]
    cell = next((told(one) for one in cells.itertuples()), say("comparison.not_asked"))
    named = ", ".join(filter(None, (team, names.name(value) if value else "")))
    said = (
        say("deeper.chosen_cell", name=named, told=cell)
        if team and value
        else say("deeper.chosen", name=named)
    )
    return f"{said} {say('deeper.framed')}" if not value or (drawn["value"] == value).any() else said


def _in_the_picture(page: TeamPage, framework: Framework, always: Collection[str]) -> pd.DataFrame:
    """The cells of all values of one team, or when they fit beside each other; else of those that differ most, or of one principle."""
    principles, fit = principles_of(framework), fitting(look(), chart_room())
    values = list(dict.fromkeys(page.cells["value"]))
    if len(values) <= fit or page.cells["team"].nunique() == 1:
        return page.cells
    names = value_labels(framework)
    parts = {part: names.name(part) for part in dict.fromkeys(principles[value] for value in values)}
    part = choose("part", parts, say("comparison.part"), "comparison.part_apart")
    shown = [value for value in values if principles[value] == part] or most_apart(page.cells, fit, always)
    if not part:
        st.caption(say("comparison.part_hint", n=fit, total=len(values)))
    return page.cells[page.cells["value"].isin(shown)]


def spread_table(spread: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    names = value_labels(framework)
    columns = {
        say(f"comparison.{name}"): [number(cell) for cell in spread[name]]
        for name in ("low", "lower", "middle", "upper", "high")
    }
    teams = [number(count, 0) for count in spread["teams"]]
    return pd.DataFrame(
        {**columns, say("comparison.teams"): teams}, index=[names.name(value) for value in spread.index]
    )


def _apart_line(cell: Any, framework: Framework) -> str:
    return say(
        f"comparison.apart_{cell.verdict}", team=plain(cell.team), value=value_labels(framework).name(cell.value),
        amount=number(cell.measure), people=int(cell.n), overall=number(cell.overall), n=int(cell.teams),
    )  # fmt: skip


def _team_table(page: TeamPage, framework: Framework) -> pd.DataFrame:
    """The numbers of the picture: teams down, values across; every cell says a number, a band or why there is none."""
    cells, names = page.cells, value_labels(framework)
    worded = cells.assign(told=[told(cell) for cell in cells.itertuples()])
    table = worded.pivot(index="team", columns="value", values="told").fillna(say("comparison.not_asked"))
    table = table.loc[list(page.answered), list(dict.fromkeys(cells["value"]))].rename(columns=names.name)
    return with_survey(table, page.answered, page.days)


def why_hidden(reason: str) -> str:
    """Why there is no figure in a cell, with the number that it falls short of where that is why."""
    name, k = why(reason)
    return say(f"comparison.{name}", k=k)


def told(cell: object) -> str:
    """A cell in words: its number with its n, its band, or why there is none."""
    reason, measure, band = (getattr(cell, name) for name in ("reason", "measure", "band"))
    if isinstance(reason, str):
        return why_hidden(reason)
    if pd.isna(measure):
        return say(f"chart.heatmap.{band}") if band in ("high", "low") else say("comparison.banded")
    said = f"{number(measure)} ({say('chart.n_is', n=int(cell.n))})"  # type: ignore[attr-defined]
    verdict = getattr(cell, "verdict", None)
    return f"{said}, {say(f'comparison.is_{verdict}')}" if verdict in (HIGHER, LOWER) else said
