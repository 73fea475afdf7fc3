"""Join: a code and a perspective make a participant, without an account and without a name."""

import pytest

from actions.join import join
from actions.measure_again import measure_again
from domain.problems import BadInput, HasEnded, NotFound, TooMuch
from domain.workshops import MOST_PEOPLE, Phase
from storage import participants, workshops
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, round_of


def test_a_code_in_any_case_leads_to_its_workshop(store: Store, cast: Cast) -> None:
    workshop, person = a_workshop(store, cast.duinstad), new_id()
    assert join(store, f" {workshop.code.lower()}", person, "policy", today=TODAY) == workshop.id
    assert participants.is_known(store, person, workshop.id)


def test_joining_twice_changes_nothing(store: Store, cast: Cast) -> None:
    workshop, person = a_workshop(store, cast.duinstad), new_id()
    for perspective in ("policy", "data"):
        join(store, workshop.code, person, perspective, today=TODAY)
    assert participants.perspectives(store, workshop.id) == {"policy": 1}


def test_a_wrong_code_or_perspective_is_refused(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    with pytest.raises(NotFound):
        join(store, "NOCODE", new_id(), "policy", today=TODAY)
    with pytest.raises(BadInput):
        join(store, workshop.code, new_id(), "council", today=TODAY)
    assert participants.perspectives(store, workshop.id) == {}


def test_a_full_workshop_takes_nobody_more_but_knows_who_joined(store: Store, cast: Cast) -> None:
    workshop, person = a_workshop(store, cast.duinstad), new_id()
    join(store, workshop.code, person, "policy", today=TODAY)
    store.write(
        Statement(
            "insert into participant select unnest($1::uuid[]), $2::uuid, 'data', $3::date",
            ([new_id() for _ in range(MOST_PEOPLE - 1)], workshop.id, TODAY),
        )
    )
    with pytest.raises(TooMuch):
        join(store, workshop.code, new_id(), "policy", today=TODAY)
    assert join(store, workshop.code, person, "policy", today=TODAY) == workshop.id


def test_after_the_end_nobody_joins_any_more_and_who_took_part_is_still_known(
    store: Store, cast: Cast
) -> None:
    lead, workshop, person = cast.duinstad.facilitator, a_workshop(store, cast.duinstad), new_id()
    join(store, workshop.code, person, "policy", today=TODAY)
    asked = round_of(store, workshop)
    store.write(workshops.move(workshop.id, 0, Phase.ENDED, "", lead.account_id or "", NOW))
    assert join(store, workshop.code, new_id(), "policy", today=TODAY), "its survey is still open"
    store.write(workshops.end_round(asked.id, lead.account_id or "", NOW))
    with pytest.raises(HasEnded):
        join(store, workshop.code, new_id(), "policy", today=TODAY)
    assert join(store, workshop.code, person, "policy", today=TODAY) == workshop.id
    measure_again(store, lead, workshop.id, now=NOW)
    assert join(store, workshop.code, new_id(), "policy", today=TODAY), "it is asked again"


def test_a_participant_of_one_workshop_is_not_one_of_another(store: Store, cast: Cast) -> None:
    here, there, person = a_workshop(store, cast.duinstad), a_workshop(store, cast.elsewhere), new_id()
    join(store, here.code, person, "policy", today=TODAY)
    with pytest.raises(TooMuch):
        join(store, there.code, person, "policy", today=TODAY)
    assert participants.perspectives(store, there.id) == {}
