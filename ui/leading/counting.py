"""Which counts stand on the screens of a step: how many answered only where something is asked."""

from __future__ import annotations

from domain.resets import ROUND_OF
from domain.workshops import RoundKind
from reads.workshop import current_round
from ui.scene import Scene


def counts_for_the_wall(here: Scene) -> list[str]:
    """Who is ready, and in a step with a vote how many took part; nothing in a break."""
    if here.step is None or here.step.is_break:
        return []
    return [*([here.answered_key] if here.step.id in ROUND_OF else []), *_still(here), "live.ready"]


def counts_for_who_leads(here: Scene) -> list[str]:
    """Who is there and who is ready; how many answered as long as the survey is open, and in a step with a vote."""
    is_asked = here.seen.step in ROUND_OF or not here.rounds_of(RoundKind.VALUES)[0].is_closed
    return ["live.joined", "live.ready", *([here.answered_key] if is_asked else []), *_still(here)]


def counts_afterwards(here: Scene) -> list[str]:
    """Who is there, and when the values are measured again how many answered."""
    is_asked = not here.round(RoundKind.VALUES).is_closed
    return ["live.joined", *([here.answered_key] if is_asked else [])]


def _still(here: Scene) -> list[str]:
    """That answering stands still, in a step with a vote."""
    asked = current_round(here.seen.rounds, here.seen.step)
    return ["live.frozen"] if here.seen.step in ROUND_OF and asked.is_frozen and not asked.is_closed else []
