"""One agreement in a list: what, who, when, its status, its history, and the way to the next status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import streamlit as st

from actions.follow_up import follow_up
from domain.agreements import NEXT, AgreementDraft, Status, differences
from domain.roles import Deed, Place, Visitor
from reads.agreements import counts, may_confirm
from storage import agreements, notes
from storage.content import the_content
from ui import navigation, visit
from ui.agreeing.form import correction_form
from ui.fields import faults_line, label, send
from ui.texts import away, day, in_words, plain, say

_ICONS = {"open": ":material/radio_button_unchecked:", "started": ":material/timelapse:", "done": ":material/check_circle:",
          "secured": ":material/verified:", "dropped": ":material/block:"}  # fmt: skip
_FEW = 4  # names beside each other


def attention(visitor: Visitor) -> None:
    """For the front page: how many agreements ask for attention, and the way to them; nothing when none does."""
    urgency = counts(visit.store(), visitor, visit.now().date()).urgency
    if urgency["late"] or urgency["waiting"]:
        with st.container(horizontal=True, vertical_alignment="center", key="attention"):
            st.markdown(
                say("home.attention", late=urgency["late"], waiting=urgency["waiting"]), width="content"
            )
            navigation.link("agreements", say("result.follow"), icon=":material/task_alt:")


def agreement_rows(visitor: Visitor, rows: Iterable[Any]) -> None:
    """Rows of `reads.agreements.page`, each with the minority views that go with it."""
    listed = list(rows)
    views = notes.minority_views(visit.store(), [row.id for row in listed])
    confirmers = may_confirm(visit.store(), listed)
    for row in listed:
        agreement_row(visitor, row, views.get(row.id, ()), confirmers.get(row.id, ()))


def agreement_row(
    visitor: Visitor, row: Any, views: Sequence[str] = (), confirmers: Sequence[str] = ()
) -> None:
    """A row of `reads.agreements.page` with its status, and behind a click its history and the next status."""
    value = the_content().frameworks[row.framework_id].value(row.value_id)
    status = Status(row.status)
    with st.container(border=True, key=f"agreement-{row.id}"):
        st.markdown(
            f"{_ICONS[status]} **{plain(row.title)}**  \n{say(f'status.{status}')} · {plain(row.owner_name)} · "
            f"{day(row.due_on)} ({away(row.due_on)})  \n"
            f"{_where(visitor, row)} · {in_words(value.name)}"
        )
        if status is Status.DONE:
            st.markdown(f":material/hourglass_top: {_whose_turn(visitor, row, confirmers)}")
        for view in views:
            st.markdown(f"> **{say('agree.minority')}:** {plain(view)}")
        more = st.expander(say("agreements.more"), key=f"more-{row.id}", on_change="rerun")
        with more:
            if not more.open:
                return
            if row.done_when:
                st.markdown(f"{say('agree.done_when')}: {plain(row.done_when)}")
            _history(row)
            _next_status(visitor, row, status)
            correction_form(visitor, agreements.by_id(visit.store(), row.id))
            navigation.link("result", say("agreements.workshop"), row.code, icon=":material/summarize:")
            if visitor.may(
                Deed.FOLLOW_AGREEMENTS, Place(row.organisation_id, row.department_id, row.team_id)
            ):
                label = say("thread.of_value", value=in_words(value.name))
                navigation.link("thread", label, row.code, icon=":material/timeline:", value=row.value_id)


def _where(visitor: Visitor, row: Any) -> str:
    """The department and the team, after the organisation for who follows more than one."""
    several = len({grant.organisation_id for grant in visitor.grants_for(Deed.FOLLOW_AGREEMENTS)}) > 1
    parts = (row.organisation, row.department, row.team) if several else (row.department, row.team)
    return " › ".join(plain(part) for part in parts)


def _history(row: Any) -> None:
    """Each status and each correction, in the order in which they came."""
    told = [
        (changed_at, say(f"status.{status}"), name, plain(remark))
        for status, remark, name, changed_at in agreements.history(visit.store(), row.id)
    ]
    if row.correction:
        versions = agreements.wordings(visit.store(), row.id)
        told += [
            (written_at, say("agreements.corrected"), name, _what_changed(row, before[0], after))
            for before, (after, name, written_at) in pairwise(versions)
        ]
    for moment, what, name, more in sorted(told, key=lambda line: line[0]):
        st.markdown(f"- {day(moment.date())} · {what} · {plain(name)}{f': {more}' if more else ''}")


def _what_changed(row: Any, before: AgreementDraft, after: AgreementDraft) -> str:
    """Each part that says something else now, with what it said before."""
    return "; ".join(
        say("agreements.was", part=say(f"agreements.part_{name}"), before=_part(row, before, name),
            after=_part(row, after, name))
        for name in differences(before, after)
    )  # fmt: skip


def _part(row: Any, draft: AgreementDraft, name: str) -> str:
    if name == "due_on" and draft.due_on:
        return day(draft.due_on)
    if name == "value_id":
        return in_words(the_content().frameworks[row.framework_id].value(draft.value_id).name)
    return plain(str(getattr(draft, name))) or say("agreements.nothing")


def _whose_turn(visitor: Visitor, row: Any, confirmers: Sequence[str]) -> str:
    """Who has to say next that it is really done: never who said so first."""
    place = Place(row.organisation_id, row.department_id, row.team_id)
    is_mine = row.status_by == visitor.account_id
    if visitor.may(Deed.CONFIRM_AGREEMENT, place) and not is_mine:
        return say("agreements.your_turn")
    if not confirmers:
        return say("agreements.nobody_may")
    names, more = ", ".join(plain(name) for name in confirmers[:_FEW]), len(confirmers) - _FEW
    who = say("agreements.and_more", names=names, n=more) if more > 0 else names
    return say("agreements.you_said" if is_mine else "agreements.others_turn", names=who)


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
    if not possible:
        return
    form = f"status-{row.id}-{row.status_number}"
    with st.form(form, border=False, enter_to_submit=False):
        chosen = st.radio(
            say("agreements.next"), possible, format_func=lambda name: say(f"status.{name}"), horizontal=True
        )
        remark = st.text_input(label(f"{form}-remark", say("agreements.remark")), key=f"{form}-remark")
        st.caption(say("agreements.remark_hint"))
        sent = st.form_submit_button(say("agreements.save"), type="primary")
        faults_line(form)
    if sent and send(form, lambda: follow_up(
        visit.store(), visitor, row.id, row.status_number, Status(chosen), remark, now=visit.now()
    ), only="remark"):  # fmt: skip
        st.rerun()
