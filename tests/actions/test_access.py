"""Every action as every role: of this organisation, of another one, and as nobody; the table of deeds is the only rule."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import NamedTuple

import pytest

import actions
from actions.administer import add_department, add_person, add_team, end_role
from actions.agree import agree
from actions.announce import announce
from actions.answer import answer
from actions.choose import choose
from actions.correct_agreement import correct_agreement
from actions.correct_plan import correct_plan
from actions.enter_paper import enter_paper
from actions.erase import erase
from actions.follow_up import follow_up
from actions.freeze import freeze
from actions.group import group, take_apart
from actions.invite import invite, link_again
from actions.measure_again import measure_again
from actions.move import back, forward
from actions.note import note, put_back, take_away
from actions.plan_review import plan_review
from actions.prepare import prepare
from actions.publish import close, publish
from actions.ready import ready
from actions.rehearse import rehearse, throw_away
from actions.remind import remind
from actions.reset import reset, undo
from actions.set_agenda import set_agenda
from actions.share_wifi import share_wifi
from actions.show_hands import show_hands
from actions.take_benchmark import take_benchmark
from actions.trust import end_trust, trust_key
from actions.vote_again import vote_again
from domain.agreements import AgreementDraft, Status
from domain.answers import Mark, Sheet
from domain.notes import Draft, Note, NoteKind
from domain.problems import NotAllowed, NotSignedIn
from domain.roles import MAY, Deed, Grant, Role, Visitor
from domain.signatures import fingerprint, public_key
from domain.workshops import Phase, RoundKind, Standing, Wifi, Workshop
from storage import notes, workshops
from storage.open import open_store
from storage.store import Store
from tests.benchmark_files import FRAMEWORK, SEED, signed_by
from tests.cast import (
    NOW,
    ROLES,
    TODAY,
    Cast,
    House,
    a_participant,
    a_plan,
    a_workshop,
    gather,
    give,
    new_id,
    participants_of,
    round_of,
)
from tests.conftest import ENGINES, Server

DRAFT = AgreementDraft("Bord ophangen", "Het bord hangt", "Joris", date(2027, 1, 15), "privacy")
SHEET = Sheet("policy", (Mark("privacy", "importance", 4),), ("privacy",))
FINGERPRINT, A_FILE = fingerprint(public_key(SEED)), signed_by(SEED)
QUESTION = Draft(NoteKind.QUESTION, "Wie kijkt er mee?")


@dataclass(frozen=True)
class Room:
    """A workshop of Duinstad in which everything can be done: ended, answered, with a note and two agreements."""

    store: Store
    house: House
    workshop: Workshop
    standing: Standing
    said: Note
    agreement_id: str
    rehearsal_id: str
    open_id: str  # a workshop of which the survey is open
    trusted_id: str  # of a key whose files are believed
    done_id: str  # an agreement of which the facilitator said that it was done
    invited_id: str
    people: dict[tuple[str, str], Visitor]  # (whose: here, elsewhere, nowhere, or no longer; role) -> visitor
    questions: tuple[str, ...]
    group_id: str


class Furnished(NamedTuple):
    """A room that was made once for each engine, and how to get another one that is the same, for who changes it."""

    room: Room
    another: Callable[[], Store]


@pytest.fixture(scope="module", params=ENGINES)
def furnished(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Furnished]:
    folder, numbers = tmp_path_factory.mktemp("rooms"), count()
    if request.param == "duckdb":
        made, as_made = folder / "made.duckdb", folder / "as-made.duckdb"
        url = f"duckdb:///{made}"

        def again() -> str:
            copied = folder / f"{next(numbers)}.duckdb"
            shutil.copy(as_made, copied)
            return f"duckdb:///{copied}"
    else:
        server: Server = request.getfixturevalue("server")
        name = f"made-{os.urandom(8).hex()}"
        url = server.make(name)

        def again() -> str:
            return server.make(f"{name}-{next(numbers)}", template=f"{name}-as-made")

    store = open_store(url)
    room = _room(store, gather(store))
    store.close()
    if request.param == "duckdb":
        shutil.copy(made, as_made)
    else:
        server.make(f"{name}-as-made", template=name)
    with closing(open_store(url)) as kept:
        yield Furnished(replace(room, store=kept), lambda: open_store(again()))


@pytest.fixture
def shared_room(furnished: Furnished) -> Room:
    """For who is refused, and so changes nothing."""
    return furnished.room


@pytest.fixture
def room(furnished: Furnished) -> Iterator[Room]:
    """For who changes something: a room of one's own."""
    with closing(furnished.another()) as store:
        yield replace(furnished.room, store=store)


