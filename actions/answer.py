"""Answer: a participant's marks and remarks in an open round. Acknowledged after they are on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.answers import Mark, Remark, checked_marks, checked_remark
from domain.notes import NoteKind
from domain.problems import NotAScore, NotSignedIn, RoundClosed, TooManyDots
from domain.roles import Deed, Visitor
from domain.workshops import RoundKind, Workshop
from storage import answers, notes, workshops
from storage.content import the_content
from storage.store import Statement, Store


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

    raises  NotAllowed, NotAScore, TooLong, TooMuch; RoundClosed after closing; TooManyDots
    """
    workshop_id, kind = workshops.kind_of_round(store, round_id)
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.ANSWER, workshop.place)
    participant_id = who.participant_in(workshop_id)
    if participant_id is None:
        raise NotSignedIn()
    checked_marks(kind, marks, _items(store, workshop, kind) if marks else ())
    statements = [*_marked(kind, round_id, participant_id, marks, today),
                  *_remarked(workshop, round_id, participant_id, remarks, today)]  # fmt: skip
    if not statements:
        raise NotAScore()
    if not store.write(*statements):
        raise _refusal(store, workshop_id, round_id)
    store.ring(workshop_id)


def _marked(
    kind: RoundKind, round_id: str, participant_id: str, marks: Sequence[Mark], today: date
) -> list[Statement]:
    append = answers.append_dots if kind is RoundKind.DOTS else answers.append
    return [append(round_id, participant_id, marks, today)] if marks else []


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
    return workshop.values


def _refusal(store: Store, workshop_id: str, round_id: str) -> Exception:
    closed = any(one.id == round_id and one.is_closed for one in workshops.rounds(store, workshop_id))
    return RoundClosed() if closed else TooManyDots()
