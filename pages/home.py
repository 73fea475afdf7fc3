"""The front page: your workshops when you are signed in, otherwise the way in."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from reads.workshops import MOST, overview
from ui import access, navigation, visit
from ui.agreeing.agreement import attention
from ui.texts import away, day, plain, say

visitor = access.require(Deed.READ_OPEN)

if not visitor.account_id:
    st.markdown(f"# {say('home.welcome')}")
    st.markdown(say("home.about"))
    st.html(
        f'<p class="ways"><a class="button" target="_self" href="/m">{say("join.code_title")}</a>'
        f'<a target="_self" href="/sign-in">{say("sign_in.title")}</a></p>'
    )
    navigation.link("values", say("menu.values"), icon=":material/menu_book:")
    st.stop()

if visitor.may(Deed.COMPARE) and not visitor.may(Deed.SEE_RESULT):
    st.markdown(f"# {say('home.research_title')}")
    st.markdown(say("home.research"))
    with st.container(key="main-action"):
        navigation.link("research", say("menu.research"), icon=":material/table_view:")
    navigation.link("comparison", say("menu.comparison"), icon=":material/bar_chart:")
    st.stop()

st.markdown(f"# {say('home.title')}")
if visitor.may(Deed.PREPARE):
    with st.container(key="main-action"):
        navigation.link("prepare", say("home.prepare"), icon=":material/add:")

if visitor.may(Deed.FOLLOW_AGREEMENTS):
    attention(visitor)

workshops = overview(visit.store(), visitor)
if not workshops:
    st.markdown(say("home.none"))
if len(workshops) == MOST:
    st.caption(say("home.latest", n=MOST))
several = len({one.seen.place.organisation_id for one in workshops}) > 1
for one in workshops:
    seen = one.seen
    with st.container(border=True, key=f"workshop-{seen.code}"):
        st.markdown(f"### {plain(seen.title)}")
        team = f"{seen.organisation} › {seen.team}" if several else seen.team
        st.caption(f"{plain(team)} · {day(seen.planned_on)} ({away(seen.planned_on)})")
        st.markdown(say(f"home.phase_{seen.phase}", n=one.answered, joined=seen.joined, expected=seen.expected,
                        agreements=seen.agreements))  # fmt: skip
        with st.container(horizontal=True):
            if visitor.may(Deed.LEAD, seen.place):
                navigation.link("control", say("home.lead"), seen.code, icon=":material/co_present:")
            navigation.link("result", say("home.result"), seen.code, icon=":material/summarize:")
            if seen.phase == "ended":
                navigation.link_to_change(visitor, seen.place)
            if visitor.may(Deed.LEAD, seen.place):
                navigation.link("prepare", say("home.again"), seen.code, icon=":material/content_copy:")
