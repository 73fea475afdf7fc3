"""Teams beside each other: where all of them stand, and a page of them one by one; hidden ones with their reason."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.heatmap_chart import heatmap_chart
from charts.heatmap_chart import words as heatmap_words
from charts.spread_chart import spread_chart
from charts.spread_chart import words as spread_words
from domain.content import Framework
from reads.comparison import NOT_SHOWN, SCALES, TOO_FEW, Overview, TeamPage
from reads.together import Together
from ui.figures import look, principles_of, said, show, show_gaps, value_labels
from ui.texts import number, plain, say

_WHY = {TOO_FEW: "comparison.hidden_too_few", NOT_SHOWN: "comparison.hidden_not_shown"}


def show_overview(seen: Overview, framework: Framework) -> None:
    """The spread over all teams, and how many have no figure and why."""
    st.markdown(f"## {say('comparison.all_teams')}")
    words = value_labels(framework)
    if len(seen.spread):
        picture = spread_chart(seen.spread, words, look(), principles_of(framework))
        show(picture, _spread_table(seen.spread, framework), said(spread_words(seen.spread, words)), "spread")
    teams = seen.shown + sum(seen.too_few.values()) + seen.not_shown
    st.caption(say("comparison.shown", n=seen.shown, teams=teams))
    for k, few in sorted(seen.too_few.items()):
        st.caption(say("comparison.teams_too_few", n=few, k=k))
    if seen.not_shown:
        st.caption(say("comparison.teams_not_shown", n=seen.not_shown))


def show_teams(page: TeamPage, measure: str, framework: Framework) -> None:
    """The teams of a page by value, and those without a figure by name."""
    reasons = {reason: int(reason.rpartition("_")[2]) for reason in page.cells["reason"].dropna().unique()}
    words = value_labels(framework, {reason: say("comparison.too_few", k=k) for reason, k in reasons.items()})
    if len(page.cells):
        picture = heatmap_chart(page.cells, words, look(), SCALES[measure], principles_of(framework))
        table = _team_table(page.cells, framework)
        show(picture, table, said(heatmap_words(page.cells, words)), "heatmap")
        st.caption(say("comparison.no_league"))
    for team in page.hidden:
        st.caption(say(_WHY[team.reason], team=plain(team.team), k=team.smallest_group))


def show_together(found: Together, framework: Framework) -> None:
    """What all people of a department or an organisation show together, and how many there are."""
    fewest, most = found.people
    st.caption(
        say(
            "comparison.together_people",
            n=say("comparison.from_to", fewest=fewest, most=most),
            teams=found.teams,
        )
    )
    show_gaps(found.shown, framework, "together")
    st.caption(say("comparison.together_hint"))


def choose_number(found: Together) -> int:
    """Which survey of each team: asked where there is more than one."""
    if len(found.numbers) == 1:
        return found.number
    chosen = st.segmented_control(
        say("comparison.which_survey"), [str(number) for number in found.numbers], default=str(found.number), required=True,
        format_func=lambda number: say("comparison.survey_number", number=number), bind="query-params", key="survey",
    )  # fmt: skip
    return int(chosen or found.number)


def _spread_table(spread: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    names = value_labels(framework)
    columns = {
        say(f"comparison.{name}"): [number(cell) for cell in spread[name]]
        for name in ("low", "lower", "middle", "upper", "high")
    }
    teams = [str(count) for count in spread["teams"]]
    return pd.DataFrame(
        {**columns, say("comparison.teams"): teams}, index=[names.name(value) for value in spread.index]
    )


def _team_table(cells: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The numbers of the picture: teams down, values across; every cell says a number, a band or why there is none."""
    names = value_labels(framework)
    worded = cells.assign(told=[told(cell) for cell in cells.itertuples()])
    table = worded.pivot(index="team", columns="value", values="told").fillna(say("comparison.not_asked"))
    return table[list(dict.fromkeys(cells["value"]))].rename(columns=names.name)


def told(cell: object) -> str:
    """A cell in words: its number with its n, its band, or why there is none."""
    reason, measure, band = (getattr(cell, name) for name in ("reason", "measure", "band"))
    if isinstance(reason, str):
        return say("comparison.n_below", k=reason.rpartition("_")[2])
    if pd.isna(measure):
        return say(f"chart.heatmap.{band}") if band in ("high", "low") else say("comparison.banded")
    return f"{number(measure)} ({say('chart.n_is', n=int(cell.n))})"  # type: ignore[attr-defined]
