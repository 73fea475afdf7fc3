"""The manager's list of agreements: what needs attention first, across teams and departments."""

from __future__ import annotations

import streamlit as st

from analytics.agreements import status_counts
from charts.status_chart import status_chart
from charts.status_chart import words as status_words
from domain.agreements import Status
from domain.roles import Deed
from reads.agreements import URGENCIES, within
from ui import access, visit
from ui.agreement import agreement_row
from ui.figures import labels, look, said, show
from ui.texts import say

MOST_SHOWN = 100

visitor = access.require(Deed.FOLLOW_AGREEMENTS)
st.markdown(f"# {say('agreements.title')}")
today = visit.now().date()
found = within(visit.store(), visitor, today)
if not len(found):
    st.markdown(say("agreements.none"))
    st.stop()

urgent = found["urgency"].value_counts()
st.markdown(
    say("agreements.summary", n=len(found), late=urgent.get("late", 0), waiting=urgent.get("waiting", 0))
)


def _filter(key: str, options: list[str], names: str = "") -> str:
    """A choice that stands in the address, with "all" on top."""
    chosen = st.selectbox(
        say(f"agreements.{key}"), ["", *options], filter_mode=None, bind="query-params", key=key, width=280,
        format_func=lambda name: (say(f"{names}.{name}") if names else name) if name else say("agreements.all"),
    )  # fmt: skip
    return chosen or ""


with st.container(horizontal=True, key="filters"):
    department = _filter("department", sorted(set(found["department"])))
    status = _filter("status", [status.value for status in Status], "status")
    owner = _filter("owner", sorted(set(found["owner_name"])))
chosen = found[
    (found["department"] == department if department else True)
    & (found["status"] == status if status else True)
    & (found["owner_name"] == owner if owner else True)
    & found["id"].notna()
]

st.caption(say("agreements.shown", n=len(chosen), total=len(found)))
shown = chosen.head(MOST_SHOWN)
for urgency in URGENCIES:
    rows = shown[shown["urgency"] == urgency]
    if len(rows):
        st.markdown(f"## {say(f'urgency.{urgency}', n=len(rows))}")
    for row in rows.itertuples():
        agreement_row(visitor, row)

st.markdown(f"## {say('agreements.by_department')}")
counts = status_counts(found, "department")
drawn = labels({status.value: say(f"status.{status}") for status in Status})
table = counts.rename(columns={**drawn.names, "total": say("agreements.total")})
show(status_chart(counts, drawn, look()), table, said(status_words(counts, drawn)), "statuses")
