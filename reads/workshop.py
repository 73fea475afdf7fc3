"""Where a workshop stands, as counts only: what every screen of it may know at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.workshops import Phase, Round, RoundKind, Workshop
from storage import agreements, answers, notes, participants, workshops
from storage.store import Store


@dataclass(frozen=True)
class Snapshot:
    """Counts and the step: no answer, no name.

    number     the move it stands at; `scene` changes with whatever every screen must follow
    decided    grows with each choice of shared values and each agreement
    said       grows with each note; counts of notes by kind are in `notes`
    answered   people who answered in the round of this moment (survey, dots or ideas)
    """

    number: int
    phase: Phase
    step: str
    since: datetime | None
    joined: int
    expected: int
    answered: int
    ready: int
    said: int
    notes: dict[str, int]
    revealed: tuple[str, ...]
    decided: int

    @property
    def scene(self) -> str:
        """What every screen follows: the move, what was revealed, and how much was chosen and agreed."""
        return f"{self.number}-{'.'.join(self.revealed)}-{self.decided}"


def snapshot(store: Store, workshop: Workshop) -> Snapshot:
    """The workshop at this moment."""
    standing = workshops.standing(store, workshop.id)
    rounds = workshops.rounds(store, workshop.id)
    asked = current_round(rounds, standing.step)
    return Snapshot(
        number=standing.number,
        phase=standing.phase,
        step=standing.step,
        since=standing.since,
        joined=sum(participants.perspectives(store, workshop.id).values()),
        expected=workshop.expected,
        answered=answers.answered(store, asked.id),
        ready=participants.ready(store, workshop.id, standing.step) if standing.phase is Phase.LIVE else 0,
        said=notes.newest(store, workshop.id),
        notes=notes.counts(store, workshop.id),
        revealed=tuple(f"{one.kind}{one.number}" for one in rounds if one.is_published),
        decided=notes.choices(store, workshop.id) + agreements.count(store, workshop.id),
    )


def current_round(rounds: list[Round], step: str) -> Round:
    """The round that is asked in this step: ideas in the last, dots once the survey is shown, else the survey."""
    newest = {kind: [one for one in rounds if one.kind is kind][-1] for kind in RoundKind}
    if step == "agree":
        return newest[RoundKind.IDEAS]
    if step == "values" and newest[RoundKind.VALUES].is_published:
        return newest[RoundKind.DOTS]
    return newest[RoundKind.VALUES]
