"""Things said in the room: shown to this workshop without a name. Effects, tensions, weighings, ideas, reflections.

A note keeps a keyed hash of its author, so that its author can take it back; nothing else links it to a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.problems import BadInput, Empty, TooLong, WrongFields

LONGEST_NOTE = 500
LONGEST_REFLECTION = 40
LONGEST_HEADING = 120
IDEA_TYPES = ("technology", "process", "people")
TONES = ("good", "bad")
HORIZONS = ("now", "later")
LEANS = (-2, -1, 0, 1, 2)  # from far towards the one value of a tension to far towards the other


class NoteKind(StrEnum):
    QUESTION = "question"
    EFFECT = "effect"
    TENSION = "tension"
    WEIGHING = "weighing"
    IDEA = "idea"
    REFLECTION = "reflection"
    PARKED = "parked"
    OBJECTION = "objection"
    MINORITY = "minority"
    LESSON = "lesson"


CAN_BE_GROUPED = (NoteKind.QUESTION, NoteKind.EFFECT, NoteKind.TENSION, NoteKind.IDEA)


@dataclass(frozen=True)
class Draft:
    """A note before it is stored. `about` is a perspective (effect) or a value (tension, idea).

    `parent_id` is what it hangs on: a tension (weighing), an idea (objection) or an agreement (minority).
    """

    kind: NoteKind
    body: str
    about: str = ""
    against: str = ""
    tone: str = ""
    horizon: str = ""
    idea_type: str = ""
    parent_id: str | None = None
    lean: int | None = None  # of a weighing: which way the tension leans here
    condition: str = ""  # of a weighing: "on condition that ..."
    travels: bool = False  # of a minority view: goes with the agreement wherever that is shown

    def checked(self) -> Draft:
        """Itself. raises Empty, TooLong, or BadInput when a part is missing that this kind needs.

        Of an objection or a view that hangs on nothing: WrongFields with `parent_id`, which nobody has chosen.
        """
        if self.kind in (NoteKind.OBJECTION, NoteKind.MINORITY) and self.parent_id is None:
            raise WrongFields({"parent_id": Empty()})
        if not self.body.strip():
            raise Empty()
        limit = LONGEST_REFLECTION if self.kind is NoteKind.REFLECTION else LONGEST_NOTE
        if max(len(self.body), len(self.condition)) > limit:
            raise TooLong(limit=limit)
        if not self._is_whole():
            raise BadInput()
        return self

    def _is_whole(self) -> bool:
        match self.kind:
            case NoteKind.EFFECT:
                return bool(self.about) and self.tone in TONES and self.horizon in HORIZONS
            case NoteKind.TENSION:
                return bool(self.about) and bool(self.against) and self.about != self.against
            case NoteKind.WEIGHING:
                return self.parent_id is not None and (self.lean is None or self.lean in LEANS)
            case NoteKind.IDEA:
                return bool(self.about) and self.idea_type in IDEA_TYPES
            case _:
                return True


@dataclass(frozen=True)
class Note:
    id: str
    workshop_id: str
    kind: NoteKind
    body: str
    about: str
    against: str
    tone: str
    horizon: str
    idea_type: str
    parent_id: str | None
    author_key: str
    is_removed: bool
    lean: int | None = None
    condition: str = ""
    travels: bool = False

    @property
    def subject(self) -> tuple[NoteKind, str, str]:
        """What it is about: notes of the same subject can be put together. A tension is the same from either side."""
        if self.kind is NoteKind.TENSION:
            one, other = sorted((self.about, self.against))
            return self.kind, one, other
        return self.kind, self.about, ""


@dataclass(frozen=True)
class NoteGroup:
    """Notes that belong together; without a heading they stand under the first of them."""

    id: str
    heading: str
    note_ids: frozenset[str]


def gathered(
    said: Sequence[Note], groups: Sequence[NoteGroup]
) -> list[tuple[NoteGroup | None, tuple[Note, ...]]]:
    """The notes with those of one group together, each group where its first note stands; a note alone has no group."""
    group_of = {note_id: group for group in groups for note_id in group.note_ids}
    found: dict[str, tuple[NoteGroup | None, tuple[Note, ...]]] = {}
    for note in said:
        group = group_of.get(note.id)
        place = group.id if group else note.id
        found[place] = (group, (*found.get(place, (None, ()))[1], note))
    return [(group if len(notes) > 1 else None, notes) for group, notes in found.values()]
