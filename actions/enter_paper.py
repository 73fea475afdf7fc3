"""Enter paper: what someone without a phone filled in on paper becomes a participant like any other, and is not shown again."""

from __future__ import annotations

from datetime import date

from domain.answers import Sheet, checked_sheet
from domain.problems import RoundClosed, RoundFrozen, TooMuch
from domain.roles import Deed, Visitor
from domain.workshops import RoundKind
from storage import answers, participants, workshops
from storage.store import Store


def enter_paper(
    store: Store, who: Visitor, workshop_id: str, participant_id: str, sheet: Sheet, *, today: date
) -> None:
    """Add the person and all answers, or nothing; the same id twice is one person.

    raises  NotAllowed; WrongFields, NotAScore (`checked_sheet`); RoundClosed; RoundFrozen; TooMuch when the workshop is full
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.ENTER_PAPER, workshop.place)
    marks = checked_sheet(sheet, workshop.values, workshop.perspectives)
    asked = workshops.latest_round(store, workshop_id, RoundKind.VALUES)
    joined = participants.add_on_paper(participant_id, workshop_id, asked.id, sheet.perspective_id, today)
    written = store.write(*joined, answers.append(asked.id, participant_id, marks, today))
    if not written and not participants.is_known(store, participant_id, workshop_id):
        asked = workshops.latest_round(store, workshop_id, RoundKind.VALUES)
        if asked.takes_answers:
            raise TooMuch()
        raise RoundClosed() if asked.is_closed else RoundFrozen()
    store.ring(workshop_id)
