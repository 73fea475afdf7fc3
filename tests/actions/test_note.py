"""Note: what is said in the room has no name; its author and who leads can take it away and put it back."""

from dataclasses import replace

import pytest

from actions.agree import agree
from actions.note import author_key, note, put_back, take_away
from domain.agreements import AgreementDraft
from domain.notes import Draft, Note, NoteKind
from domain.problems import BadInput, Empty, NotAllowed, NotFound, NotSignedIn, TooMuch
from domain.roles import Visitor
from domain.workshops import Workshop
from storage import notes
from storage.notes import MOST_NOTES_A_PERSON
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, new_id

QUESTION = Draft(NoteKind.QUESTION, "Wie kijkt er mee?")


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


@pytest.fixture
def who(store: Store, workshop: Workshop) -> Visitor:
    return a_participant(store, workshop)


def said(store: Store, workshop: Workshop) -> list[Note]:
    return notes.of_workshop(store, workshop.id, *NoteKind)


def say(store: Store, who: Visitor, workshop: Workshop, draft: Draft = QUESTION) -> Note:
    note_id = new_id()
    note(store, who, workshop.id, note_id, draft, today=TODAY)
    return next(one for one in said(store, workshop) if one.id == note_id)


def test_participants_and_facilitators_speak_in_the_room(
    store: Store, cast: Cast, workshop: Workshop, who: Visitor
) -> None:
    say(store, who, workshop)
    say(store, cast.duinstad.facilitator, workshop)
    assert len(said(store, workshop)) == 2


def test_nobody_else_speaks_in_the_room(store: Store, cast: Cast, workshop: Workshop) -> None:
    elsewhere = cast.elsewhere
    outsider = a_participant(store, a_workshop(store, elsewhere))
    for visitor in (cast.duinstad.manager, elsewhere.facilitator, outsider, cast.nobody):
        with pytest.raises(NotAllowed):
            say(store, visitor, workshop)
    assert said(store, workshop) == []


def test_the_same_note_twice_is_one_note(store: Store, workshop: Workshop, who: Visitor) -> None:
    note_id = new_id()
    for _ in range(2):
        note(store, who, workshop.id, note_id, QUESTION, today=TODAY)
    assert len(said(store, workshop)) == 1


