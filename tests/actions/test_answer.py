"""Answer: what a participant says in an open round, all of it or nothing; the last word counts."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.answer import answer
from actions.note import note, take_away
from actions.publish import publish
from domain.answers import DOTS, Mark, Remark
from domain.notes import Draft, NoteKind
from domain.problems import NotAllowed, NotAScore, NotFound, RoundClosed, TooLong, TooManyDots, TooMuch
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from storage import answers, notes
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


@pytest.fixture
def who(store: Store, workshop: Workshop) -> Visitor:
    return a_participant(store, workshop)


def own(
    store: Store, workshop: Workshop, who: Visitor, kind: RoundKind = RoundKind.VALUES
) -> dict[str, dict[str, int]]:
    return answers.own_marks(store, round_of(store, workshop, kind).id, who.participant_in(workshop.id) or "")


def test_marks_and_remarks_are_kept_and_the_last_word_counts(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    asked = round_of(store, workshop)
    answer(
        store, who, asked.id, [Mark("privacy", "importance", 5), Mark("privacy", "top", 1)], [], today=TODAY
    )
    answer(
        store,
        who,
        asked.id,
        [Mark("privacy", "importance", 0)],
        [Remark("worry", "Wie kijkt er?")],
        today=TODAY,
    )
    assert own(store, workshop, who) == {"privacy": {"importance": 0, "top": 1}}
    assert answers.own_remarks(store, asked.id, who.participant_in(workshop.id) or "") == {
        "worry": "Wie kijkt er?"
    }


def test_the_same_answer_twice_is_harmless(store: Store, workshop: Workshop, who: Visitor) -> None:
    for _ in range(2):
        give(store, workshop, [who], [4])
    assert own(store, workshop, who) == {"privacy": {"importance": 4}}
    assert answers.answered(store, round_of(store, workshop).id) == 1


def test_an_answer_is_known_to_every_listener_after_it_was_stored(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    import queue

    heard = queue.SimpleQueue[str]()
    end = store.listen(heard.put)
    give(store, workshop, [who], [4])
    assert heard.get(timeout=10) == workshop.id
    end()


@pytest.mark.parametrize(
    ("marks", "remarks", "problem"),
    [
        ([], [], NotAScore),
        ([Mark("snelheid", "importance", 3)], [], NotAScore),
        ([Mark("privacy", "importance", 6)], [], NotAScore),
        ([Mark("privacy", "importance", 3), Mark("privacy", "dots", 3)], [], NotAScore),
        ([Mark("privacy", "importance", 3)] * 101, [], TooMuch),
        ([Mark("privacy", "importance", 3)], [Remark("dream", "x")], NotAScore),
        ([Mark("privacy", "importance", 3)], [Remark("worry", "x" * 501)], TooLong),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_of_it_is_kept(
    store: Store,
    workshop: Workshop,
    who: Visitor,
    marks: list[Mark],
    remarks: list[Remark],
    problem: type[Exception],
) -> None:
    with pytest.raises(problem):
        answer(store, who, round_of(store, workshop).id, marks, remarks, today=TODAY)
    assert own(store, workshop, who) == {}


def test_only_a_participant_of_this_workshop_answers(store: Store, cast: Cast, workshop: Workshop) -> None:
    outsider = a_participant(store, a_workshop(store, cast.duinstad))
    for visitor in (outsider, cast.duinstad.facilitator, cast.duinstad.manager, cast.nobody):
        with pytest.raises(NotAllowed):
            give(store, workshop, [visitor], [3])
    assert answers.answered(store, round_of(store, workshop).id) == 0


def test_a_round_that_does_not_exist_is_not_found(store: Store, workshop: Workshop, who: Visitor) -> None:
    for name in (new_id(), "x"):
        with pytest.raises(NotFound):
            answer(store, who, name, [Mark("privacy", "importance", 3)], [], today=TODAY)


def test_after_closing_answers_and_remarks_are_refused(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 5)
    give(store, workshop, people, [1, 2, 3, 4, 5])
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    with pytest.raises(RoundClosed):
        give(store, workshop, people[:1], [5])
    with pytest.raises(RoundClosed):
        answer(store, people[0], round_of(store, workshop).id, [], [Remark("hope", "Te laat")], today=TODAY)
    assert own(store, workshop, people[0]) == {"privacy": {"importance": 1}}


def test_a_person_cannot_place_more_dots_than_there_are(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    give(store, workshop, [who], [3], dimension="dots", kind=RoundKind.DOTS)
    with pytest.raises(TooManyDots):
        give(store, workshop, [who], [3], item="vrijheid", dimension="dots", kind=RoundKind.DOTS)
    asked = round_of(store, workshop, RoundKind.DOTS)
    with pytest.raises(TooManyDots):
        answer(
            store,
            who,
            asked.id,
            [Mark("vrijheid", "dots", 2), Mark("veiligheid", "dots", 1)],
            [],
            today=TODAY,
        )
    assert own(store, workshop, who, RoundKind.DOTS) == {"privacy": {"dots": 3}}


def test_dots_can_be_moved_in_one_go(store: Store, workshop: Workshop, who: Visitor) -> None:
    give(store, workshop, [who], [5], dimension="dots", kind=RoundKind.DOTS)
    moved = [Mark("vrijheid", "dots", 4), Mark("privacy", "dots", 1)]
    answer(store, who, round_of(store, workshop, RoundKind.DOTS).id, moved, [], today=TODAY)
    assert own(store, workshop, who, RoundKind.DOTS) == {"privacy": {"dots": 1}, "vrijheid": {"dots": 4}}


def test_the_limit_of_dots_holds_for_clicks_at_the_same_time(
    store: Store, workshop: Workshop, who: Visitor
) -> None:
    def click(number: int) -> bool:
        try:
            give(
                store,
                workshop,
                [who],
                [1 + number % 2],
                item=workshop.values[number % 4],
                dimension="dots",
                kind=RoundKind.DOTS,
            )
        except TooManyDots:
            return False
        return True

    with ThreadPoolExecutor(12) as threads:
        taken = list(threads.map(click, range(32)))
    placed = sum(marks["dots"] for marks in own(store, workshop, who, RoundKind.DOTS).values())
    assert 0 < placed <= DOTS
    assert not all(taken)


def test_ideas_are_scored_as_long_as_they_stand(store: Store, workshop: Workshop, who: Visitor) -> None:
    idea_id = new_id()
    note(
        store,
        who,
        workshop.id,
        idea_id,
        Draft(NoteKind.IDEA, "Een bord", about="privacy", idea_type="people"),
        today=TODAY,
    )
    give(store, workshop, [who], [4], item=idea_id, dimension="necessity", kind=RoundKind.IDEAS)
    assert own(store, workshop, who, RoundKind.IDEAS) == {idea_id: {"necessity": 4}}
    (idea,) = notes.of_workshop(store, workshop.id, NoteKind.IDEA)
    take_away(store, who, new_id(), idea)
    with pytest.raises(NotAScore):
        give(store, workshop, [who], [5], item=idea_id, dimension="necessity", kind=RoundKind.IDEAS)
