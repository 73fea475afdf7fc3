"""Leading together: shortcuts for who wants them, and how a colleague joins in or takes over."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from ui import navigation, visit
from ui.scene import Scene
from ui.texts import say


def leading_together(here: Scene) -> None:
    """How a second person leads from another laptop or a phone, and the keys, which are off until they are asked for."""
    with st.expander(say("together.title"), key="together"):
        st.markdown(say("together.how"))
        if here.who.may(Deed.ADMINISTER):
            navigation.link("people", say("together.people"), icon=":material/manage_accounts:")
        else:
            st.caption(say("together.ask"))
        st.toggle(say("together.keys"), value=_wants_keys(), key="wants-keys", on_change=_turn_keys)
        st.caption(say("together.keys_hint"))


def _wants_keys() -> bool:
    return bool(visit.kept("keys"))


def _turn_keys() -> None:
    """What the switch says, not the other of what it was: a change that is told twice is harmless."""
    visit.keep("keys", bool(visit.held("wants-keys")))
