"""Organisation, departments, teams, accounts and their roles: what the administrator keeps."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from storage import accounts, organisations
from ui import access, visit
from ui.comparing.benchmarks import show_trusted
from ui.people import add_department_form, add_person_form, add_team_form, role_line
from ui.texts import plain, say

visitor = access.require(Deed.ADMINISTER)
store = visit.store()
st.markdown(f"# {say('people.title')}")
for grant in visitor.grants_for(Deed.ADMINISTER):
    organisation_id = grant.organisation_id
    teams = organisations.teams(store, [organisation_id])
    st.markdown(f"## {say('people.teams')}")
    for department_id, name in organisations.departments(store, organisation_id):
        own = ", ".join(plain(team.name) for team in teams if team.department_id == department_id)
        st.markdown(f"- **{plain(name)}**: {own or say('people.no_teams')}")
    with st.expander(say("people.add_place")):
        add_department_form(visitor, organisation_id)
        add_team_form(visitor, organisation_id)
    st.markdown(f"## {say('people.people')}")
    for row in accounts.people(store, organisation_id):
        role_line(visitor, organisation_id, row)
    with st.expander(say("people.add_person")):
        add_person_form(visitor, organisation_id, teams)
    show_trusted(visitor, organisation_id)
