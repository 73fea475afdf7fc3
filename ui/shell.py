"""The frame around every page: settings, style, menu per role; then the page itself."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import streamlit as st

_ROOT = str(Path(__file__).parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from domain.roles import Visitor  # noqa: E402
from ui import access, visit  # noqa: E402
from ui.navigation import PAGES, menu  # noqa: E402
from ui.texts import say  # noqa: E402
from ui.watching import RERUNS  # noqa: E402

_NAMES = {"nl": "Nederlands", "en": "English"}


def _menu(who: Visitor) -> None:
    """Brand, the pages of this account, the other language, and the way out."""
    with st.container(horizontal=True, key="menu", vertical_alignment="center"):
        brand = f'<a class="brand" target="_self" href="/">{escape(say("app.name"))}</a>'
        if who.account_id:
            for page in menu(who):
                st.page_link(page.page, label=say(f"menu.{page.name}"), icon=page.icon)
            st.space("stretch")
        other = "en" if visit.language() == "nl" else "nl"
        here = escape(visit.address_in(other))
        ways = f'<a target="_self" lang="{other}" hreflang="{other}" href="?{here}">{_NAMES[other]}</a>'
        if who.account_id:
            ways += f'<a target="_self" href="/sign-out">{escape(say("sign_in.out"))}</a>'
        nav = f'<nav class="ways" aria-label="{escape(say("menu.more"))}">{ways}</nav>'
        if who.account_id:
            st.html(nav)
        else:
            st.html(f'<div class="top">{brand}{nav}</div>', width="stretch")


visit.begin()
current = st.navigation([page.page for page in PAGES], position="hidden")
layout = next((page.layout for page in PAGES if page.url_path == current.url_path), "centered")
st.set_page_config(page_title=f"{current.title} · {say('app.name')}", layout=layout)
if current.url_path != "projector":
    _menu(access.visitor())
with RERUNS.taking(), visit.whole():
    current.run()