def _room(store: Store, cast: Cast) -> Room:
    house, theirs = cast.duinstad, cast.elsewhere
    workshop, other = a_workshop(store, house), a_workshop(store, theirs)
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    give(
        store,
        workshop,
        participants_of(store, workshop, 6),
        [1, 2, 3, 4, 5, 0],
        dimension="dots",
        kind=RoundKind.DOTS,
    )
    agreement_id, done_id, leader = new_id(), new_id(), house.facilitator.account_id or ""
    trusted_id = new_id()
    trust_key(store, house.administrator, house.organisation_id, trusted_id, FINGERPRINT, "Elders", now=NOW)
    for made in (agreement_id, done_id):
        agree(store, house.facilitator, workshop.id, made, DRAFT, now=NOW)
    follow_up(store, house.facilitator, done_id, 1, Status.DONE, "Foto", now=NOW)
    note(store, house.facilitator, workshop.id, new_id(), QUESTION, today=TODAY)
    note(store, house.facilitator, workshop.id, new_id(), replace(QUESTION, body="Hoe lang?"), today=TODAY)
    questions = tuple(one.id for one in notes.of_workshop(store, workshop.id, NoteKind.QUESTION))
    group_id = new_id()
    group(store, house.facilitator, workshop.id, group_id, questions, "")
    reset(store, house.facilitator, workshop.id, new_id(), "effects", now=NOW)
    invited = invite(store, house.facilitator, workshop.id, new_id(), ["sam@x.nl"], 0, today=TODAY)
    people = {("nowhere", "nobody"): cast.nobody}
    for whose, home, place in (("here", house, workshop), ("elsewhere", theirs, other)):
        people[whose, "participant"] = a_participant(store, place)
        people |= {(whose, role): getattr(home, role) for role in ROLES if role != "participant"}
    people |= {
        ("no longer", role): replace(getattr(house, role), grants=())
        for role in ROLES
        if role != "participant"
    }
    store.write(workshops.move(workshop.id, 0, Phase.ENDED, "", leader, NOW))
    store.write(workshops.end_round(round_of(store, workshop).id, leader, NOW))
    open_id = a_workshop(store, house).id
    rehearsal = rehearse(store, house.facilitator, open_id, new_id(), now=NOW)
    said, _ = notes.of_workshop(store, workshop.id, NoteKind.QUESTION)
    return Room(
        store,
        house,
        workshop,
        Standing(Phase.ENDED, "", 1, NOW),
        said,
        agreement_id,
        rehearsal.id,
        open_id,
        trusted_id,
        done_id,
        invited[0].invitation.id,
        people,
        questions,
        group_id,
    )


class Row(NamedTuple):
    """An action: the deeds of which one must be allowed, and how it is called so that it would succeed."""

    deeds: tuple[Deed, ...]
    call: Callable[[Room, Visitor], object]
    action: str


def row(
    action: Callable[..., object], *deeds: Deed, call: Callable[[Room, Visitor], object], name: str = ""
) -> Row:
    return Row(deeds, call, name or f"{action.__module__.removeprefix('actions.')}.{action.__name__}")


