"""The live stream: where the workshop stands, now and at each change, for whoever has a part in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from actions.announce import announce
from actions.move import forward
from actions.note import note
from domain.notes import Draft, NoteKind
from domain.workshops import Workshop
from storage import workshops
from storage.content import the_content
from tests.caller import Stream
from tests.cast import NOW, TODAY, a_participant, a_workshop, give, new_id
from tests.web.conftest import Site


@pytest.fixture
def workshop(site: Site) -> Workshop:
    return a_workshop(site.store, site.cast.duinstad)


@pytest.fixture
def stream(site: Site, workshop: Workshop) -> Iterator[Stream]:
    """What the facilitator's screen hears."""
    opened = site.caller(site.cast.duinstad.facilitator).stream(workshop.code)
    yield opened
    opened.close()


def move(site: Site, workshop: Workshop) -> None:
    standing = workshops.standing(site.store, workshop.id)
    forward(site.store, site.cast.duinstad.facilitator, workshop.id, standing, now=NOW)


def test_it_begins_with_where_the_workshop_stands(stream: Stream) -> None:
    first = stream.next() or {}
    assert (first["scene"], first["since"], first["said"]) == ("0-4--0", None, 0)
    assert first["counts"]["joined"] == 0  # type: ignore[index]
    assert first["counts"]["expected"] == 8  # type: ignore[index]


def test_it_says_so_when_the_workshop_moves(site: Site, workshop: Workshop, stream: Stream) -> None:
    before = stream.next() or {}
    move(site, workshop)
    after = stream.next() or {}
    assert before["scene"] != after["scene"]
    assert after["since"] == NOW.isoformat()


def test_what_everyone_sees_first_of_a_step_comes_with_it_in_both_languages(
    site: Site, workshop: Workshop, stream: Stream
) -> None:
    assert (stream.next() or {})["step"] is None, "the workshop has not begun"
    move(site, workshop)
    heard = stream.next() or {}
    step = the_content().programmes[workshop.programme_id].steps[0]
    assert heard["step"] == {"id": step.id, "name": dict(step.name), "task": dict(step.task)}
    assert heard["number"] == 1


def test_a_limit_that_is_announced_is_heard_at_once_with_the_clock_of_the_server(
    site: Site, workshop: Workshop, stream: Stream
) -> None:
    stream.next()
    move(site, workshop)
    assert (stream.next() or {})["limit"] is None
    seen = workshops.standing(site.store, workshop.id)
    announce(site.store, site.cast.duinstad.facilitator, workshop.id, new_id(), 2, seen, now=NOW)
    heard = stream.next() or {}
    assert heard["limit"] == (NOW + timedelta(minutes=2)).isoformat()
    assert datetime.fromisoformat(str(heard["now"])).tzinfo is not None


def test_it_says_so_when_someone_joins_answers_or_speaks(
    site: Site, workshop: Workshop, stream: Stream
) -> None:
    stream.next()
    who = a_participant(site.store, workshop)
    assert (stream.next() or {})["counts"]["joined"] == 1  # type: ignore[index]
    give(site.store, workshop, [who], [4])
    assert (stream.next() or {})["counts"]["answered"] == 1  # type: ignore[index]
    note(site.store, who, workshop.id, new_id(), Draft(NoteKind.QUESTION, "Wie kijkt er mee?"), today=TODAY)
    heard = stream.next() or {}
    assert heard["counts"]["questions"] == 1  # type: ignore[index]
    assert "Wie kijkt" not in json.dumps(heard)


def test_many_changes_at_once_come_as_few_messages_and_the_last_one_is_true(
    site: Site, workshop: Workshop, stream: Stream
) -> None:
    stream.next()
    for _ in range(40):
        a_participant(site.store, workshop)
    messages, joined = 0, 0
    while joined < 40:
        joined = int((stream.next() or {})["counts"]["joined"])  # type: ignore[index]
        messages += 1
    assert messages < 20


def test_who_leads_knows_how_many_control_screens_are_open(site: Site, workshop: Workshop) -> None:
    lead, who = site.cast.duinstad.facilitator, a_participant(site.store, workshop)
    first = site.caller(lead).stream(f"{workshop.code}?as=control")
    assert (first.next() or {})["controls"] == 1
    phone = site.caller(who).stream(f"{workshop.code}?as=control")
    assert (phone.next() or {})["controls"] == 1, "who takes part is not counted, whatever the address says"
    second = site.caller(lead).stream(f"{workshop.code}?as=control")
    assert (first.next() or {})["controls"] == 2
    second.close()
    assert (first.next() or {})["controls"] == 1, "when a laptop fails, the other goes on"
    move(site, workshop)
    assert (first.next() or {})["scene"] != "0-4--0"
    first.close()
    phone.close()


def test_everyone_who_watches_hears_the_same(site: Site, workshop: Workshop) -> None:
    watchers = [site.caller(a_participant(site.store, workshop)).stream(workshop.code) for _ in range(3)]
    move(site, workshop)
    heard = [watcher.until(lambda event: event["scene"] != "0-4--0") for watcher in watchers]
    assert len({str(event["scene"]) for event in heard}) == 1
    for watcher in watchers:
        watcher.close()


def test_another_workshop_is_not_heard(site: Site, workshop: Workshop, stream: Stream) -> None:
    stream.next()
    move(site, a_workshop(site.store, site.cast.duinstad))
    a_participant(site.store, workshop)
    heard = stream.next() or {}
    assert heard["scene"] == "0-4--0"
    assert heard["counts"]["joined"] == 1  # type: ignore[index]


@pytest.mark.parametrize(
    "who", ["nobody", "administrator", "facilitator elsewhere", "participant of another workshop"]
)
def test_whoever_has_no_part_in_it_hears_nothing(site: Site, workshop: Workshop, who: str) -> None:
    visitors = {
        "nobody": None,
        "administrator": site.cast.duinstad.administrator,
        "facilitator elsewhere": site.cast.elsewhere.facilitator,
        "participant of another workshop": site.participant(),
    }
    reply = site.caller(visitors[who]).get(f"/live/{workshop.code}")
    assert (reply.status, reply.text) == (403, "{}")
