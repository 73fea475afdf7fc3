"""What a team agreed before and is still open: it stands there at the beginning of its next workshop."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from storage import agreements
from ui import navigation, visit
from ui.scene import Scene
from ui.texts import day, plain, say

_MOST, _MOST_ON_THE_WALL = 5, 3


def earlier_agreements(here: Scene, *, has_owners: bool) -> None:
    """The agreements of earlier workshops of this team that are not finished, soonest due first; nothing without any.

    has_owners   says who owns each; the big screen names nobody
    """
    still_open = agreements.still_open(visit.store(), here.workshop)
    if not still_open:
        return
    most = _MOST if has_owners else _MOST_ON_THE_WALL
    st.markdown(f"### {say('earlier.title', n=len(still_open))}")
    lines = [
        say("earlier.owned" if has_owners else "earlier.line", title=f"**{plain(one.title)}**", owner=plain(one.owner_name),
            status=say(f"status.{one.status}").lower(), day=day(one.due_on))
        for one in still_open[:most]
    ]  # fmt: skip
    if (more := len(still_open) - most) > 0:
        lines.append(say("earlier.more", n=more))
    st.markdown("\n".join(f"- {line}" for line in lines))
    if has_owners and here.who.may(Deed.FOLLOW_AGREEMENTS, here.workshop.place):
        navigation.link("agreements", say("result.follow"), icon=":material/task_alt:")