def test_a_note_keeps_no_name_but_links_to_its_author_by_a_hash(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    (one, other) = (say(store, who, workshop), say(store, who, workshop))
    participant_id = who.participant_in(workshop.id) or ""
    assert one.author_key == other.author_key == author_key(who, workshop.id)
    assert participant_id not in one.author_key and participant_id.replace("-", "") not in one.author_key
    assert author_key(a_participant(store, workshop), workshop.id) != one.author_key
    with pytest.raises(NotSignedIn):
        author_key(Visitor(), workshop.id)


@pytest.mark.parametrize(
    "draft",
    [
        Draft(NoteKind.EFFECT, "x", about="pilot", tone="bad", horizon="now"),
        Draft(NoteKind.EFFECT, "x", about="x" * 100_000, tone="bad", horizon="now"),
        Draft(NoteKind.IDEA, "x", about="welzijn", idea_type="people"),
        Draft(NoteKind.TENSION, "x", about="privacy", against="welzijn"),
        Draft(NoteKind.WEIGHING, "x", parent_id="6f1c2c9e-8d0f-4a51-9f0c-0e6b1f6a2d11"),
        Draft(NoteKind.QUESTION, "x", about="x" * 100_000),
    ],
)
def test_a_note_is_about_something_of_this_workshop(
    store: Store, workshop: Workshop, who: Visitor, draft: Draft
) -> None:
    with pytest.raises(BadInput):
        say(store, who, workshop, draft)


def test_a_weighing_answers_a_tension_of_this_workshop(
    store: Store, cast: Cast, workshop: Workshop, who: Visitor
) -> None:
    tension = say(store, who, workshop, Draft(NoteKind.TENSION, "x", about="privacy", against="veiligheid"))
    weighing = say(store, who, workshop, Draft(NoteKind.WEIGHING, "Mits kort.", parent_id=tension.id))
    assert weighing.parent_id == tension.id
    other = a_workshop(store, cast.duinstad)
    with pytest.raises(BadInput):
        say(store, cast.duinstad.facilitator, other, Draft(NoteKind.WEIGHING, "x", parent_id=tension.id))


def test_a_weighing_says_which_way_it_leans_and_on_which_condition(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    tension = say(store, who, workshop, Draft(NoteKind.TENSION, "x", about="privacy", against="veiligheid"))
    draft = Draft(
        NoteKind.WEIGHING, "camera's", parent_id=tension.id, lean=-2, condition="zij 's nachts uit gaan"
    )
    first = say(store, who, workshop, draft)
    second = say(store, who, workshop, replace(draft, lean=1, condition=""))
    assert [(one.lean, one.condition) for one in (first, second)] == [(-2, "zij 's nachts uit gaan"), (1, "")]
    assert tension.lean is None
    assert [one.id for one in said(store, workshop)] == [tension.id, first.id, second.id]  # the first stays


def test_an_objection_is_to_an_idea_and_a_minority_view_on_an_agreement_of_this_workshop(
    store: Store, cast: Cast, workshop: Workshop, who: Visitor
) -> None:
    idea = say(store, who, workshop, Draft(NoteKind.IDEA, "Een bord", about="privacy", idea_type="process"))
    agreement_id = new_id()
    agreed = AgreementDraft("Bord ophangen", "Het hangt er", "Joris", TODAY, "privacy")
    agree(store, cast.duinstad.facilitator, workshop.id, agreement_id, agreed, now=NOW)
    say(store, who, workshop, Draft(NoteKind.OBJECTION, "Te duur.", parent_id=idea.id))
    say(store, who, workshop, Draft(NoteKind.MINORITY, "Liever niet.", parent_id=agreement_id))
    for kind, parent in (
        (NoteKind.OBJECTION, agreement_id),
        (NoteKind.MINORITY, idea.id),
        (NoteKind.WEIGHING, idea.id),
    ):
        with pytest.raises(BadInput):
            say(store, who, workshop, Draft(kind, "x", parent_id=parent))


def test_a_minority_view_goes_with_its_agreement_when_its_author_wants_it(
    store: Store, cast: Cast, workshop: Workshop, who: Visitor
) -> None:
    agreement_id = new_id()
    agreed = AgreementDraft("Bord ophangen", "Het hangt er", "Joris", TODAY, "privacy")
    agree(store, cast.duinstad.facilitator, workshop.id, agreement_id, agreed, now=NOW)
    stays = Draft(NoteKind.MINORITY, "Alleen voor de zaal.", parent_id=agreement_id)
    goes = say(store, who, workshop, replace(stays, body="Wij zijn tegen.", travels=True))
    assert not say(store, who, workshop, stays).travels
    assert notes.minority_views(store, [agreement_id, new_id()]) == {agreement_id: ["Wij zijn tegen."]}
    take_away(store, who, new_id(), goes)
    assert notes.minority_views(store, [agreement_id]) == {}
    put_back(store, who, new_id(), goes)
    assert notes.minority_views(store, [agreement_id]) == {agreement_id: ["Wij zijn tegen."]}
    assert notes.minority_views(store, []) == {}


def test_an_empty_note_is_refused(store: Store, workshop: Workshop, who: Visitor) -> None:
    with pytest.raises(Empty):
        say(store, who, workshop, replace(QUESTION, body=" "))


def test_one_person_says_no_more_than_sixty_notes(store: Store, workshop: Workshop, who: Visitor) -> None:
    key = author_key(who, workshop.id)
    store.write(*(notes.add(new_id(), workshop.id, QUESTION, key, TODAY) for _ in range(MOST_NOTES_A_PERSON)))
    with pytest.raises(TooMuch):
        say(store, who, workshop)
    say(store, a_participant(store, workshop), workshop)


def test_its_author_takes_a_note_away_and_puts_it_back(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    one, removal_id = say(store, who, workshop), new_id()
    for _ in range(2):
        take_away(store, who, removal_id, one)
    assert said(store, workshop)[0].is_removed
    put_back(store, who, new_id(), one)
    assert not said(store, workshop)[0].is_removed


def test_who_leads_takes_any_note_away(store: Store, cast: Cast, workshop: Workshop, who: Visitor) -> None:
    take_away(store, cast.duinstad.facilitator, new_id(), say(store, who, workshop))
    assert said(store, workshop)[0].is_removed


def test_nobody_else_takes_a_note_away(store: Store, cast: Cast, workshop: Workshop, who: Visitor) -> None:
    one = say(store, who, workshop)
    for visitor in (
        a_participant(store, workshop),
        cast.duinstad.manager,
        cast.elsewhere.facilitator,
        cast.nobody,
    ):
        with pytest.raises(NotAllowed):
            take_away(store, visitor, new_id(), one)
    assert not said(store, workshop)[0].is_removed


def test_a_made_up_author_or_workshop_does_not_help(
    store: Store, cast: Cast, workshop: Workshop, who: Visitor
) -> None:
    """What counts is the note in the store, whatever the caller says about it."""
    one, other = say(store, who, workshop), a_participant(store, workshop)
    with pytest.raises(NotAllowed):
        take_away(store, other, new_id(), replace(one, author_key=author_key(other, workshop.id)))
    theirs = a_workshop(store, cast.elsewhere)
    with pytest.raises(NotFound):
        take_away(store, cast.elsewhere.facilitator, new_id(), replace(one, workshop_id=theirs.id))
    assert not said(store, workshop)[0].is_removed
