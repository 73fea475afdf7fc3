"""A participant has everything erased: what was said is gone, what was shown stays, and nothing tells who it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.answer import answer
from actions.erase import compact, erase
from actions.invite import invite
from actions.join import join_by_link
from actions.note import note
from actions.publish import close, publish
from actions.recognise import participant_cookie, recognise
from domain.answers import Mark, Remark
from domain.invitations import participant_of
from domain.notes import Draft, NoteKind
from domain.problems import LinkInUse, NotSignedIn, TooMuch
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from storage import answers, erasures, figures, invitations, notes, participants, sums
from storage.settings import settings
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of

SECRET = "Alleen ik zeg dit zo"


def gone(store: Store, who: Visitor, workshop: Workshop) -> None:
    erase(store, who, workshop.id, today=TODAY)


def rows_about(store: Store, person: str) -> list[str]:
    """The tables in which the id of this person still stands."""
    tables = store.rows("""select columns.table_name from information_schema.columns join information_schema.tables
        on tables.table_name = columns.table_name and tables.table_schema = columns.table_schema
        where column_name = 'participant_id' and table_type = 'BASE TABLE' order by 1""")  # fmt: skip
    return [
        table for (table,) in tables
        if store.rows(f"select 1 from {table} where participant_id = $1::uuid limit 1", person)
    ]  # fmt: skip


def test_everything_of_a_person_goes_before_the_round_is_closed(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    who, other = a_participant(store, workshop), a_participant(store, workshop)
    give(store, workshop, [who, other], [4, 2])
    asked = round_of(store, workshop)
    answer(store, who, asked.id, [], [Remark("worry", SECRET)], today=TODAY)
    note(store, who, workshop.id, new_id(), Draft(NoteKind.QUESTION, SECRET), today=TODAY)
    note(store, other, workshop.id, new_id(), Draft(NoteKind.QUESTION, "Hoe lang?"), today=TODAY)
    for _ in range(2):
        gone(store, who, workshop)
    person = who.participations[0][1]
    assert rows_about(store, person) == ["erasure"]
    assert not participants.is_known(store, person, workshop.id)
    said = notes.of_workshop(store, workshop.id, NoteKind.QUESTION)
    assert [(one.body, one.author_key == "", one.is_removed) for one in said] == [
        ("", True, True), ("Hoe lang?", False, False),
    ]  # fmt: skip
    assert answers.answered(store, asked.id) == 1
    assert not store.rows("select 1 from remark")


def test_the_exit_check_of_who_is_erased_goes_too(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, 2)
    give(store, workshop, people, [2, 5], item="worthwhile", dimension="exit", kind=RoundKind.EXIT)
    gone(store, people[0], workshop)
    assert rows_about(store, people[0].participations[0][1]) == ["erasure"]
    assert answers.answered(store, round_of(store, workshop, RoundKind.EXIT).id) == 1


def test_who_was_erased_adds_nothing_on_another_device(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    who = a_participant(store, workshop)
    gone(store, who, workshop)
    for kind, mark in ((RoundKind.VALUES, "importance"), (RoundKind.DOTS, "dots")):
        with pytest.raises(NotSignedIn):
            answer(store, who, round_of(store, workshop, kind).id, [Mark("privacy", mark, 1)], [], today=TODAY)  # fmt: skip
    assert answers.answered(store, round_of(store, workshop).id) == 0


def test_a_screen_knows_at_once_who_was_erased_and_asks_the_store_no_second_time(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hundreds of screens run at once when a workshop moves: what hardly ever changes is read once for all of them."""
    workshop = a_workshop(store, cast.duinstad)
    who, other = participants_of(store, workshop, 2)
    cookies = {f"participant-{workshop.code}": participant_cookie(*who.participations[0])}
    assert recognise(store, cookies, now=NOW).participations == who.participations
    with monkeypatch.context() as asking:
        asking.setattr(store, "rows", None)
        assert recognise(store, cookies, now=NOW).participations == who.participations
    gone(store, other, workshop)
    assert recognise(store, cookies, now=NOW).participations == who.participations
    gone(store, who, workshop)
    assert recognise(store, cookies, now=NOW).participations == ()


