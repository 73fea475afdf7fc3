"""Choosing a part of a long list, and turning its pages; what was chosen stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

import streamlit as st

from domain.roles import Deed, Place, Visitor
from reads.comparison import MEASURES
from reads.scope import Within, departments_of, organisations_of
from ui import visit
from ui.texts import say

_WIDTH, _WIDE, _LONG_NAME = 320, 440, 35
_LONGEST_PAGE = 6  # digits


def choose_place(who: Visitor, deed: Deed) -> Within:
    """The organisation and the department of the address; asked where there is more than one.

    Whose role is for one department only has that one.
    """
    store = visit.store()
    organisations = organisations_of(store, who, deed)
    if len(organisations) == 1:
        organisation = next(iter(organisations))
    else:
        organisation = choose("organisation", organisations, say("within.organisation"))
    departments = departments_of(store, who, deed, organisation) if organisation else {}
    if len(departments) > 1:
        department = choose("department", departments, say("within.department"))
    else:
        department = (
            "" if not organisation or who.may(deed, Place(organisation)) else next(iter(departments), "")
        )
    if _is_elsewhere("organisation", organisations) or (
        len(organisations) == 1 and _is_elsewhere("department", departments)
    ):
        st.caption(say("within.elsewhere"))
    return Within(organisation, department)


def _is_elsewhere(key: str, names: Mapping[str, str]) -> bool:
    """Whether the address asks for what is not there for this visitor: of another place, or nowhere at all."""
    return bool(visit.asked(key)) and visit.asked(key) not in names


def choose(key: str, names: Mapping[str, str], label: str, without: str = "within.all") -> str:
    """One of these by its id, or "" for all (or what `without` says); nothing is asked where there is nothing to choose."""
    return choose_one(key, {"": say(without), **names}, label) if names else ""


def choose_one(key: str, names: Mapping[str, str], label: str, otherwise: str = "") -> str:
    """One of these by its id, from a list: the one of the address, or else `otherwise`, or else the first.

    A part of a name can be typed, of few names as of many; on a phone few names bring up no keys to type on.
    """
    _fill(key, names, otherwise)
    width = _WIDE if max(map(len, names.values())) > _LONG_NAME else _WIDTH
    st.selectbox(
        label, list(names), format_func=lambda one: names[one], key=key, width=width,
        filter_mode="contains", on_change=_take, args=(key,),
    )  # fmt: skip
    return str(visit.held(key))


def pick_one(key: str, names: Mapping[str, str], label: str, otherwise: str = "") -> str:
    """The same as buttons beside each other, for a few short names."""
    _fill(key, names, otherwise)
    st.segmented_control(
        label, list(names), format_func=lambda one: names[one], key=key, required=True, on_change=_take, args=(key,)
    )  # fmt: skip
    return str(visit.held(key))


def choose_measure(otherwise: str) -> str:
    """The gap, importance or current practice."""
    names = {name: say(f"comparison.{name}") for name in MEASURES}
    return pick_one("measure", names, say("comparison.measure"), otherwise)


def _fill(key: str, names: Mapping[str, str], otherwise: str) -> None:
    """The address says what is chosen, by its id: it works in every language, and what is not offered is not there."""
    first = otherwise if otherwise in names else next(iter(names))
    asked = visit.asked(key)
    visit.fill(key, asked if asked in names else first)


def _take(key: str) -> None:
    visit.ask(key, str(visit.held(key)))


def first_shown(total: int, most: int, about: Hashable) -> int:
    """The number (from 0) of the first of this page; another choice begins at the first page."""
    first_asked(most, about)
    return (_page(total, most) - 1) * most


def first_asked(most: int, about: Hashable) -> int:
    """The same before it is known how many there are: it may be beyond the last."""
    if visit.kept("paged") not in (None, about):
        visit.ask("p", "1")
    visit.keep("paged", about)
    return (_asked_page() - 1) * most


def turn_pages(total: int, most: int) -> None:
    """Where this page is in the list, and the way to the one before and after; nothing when all is on one page."""
    if total <= most:
        return
    page = _page(total, most)
    first = (page - 1) * most
    st.caption(say("within.shown", first=first + 1, last=min(first + most, total), total=total))
    with st.container(horizontal=True, key="pages"):
        _way("within.previous", ":material/chevron_left:", page - 1, lambda to: to < 1)
        _way("within.next", ":material/chevron_right:", page + 1, lambda to: to > -(-total // most))


def _page(total: int, most: int) -> int:
    return min(_asked_page(), max(-(-total // most), 1))


def _asked_page() -> int:
    asked = visit.asked("p", "1")[:_LONGEST_PAGE]
    return max(int(asked) if asked.isdecimal() else 1, 1)


def _way(text: str, icon: str, to: int, is_beyond: Callable[[int], bool]) -> None:
    st.button(say(text), key=text, icon=icon, disabled=is_beyond(to), on_click=visit.ask, args=("p", str(to)))
