"""What a live page knows when it is drawn: who looks, which workshop, where it stands. Handed to every step."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.agreements import Agreement
from domain.content import Step
from domain.notes import Note, NoteGroup, NoteKind
from domain.roles import Visitor
from domain.workshops import Phase, Round, RoundKind, Standing, Workshop
from reads.kept import kept
from reads.outcome import Outcome, outcome
from reads.workshop import Snapshot, current_round, latest_snapshot
from storage import agenda, agreements, hands, note_groups, notes, participants, reviews
from ui import visit
from ui.texts import programme

Found = TypeVar("Found")


_SMALL_ROOM = 60


@dataclass(frozen=True)
class Scene:
    who: Visitor
    workshop: Workshop
    seen: Snapshot

    @property
    def step(self) -> Step | None:
        """The step of this moment, or None before and after the workshop."""
        return programme(self.workshop).step(self.seen.step) if self.seen.phase is Phase.LIVE else None

    @property
    def standing(self) -> Standing:
        """Where the workshop stood when this was drawn."""
        return Standing(self.seen.phase, self.seen.step, self.seen.number, self.seen.since)

    @property
    def is_small(self) -> bool:
        """Whether every screen can follow each word that is said; in a full hall they follow the steps only."""
        return self.seen.joined <= _SMALL_ROOM

    @property
    def answered_key(self) -> str:
        """The text of how many answered: the survey, the dots or the scores, whichever is asked at this moment."""
        return f"live.answered_{current_round(self.seen.rounds, self.seen.step).kind}"

    def rounds_of(self, kind: RoundKind) -> list[Round]:
        """The rounds of this kind, by number."""
        return [one for one in self.seen.rounds if one.kind is kind]

    def round(self, kind: RoundKind) -> Round:
        """The newest round of this kind."""
        return self.rounds_of(kind)[-1]

    def notes(self, *kinds: NoteKind) -> list[Note]:
        """The notes of these kinds that stand."""
        said = self._kept(
            ("notes", *kinds), lambda: notes.of_workshop(visit.store(), self.workshop.id, *kinds)
        )
        return [one for one in said if not one.is_removed]

    def note_groups(self) -> list[NoteGroup]:
        """The notes that the facilitator put together."""
        return self._kept("note groups", lambda: note_groups.of_workshop(visit.store(), self.workshop.id))

    def chosen(self) -> tuple[str, ...]:
        """The shared values, or all values of the workshop while none were chosen."""
        return self.choice() or self.workshop.values

    def choice(self) -> tuple[str, ...]:
        """The shared values; empty while none were chosen."""
        return self._kept("choice", lambda: notes.chosen(visit.store(), self.workshop.id))

    def agenda(self) -> tuple[str, ...]:
        """The values that the facilitator put on the agenda; empty while the figures decide."""
        return self._kept("agenda", lambda: agenda.standing(visit.store(), self.workshop.id))

    def outcome(self, kind: RoundKind) -> Outcome | None:
        """The outcome of the newest round of this kind, or None before it is published."""
        round_id = self.round(kind).id
        return self._kept(("outcome", round_id), lambda: outcome(visit.store(), round_id))

    def hands(self, kind: RoundKind) -> dict[str, int]:
        """How many hands each item got in the latest show of hands, most first; empty when there was none."""
        return self._kept(("hands", kind), lambda: hands.latest(visit.store(), self.workshop.id, kind))

    def outcomes(self, kind: RoundKind) -> list[Outcome]:
        """What the rounds of this kind gave, by number; a round without figures is left out."""
        found = [
            self._kept(("outcome", one.id), lambda one=one: outcome(visit.store(), one.id))
            for one in self.rounds_of(kind)
        ]
        return [one for one in found if one is not None]

    def review(self) -> date | None:
        """The day on which this group looks back; None while none was picked."""
        return self._kept("review", lambda: reviews.standing(visit.store(), self.workshop.id))

    def agreements(self) -> list[Agreement]:
        """The agreements in the order they were made."""
        return self._kept("agreements", lambda: agreements.of_workshop(visit.store(), self.workshop.id))

    def sides(self) -> dict[str, str]:
        """Who joined from which perspective."""
        return self._kept("sides", lambda: participants.of_workshop(visit.store(), self.workshop.id))

    def ready_people(self) -> frozenset[str]:
        """Who is ready with this step: to find out whether the one who looks is among them."""
        step = self.seen.step
        return self._kept(
            ("ready", step), lambda: participants.ready_people(visit.store(), self.workshop.id, step)
        )

    def _kept(self, what: Hashable, read: Callable[[], Found]) -> Found:
        return kept(visit.store(), self.workshop.id, what, read)


def scene(who: Visitor, workshop: Workshop) -> Scene:
    """The workshop at this moment."""
    return Scene(who, workshop, latest_snapshot(visit.store(), workshop))
