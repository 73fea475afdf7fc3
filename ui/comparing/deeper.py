"""From a cell of the comparison to what is behind it: the team, the value across teams, or the thread of both."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from domain.content import Framework
from domain.roles import Visitor
from reads.comparison import TeamPage
from reads.team import profile
from ui import access, navigation, visit
from ui.choosing import choose
from ui.comparing.thread import ways_to_threads
from ui.figures import value_labels
from ui.texts import plain, say


def pick(page: TeamPage, framework: Framework, cell: Sequence[str]) -> None:
    """What was clicked, the name of the team and the id of the value, goes into the address and so into the boxes.

    They may be out of sight, so it is also said.
    """
    if cell:
        team, value = cell[0], cell[-1]
        visit.ask("team", page.ids.get(team, ""))
        visit.ask("value", value)
        st.toast(say("deeper.picked", team=plain(team), value=value_labels(framework).name(value)))


def chosen(page: TeamPage) -> tuple[str, str]:
    """The name of the team and the id of the value that the address names, each "" where it names none in the cells."""
    names = {team_id: team for team, team_id in page.ids.items()}
    team, value = names.get(visit.asked("team"), ""), visit.asked("value")
    cells = page.cells
    return team if (cells["team"] == team).any() else "", value if (cells["value"] == value).any() else ""


def go_deeper(page: TeamPage, framework: Framework) -> None:
    """Two boxes, for the keyboard and filled by a click on the picture; and the ways to what they name.

    A visitor who may see the profile of none of the teams is asked for a value only.
    """
    names = value_labels(framework)
    values = {value: names.name(value) for value in dict.fromkeys(page.cells["value"])}
    teams = {team_id: team for team, team_id in page.ids.items()}
    st.markdown(say("deeper.title" if teams else "deeper.title_value"))
    with st.container(horizontal=True, key="deeper"):
        team = choose("team", teams, say("team.choose"), "team.none_chosen")
        value = choose("value", values, say("thread.value"), "deeper.no_value")
    with st.container(horizontal=True, key="deeper-ways"):
        if team:
            _to_team(team, teams[team])
        if value:
            label = say("deeper.to_value", value=values[value])
            navigation.link("value", label, icon=":material/bar_chart:", value=value)
        if team and value:
            _to_thread(team, teams[team], value, values[value])


def ways_behind(who: Visitor, team_id: str) -> None:
    """From what changed in a team to its profile and to the thread of each value, for who may see them."""
    if found := profile(visit.store(), who, team_id):
        _to_team(found.team.id, found.team.name)
        if found.workshop:
            ways_to_threads(who, found.workshop, ())


def _to_team(team_id: str, team: str) -> None:
    navigation.link("team", say("deeper.to_team", team=plain(team)), icon=":material/groups:", team=team_id)


def _to_thread(team_id: str, team: str, value: str, name: str) -> None:
    """To the thread in the newest survey of the team, where the value was asked in it."""
    found = profile(visit.store(), access.visitor(), team_id)
    if found and found.workshop and value in found.workshop.values:
        label = say("deeper.to_thread", value=name, team=plain(team))
        navigation.link("thread", label, found.workshop.code, icon=":material/timeline:", value=value)
