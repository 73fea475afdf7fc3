"""From a cell of the comparison to what is behind it: the team, the value across teams, or the thread of both."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from domain.content import Framework
from domain.roles import Deed
from reads.comparison import TeamPage
from reads.team import profile
from ui import access, navigation, visit
from ui.choosing import choose_one
from ui.figures import value_labels
from ui.texts import plain, say

_PICKED = "picked cells"


def picture_key() -> str:
    """The key of the picture: another one after each click, so that nothing stays marked in it."""
    return f"heatmap-{visit.kept(_PICKED) or 0}"


def go_deeper(page: TeamPage, framework: Framework, cell: Sequence[str]) -> None:
    """Two boxes, for the keyboard and filled by a click on the picture; and the ways to what they name.

    cell   the name of the team and the id of the value that were clicked, or nothing
    """
    if cell:
        visit.ask("team", page.ids.get(cell[0], ""))
        visit.ask("value", cell[-1])
        visit.keep(_PICKED, (visit.kept(_PICKED) or 0) + 1)
        st.rerun()
    names = value_labels(framework)
    values = {value: names.name(value) for value in dict.fromkeys(page.cells["value"])}
    teams = {team_id: team for team, team_id in page.ids.items()}
    st.markdown(say("deeper.title"))
    with st.container(horizontal=True, key="deeper"):
        team = choose_one("comparison", "team", {"": say("team.none_chosen"), **teams}, say("team.choose"))
        value = choose_one("comparison", "value", {"": say("deeper.no_value"), **values}, say("thread.value"))
    with st.container(horizontal=True, key="deeper-ways"):
        may_follow = access.visitor().may(Deed.FOLLOW_AGREEMENTS)
        if team and may_follow:
            navigation.link(
                "team", say("deeper.to_team", team=plain(teams[team])), icon=":material/groups:", team=team
            )
        if value:
            label = say("deeper.to_value", value=values[value])
            navigation.link("value", label, icon=":material/bar_chart:", value=value)
        if team and value and may_follow:
            _to_thread(team, teams[team], value, values[value])


def _to_thread(team_id: str, team: str, value: str, name: str) -> None:
    """To the thread in the newest survey of the team, where the value was asked in it."""
    found = profile(visit.store(), access.visitor(), team_id)
    if found and found.workshop and value in found.workshop.values:
        label = say("deeper.to_thread", value=name, team=plain(team))
        navigation.link("thread", label, found.workshop.code, icon=":material/timeline:", value=value)
