"""The manager's list of agreements: what needs attention first, across teams and departments."""

from __future__ import annotations

import streamlit as st

from charts.status_chart import status_chart
from charts.status_chart import words as status_words
from domain.agreements import Status
from domain.roles import Deed
from reads.agreements import ON_A_PAGE, URGENCIES, Asked, counts, owners, page, told_apart
from ui import access, visit
from ui.agreeing.agreement import agreement_rows
from ui.choosing import choose, choose_place, first_shown, turn_pages
from ui.figures import labels, look, said, show
from ui.taking_away.buttons import offer
from ui.taking_away.exports import agreements_table
from ui.texts import say

visitor = access.require(Deed.FOLLOW_AGREEMENTS)
st.markdown(f"# {say('agreements.title')}")
store, today = visit.store(), visit.now().date()
summary = st.empty()
with st.container(horizontal=True, key="filters"):
    within = choose_place(visitor, Deed.FOLLOW_AGREEMENTS)
    by = told_apart(visitor, within)
    numbers = counts(store, visitor, today, within, by)
    if numbers.total:
        statuses = {status.value: say(f"status.{status}") for status in Status}
        status = choose("status", statuses, say("agreements.status"))
        names = owners(store, visitor, within) if by else []
        owner = choose("owner", dict(zip(names, names, strict=True)), say("agreements.owner"))
if not numbers.total:
    summary.markdown(say("agreements.none"))
    st.stop()
late, waiting = numbers.urgency["late"], numbers.urgency["waiting"]
summary.markdown(say("agreements.summary", n=numbers.total, late=late, waiting=waiting))

asked = Asked(within, status, owner)
first = first_shown(numbers.total, ON_A_PAGE, asked)
listed = page(store, visitor, today, asked, first)
st.caption(say("agreements.shown", n=listed.asked, total=numbers.total))
for urgency in URGENCIES:
    rows = listed.rows[listed.rows["urgency"] == urgency]
    if len(rows):
        st.markdown(f"## {say(f'urgency.{urgency}', n=listed.alike[urgency])}")
    agreement_rows(visitor, rows.itertuples())
turn_pages(listed.asked, ON_A_PAGE)
offer("agreements", agreements_table, today, asked)

st.markdown(f"## {say(f'agreements.by_{by}' if by else 'agreements.by_status')}")
drawn = labels({**statuses, "": say("agreements.everything")})
table = numbers.statuses.rename(columns={**statuses, "total": say("agreements.total")}, index=drawn.name)
show(
    status_chart(numbers.statuses, drawn, look()),
    table,
    said(status_words(numbers.statuses, drawn)),
    "statuses",
)
