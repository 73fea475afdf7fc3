"""Why there is no figure: the same reason in the same words on every page."""

from __future__ import annotations

from reads.comparison import NOT_SHOWN, Hidden
from storage import figures
from ui import visit
from ui.texts import plain, say


def why_not(reason: str, k: int) -> str:
    """The reason as a part of a sentence; k is the smallest group."""
    return say(f"reason.{reason}", k=k)


def no_figure(reason: str, k: int) -> str:
    """That there is no figure, and why."""
    return say("reason.no_figure", why=why_not(reason, k))


def no_figure_of(team: Hidden) -> str:
    """That a team has no figure, and why."""
    return say("reason.of_team", team=plain(team.team), why=why_not(team.reason, team.smallest_group))


def no_outcome(round_id: str, k: int) -> str:
    """Why a round that is over has nothing to see."""
    published = figures.latest_publication(visit.store(), round_id)
    return no_figure(published.hidden if published else NOT_SHOWN, k)
