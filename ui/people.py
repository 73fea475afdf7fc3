"""The forms of the administrator: a department, a team, a person with a role, and the end of a role."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from actions import administer
from domain.organisations import Team
from domain.roles import Grant, Role, Visitor
from storage import organisations
from ui import visit
from ui.doing import do
from ui.fields import faults_line, label, send
from ui.texts import plain, say

_ROLES = (Role.FACILITATOR, Role.MANAGER, Role.RESEARCHER, Role.ADMINISTRATOR)


def add_department_form(visitor: Visitor, organisation_id: str) -> None:
    department_id = visit.form_id("department")
    with st.form(f"department-{department_id}", border=False, enter_to_submit=False):
        form = f"department-{department_id}"
        name = st.text_input(label(f"{form}-name", say("people.department")), key=f"{form}-name")
        sent = st.form_submit_button(say("people.add_department"))
        faults_line(form)
    if sent and send(
        form,
        lambda: administer.add_department(visit.store(), visitor, organisation_id, department_id, name),
        only="name",
    ):
        visit.renew("department")
        st.rerun()


def add_team_form(visitor: Visitor, organisation_id: str) -> None:
    team_id = visit.form_id("team")
    departments = dict(organisations.departments(visit.store(), organisation_id))
    with st.form(f"team-{team_id}", border=False, enter_to_submit=False):
        department_id = st.selectbox(say("people.of_department"), list(departments), filter_mode=None,
                                     format_func=lambda name: departments[name])  # fmt: skip
        form = f"team-{team_id}"
        name = st.text_input(label(f"{form}-name", say("people.team")), key=f"{form}-name")
        sent = st.form_submit_button(say("people.add_team"))
        faults_line(form)
    if sent and send(
        form,
        lambda: administer.add_team(
            visit.store(), visitor, organisation_id, department_id or "", team_id, name
        ),
        only="name",
    ):
        visit.renew("team")
        st.rerun()


def add_person_form(visitor: Visitor, organisation_id: str, teams: Sequence[Team]) -> None:
    person_id = visit.form_id("person")
    departments = dict(organisations.departments(visit.store(), organisation_id))
    places: dict[str, tuple[str | None, str | None]] = {say("people.whole"): (None, None)}
    places |= {name: (department_id, None) for department_id, name in departments.items()}
    places |= {f"{team.department_name} › {team.name}": (team.department_id, team.id) for team in teams}
    with st.form(f"person-{person_id}", border=False, enter_to_submit=False):
        form = f"person-{person_id}"
        name = st.text_input(label(f"{form}-name", say("people.name")), key=f"{form}-name")
        email = st.text_input(label(f"{form}-email", say("sign_in.email")), key=f"{form}-email")
        role = st.radio(
            say("people.role"), _ROLES, format_func=lambda role: say(f"role.{role}"), horizontal=True
        )
        place = st.selectbox(say("people.place"), list(places), filter_mode=None)
        password = st.text_input(
            label(f"{form}-password", say("setup.password")), type="password", key=f"{form}-password"
        )
        st.caption(say("people.password_hint"))
        sent = st.form_submit_button(say("people.add_person"))
        faults_line(form)
    grant = Grant(Role(role), organisation_id, *places[place or say("people.whole")])
    if sent and send(
        form,
        lambda: administer.add_person(visit.store(), visitor, email, name, password, grant, now=visit.now()),
    ):
        visit.renew("person")
        st.rerun()


def role_line(
    visitor: Visitor, organisation_id: str, row: tuple[str, str, str, str, str | None, str | None]
) -> None:
    """One role of one person, with the button that ends it."""
    grant_id, name, email, role, department, team = row
    where = " › ".join(plain(part) for part in (department, team) if part) or say("people.whole")
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"role-{grant_id}"):
        st.markdown(f"**{plain(name)}** ({plain(email)}): {say(f'role.{role}')}, {where}", width="stretch")
        if st.button(
            say("people.end_role"), key=f"end-{grant_id}", type="tertiary", icon=":material/person_remove:"
        ):
            if do(
                lambda: administer.end_role(
                    visit.store(), visitor, organisation_id, grant_id, now=visit.now()
                )
            ):
                st.rerun()
