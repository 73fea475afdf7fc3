"""Reset: a step begins anew; what was said and voted in it counts no more. Undo: it counts again.

A vote of which the outcome was shown stays as it is. Two outcomes of the same few people, minutes apart, could be
subtracted; so of a vote there is never more than one (docs/decisions/0010).
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from domain.notes import Note
from domain.problems import AlreadyDone, BadInput, Refused
from domain.resets import NOTES_OF, ROUND_OF, Reset
from domain.roles import Deed, Visitor
from domain.workshops import Round
from storage import answers, notes, participants, steering, workshops
from storage.store import Statement, Store


def reset(store: Store, who: Visitor, workshop_id: str, reset_id: str, step: str, *, now: datetime) -> None:
    """Begin the step anew; the same id twice is one reset. raises NotAllowed; BadInput for a step that holds nothing."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    if step not in NOTES_OF:
        raise BadInput()
    old = _open_vote(store, workshop_id, step)
    new = _next_round(store, old) if old else None
    made = Reset(reset_id, step, old.id if old else None, new.id if new else None, now)
    said = [one.id for one in _notes_of(store, workshop_id, step) if not one.is_removed]
    store.write(
        steering.add_reset(workshop_id, made, who.account_id or ""),
        notes.set_all_removed({_id(reset_id, note): note for note in said}, workshop_id, True),
        participants.take_back_ready(workshop_id, step),
        *(notes.choose(_id(reset_id, "choice"), workshop_id, (), now)[:1] if step == "values" else []),
        *_in_place(reset_id, old, new, now),
    )
    store.ring(workshop_id)


def undo(store: Store, who: Visitor, workshop_id: str, undo_id: str, step: str, *, now: datetime) -> None:
    """Take the latest reset of the step back.

    raises  NotAllowed; AlreadyDone when there is none to take back; Refused when its new vote was shown meanwhile
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    undone = steering.latest_reset(store, workshop_id, step)
    if undone is None:
        raise AlreadyDone()
    if any(one.id == undone.new_round_id and one.is_closed for one in workshops.rounds(store, workshop_id)):
        raise Refused()
    taken = {_id(undone.id, one.id): one.id for one in _notes_of(store, workshop_id, step)}
    back = [taken[removal] for removal in notes.removals(store, list(taken))]
    written = store.write(
        steering.undo_reset(undo_id, workshop_id, undone, who.account_id or "", now),
        notes.set_all_removed({_id(undo_id, note): note for note in back}, workshop_id, False),
        *(_choice_back(store, workshop_id, undone, undo_id, now) if step == "values" else []),
        *_rounds_back(undo_id, undone),
    )
    if not written:
        raise AlreadyDone()
    store.ring(workshop_id)


def _open_vote(store: Store, workshop_id: str, step: str) -> Round | None:
    """The vote of this step that somebody took part in and that is not shown yet."""
    if step not in ROUND_OF:
        return None
    one = workshops.latest_round(store, workshop_id, ROUND_OF[step])
    return one if not one.is_closed and answers.answered(store, one.id) else None


def _next_round(store: Store, old: Round) -> Round:
    number = workshops.next_number(store, old.workshop_id, old.kind)
    made = str(uuid5(NAMESPACE_URL, f"{old.workshop_id}/{old.kind}/{number}"))
    return Round(made, old.workshop_id, old.kind, number)


def _in_place(reset_id: str, old: Round | None, new: Round | None, now: datetime) -> list[Statement]:
    """The new round, when the old one could still be withdrawn."""
    if old is None or new is None:
        return []
    return [steering.withdraw_round(_id(reset_id, old.id), old.id), workshops.add_round(new, now)]


def _rounds_back(undo_id: str, undone: Reset) -> list[Statement]:
    if undone.round_id is None or undone.new_round_id is None:
        return []
    return [
        steering.withdraw_round(_id(undo_id, undone.new_round_id), undone.new_round_id),
        steering.restore_round(_id(undo_id, undone.round_id), undone.round_id),
    ]


def _choice_back(
    store: Store, workshop_id: str, undone: Reset, undo_id: str, now: datetime
) -> list[Statement]:
    """The shared values of before, unless the group chose others since."""
    before = notes.chosen_before(store, workshop_id, _id(undone.id, "choice"))
    if notes.chosen(store, workshop_id) or not before:
        return []
    return notes.choose(_id(undo_id, "choice"), workshop_id, before, now)


def _notes_of(store: Store, workshop_id: str, step: str) -> list[Note]:
    return notes.of_workshop(store, workshop_id, *NOTES_OF.get(step, ()))


def _id(made_by: str, what: str) -> str:
    """The same id for the same thing at each try, so that a repeat is harmless."""
    return str(uuid5(NAMESPACE_URL, f"{made_by}/{what}"))
