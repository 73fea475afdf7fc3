"""Prepare a workshop: one short form, and then the link, the code and the QR."""

from __future__ import annotations

import streamlit as st

from actions.prepare import prepare
from domain.problems import Problem
from domain.roles import Deed
from domain.texts import LANGUAGES, parse_date
from domain.workshops import SMALLEST_GROUP, Plan
from storage import organisations
from storage.content import the_content
from ui import access, navigation, visit
from ui.apology import apologise
from ui.texts import in_words, plain, say

visitor = access.require(Deed.PREPARE)
content = the_content()
survey = next(iter(content.surveys.values()))
framework = next(iter(content.frameworks.values()))
teams = {
    team.id: team for team in organisations.teams_within(visit.store(), visitor.grants_for(Deed.PREPARE))
}
cases = {**content.cases, "": None}

st.markdown(f"# {say('prepare.title')}")
st.markdown(say("prepare.intro"))

team_id = st.selectbox(say("prepare.team"), list(teams), filter_mode=None,
                       format_func=lambda name: f"{teams[name].name} ({teams[name].department_name})")  # fmt: skip
case_id = st.selectbox(say("prepare.case"), list(cases), filter_mode=None, key="case",
                       format_func=lambda name: in_words(cases[name].title) if cases[name] else say("prepare.own_case"))  # fmt: skip
case = cases[case_id]
if case:
    st.markdown(f"> {plain(in_words(case.story))}")

workshop_id = visit.form_id("workshop")
with st.form(f"prepare-{workshop_id}-{case_id}", border=False, enter_to_submit=False):
    title = st.text_input(say("prepare.name"), value=in_words(case.title) if case else "")
    story = "" if case else st.text_area(say("prepare.story"), help=None)
    left, right = st.columns(2)
    planned_on = left.text_input(say("prepare.date"), placeholder=say("agree.due_example"))
    expected = right.number_input(say("prepare.expected"), min_value=1, max_value=1000, value=12, step=1)
    programme_id = st.radio(say("prepare.programme"), list(content.programmes),
                            format_func=lambda name: in_words(content.programmes[name].name))  # fmt: skip
    language = st.radio(say("prepare.language"), LANGUAGES, horizontal=True,
                        format_func=lambda name: say(f"prepare.language_{name}"))  # fmt: skip
    perspectives = st.pills(say("prepare.perspectives"), [one.id for one in survey.perspectives],
                            selection_mode="multi", default=case.perspectives if case else None,
                            format_func=lambda name: in_words(survey.perspective(name).name), wrap=True)  # fmt: skip
    with st.expander(say("prepare.more")):
        group = st.number_input(
            say("prepare.group"), min_value=SMALLEST_GROUP, max_value=50, value=SMALLEST_GROUP
        )
        st.caption(say("prepare.group_hint", k=SMALLEST_GROUP))
        values = st.pills(say("prepare.values"), [value.id for value in framework.current_values()],
                          selection_mode="multi",
                          default=case.values if case else [value.id for value in framework.current_values()],
                          format_func=lambda name: in_words(framework.value(name).name), wrap=True)  # fmt: skip
        st.caption(say("prepare.values_hint"))
    sent = st.form_submit_button(say("prepare.make"), type="primary")

if sent:
    try:
        order = [value.id for value in framework.current_values()]
        plan = Plan(team_id or "", title, case_id or "", story, programme_id or "", language or "nl",
                    parse_date(planned_on), int(expected), int(group), tuple(sorted(values, key=order.index)),
                    tuple(perspectives))  # fmt: skip
        made = prepare(visit.store(), visitor, workshop_id, plan, now=visit.now())
    except Problem as problem:
        apologise(problem)
    else:
        visit.renew("workshop")
        navigation.go("control", made.code)
