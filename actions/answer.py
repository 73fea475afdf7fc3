"""Answer: a participant's marks and remarks in an open round. Acknowledged after they are on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.answers import Mark, Remark, checked_marks, checked_remark
from domain.notes import NoteKind
from domain.problems import NotAScore, NotFound, NotSignedIn, RoundClosed, RoundFrozen, TooManyDots
from domain.roles import Deed, Visitor
from domain.workshops import RoundKind, Workshop
from storage import answers, erasures, notes, workshops
from storage.content import the_content
from storage.store import Statement, Store

_ANSWERED: set[tuple[str, str]] = set()
_MOST_ANSWERED = 100_000


def answer(
    store: Store,
    who: Visitor,
    round_id: str,
    marks: Sequence[Mark],
    remarks: Sequence[Remark],
    *,
    today: date,
) -> None:
    """Append what was said, all of it or nothing; the last word counts.

    raises  NotAllowed, NotAScore, TooLong, TooMuch; RoundClosed after closing; RoundFrozen while it stands still; TooManyDots
    """
    said = Said.checked(store, who, round_id, marks, remarks, today=today)
    said.conclude(store, store.write(*said.statements))


class Said(NamedTuple):
    """What someone may say in a round: the same in two parts, for who writes it in another way than by waiting."""

    workshop_id: str
    round_id: str
    participant_id: str
    is_counted: bool  # among the people who answered; who only wrote a remark is not
    statements: tuple[Statement, ...]
    takes_no_look: (
        bool  # in the store, once its facts are known: the next answer in this round can be checked at once
    )

    @classmethod
    def checked(
        cls,
        store: Store,
        who: Visitor,
        round_id: str,
        marks: Sequence[Mark],
        remarks: Sequence[Remark],
        *,
        today: date,
    ) -> Said:
        """What was said, when this person may say it here. raises NotAllowed, NotAScore, TooLong, TooMuch."""
        round_id = _id(round_id)
        workshop_id, kind = workshops.kind_of_round(store, round_id)
        workshop = workshops.by_id(store, workshop_id)
        who.must(Deed.ANSWER, workshop.place)
        participant_id = who.participant_in(workshop_id)
        if participant_id is None:
            raise NotSignedIn()
        checked_marks(kind, marks, _items(store, workshop, kind) if marks else ())
        statements = (*_marked(store, kind, round_id, participant_id, marks, today),
                      *_remarked(workshop, round_id, participant_id, remarks, today))  # fmt: skip
        if not statements:
            raise NotAScore()
        return cls(
            workshop_id, round_id, participant_id, bool(marks), statements, kind is not RoundKind.IDEAS
        )

    def conclude(self, store: Store, written: int) -> None:
        """Tell who watches; or why no row was written. raises RoundClosed, RoundFrozen, TooManyDots

        Who watches sees how many people answered, so they are told of a person's first answer, not of each click.
        """
        if not written:
            raise _refusal(store, self)
        if self.is_counted and _is_first(self.round_id, self.participant_id):
            store.ring(self.workshop_id)


def _is_first(round_id: str, participant_id: str) -> bool:
    """Whether this process took no answer of this person in this round yet; now and then also for one it did take."""
    answered = (round_id, participant_id)
    if answered in _ANSWERED:
        return False
    if len(_ANSWERED) >= _MOST_ANSWERED:
        _ANSWERED.clear()
    _ANSWERED.add(answered)
    return True


def _id(written: str) -> str:
    """The id in the one form that the store gives back. raises NotFound"""
    try:
        return str(UUID(written))
    except ValueError:
        raise NotFound() from None


def _marked(
    store: Store, kind: RoundKind, round_id: str, participant_id: str, marks: Sequence[Mark], today: date
) -> list[Statement]:
    if not marks:
        return []
    if kind is RoundKind.DOTS:
        after = workshops.begins_after(store, round_id)
        return [answers.append_dots(round_id, participant_id, marks, today, after)]
    return [answers.append(round_id, participant_id, marks, today)]


def _remarked(
    workshop: Workshop, round_id: str, participant_id: str, remarks: Sequence[Remark], today: date
) -> list[Statement]:
    prompts = {prompt.id for prompt in the_content().surveys[workshop.survey_id].prompts}
    return [
        answers.append_remark(round_id, participant_id, checked_remark(remark, prompts), today)
        for remark in remarks
    ]


def _items(store: Store, workshop: Workshop, kind: RoundKind) -> tuple[str, ...]:
    if kind is RoundKind.IDEAS:
        ideas = notes.of_workshop(store, workshop.id, NoteKind.IDEA)
        return tuple(idea.id for idea in ideas if not idea.is_removed)
    if kind is RoundKind.EXIT:
        return tuple(asked.id for asked in the_content().surveys[workshop.survey_id].exit)
    return workshop.values


def _refusal(store: Store, said: Said) -> Exception:
    if said.participant_id in erasures.gone(store, said.workshop_id):
        return NotSignedIn()
    asked = next((one for one in workshops.rounds(store, said.workshop_id) if one.id == said.round_id), None)
    if asked is None or asked.takes_answers:
        return TooManyDots()
    return RoundClosed() if asked.is_closed else RoundFrozen()
