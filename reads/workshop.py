"""Where a workshop stands, as counts only: what every screen of it may know at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.workshops import Phase, Round, RoundKind, Workshop, still_busy
from reads.kept import forget, kept
from storage import agenda, agreements, answers, hands, notes, participants, reviews, steering, workshops
from storage.content import the_content
from storage.store import Store


@dataclass(frozen=True)
class Snapshot:
    """Counts and the step: no answer, no name.

    number     the move it stands at; `scene` changes with whatever every screen must follow
    decided    grows with each choice of shared values, each agenda, agreement, review, show of hands and correction, and each step
               that begins anew
    said       grows with each note; counts of notes by kind are in `notes`
    devices    of who joined, those with a device of their own: the others take part on paper
    answered   people who answered in the round of this moment (survey, dots or ideas)
    limit      when the time that was announced for this step is up
    rounds     every round, value surveys first, by number; none of a rehearsal that was thrown away
    """

    number: int
    phase: Phase
    step: str
    since: datetime | None
    joined: int
    devices: int
    expected: int
    answered: int
    ready: int
    said: int
    notes: dict[str, int]
    rounds: tuple[Round, ...]
    decided: int
    limit: datetime | None

    @property
    def revealed(self) -> tuple[str, ...]:
        """The rounds that are published."""
        return tuple(f"{one.kind}{one.number}" for one in self.rounds if one.is_published)

    @property
    def scene(self) -> str:
        """What every screen follows: the move, what was opened and revealed, and how much was chosen and agreed."""
        return f"{self.number}-{len(self.rounds)}-{'.'.join(self.revealed)}-{self.decided}"


def busy(store: Store, workshop: Workshop) -> int:
    """How many people are still busy with the step of this moment; none outside the steps."""
    seen = snapshot(store, workshop)
    if seen.phase is not Phase.LIVE:
        return 0
    steps = the_content().programmes[workshop.programme_id].steps
    step = next(one for one in steps if one.id == seen.step)
    present = participants.present(store, workshop.id)
    return still_busy(step, step is steps[0], seen.devices, present, seen.ready)


def snapshot(store: Store, workshop: Workshop) -> Snapshot:
    """The workshop at this moment, read anew; kept for who asks for the latest."""
    forget(store, workshop.id)
    return latest_snapshot(store, workshop)


def latest_snapshot(store: Store, workshop: Workshop) -> Snapshot:
    """The workshop as it was when it last rang."""
    return kept(store, workshop.id, "snapshot", lambda: _read(store, workshop))


def _read(store: Store, workshop: Workshop) -> Snapshot:
    standing = workshops.standing(store, workshop.id)
    joined = sum(participants.perspectives(store, workshop.id).values())
    rounds = tuple(workshops.rounds(store, workshop.id))
    return Snapshot(
        number=standing.number,
        phase=standing.phase,
        step=standing.step,
        since=standing.since,
        joined=joined,
        devices=joined - participants.on_paper(store, workshop.id),
        expected=workshop.expected,
        answered=answers.answered(store, current_round(rounds, standing.step).id) if rounds else 0,
        ready=participants.ready(store, workshop.id, standing.step) if standing.phase is Phase.LIVE else 0,
        said=notes.newest(store, workshop.id),
        notes=notes.counts(store, workshop.id),
        rounds=rounds,
        decided=workshop.correction
        + notes.choices(store, workshop.id)
        + agenda.count(store, workshop.id)
        + agreements.count(store, workshop.id)
        + hands.count(store, workshop.id)
        + steering.changes(store, workshop.id)
        + reviews.count(store, workshop.id),
        limit=steering.limit(store, workshop.id, standing.number),
    )


def current_round(rounds: Sequence[Round], step: str) -> Round:
    """The round that is asked in this step: ideas in the last, dots once the survey is shown, else the survey."""

    def newest(kind: RoundKind) -> Round:
        return [one for one in rounds if one.kind is kind][-1]

    if step == "agree":
        return newest(RoundKind.IDEAS)
    if step == "values" and newest(RoundKind.VALUES).is_published:
        return newest(RoundKind.DOTS)
    return newest(RoundKind.VALUES)
