"""Workshops as they were made, where they stand, and their rounds."""

import pytest

from domain.problems import NotFound
from domain.roles import Grant, Role
from domain.workshops import Phase, RoundKind, Standing
from storage import workshops
from storage.store import Store
from tests.cast import NOW, Cast, a_workshop, round_of


def test_a_workshop_is_found_by_id_and_by_code_as_it_was_made(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    assert workshops.by_id(store, workshop.id) == workshop
    assert workshops.by_code(store, f" {workshop.code.lower()} ") == workshop
    assert workshop.values == ("veiligheid", "privacy", "vrijheid", "transparantie")
    assert workshop.perspectives == ("policy", "data", "legal", "resident")


@pytest.mark.parametrize("name", ["00000000-0000-4000-8000-000000000000", "x"])
def test_a_workshop_that_does_not_exist_is_not_found(store: Store, cast: Cast, name: str) -> None:
    a_workshop(store, cast.duinstad)
    with pytest.raises(NotFound):
        workshops.by_id(store, name)
    with pytest.raises(NotFound):
        workshops.by_code(store, name)
    with pytest.raises(NotFound):
        workshops.kind_of_round(store, name)


def test_within_a_grant_are_its_own_workshops_only(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    plein, haven = a_workshop(store, house), a_workshop(store, house, team_id=house.second_team_id)
    a_workshop(store, cast.elsewhere)
    assert {one.id for one in workshops.within(store, house.manager.grants)} == {plein.id, haven.id}
    team = Grant(Role.FACILITATOR, house.organisation_id, house.department_id, house.second_team_id)
    assert [one.id for one in workshops.within(store, (team,))] == [haven.id]
    assert workshops.within(store, ()) == []


def test_a_workshop_starts_in_its_survey_and_stands_at_its_latest_move(store: Store, cast: Cast) -> None:
    workshop, other = a_workshop(store, cast.duinstad), a_workshop(store, cast.duinstad)
    leader = cast.duinstad.facilitator.account_id or ""
    assert workshops.standing(store, workshop.id) == Standing()
    store.write(workshops.move(workshop.id, 0, Phase.LIVE, "explore", leader, NOW))
    store.write(workshops.move(workshop.id, 1, Phase.LIVE, "effects", leader, NOW))
    assert workshops.standing(store, workshop.id) == Standing(Phase.LIVE, "effects", 2, NOW)
    assert workshops.standings(store, [workshop.id, other.id]) == {
        workshop.id: Standing(Phase.LIVE, "effects", 2, NOW), other.id: Standing(),
    }  # fmt: skip


def test_every_move_stays_in_the_history_in_its_order(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator.account_id or ""
    assert workshops.moves(store, workshop.id) == []
    for number, step in enumerate(("explore", "effects", "explore")):
        store.write(workshops.move(workshop.id, number, Phase.LIVE, step, leader, NOW))
    moves = workshops.moves(store, workshop.id)
    assert [(one.step, one.number, one.since) for one in moves] == [
        ("explore", 1, NOW), ("effects", 2, NOW), ("explore", 3, NOW),
    ]  # fmt: skip


def test_a_move_from_where_the_workshop_no_longer_stands_is_not_made(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator.account_id or ""
    assert store.write(workshops.move(workshop.id, 0, Phase.LIVE, "explore", leader, NOW)) == 1
    assert store.write(workshops.move(workshop.id, 0, Phase.LIVE, "effects", leader, NOW)) == 0
    assert store.write(workshops.move(workshop.id, 7, Phase.LIVE, "effects", leader, NOW)) == 0
    assert workshops.standing(store, workshop.id).step == "explore"


def test_a_workshop_has_one_round_of_each_kind_and_all_are_open(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    rounds = workshops.rounds(store, workshop.id)
    assert {one.kind for one in rounds} == set(RoundKind)
    assert {(one.number, one.is_closed, one.is_published) for one in rounds} == {(1, False, False)}


def test_a_round_knows_that_it_was_closed(store: Store, cast: Cast) -> None:
    workshop, leader = a_workshop(store, cast.duinstad), cast.duinstad.facilitator.account_id or ""
    asked = round_of(store, workshop)
    assert [store.write(workshops.end_round(asked.id, leader, NOW)) for _ in range(2)] == [1, 0]
    assert round_of(store, workshop).is_closed
    assert not round_of(store, workshop, RoundKind.DOTS).is_closed


def test_a_round_belongs_to_its_workshop_and_kind(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    assert workshops.kind_of_round(store, round_of(store, workshop, RoundKind.IDEAS).id) == (
        workshop.id,
        RoundKind.IDEAS,
    )
