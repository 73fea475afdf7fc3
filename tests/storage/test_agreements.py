"""Agreements as they stand, with every earlier status kept as their history."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.agreements import AgreementDraft, Status
from domain.problems import NotFound
from storage import agreements
from storage.agreements import Listing
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, new_id

DRAFT = AgreementDraft(" Bord ophangen ", "Het bord hangt", "Joris", date(2027, 1, 15), "transparantie")


@pytest.fixture
def agreement_id(store: Store, cast: Cast) -> str:
    workshop, made = a_workshop(store, cast.duinstad), new_id()
    store.write(*agreements.add(made, workshop, DRAFT, cast.duinstad.facilitator.account_id or "", NOW))
    return made


def test_an_agreement_starts_open_at_the_place_of_its_workshop(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    agreement = agreements.by_id(store, agreement_id)
    assert (agreement.title, agreement.status, agreement.status_number) == ("Bord ophangen", Status.OPEN, 1)
    assert agreement.status_by == cast.duinstad.facilitator.account_id
    assert agreement.place.team_id == cast.duinstad.team_id
    assert agreements.of_workshop(store, agreement.workshop_id) == [agreement]


def test_the_same_agreement_twice_is_one_agreement(store: Store, cast: Cast, agreement_id: str) -> None:
    workshop = a_workshop(store, cast.duinstad)
    again = agreements.add(agreement_id, workshop, DRAFT, cast.duinstad.facilitator.account_id or "", NOW)
    assert store.write(*again) == 0
    assert agreements.of_workshop(store, workshop.id) == []


def test_every_status_is_kept_with_who_and_when(store: Store, cast: Cast, agreement_id: str) -> None:
    manager, later = cast.duinstad.manager.account_id or "", NOW + timedelta(days=40)
    store.write(
        agreements.set_status(agreements.by_id(store, agreement_id), Status.DONE, "Hangt", manager, later)
    )
    assert agreements.history(store, agreement_id) == [
        ("open", "", "Fenna", NOW), ("done", "Hangt", "Maud", later),
    ]  # fmt: skip


def test_of_two_people_who_change_it_at_once_one_is_first(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    seen, manager = agreements.by_id(store, agreement_id), cast.duinstad.manager.account_id or ""
    with ThreadPoolExecutor(6) as threads:
        written = list(
            threads.map(
                lambda _: store.write(agreements.set_status(seen, Status.STARTED, "", manager, NOW)), range(6)
            )
        )
    assert sorted(written) == [0] * 5 + [1]
    assert agreements.by_id(store, agreement_id).status_number == 2


def test_the_list_is_of_a_scope_and_what_asks_for_attention_comes_first(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    house = cast.duinstad
    by, late = house.facilitator.account_id or "", new_id()
    workshop = a_workshop(store, house, team_id=house.second_team_id)
    store.write(
        *agreements.add(late, workshop, replace(DRAFT, due_on=NOW.date() - timedelta(days=1)), by, NOW)
    )
    store.write(*agreements.add(new_id(), a_workshop(store, cast.elsewhere), DRAFT, by, NOW))
    everything = Listing(house.manager.grants, NOW.date())
    found = agreements.page(store, everything, 0, 10)
    assert found["id"].tolist() == [late, agreement_id]
    assert found.loc[1, ["team", "department", "organisation", "status"]].tolist() == [
        "Team Plein", "Openbare ruimte", "Duinstad", "open",
    ]  # fmt: skip
    assert found["urgency"].tolist() == [0, 2]
    assert agreements.page(store, everything, 1, 10)["id"].tolist() == [agreement_id]
    assert len(agreements.page(store, replace(everything, status="done"), 0, 10)) == 0
    assert len(agreements.page(store, replace(everything, scope=()), 0, 10)) == 0


def test_agreements_are_counted_per_place(store: Store, cast: Cast, agreement_id: str) -> None:
    asked = Listing(cast.duinstad.manager.grants, NOW.date())
    for by, place in (("organisation", "Duinstad"), ("department", "Openbare ruimte"), ("", "")):
        assert agreements.counts(store, asked, by).to_numpy().tolist() == [[place, "open", 2, 1]]
    assert len(agreements.counts(store, replace(asked, scope=cast.elsewhere.manager.grants), "")) == 0


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000000", "x"])
def test_an_agreement_that_does_not_exist_is_not_found(store: Store, agreement_id: str, name: str) -> None:
    with pytest.raises(NotFound):
        agreements.by_id(store, name)


def test_still_open_is_what_the_team_did_not_finish_in_other_workshops(
    store: Store, cast: Cast, agreement_id: str
) -> None:
    lead, manager = cast.duinstad.facilitator.account_id or "", cast.duinstad.manager.account_id or ""
    of_it = a_workshop(store, cast.duinstad)
    next_one, other_team = (
        a_workshop(store, cast.duinstad),
        a_workshop(store, cast.duinstad, team_id=cast.duinstad.second_team_id),
    )
    soon = replace(DRAFT, title="Eerst dit", due_on=date(2026, 12, 1))
    soonest = new_id()
    store.write(*agreements.add(soonest, of_it, soon, lead, NOW))
    assert [one.id for one in agreements.still_open(store, next_one)] == [soonest, agreement_id]
    assert [one.id for one in agreements.still_open(store, of_it)] == [agreement_id], (
        "its own are no earlier ones"
    )
    assert agreements.still_open(store, other_team) == []
    store.write(
        agreements.set_status(agreements.by_id(store, soonest), Status.DROPPED, "Niet nodig", manager, NOW)
    )
    assert [one.id for one in agreements.still_open(store, next_one)] == [agreement_id]
