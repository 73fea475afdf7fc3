"""Agree and follow up: one owner, a date, evidence when it is done, and a second person who confirms."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from actions.agree import agree
from actions.correct_agreement import correct_agreement
from actions.follow_up import follow_up
from domain.agreements import NEXT, Agreement, AgreementDraft, Status
from domain.problems import (
    AlreadyDone,
    BadInput,
    Empty,
    FinishedAgreement,
    NotAllowed,
    NotFound,
    PastDate,
    TooLong,
    WrongFields,
)
from domain.roles import Grant, Role, Visitor
from domain.workshops import Workshop
from storage import agreements
from storage.agreements import Listing
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_workshop, new_id, person

DRAFT = AgreementDraft("Bord ophangen", "Het bord hangt", "Joris", date(2027, 1, 15), "transparantie")


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad)


@pytest.fixture
def agreement_id(store: Store, cast: Cast, workshop: Workshop) -> str:
    made = new_id()
    agree(store, cast.duinstad.facilitator, workshop.id, made, DRAFT, now=NOW)
    return made


def change(
    store: Store, who: Visitor, agreement_id: str, status: Status, remark: str = "Gezien op het plein"
) -> Agreement:
    """The next status, by someone who looked at the present one."""
    seen = agreements.by_id(store, agreement_id).status_number
    follow_up(store, who, agreement_id, seen, status, remark, now=NOW)
    return agreements.by_id(store, agreement_id)


def test_an_agreement_of_the_group_is_recorded_once(
    store: Store, cast: Cast, workshop: Workshop, agreement_id: str
) -> None:
    agree(
        store, cast.duinstad.facilitator, workshop.id, agreement_id, replace(DRAFT, title="Anders"), now=NOW
    )
    (found,) = agreements.of_workshop(store, workshop.id)
    assert (found.title, found.owner_name, found.status) == ("Bord ophangen", "Joris", Status.OPEN)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, WrongFields), ({"due_on": TODAY - timedelta(days=1)}, WrongFields), ({"value_id": "welzijn"}, BadInput),
    ],
)  # fmt: skip
def test_an_agreement_that_cannot_be_right_is_refused(
    store: Store, cast: Cast, workshop: Workshop, changes: dict[str, object], problem: type[Exception]
) -> None:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type]
    with pytest.raises(problem):
        agree(store, cast.duinstad.facilitator, workshop.id, new_id(), draft, now=NOW)
    assert agreements.of_workshop(store, workshop.id) == []


def test_an_agreement_for_today_is_fine_and_one_for_yesterday_is_refused(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    lead, yesterday = cast.duinstad.facilitator, TODAY - timedelta(days=1)
    agree(store, lead, workshop.id, new_id(), replace(DRAFT, due_on=TODAY), now=NOW)
    with pytest.raises(WrongFields) as told:
        agree(store, lead, workshop.id, new_id(), replace(DRAFT, due_on=yesterday), now=NOW)
    assert isinstance(told.value.fields["due_on"], PastDate)


def correct(store: Store, who: Visitor, agreement_id: str, **changes: object) -> Agreement:
    """The next wording, by someone who looked at the present one."""
    seen = agreements.by_id(store, agreement_id)
    draft = replace(seen.draft, **changes)  # type: ignore[arg-type]
    correct_agreement(store, who, agreement_id, seen.correction, draft, now=NOW)
    return agreements.by_id(store, agreement_id)


def test_the_latest_wording_counts_and_the_earlier_ones_stay(
    store: Store, cast: Cast, workshop: Workshop, agreement_id: str
) -> None:
    house = cast.duinstad
    correct(store, house.facilitator, agreement_id, owner_name="Samira", value_id="privacy")
    now = correct(store, house.manager, agreement_id, title=" Borden ophangen ", due_on=date(2027, 2, 1))
    assert (now.title, now.owner_name, now.value_id, now.due_on, now.correction) == (
        "Borden ophangen", "Samira", "privacy", date(2027, 2, 1), 2,
    )  # fmt: skip
    assert (now.status, now.status_number, now.done_when) == (Status.OPEN, 1, DRAFT.done_when)
    assert agreements.of_workshop(store, workshop.id) == [now]
    listing = Listing(house.manager.grants, TODAY)
    assert agreements.page(store, listing, 0, 9)["owner_name"].tolist() == ["Samira"]
    assert agreements.owners(store, house.manager.grants, 9) == ["Samira"]
    versions = agreements.wordings(store, agreement_id)
    assert [(draft.title, draft.owner_name, name) for draft, name, _ in versions] == [
        ("Bord ophangen", "Joris", "Fenna"), ("Bord ophangen", "Samira", "Fenna"), ("Borden ophangen", "Samira", "Maud"),
    ]  # fmt: skip


def test_every_screen_hears_of_a_correction(
    store: Store, cast: Cast, workshop: Workshop, agreement_id: str
) -> None:
    before = agreements.count(store, workshop.id), agreements.version(store)
    correct(store, cast.duinstad.facilitator, agreement_id, title="Anders")
    assert agreements.count(store, workshop.id) == before[0] + 1
    assert agreements.version(store) != before[1]


def test_the_same_words_again_are_no_correction(store: Store, cast: Cast, agreement_id: str) -> None:
    assert correct(store, cast.duinstad.facilitator, agreement_id).correction == 0


def test_an_old_day_may_stay_and_another_day_that_is_over_is_refused(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    lead, late = cast.duinstad.facilitator, datetime(2027, 3, 1, tzinfo=UTC)
    draft = replace(DRAFT, title="Anders")
    correct_agreement(store, lead, agreement_id, 0, draft, now=late)
    with pytest.raises(WrongFields):
        correct_agreement(store, lead, agreement_id, 1, replace(draft, due_on=date(2027, 1, 16)), now=late)


def test_what_someone_said_to_be_done_stays_what_it_was(store: Store, cast: Cast, agreement_id: str) -> None:
    house = cast.duinstad
    change(store, house.facilitator, agreement_id, Status.DONE)
    with pytest.raises(FinishedAgreement):
        correct(store, house.facilitator, agreement_id, done_when="Iets makkelijkers")
    change(store, house.facilitator, agreement_id, Status.STARTED)
    assert correct(store, house.facilitator, agreement_id, done_when="Er hangen er twee").correction == 1


def test_of_two_who_correct_the_same_wording_one_is_first(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    seen, by = agreements.by_id(store, agreement_id), cast.duinstad.facilitator.account_id or ""
    ways = [agreements.correct(seen, replace(DRAFT, title=f"Bord {n}"), by, NOW) for n in range(6)]
    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(store.write, ways)) == [0] * 5 + [1]
    with pytest.raises(AlreadyDone):
        correct_agreement(store, cast.duinstad.manager, agreement_id, 0, replace(DRAFT, title="X"), now=NOW)


def test_a_value_of_another_workshop_is_no_correction(store: Store, cast: Cast, agreement_id: str) -> None:
    with pytest.raises(BadInput):
        correct(store, cast.duinstad.facilitator, agreement_id, value_id="welzijn")


def test_done_by_one_and_secured_by_another(store: Store, cast: Cast, agreement_id: str) -> None:
    house = cast.duinstad
    assert change(store, house.facilitator, agreement_id, Status.DONE).status is Status.DONE
    assert change(store, house.manager, agreement_id, Status.SECURED).status is Status.SECURED
    assert [row[:3] for row in agreements.history(store, agreement_id)] == [
        ("open", "", "Fenna"), ("done", "Gezien op het plein", "Fenna"), ("secured", "Gezien op het plein", "Maud"),
    ]  # fmt: skip


def test_nobody_confirms_what_they_said_was_done(store: Store, cast: Cast, agreement_id: str) -> None:
    house = cast.duinstad
    change(store, house.manager, agreement_id, Status.DONE)
    with pytest.raises(NotAllowed):
        change(store, house.manager, agreement_id, Status.SECURED)
    second = person(store, Grant(Role.MANAGER, house.organisation_id), "mia@duinstad.example")
    assert change(store, second, agreement_id, Status.SECURED).status is Status.SECURED


def test_a_facilitator_does_not_confirm(store: Store, cast: Cast, agreement_id: str) -> None:
    change(store, cast.duinstad.manager, agreement_id, Status.DONE)
    with pytest.raises(NotAllowed):
        change(store, cast.duinstad.facilitator, agreement_id, Status.SECURED)


def test_done_needs_evidence_and_the_rest_does_not(store: Store, cast: Cast, agreement_id: str) -> None:
    with pytest.raises(Empty):
        change(store, cast.duinstad.manager, agreement_id, Status.DONE, "  ")
    assert change(store, cast.duinstad.manager, agreement_id, Status.STARTED, "").status is Status.STARTED
    with pytest.raises(TooLong):
        change(store, cast.duinstad.manager, agreement_id, Status.DONE, "x" * 301)


@pytest.mark.parametrize("status", [status for status in Status if status not in NEXT[Status.OPEN]])
def test_a_status_that_does_not_follow_is_refused(
    store: Store, cast: Cast, agreement_id: str, status: Status
) -> None:
    with pytest.raises(BadInput):
        change(store, cast.duinstad.manager, agreement_id, status)
    assert agreements.by_id(store, agreement_id).status_number == 1


def test_who_looked_at_an_older_status_is_told(store: Store, cast: Cast, agreement_id: str) -> None:
    manager = cast.duinstad.manager
    change(store, manager, agreement_id, Status.STARTED)
    with pytest.raises(AlreadyDone):
        follow_up(store, manager, agreement_id, 1, Status.DROPPED, "", now=NOW)
    assert agreements.by_id(store, agreement_id).status is Status.STARTED


def test_of_several_who_change_it_at_once_one_is_first(store: Store, cast: Cast, agreement_id: str) -> None:
    def click(_: int) -> bool:
        try:
            follow_up(store, cast.duinstad.manager, agreement_id, 1, Status.STARTED, "", now=NOW)
        except AlreadyDone:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(click, range(6))).count(True) == 1
    assert agreements.by_id(store, agreement_id).status_number == 2


def test_nobody_of_another_organisation_changes_it(store: Store, cast: Cast, agreement_id: str) -> None:
    for who in (
        cast.elsewhere.facilitator,
        cast.elsewhere.manager,
        cast.elsewhere.administrator,
        cast.nobody,
    ):
        with pytest.raises(NotAllowed):
            change(store, who, agreement_id, Status.STARTED)


def test_an_agreement_that_does_not_exist_is_not_found(store: Store, cast: Cast) -> None:
    with pytest.raises(NotFound):
        follow_up(store, cast.duinstad.manager, new_id(), 1, Status.STARTED, "", now=NOW)
