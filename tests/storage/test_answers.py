"""Answers are appended; the last one counts; after closing none is written; dots have a limit that holds."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from domain.answers import DOTS, Mark, Remark
from domain.workshops import Round, RoundKind
from storage import answers, workshops
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, new_id, round_of


def test_the_last_answer_counts_and_the_first_one_stays_in_the_store(store: Store) -> None:
    asked, person = new_id(), new_id()
    for score in (2, 5, 0):
        assert store.write(answers.append(asked, person, [Mark("privacy", "importance", score)], TODAY)) == 1
    assert answers.own_marks(store, asked, person) == {"privacy": {"importance": 0}}
    assert store.rows("select count(*) from answer where round_id = $1::uuid", asked) == [(3,)]


def test_the_last_of_two_marks_in_one_write_counts(store: Store) -> None:
    asked, person = new_id(), new_id()
    store.write(
        answers.append(asked, person, [Mark("privacy", "current", 1), Mark("privacy", "current", 4)], TODAY)
    )
    assert answers.own_marks(store, asked, person) == {"privacy": {"current": 4}}


def test_answers_are_one_person_s_own_and_of_one_round(store: Store) -> None:
    asked, person = new_id(), new_id()
    store.write(answers.append(asked, person, [Mark("privacy", "importance", 5)], TODAY))
    store.write(answers.append_remark(asked, person, Remark("worry", "Wie kijkt er?"), TODAY))
    store.write(answers.append_remark(asked, person, Remark("worry", "Wie kijkt er mee?"), TODAY))
    assert answers.own_remarks(store, asked, person) == {"worry": "Wie kijkt er mee?"}
    for other in ((asked, new_id()), (new_id(), person)):
        assert answers.own_marks(store, *other) == {}
        assert answers.own_remarks(store, *other) == {}


def test_after_closing_nothing_is_written(store: Store) -> None:
    asked, person = new_id(), new_id()
    store.write(workshops.end_round(asked, new_id(), NOW))
    assert store.write(answers.append(asked, person, [Mark("privacy", "importance", 5)], TODAY)) == 0
    assert store.write(answers.append_dots(asked, person, [Mark("privacy", "dots", 1)], TODAY)) == 0
    assert store.write(answers.append_remark(asked, person, Remark("worry", "Te laat"), TODAY)) == 0
    assert answers.answered(store, asked) == 0


def test_a_person_has_five_dots_and_can_move_them(store: Store) -> None:
    asked, person = new_id(), new_id()
    assert store.write(answers.append_dots(asked, person, [Mark("privacy", "dots", 3)], TODAY)) == 1
    assert store.write(answers.append_dots(asked, person, [Mark("vrijheid", "dots", 3)], TODAY)) == 0
    assert store.write(answers.append_dots(asked, person, [Mark("vrijheid", "dots", 2)], TODAY)) == 1
    assert (
        store.write(
            answers.append_dots(
                asked, person, [Mark("privacy", "dots", 0), Mark("vrijheid", "dots", 5)], TODAY
            )
        )
        == 2
    )
    assert answers.own_marks(store, asked, person) == {"privacy": {"dots": 0}, "vrijheid": {"dots": 5}}


def test_dots_are_taken_all_or_none(store: Store) -> None:
    asked, person = new_id(), new_id()
    assert (
        store.write(
            answers.append_dots(
                asked, person, [Mark("privacy", "dots", 3), Mark("vrijheid", "dots", 3)], TODAY
            )
        )
        == 0
    )
    assert answers.own_marks(store, asked, person) == {}


def test_another_person_s_dots_do_not_count(store: Store) -> None:
    asked = new_id()
    for person in (new_id(), new_id()):
        assert store.write(answers.append_dots(asked, person, [Mark("privacy", "dots", DOTS)], TODAY)) == 1


def test_the_limit_of_dots_holds_when_one_person_clicks_everywhere_at_once(store: Store) -> None:
    asked, person = new_id(), new_id()
    with ThreadPoolExecutor(12) as threads:
        written = list(
            threads.map(
                lambda n: store.write(
                    answers.append_dots(asked, person, [Mark(f"value {n}", "dots", 1)], TODAY)
                ),
                range(24),
            )
        )
    assert sum(written) == DOTS
    assert sum(marks["dots"] for marks in answers.own_marks(store, asked, person).values()) == DOTS


def test_no_answer_slips_in_after_a_round_was_closed(store: Store) -> None:
    """Whatever is acknowledged was there when the round was closed: what the closer reads stays what there is."""
    asked = new_id()

    def click(number: int) -> int:
        if number == 20:
            store.write(workshops.end_round(asked, new_id(), NOW))
            return -store.rows("select count(*) from answer where round_id = $1::uuid", asked)[0][0]
        append = answers.append_dots if number % 2 else answers.append
        return store.write(append(asked, new_id(), [Mark("privacy", "dots", 1)], TODAY))

    with ThreadPoolExecutor(14) as threads:
        written = list(threads.map(click, range(40)))
    seen_at_closing = -min(written)
    assert sum(one for one in written if one > 0) == seen_at_closing
    assert store.rows("select count(*) from answer where round_id = $1::uuid", asked) == [(seen_at_closing,)]


@pytest.mark.parametrize("kind", [RoundKind.VALUES, RoundKind.EXIT])
def test_every_answer_of_a_round_is_above_the_number_that_it_begins_after(
    store: Store, kind: RoundKind
) -> None:
    """Also when rounds are opened and answered by many at once: otherwise an answer would be out of sight for good."""

    def asked_and_answered(_: int) -> tuple[int, int]:
        one = Round(new_id(), new_id(), kind, 1)
        store.write(workshops.add_round(one, NOW))
        store.write(answers.append(one.id, new_id(), [Mark("privacy", "importance", 4)], TODAY))
        return workshops.begins_after(store, one.id), answers.answered(store, one.id)

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(asked_and_answered, range(40)))
    assert [people for _, people in found] == [1] * 40
    assert min(after for after, _ in found) > 0  # or nothing would be left unread


@pytest.mark.parametrize("engine", ["duckdb"])
def test_what_was_answered_long_before_a_round_was_opened_is_left_unread(store: Store, engine: str) -> None:
    store.write(
        Statement(
            """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
            select gen_random_uuid(), gen_random_uuid(), 'privacy', 'importance', 4, $1::date from range(300000)""",
            (TODAY,),
        )
    )
    one = Round(new_id(), new_id(), RoundKind.VALUES, 1)
    store.write(workshops.add_round(one, NOW))
    store.write(answers.append(one.id, new_id(), [Mark("privacy", "importance", 4)], TODAY))
    assert _rows_scanned(store, one.id, after=0) > 300_000
    assert _rows_scanned(store, one.id, workshops.begins_after(store, one.id)) < 150_000


def _rows_scanned(store: Store, round_id: str, after: int) -> int:
    """How many answers the engine looks through for those of a round."""
    told = store.rows(
        f"explain (analyze, format json) select count(*) from answer where {answers.OF_ROUND}",
        round_id,
        after,
    )
    return sum(_named("rows_scanned", json.loads(told[0][1])))


def _named(name: str, told: Any) -> list[int]:
    """Every number with this name, however deep it stands."""
    if isinstance(told, list):
        return [number for one in told for number in _named(name, one)]
    if not isinstance(told, dict):
        return []
    return ([told[name]] if name in told else []) + [
        number for one in told.values() for number in _named(name, one)
    ]


def test_the_publishing_code_reads_the_latest_of_everyone_who_joined(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    asked = round_of(store, workshop, RoundKind.VALUES)
    fenna, joris = (
        a_participant(store, workshop, name).participant_in(workshop.id) or "" for name in ("policy", "data")
    )
    for person, score in ((fenna, 2), (joris, 3), (fenna, 5), (new_id(), 1)):
        store.write(answers.append(asked.id, person, [Mark("privacy", "importance", score)], TODAY))
    found = answers.of_round(store, asked.id).set_index("participant_id")
    assert found["score"].to_dict() == {fenna: 5, joris: 3}
    assert found["perspective_id"].to_dict() == {fenna: "policy", joris: "data"}
