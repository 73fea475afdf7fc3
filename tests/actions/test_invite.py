"""Personal links are made for whoever leads, stored without what ties them to a person, and reminded of in groups."""

from __future__ import annotations

import pytest

from actions.answer import answer
from actions.invite import PersonalLink, invite, link_again
from actions.join import join_by_link, of_link
from actions.publish import publish
from actions.remind import remind
from domain.answers import Mark
from domain.invitations import own_code
from domain.problems import BadInput, LinkInUse, NotFound, RoundClosed, TooMuch, WrongOwnCode
from domain.roles import Visitor
from domain.workshops import RoundKind, Workshop
from reads.invitations import invited
from storage import invitations, participants
from storage.settings import settings
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, round_of

ADDRESSES = tuple(f"mens{place}@duinstad.example" for place in range(12))


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


@pytest.fixture
def links(store: Store, cast: Cast, workshop: Workshop) -> list[PersonalLink]:
    return invite(store, cast.duinstad.facilitator, workshop.id, new_id(), ADDRESSES, 0, today=TODAY)


def joined(store: Store, link: PersonalLink, perspective: str = "policy", typed: str = "") -> Visitor:
    person = join_by_link(store, link.token, perspective, typed, was_first=False, today=TODAY)
    return Visitor(participations=((link.invitation.workshop_id, person),))


def answers(store: Store, workshop: Workshop, *links: PersonalLink) -> None:
    for link in links:
        asked = round_of(store, workshop).id
        answer(store, joined(store, link), asked, [Mark("privacy", "importance", 4)], [], today=TODAY)


def test_an_address_has_one_link_however_often_it_is_asked(
    store: Store, cast: Cast, workshop: Workshop, links: list[PersonalLink]
) -> None:
    lead = cast.duinstad.facilitator
    again = invite(store, lead, workshop.id, new_id(), [ADDRESSES[3].upper(), " "], 0, today=TODAY)
    assert [one.token for one in again] == [links[3].token]
    assert link_again(store, lead, workshop.id, links[3].invitation.id) == links[3]
    assert len(invitations.of_workshop(store, workshop.id)) == len(ADDRESSES)