ROWS = [
    row(prepare, Deed.PREPARE,
        call=lambda room, who: prepare(room.store, who, new_id(), a_plan(room.house.team_id), now=NOW)),
    row(answer, Deed.ANSWER,
        call=lambda room, who: answer(room.store, who, round_of(room.store, room.workshop, RoundKind.DOTS).id,
                                      [Mark("privacy", "dots", 1)], [], today=TODAY)),
    row(erase, Deed.ANSWER, call=lambda room, who: erase(room.store, who, room.workshop.id, today=TODAY)),
    row(enter_paper, Deed.ENTER_PAPER,
        call=lambda room, who: enter_paper(room.store, who, room.open_id, new_id(), SHEET, today=TODAY)),
    row(ready, Deed.TAKE_PART, call=lambda room, who: ready(room.store, who, room.workshop.id, "agree", True)),
    row(note, Deed.TAKE_PART, Deed.LEAD,
        call=lambda room, who: note(room.store, who, room.workshop.id, new_id(), QUESTION, today=TODAY)),
    row(take_away, Deed.LEAD, call=lambda room, who: take_away(room.store, who, new_id(), room.said)),
    row(put_back, Deed.LEAD, call=lambda room, who: put_back(room.store, who, new_id(), room.said)),
    row(forward, Deed.LEAD,
        call=lambda room, who: forward(room.store, who, room.workshop.id, room.standing, now=NOW)),
    row(back, Deed.LEAD, call=lambda room, who: back(room.store, who, room.workshop.id, room.standing, now=NOW)),
    row(choose, Deed.LEAD,
        call=lambda room, who: choose(room.store, who, room.workshop.id, new_id(), ("privacy",), with_fewer=True, now=NOW)),
    row(announce, Deed.LEAD,
        call=lambda room, who: announce(room.store, who, room.workshop.id, new_id(), 5,
                                        Standing(Phase.LIVE, "agree", 1, NOW), now=NOW)),
    row(freeze, Deed.LEAD, call=lambda room, who: freeze(room.store, who, room.workshop.id, new_id(),
                                                         round_of(room.store, room.workshop, RoundKind.DOTS).id, True, now=NOW)),
    row(reset, Deed.LEAD, call=lambda room, who: reset(room.store, who, room.workshop.id, new_id(), "explore", now=NOW)),
    row(undo, Deed.LEAD, call=lambda room, who: undo(room.store, who, room.workshop.id, new_id(), "effects", now=NOW)),
    row(group, Deed.LEAD, call=lambda room, who: group(room.store, who, room.workshop.id, new_id(), room.questions, "")),
    row(take_apart, Deed.LEAD, call=lambda room, who: take_apart(room.store, who, room.workshop.id, room.group_id)),
    row(share_wifi, Deed.LEAD,
        call=lambda room, who: share_wifi(room.store, who, room.workshop.id, new_id(), Wifi("Gasten", "welkom"))),
    row(set_agenda, Deed.LEAD,
        call=lambda room, who: set_agenda(room.store, who, room.workshop.id, new_id(), ("privacy",), now=NOW)),
    row(plan_review, Deed.LEAD,
        call=lambda room, who: plan_review(room.store, who, room.workshop.id, new_id(), date(2027, 3, 1), now=NOW)),
    row(publish, Deed.LEAD,
        call=lambda room, who: publish(room.store, who, room.workshop.id, RoundKind.DOTS, now=NOW)),
    row(close, Deed.LEAD, call=lambda room, who: close(room.store, who, room.workshop.id, now=NOW)),
    row(measure_again, Deed.LEAD, call=lambda room, who: measure_again(room.store, who, room.workshop.id, now=NOW)),
    row(vote_again, Deed.LEAD, call=lambda room, who: _voted_again(room, who)),
    row(agree, Deed.LEAD, call=lambda room, who: agree(room.store, who, room.workshop.id, new_id(), DRAFT, now=NOW)),
    row(rehearse, Deed.LEAD, call=lambda room, who: rehearse(room.store, who, room.workshop.id, new_id(), now=NOW)),
    row(show_hands, Deed.LEAD,
        call=lambda room, who: show_hands(room.store, who, room.open_id, new_id(), RoundKind.DOTS, {"privacy": 3}, now=NOW)),
    row(throw_away, Deed.LEAD, call=lambda room, who: throw_away(room.store, who, room.rehearsal_id)),
    row(follow_up, Deed.CHANGE_AGREEMENT,
        call=lambda room, who: follow_up(room.store, who, room.agreement_id, 1, Status.DROPPED, "", now=NOW)),
    row(correct_plan, Deed.PREPARE,
        call=lambda room, who: correct_plan(room.store, who, new_id(), room.open_id, 0, a_plan(room.house.team_id, title="Anders"), now=NOW)),
    row(correct_agreement, Deed.CHANGE_AGREEMENT,
        call=lambda room, who: correct_agreement(room.store, who, room.agreement_id, 0, replace(DRAFT, title="Twee borden"), now=NOW)),
    row(follow_up, Deed.CONFIRM_AGREEMENT, name="follow_up.follow_up (secured)",
        call=lambda room, who: follow_up(room.store, who, room.done_id, 2, Status.SECURED, "", now=NOW)),
    row(invite, Deed.LEAD,
        call=lambda room, who: invite(room.store, who, room.workshop.id, new_id(), ["kim@x.nl"], 1, today=TODAY)),
    row(link_again, Deed.LEAD,
        call=lambda room, who: link_again(room.store, who, room.workshop.id, room.invited_id)),
    row(remind, Deed.LEAD, call=lambda room, who: remind(room.store, who, room.open_id)),
    row(add_department, Deed.ADMINISTER,
        call=lambda room, who: add_department(room.store, who, room.house.organisation_id, new_id(), "Zorg")),
    row(add_team, Deed.ADMINISTER,
        call=lambda room, who: add_team(room.store, who, room.house.organisation_id, room.house.department_id, new_id(), "Wijk")),
    row(add_person, Deed.ADMINISTER,
        call=lambda room, who: add_person(room.store, who, room.house.manager.email, "Maud", "",
                                          Grant(Role.FACILITATOR, room.house.organisation_id), now=NOW)),
    row(trust_key, Deed.ADMINISTER,
        call=lambda room, who: trust_key(room.store, who, room.house.organisation_id, new_id(), FINGERPRINT, "Elders", now=NOW)),
    row(end_trust, Deed.ADMINISTER,
        call=lambda room, who: end_trust(room.store, who, room.house.organisation_id, room.trusted_id, now=NOW)),
    row(take_benchmark, Deed.EXCHANGE,
        call=lambda room, who: take_benchmark(room.store, who, room.house.organisation_id, new_id(), A_FILE, FRAMEWORK, now=NOW)),
    row(end_role, Deed.ADMINISTER,
        call=lambda room, who: end_role(room.store, who, room.house.organisation_id, new_id(), now=NOW)),
]  # fmt: skip


