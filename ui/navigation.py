"""Every page with its address, the deed it asks for, its width, and whether it stands in the menu of an account."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from domain.roles import Deed, Place, Visitor
from storage import organisations
from storage.settings import ROOT
from ui import visit
from ui.texts import say


@dataclass(frozen=True)
class Entry:
    name: str
    deed: Deed
    layout: Literal["centered", "wide"] = "centered"
    in_menu: bool = False
    icon: str | None = None

    @property
    def url_path(self) -> str:
        return "" if self.name == "home" else self.name.replace("_", "-")

    @property
    def page(self) -> st.Page:
        """The page for one run: a page can be run once, so each run has a copy of its own."""
        return copy(_page(self, say(f"menu.{self.name}")))


@cache
def _page(one: Entry, title: str) -> st.Page:
    """Made once for each language: making one looks at the disk."""
    return st.Page(
        ROOT / "pages" / f"{one.name}.py", title=title, url_path=one.url_path, default=one.name == "home"
    )


PAGES: tuple[Entry, ...] = (
    Entry("home", Deed.READ_OPEN, in_menu=True, icon=":material/groups:"),
    Entry("agreements", Deed.FOLLOW_AGREEMENTS, "wide", in_menu=True, icon=":material/task_alt:"),
    Entry("comparison", Deed.COMPARE, "wide", in_menu=True, icon=":material/bar_chart:"),
    Entry("research", Deed.COMPARE, "wide", in_menu=True, icon=":material/table_view:"),
    Entry("change", Deed.COMPARE, "wide"),
    Entry("people", Deed.ADMINISTER, in_menu=True, icon=":material/manage_accounts:"),
    Entry("values", Deed.READ_OPEN, in_menu=True, icon=":material/menu_book:"),
    Entry("prepare", Deed.PREPARE),
    Entry("correct", Deed.PREPARE),
    Entry("survey", Deed.ANSWER),
    Entry("room", Deed.TAKE_PART),
    Entry("control", Deed.LEAD, "wide"),
    Entry("projector", Deed.LEAD, "wide"),
    Entry("script", Deed.LEAD),
    Entry("paper", Deed.ENTER_PAPER),
    Entry("result", Deed.SEE_RESULT),
    Entry("thread", Deed.FOLLOW_AGREEMENTS),
    Entry("team", Deed.FOLLOW_AGREEMENTS, "wide"),
    Entry("value", Deed.COMPARE, "wide"),
)


def entry(name: str) -> Entry:
    return next(page for page in PAGES if page.name == name)


def link(name: str, label: str, code: str = "", *, icon: str | None = None, **asked: str) -> None:
    """A link to a page, in the same tab; with the code of a workshop when it is about one, and what more is asked of it."""
    st.page_link(entry(name).page, label=label, icon=icon, query_params=_asked(code, asked))


def address(name: str, code: str = "", **asked: str) -> str:
    """The address of a page in this app, for a link that stands in HTML."""
    query = urlencode(_asked(code, asked) or {})
    return f"/{entry(name).url_path}" + (f"?{query}" if query else "")


def link_to_change(who: Visitor, place: Place) -> None:
    """A link to what changed in the team of a place since it was measured before, for who may see it."""
    if who.may(Deed.COMPARE, place) and place.team_id:
        team = organisations.team(visit.store(), place.team_id)
        ids = {"organisation": team.organisation_id, "department": team.department_id, "team": team.id}
        link("change", say("menu.change"), icon=":material/trending_up:", **ids)


def go(name: str, code: str = "") -> None:
    """To another page at once."""
    st.switch_page(entry(name).page, query_params=_asked(code, {}))


def _asked(code: str, more: Mapping[str, str]) -> dict[str, str] | None:
    """What stands behind the question mark of an address; None when nothing does."""
    return {name: what for name, what in {"m": code, **more}.items() if what} or None


def menu(who: Visitor) -> tuple[Entry, ...]:
    """The pages that stand in the menu of this visitor."""
    return tuple(page for page in PAGES if page.in_menu and who.may(page.deed))
