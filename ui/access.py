"""The first line of every page: who is here, and may this be seen? If not: sign in, or a clear "not for you"."""

from __future__ import annotations

from html import escape
from typing import NoReturn
from urllib.parse import quote

import streamlit as st

from actions.recognise import recognise
from domain.problems import NotAllowed, NotFound, NotSignedIn, Problem
from domain.roles import Deed, Visitor
from domain.workshops import Workshop
from storage import workshops
from ui import visit
from ui.leading.rehearsal import band
from ui.texts import say


def visitor() -> Visitor:
    """Who is behind this tab, asked anew at every run."""
    return visit.once("visitor", lambda: recognise(visit.store(), visit.cookies(), now=visit.now()))


def require(deed: Deed) -> Visitor:
    """The visitor, when the deed is allowed anywhere; otherwise the page ends here with the way in."""
    who = visitor()
    if not who.may(deed):
        _turn_away(NotAllowed() if who.account_id else NotSignedIn())
    return who


def require_workshop(deed: Deed) -> tuple[Visitor, Workshop]:
    """The visitor and the workshop of the address, when the deed is allowed there; otherwise the page ends here."""
    who, workshop = still(deed)
    band(workshop)
    return who, workshop


def still(deed: Deed) -> tuple[Visitor, Workshop]:
    """The same for a part of a page that runs by itself, under a page that required it."""
    who = visitor()
    try:
        workshop = workshops.by_code(visit.store(), visit.code())
        who.must(deed, workshop.place)
    except (NotFound, NotAllowed) as problem:
        _turn_away(problem)
    if not who.account_id:
        visit.keep("language", workshop.language)
    return who, workshop


def _turn_away(problem: Problem) -> NoReturn:
    """Say what is the matter and offer the way in, with the way back."""
    st.markdown(f"# {say('problem.title')}")
    st.markdown(say(problem.key))
    code = quote(visit.code(), safe="")
    page = (
        (st.context.url or "").split("://")[-1].partition("/")[2]
    )  # without what stands after the question mark
    back = quote(f"/{page}?m={code}" if code else f"/{page}")
    ways = [(f"/sign-in?back={back}", "sign_in.title"), (f"/m/{code}" if code else "/m", "join.code_title")]
    links = " ".join(f'<a target="_self" href="{escape(to)}">{escape(say(key))}</a>' for to, key in ways)
    st.html(f'<p class="ways">{links}</p>')
    st.stop()