def _voted_again(room: Room, who: Visitor) -> None:
    """The dots of the room are shown first; that is not what is asked here."""
    lead = room.house.facilitator
    if not round_of(room.store, room.workshop, RoundKind.DOTS).is_published and who.may(
        Deed.LEAD, room.workshop.place
    ):
        publish(room.store, lead, room.workshop.id, RoundKind.DOTS, now=NOW)
    vote_again(room.store, who, room.workshop.id, 1, now=NOW)


# Past the end, a role that is not there, a link that is only shown, and nobody who answered.
CHANGES_NOTHING = ("move.forward", "administer.end_role", "invite.link_again", "remind.remind")

# Actions without a visitor: before anyone is known, or for an empty store; each says here why that is right.
FOR_EVERYONE = {
    "join.join": "whoever has the code may take part",
    "join.join_by_link": "whoever has the link may take part", "join.of_link": "asks the link itself",
    "join.is_over": "changes nothing",
    "set_up.set_up": "only in a store without any organisation",
    "rehearsal_crowd.go_along": "part of the deeds that move a workshop, which ask; does nothing outside a rehearsal",
    "rehearsal_crowd.people_of": "changes nothing",
    "demo.fill": "only in a store without any organisation",
    "demo_nation.fill_nation": "only in a store without any organisation",
    "demo_workshop.play": "part of the demo: goes through the other actions",
    "sign_in.with_password": "asks the password", "sign_in.with_link": "asks the link", "sign_in.link": "makes a token",
    "sign_in.sign_out": "asks the sign-in itself", "sign_in.who_is": "asks the sign-in itself",
    "sum_up.sum_up": "part of publishing, which asks", "sum_up.sum_up_what_is_due": "what publishing, which asks, left undone",
    "publish.counted": "changes nothing",
    "erase.compact": "deletes nothing: rewrites the disk",
    "pair_up.pair_up": "part of publishing, which asks",
    "sign_in.hashed": "changes nothing", "sign_in.new_account": "changes nothing",
    "prepare.card_of": "changes nothing", "prepare.changed_minutes": "changes nothing",
    "prepare.must_exist": "changes nothing", "correct_plan.has_answers": "changes nothing",
    "recognise.recognise": "asks the cookies", "recognise.recognise_participant": "asks the cookies",
    "recognise.account_cookie": "changes nothing", "recognise.participant_cookie": "changes nothing",
    "recognise.sign_in_of": "changes nothing", "note.author_key": "changes nothing",
}  # fmt: skip


