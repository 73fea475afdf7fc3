"""What a step holds that can begin anew: the notes that were said in it, and the vote that was taken in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.notes import NoteKind
from domain.workshops import RoundKind

NOTES_OF: Mapping[str, tuple[NoteKind, ...]] = {
    "explore": (NoteKind.QUESTION,),
    "effects": (NoteKind.EFFECT,),
    "values": (),
    "tensions": (NoteKind.TENSION, NoteKind.WEIGHING),
    "actions": (NoteKind.IDEA,),
    "agree": (NoteKind.REFLECTION,),
}
ROUND_OF: Mapping[str, RoundKind] = {"values": RoundKind.DOTS, "agree": RoundKind.IDEAS}


@dataclass(frozen=True)
class Reset:
    """One time that a step began anew. `round_id` is the round that counts no more, `new_round_id` the one in its place."""

    id: str
    step: str
    round_id: str | None
    new_round_id: str | None
    reset_at: datetime
