"""One agreement in a list: what, who, when, its status, its history, and the way to the next status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from actions.follow_up import follow_up
from domain.agreements import NEXT, Status
from domain.roles import Deed, Place, Visitor
from storage import agreements, notes
from storage.content import the_content
from ui import navigation, visit
from ui.doing import do
from ui.texts import away, day, in_words, plain, say

_ICONS = {"open": ":material/radio_button_unchecked:", "started": ":material/timelapse:", "done": ":material/check_circle:",
          "secured": ":material/verified:", "dropped": ":material/block:"}  # fmt: skip


def agreement_rows(visitor: Visitor, rows: Iterable[Any]) -> None:
    """Rows of `reads.agreements.page`, each with the minority views that go with it."""
    listed = list(rows)
    views = notes.minority_views(visit.store(), [row.id for row in listed])
    for row in listed:
        agreement_row(visitor, row, views.get(row.id, ()))


def agreement_row(visitor: Visitor, row: Any, views: Sequence[str] = ()) -> None:
    """A row of `reads.agreements.page` with its status, and behind a click its history and the next status."""
    value = the_content().frameworks[row.framework_id].value(row.value_id)
    status = Status(row.status)
    with st.container(border=True, key=f"agreement-{row.id}"):
        st.markdown(
            f"{_ICONS[status]} **{plain(row.title)}**  \n{say(f'status.{status}')} · {plain(row.owner_name)} · "
            f"{day(row.due_on)} ({away(row.due_on)})  \n"
            f"{plain(row.department)} › {plain(row.team)} · {in_words(value.name)}"
        )
        for view in views:
            st.markdown(f"> **{say('agree.minority')}:** {plain(view)}")
        more = st.expander(say("agreements.more"), key=f"more-{row.id}", on_change="rerun")
        with more:
            if not more.open:
                return
            if row.done_when:
                st.markdown(f"{say('agree.done_when')}: {plain(row.done_when)}")
            _history(row.id)
            _next_status(visitor, row, status)
            navigation.link("result", say("agreements.workshop"), row.code, icon=":material/summarize:")
            if visitor.may(
                Deed.FOLLOW_AGREEMENTS, Place(row.organisation_id, row.department_id, row.team_id)
            ):
                label = say("thread.of_value", value=in_words(value.name))
                navigation.link("thread", label, row.code, icon=":material/timeline:", value=row.value_id)


def _history(agreement_id: str) -> None:
    for status, remark, name, changed_at in agreements.history(visit.store(), agreement_id):
        said = f": {plain(remark)}" if remark else ""
        st.markdown(f"- {day(changed_at.date())} · {say(f'status.{status}')} · {plain(name)}{said}")


def _next_status(visitor: Visitor, row: Any, status: Status) -> None:
    """The statuses that follow and that this visitor may set, with a word about it."""
    place = Place(row.organisation_id, row.department_id, row.team_id)
    possible = [
        following
        for following in NEXT[status]
        if visitor.may(
            Deed.CONFIRM_AGREEMENT if following is Status.SECURED else Deed.CHANGE_AGREEMENT, place
        )
        and not (following is Status.SECURED and row.status_by == visitor.account_id)
    ]
    if status is Status.DONE and row.status_by == visitor.account_id:
        st.caption(say("agreements.second_person"))
    if not possible:
        return
    with st.form(f"status-{row.id}-{row.status_number}", border=False, enter_to_submit=False):
        chosen = st.radio(
            say("agreements.next"), possible, format_func=lambda name: say(f"status.{name}"), horizontal=True
        )
        remark = st.text_input(say("agreements.remark"))
        st.caption(say("agreements.remark_hint"))
        sent = st.form_submit_button(say("agreements.save"), type="primary")
    if sent and do(lambda: follow_up(
        visit.store(), visitor, row.id, row.status_number, Status(chosen), remark, now=visit.now()
    )):  # fmt: skip
        st.rerun()
