"""What a live page knows when it is drawn: who looks, which workshop, where it stands. Handed to every step."""

from __future__ import annotations

from dataclasses import dataclass

from domain.content import Step
from domain.notes import Note, NoteKind
from domain.roles import Visitor
from domain.workshops import Phase, Round, RoundKind, Workshop
from reads.workshop import Snapshot, snapshot
from storage import notes, workshops
from ui import visit
from ui.texts import programme


@dataclass(frozen=True)
class Scene:
    who: Visitor
    workshop: Workshop
    seen: Snapshot
    rounds: tuple[Round, ...]

    @property
    def step(self) -> Step | None:
        """The step of this moment, or None before and after the workshop."""
        return programme(self.workshop).step(self.seen.step) if self.seen.phase is Phase.LIVE else None

    def rounds_of(self, kind: RoundKind) -> list[Round]:
        """The rounds of this kind, by number."""
        return [one for one in self.rounds if one.kind is kind]

    def round(self, kind: RoundKind) -> Round:
        """The newest round of this kind."""
        return self.rounds_of(kind)[-1]

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """The notes of these kinds that stand."""
        return [
            one for one in notes.of_workshop(visit.store(), self.workshop.id, *kinds) if not one.is_removed
        ]

    def chosen(self) -> tuple[str, ...]:
        """The shared values, or all values of the workshop while none were chosen."""
        return notes.chosen(visit.store(), self.workshop.id) or self.workshop.values


def scene(who: Visitor, workshop: Workshop) -> Scene:
    """The workshop at this moment."""
    store = visit.store()
    return Scene(who, workshop, snapshot(store, workshop), tuple(workshops.rounds(store, workshop.id)))