def test_links_without_a_name_are_made_once_for_a_form(store: Store, cast: Cast, workshop: Workshop) -> None:
    form_id = new_id()
    made = [
        invite(store, cast.duinstad.facilitator, workshop.id, form_id, [], 3, today=TODAY) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert [one.invitation.number for one in made[0]] == [1, 2, 3]
    more = invite(store, cast.duinstad.facilitator, workshop.id, new_id(), [], 2, today=TODAY)
    assert [one.invitation.number for one in more] == [4, 5]


def test_more_links_than_fit_in_a_workshop_are_not_made(store: Store, cast: Cast, workshop: Workshop) -> None:
    lead = cast.duinstad.facilitator
    invite(store, lead, workshop.id, new_id(), [], 999, today=TODAY)
    with pytest.raises(TooMuch):
        invite(store, lead, workshop.id, new_id(), ["a@x.nl", "b@x.nl"], 0, today=TODAY)
    assert len(invitations.of_workshop(store, workshop.id)) == 999


def test_the_link_of_another_workshop_is_not_made_again_here(
    store: Store, cast: Cast, links: list[PersonalLink]
) -> None:
    other = a_workshop(store, cast.duinstad)
    with pytest.raises(NotFound):
        link_again(store, cast.duinstad.facilitator, other.id, links[0].invitation.id)


def test_the_store_holds_an_address_and_nothing_that_ties_it_to_a_person(
    store: Store, workshop: Workshop, links: list[PersonalLink]
) -> None:
    answers(store, workshop, links[0])
    _, person = of_link(store, links[0].token)
    rows = store.rows("select * from invitation")
    assert len(rows) == len(ADDRESSES)
    assert not any(secret in str(rows) for secret in (person, links[0].token, links[0].token[32:]))
    assert store.rows("select * from invitation_answered") == []
    assert links[0].invitation.id not in str(store.rows("select * from participant"))


def test_the_same_link_is_the_same_person_with_the_own_code(
    store: Store, workshop: Workshop, links: list[PersonalLink]
) -> None:
    first = joined(store, links[0])
    code = own_code(settings().key, first.participant_in(workshop.id) or "")
    assert joined(store, links[0], typed=code) == first
    assert participants.perspectives(store, workshop.id) == {"policy": 1}


def test_whoever_only_has_the_link_does_not_become_the_person_who_joined_by_it(
    store: Store, links: list[PersonalLink]
) -> None:
    joined(store, links[0])
    other = own_code(settings().key, joined(store, links[1]).participations[0][1])
    with pytest.raises(LinkInUse):
        joined(store, links[0])
    for typed in (other, "XXXXXX"):
        with pytest.raises(WrongOwnCode):
            joined(store, links[0], typed=typed)
    with pytest.raises(WrongOwnCode):
        joined(store, links[2], typed="XXXXXX")


def test_a_link_that_is_not_ours_or_another_perspective_makes_nobody(
    store: Store, workshop: Workshop, links: list[PersonalLink]
) -> None:
    token = links[0].token
    for spoiled in ("", token[:-2] + "zz", links[1].token[:32] + token[32:]):
        with pytest.raises(NotFound):
            join_by_link(store, spoiled, "policy", "", was_first=False, today=TODAY)
    with pytest.raises(BadInput):
        joined(store, links[0], "council")
    assert participants.perspectives(store, workshop.id) == {}


def test_how_many_answered_is_told_from_k_links_on(
    store: Store, cast: Cast, workshop: Workshop, links: list[PersonalLink]
) -> None:
    answers(store, workshop, *links[:2])
    assert invited(store, workshop).answered == 2
    few = a_workshop(store, cast.duinstad)
    made = invite(store, cast.duinstad.facilitator, few.id, new_id(), ADDRESSES[:4], 0, today=TODAY)
    answers(store, few, made[0])
    assert invited(store, few).answered is None


def test_a_reminder_goes_to_everyone_until_k_answered(
    store: Store, cast: Cast, workshop: Workshop, links: list[PersonalLink]
) -> None:
    lead = cast.duinstad.facilitator
    answers(store, workshop, *links[:4])
    reminder = remind(store, lead, workshop.id)
    assert (len(reminder.invited), reminder.is_for_all) == (12, True)
    answers(store, workshop, links[4])
    reminder = remind(store, lead, workshop.id)
    assert ([one.name for one in reminder.invited], reminder.is_for_all) == (list(ADDRESSES[5:]), False)


def test_the_list_of_a_reminder_changes_by_k_people_or_not_at_all(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead = cast.duinstad.facilitator
    links = invite(
        store, lead, workshop.id, new_id(), [f"{place}@x.nl" for place in range(18)], 0, today=TODAY
    )
    sizes = []
    for link in links:
        answers(store, workshop, link)
        sizes.append(len(remind(store, lead, workshop.id).invited))
    assert sizes == [18] * 4 + [13] * 5 + [8] * 9


def test_a_reminder_is_told_once_when_two_ask_together(
    store: Store, workshop: Workshop, links: list[PersonalLink]
) -> None:
    """The second one saw fewer people told than there are now: it writes nothing."""
    asked = round_of(store, workshop).id
    first, later = [[one.invitation.id for one in links[:end]] for end in (5, 6)]
    assert store.write(invitations.tell(asked, first, 0)) == 5
    assert store.write(invitations.tell(asked, later, 0)) == 0
    assert invitations.told(store, asked) == set(first)


def test_there_is_no_reminder_after_the_survey(
    store: Store, cast: Cast, workshop: Workshop, links: list[PersonalLink]
) -> None:
    answers(store, workshop, *links[:6])
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    with pytest.raises(RoundClosed):
        remind(store, cast.duinstad.facilitator, workshop.id)
    assert not invited(store, workshop).is_open
