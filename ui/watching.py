"""What can be watched of the pages: how often they run and how long it takes, and how many visits are open."""

from __future__ import annotations

from streamlit.runtime import exists, get_instance

from domain.meters import Timing

RERUNS = Timing()


def open_visits() -> int:
    """How many browser tabs are connected to this process."""
    if not exists():
        return 0
    found = get_instance().stats_mgr.get_stats(["active_sessions"])
    return sum(int(getattr(one, "value", 0)) for one in found.get("active_sessions", ()))
