"""Note: say something in the room, without a name; take it back; put it back."""

from __future__ import annotations

from datetime import date

from domain.notes import Draft, Note, NoteKind
from domain.problems import BadInput, NotAllowed, NotFound, NotSignedIn, TooMuch
from domain.roles import Deed, Place, Visitor
from domain.tokens import keyed_hash
from domain.workshops import Workshop
from storage import agreements, notes, workshops
from storage.content import the_content
from storage.settings import settings
from storage.store import Statement, Store

_HANGS_ON = {NoteKind.WEIGHING: (NoteKind.TENSION,), NoteKind.OBJECTION: (NoteKind.IDEA,)}


def note(store: Store, who: Visitor, workshop_id: str, note_id: str, draft: Draft, *, today: date) -> None:
    """Add the note; the same id twice is one note.

    raises  NotAllowed, Empty, TooLong, BadInput; TooMuch after sixty notes of one person
    """
    workshop = workshops.by_id(store, workshop_id)
    _must_be_here(who, workshop.place)
    _must_belong(store, workshop, draft.checked())
    said = notes.add(note_id, workshop_id, draft, author_key(who, workshop_id), today)
    written = store.write(said._replace(guard=True), *_more(note_id, draft))
    if not written and not any(
        one.id == note_id for one in notes.of_workshop(store, workshop_id, draft.kind)
    ):
        raise TooMuch()
    store.ring(workshop_id)


def take_away(store: Store, who: Visitor, removal_id: str, said: Note) -> None:
    """Take a note off the screens: its author, or the facilitator. raises NotAllowed."""
    _set_removed(store, who, removal_id, said, True)


def put_back(store: Store, who: Visitor, removal_id: str, said: Note) -> None:
    """Put a note back on the screens: its author, or the facilitator. raises NotAllowed."""
    _set_removed(store, who, removal_id, said, False)


def author_key(who: Visitor, workshop_id: str) -> str:
    """What links a note to its author and to nothing else: a keyed hash. raises NotSignedIn for nobody."""
    author = who.participant_in(workshop_id) or who.account_id
    if author is None:
        raise NotSignedIn()
    return keyed_hash(settings().key, "author", f"{workshop_id}:{author}")


def _more(note_id: str, draft: Draft) -> list[Statement]:
    """What some kinds keep beside their words."""
    if draft.kind is NoteKind.WEIGHING and draft.lean is not None:
        return [notes.weigh(note_id, draft.lean, draft.condition)]
    return [notes.travel(note_id, draft.travels)] if draft.kind is NoteKind.MINORITY else []


def _must_belong(store: Store, workshop: Workshop, draft: Draft) -> None:
    """Nothing when what the note is about is of this workshop. raises BadInput."""
    perspectives = {one.id for one in the_content().surveys[workshop.survey_id].perspectives}
    known = perspectives if draft.kind is NoteKind.EFFECT else set(workshop.values)
    if not {draft.about, draft.against} <= known | {""}:
        raise BadInput()
    if draft.parent_id and draft.parent_id not in _parents(store, workshop, draft.kind):
        raise BadInput()


def _parents(store: Store, workshop: Workshop, kind: NoteKind) -> set[str]:
    """What a note of this kind may hang on in this workshop."""
    if kind is NoteKind.MINORITY:
        return {agreement.id for agreement in agreements.of_workshop(store, workshop.id)}
    return {one.id for one in notes.of_workshop(store, workshop.id, *_HANGS_ON.get(kind, ()))}


def _set_removed(store: Store, who: Visitor, removal_id: str, said: Note, is_removed: bool) -> None:
    workshop = workshops.by_id(store, said.workshop_id)
    said = _stored(store, said)
    if not who.may(Deed.LEAD, workshop.place):
        _must_be_here(who, workshop.place)
        if author_key(who, workshop.id) != said.author_key:
            raise NotAllowed()
    store.write(notes.set_removed(removal_id, said.id, workshop.id, is_removed))
    store.ring(workshop.id)


def _stored(store: Store, said: Note) -> Note:
    """The note as the store has it, whatever the caller made of it. raises NotFound."""
    for one in notes.of_workshop(store, said.workshop_id, said.kind):
        if one.id == said.id:
            return one
    raise NotFound()


def _must_be_here(who: Visitor, place: Place) -> None:
    """Participants and those who lead may speak in the room."""
    if not who.may(Deed.LEAD, place):
        who.must(Deed.TAKE_PART, place)
