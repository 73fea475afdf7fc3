"""One visit: a browser tab. The only place that touches Streamlit's session state, query parameters and cookies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from domain.texts import LANGUAGES
from domain.workshops import typed_code
from storage.open import the_store
from storage.settings import now as this_moment
from storage.store import Store

Found = TypeVar("Found")
_HOME = "Europe/Amsterdam"


class _Run(threading.local):
    """What was found out in this run of a page; a run has a thread to itself."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self.is_whole = False


_RUN = _Run()


def begin() -> None:
    """A new run: what an earlier one found out counts no more."""
    _RUN.found.clear()


@contextmanager
def whole() -> Iterator[None]:
    """A run of a whole page, with all its parts."""
    _RUN.is_whole = True
    try:
        yield
    finally:
        _RUN.is_whole = False


def is_whole() -> bool:
    """Whether the whole page runs, and not a part of it alone."""
    return _RUN.is_whole


def once(name: str, find: Callable[[], Found]) -> Found:
    """What `find` gives, asked once in this run, however often it is needed."""
    if name not in _RUN.found:
        _RUN.found[name] = find()
    found: Found = _RUN.found[name]
    return found


def store() -> Store:
    return the_store()


def now() -> datetime:
    return this_moment()


def local(moment: datetime) -> datetime:
    """The same moment on the clock of this browser."""
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or _HOME))
    except (ZoneInfoNotFoundError, ValueError):  # a browser can say anything
        return moment.astimezone(ZoneInfo(_HOME))


def cookies() -> dict[str, str]:
    """The cookies that this tab was opened with."""
    return dict(st.context.cookies)


def on_phone() -> bool:
    """Whether the browser says that it is one of a phone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def is_at(page: str) -> bool:
    """Whether this tab is at the page of this address."""
    return (st.context.url or "").partition("?")[0].rstrip("/").endswith(f"/{page}")


def code() -> str:
    """The code of the workshop in the address, or "" when there is none."""
    return typed_code(st.query_params.get("m", ""))


def asked(name: str, otherwise: str = "") -> str:
    """A part of the address, such as a filter or the number of a screen."""
    return st.query_params.get(name, otherwise)


def ask(name: str, value: str) -> None:
    """Put a part into the address, so that a refresh and a shared link give the same place; "" takes it out."""
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def address_in(language: str) -> str:
    """What stands behind the question mark of this address, in another language."""
    return urlencode({**st.query_params.to_dict(), "lang": language})


def language() -> str:
    """The language of this visit: from the address, the browser's own choice, or the workshop's."""
    return once("language", _language)


def speak(language: str) -> None:
    """Say everything in this language from here on, in a thread without a tab: a file is made after its run."""
    begin()
    _RUN.found["language"] = language


def _language() -> str:
    for chosen in (st.query_params.get("lang"), st.context.cookies.get("lang"), kept("language")):
        if chosen in LANGUAGES:
            return str(chosen)
    return "nl"


def kept(name: str) -> Any:
    """What was kept for this visit, or None."""
    return st.session_state.get(f"kept {name}")


def keep(name: str, what: Any) -> None:
    _RUN.found.pop(name, None)
    st.session_state[f"kept {name}"] = what


def form_id(form: str) -> str:
    """The id of what this form will make: the same at each run until `renew`, so that a second click is harmless."""
    if kept(f"id of {form}") is None:
        keep(f"id of {form}", str(uuid4()))
    return str(kept(f"id of {form}"))


def renew(form: str) -> None:
    """After the acknowledgement: the next time the form makes something new, with empty fields."""
    keep(f"id of {form}", None)


def move_focus(key: str) -> None:
    """At the next run the keyboard goes on at the element of this key: what was clicked is there no more."""
    keep("focus", key)


def fill(key: str, what: Any) -> None:
    """Put something in a field, before it is drawn."""
    st.session_state[key] = what


def has_field(key: str) -> bool:
    """Whether a field has something in it from an earlier run."""
    return key in st.session_state


def held(key: str) -> Any:
    """What stands in a field, also before it is drawn; None when it was not there yet."""
    return st.session_state.get(key)


def forget_field(key: str) -> None:
    """Let a field start again from its default at the next run."""
    st.session_state.pop(key, None)