def test_a_published_figure_stays_as_it_was_and_is_never_replaced(store: Store, cast: Cast) -> None:
    """Also not by enough others: who is gone would be in the difference, alone where nobody else changed."""
    leader, workshop = cast.duinstad.facilitator, a_workshop(store, cast.duinstad)
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 4, 5, 5])
    give(store, workshop, people, [1, 2, 3, 4, 5, 5], item="vrijheid")
    shown = publish(store, leader, workshop.id, RoundKind.VALUES, now=NOW)
    before = figures.figures(store, shown.id)
    gone(store, people[5], workshop)
    late = [(who.participations[0][1], score) for who, score in zip(people[:5], [5, 4, 2, 1, 1], strict=True)]
    for person, score in late:
        store.write(Statement("insert into answer (round_id, participant_id, item, dimension, score, answered_on)"
                              " values ($1, $2, 'privacy', 'importance', $3, $4)", (shown.round_id, person, score, TODAY)))  # fmt: skip
    again = publish(store, leader, workshop.id, RoundKind.VALUES, now=NOW)
    assert (again.id, again.people) == (shown.id, 6)
    assert figures.figures(store, again.id).equals(before)


def test_what_was_counted_but_not_shown_is_counted_again_without_them(store: Store, cast: Cast) -> None:
    """The tally of a team of three waits for a sum; who is erased is not in it any more, the other two are."""
    house = cast.duinstad
    workshop, other = a_workshop(store, house), a_workshop(store, house, team_id=house.second_team_id)
    people = participants_of(store, workshop, 3)
    give(store, workshop, people, [1, 2, 5])
    close(store, house.facilitator, workshop.id, now=NOW)
    gone(store, people[2], workshop)
    give(store, other, participants_of(store, other, 3), [4, 3, 3])
    close(store, house.facilitator, other.id, now=NOW)
    found = sums.of_place(store, house.organisation_id, "", 1)
    row = found[(found["item"] == "privacy") & (found["dimension"] == "importance")].iloc[0]
    assert (row["n"], row["total"]) == (5, 13)


def test_a_tally_is_kept_of_what_waits_for_a_sum_only_and_without_who_was_erased(
    store: Store, cast: Cast
) -> None:
    """What is shown, what has a band and what is told by perspective is kept in the figures only; what nobody said is kept nowhere."""
    workshop = a_workshop(store, cast.duinstad)
    alone = a_participant(store, workshop, "legal")
    everyone = [alone, *participants_of(store, workshop, 5)]
    give(store, workshop, everyone, [5, 1, 2, 3, 4, 5])
    give(store, workshop, everyone, [4, 4, 4, 4, 4, 4], item="vrijheid")
    give(store, workshop, everyone[:2], [3, 4], dimension="current")
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    waits = "select item || '/' || dimension, n, perspective_id from tally where n > 0"
    assert store.rows(waits) == [("privacy/current", 2, "")]
    assert store.rows("select count(*) from tally") == [(1,)]
    gone(store, alone, workshop)
    assert store.rows(waits) == [("privacy/current", 1, "")]


def test_the_name_on_a_personal_link_goes_too_and_the_link_works_no_more(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    invited = invite(
        store, cast.duinstad.facilitator, workshop.id, new_id(), ["sam@x.nl", "kim@x.nl"], 0, today=TODAY
    )
    token = invited[0].token
    person = join_by_link(store, token, "policy", "", was_first=False, today=TODAY)
    assert person == participant_of(settings().key, token)
    gone(store, Visitor(participations=((workshop.id, person),)), workshop)
    left = {one.id: one.name for one in invitations.of_workshop(store, workshop.id)}
    assert left == {invited[0].invitation.id: "", invited[1].invitation.id: invited[1].invitation.name}
    with pytest.raises((LinkInUse, TooMuch)):
        join_by_link(store, token, "policy", "", was_first=False, today=TODAY)


def test_the_disk_is_rewritten_once_after_an_erasure(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    assert not erasures.is_compaction_due(store)
    gone(store, a_participant(store, workshop), workshop)
    assert erasures.is_compaction_due(store)
    compact(store)
    assert not erasures.is_compaction_due(store)


def test_nobody_is_erased_by_someone_else(store: Store, cast: Cast) -> None:
    """Not by who leads, and not from another workshop."""
    workshop, elsewhere = a_workshop(store, cast.duinstad), a_workshop(store, cast.elsewhere)
    with_both = replace(
        cast.duinstad.facilitator, participations=a_participant(store, elsewhere).participations
    )
    for who in (cast.duinstad.facilitator, with_both, cast.nobody):
        with pytest.raises(Exception, match=r"problem\.not"):
            gone(store, who, workshop)
    assert erasures.total(store) == 0