def public_functions() -> dict[str, Callable[..., object]]:
    """Every function that a page or a route can call."""
    found: dict[str, Callable[..., object]] = {}
    for module in pkgutil.iter_modules(actions.__path__):
        room = importlib.import_module(f"actions.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            if function.__module__ == room.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


def test_every_action_stands_in_the_table() -> None:
    """A new action needs a row: who may do it, or why everyone may."""
    assert set(public_functions()) == {one.action.split(" ")[0] for one in ROWS} | set(FOR_EVERYONE)


def test_an_action_without_a_visitor_is_not_called_by_mistake() -> None:
    """What knows no visitor can't check one: only the functions that say why are like that."""
    for name, function in public_functions().items():
        assert ("who" in inspect.signature(function).parameters) == (
            name not in FOR_EVERYONE or name == "note.author_key"
        ), name


def test_every_deed_that_changes_something_is_asked_by_an_action() -> None:
    reading = {Deed.READ_OPEN, Deed.SEE_RESULT, Deed.FOLLOW_AGREEMENTS, Deed.COMPARE}
    assert {deed for one in ROWS for deed in one.deeds} == set(Deed) - reading


def everything(store: Store) -> list[tuple[object, ...]]:
    """How many rows each table has: nothing is ever changed in place, so this shows every change."""
    tables = store.rows("select table_name from information_schema.tables where table_type = 'BASE TABLE'"
                        " and table_schema in ('main', 'public') order by table_name")  # fmt: skip
    return store.rows(
        " union all ".join(f"select '{name}' as one, count(*) from {name}" for (name,) in tables)
        + " order by one"
    )


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.action)
def test_an_action_is_open_to_the_roles_of_its_deed_and_to_nobody_else(shared_room: Room, one: Row) -> None:
    room = shared_room
    allowed = {role.value for deed in one.deeds for role in MAY[deed]}
    assert allowed, one
    for (whose, role), who in room.people.items():
        if whose == "here" and role in allowed:
            continue
        before = everything(room.store)
        with pytest.raises(NotAllowed) as told:
            one.call(room, who)
        assert everything(room.store) == before, (one.action, whose, role)
        if role == "nobody":
            assert told.type is NotSignedIn


@pytest.mark.parametrize(
    ("one", "role"),
    [
        (one, role)
        for one in ROWS
        for role in sorted({role.value for deed in one.deeds for role in MAY[deed]})
    ],
    ids=lambda part: part.action if isinstance(part, Row) else part,
)
def test_a_role_that_may_can(room: Room, one: Row, role: str) -> None:
    before = everything(room.store)
    one.call(room, room.people["here", role])
    if one.action not in CHANGES_NOTHING:
        assert everything(room.store) != before
