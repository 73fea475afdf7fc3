"""What an organisation shares is what it published, without the names of teams; and what it sees beside itself is that of two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from actions.publish import publish
from actions.take_benchmark import take_benchmark
from actions.trust import end_trust, trust_key
from domain.benchmark import opened
from domain.problems import NotAllowed, NothingToShare
from domain.roles import Grant, Role
from domain.signatures import fingerprint, public_key
from domain.workshops import RoundKind
from reads.benchmark import (
    in_common,
    kinds_of,
    others,
    own_benchmark,
    responses_of,
    shared_file,
    side_by_side,
)
from storage.store import Store
from tests.benchmark_files import FRAMEWORK, SEED
from tests.cast import NOW, TODAY, Cast, House, a_workshop, give, new_id, participants_of, person


def surveyed(store: Store, house: House, team_id: str, importance: Sequence[int]) -> None:
    """A published survey in which everyone scored privacy, four people freedom, and all the same on safety."""
    workshop = a_workshop(store, house, team_id=team_id)
    people = participants_of(store, workshop, len(importance))
    give(store, workshop, people, importance)
    give(store, workshop, people, [2, 1, 2, 1, 3, *([2] * (len(importance) - 5))], dimension="current")
    give(store, workshop, people[:4], (5, 4, 4, 3), item="vrijheid")
    give(store, workshop, people, [4] * len(importance), item="veiligheid")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)


def share(store: Store, house: House) -> bytes:
    return shared_file(store, house.manager, house.organisation_id, FRAMEWORK, SEED, TODAY)


def test_the_file_holds_published_figures_only(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (5, 4, 5, 4, 5, 3))
    surveyed(store, house, house.second_team_id, (1, 2, 1, 2, 1))
    benchmark = opened(share(store, house)).benchmark()
    assert [(one.kind, one.name) for one in benchmark.groups] == [
        ("organisation", "Duinstad"), ("department", "Openbare ruimte"), ("team", "team 1"), ("team", "team 2"),
    ]  # fmt: skip
    for group in benchmark.groups:
        pooled = {"vrijheid"} if group.kind != "team" else set()
        assert {value for value, _ in group.figures} == {"privacy"} | pooled, "hidden or alike stays at home"
    assert benchmark.groups[0].figures["vrijheid", "importance"][0] == 8, (
        "four of one team and four of another"
    )
    assert benchmark.groups[0].figures["privacy", "importance"] == (11, 0, 3, 2, 1, 2, 3, 2, 11, 16)
    assert benchmark.groups[0].figures["vrijheid", "importance"][7:] == (0, 0, 0), "of a pool it is not told"
    assert [len(benchmark.groups[place].figures["privacy", "importance"]) for place in (1, 2)] == [10, 7]


def test_no_name_of_a_team_or_a_person_and_no_id_leaves_the_house(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (5, 4, 5, 4, 5))
    file = share(store, house).decode()
    for secret in (
        "Plein",
        "Haven",
        house.team_id,
        house.department_id,
        house.organisation_id,
        "fenna",
        "maud",
    ):
        assert secret.lower() not in file.lower()
    assert set(json.loads(file)) == {"content", "public_key", "signature"}


def test_before_anything_is_published_there_is_nothing_to_share(store: Store, cast: Cast) -> None:
    with pytest.raises(NothingToShare):
        share(store, cast.duinstad)


def test_what_was_made_with_another_version_of_the_values_stays_at_home(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (5, 4, 5, 4, 5))
    newer = replace(FRAMEWORK, version=FRAMEWORK.version + 1)
    with pytest.raises(NothingToShare):
        own_benchmark(store, house.manager, house.organisation_id, newer, TODAY)


def test_only_a_manager_of_the_whole_organisation_shares_and_looks(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house, house.team_id, (5, 4, 5, 4, 5))
    part = person(
        store, Grant(Role.MANAGER, house.organisation_id, house.department_id), "otto@duinstad.example"
    )
    for who in (part, house.facilitator, house.administrator, cast.elsewhere.manager, cast.nobody):
        with pytest.raises(NotAllowed):
            own_benchmark(store, who, house.organisation_id, FRAMEWORK, TODAY)
        with pytest.raises(NotAllowed):
            others(store, who, house.organisation_id, FRAMEWORK)


def test_two_organisations_exchange_a_file_and_see_each_other_by_value(store: Store, cast: Cast) -> None:
    here, there = cast.duinstad, cast.elsewhere
    surveyed(store, here, here.team_id, (5, 4, 5, 4, 5))
    surveyed(store, there, there.team_id, (1, 2, 1, 2, 1, 2))
    key_id = new_id()
    trust_key(
        store,
        here.administrator,
        here.organisation_id,
        key_id,
        fingerprint(public_key(SEED)),
        "Elders",
        now=NOW,
    )
    take_benchmark(
        store, here.manager, here.organisation_id, new_id(), share(store, there), FRAMEWORK, now=NOW
    )
    (other,) = others(store, here.manager, here.organisation_id, FRAMEWORK)
    own = own_benchmark(store, here.manager, here.organisation_id, FRAMEWORK, TODAY)
    assert kinds_of(other.benchmark) == ["organisation", "department", "team"]
    cells = side_by_side(own, other.benchmark, "organisation", "importance", FRAMEWORK)
    assert {cell.team: (round(cell.measure, 2), cell.n) for cell in cells.itertuples()} == {
        "Duinstad": (4.6, 5), "Elders": (1.5, 6),
    }  # fmt: skip
    alone = cells.iloc[:1].assign(value="vrijheid")
    assert in_common(pd.concat([cells, alone])).equals(cells)
    assert in_common(alone).equals(alone)
    gaps = side_by_side(own, other.benchmark, "team", "gap", FRAMEWORK).set_index("team")["measure"]
    assert gaps.round(2).to_dict() == {"Duinstad": 2.8, "team 1": -0.33}
    for kind, told in (("organisation", [(1, 5, 8), (1, 6, 8)]), ("team", [(1, 5, 8)])):
        found = responses_of(own, other.benchmark, kind, "gap")
        assert [one["privacy"] for one in found.values() if one] == told
    end_trust(store, here.administrator, here.organisation_id, key_id, now=NOW)
    assert others(store, here.manager, here.organisation_id, FRAMEWORK) == []


def test_our_organisation_comes_first_and_teams_as_the_file_has_them(store: Store, cast: Cast) -> None:
    house, elsewhere = cast.duinstad, cast.elsewhere
    surveyed(store, house, house.team_id, (5, 4, 5, 4, 5))
    surveyed(store, elsewhere, elsewhere.team_id, (1, 2, 1, 2, 1))
    ours = own_benchmark(store, house.manager, house.organisation_id, FRAMEWORK, TODAY)
    theirs = own_benchmark(store, elsewhere.manager, elsewhere.organisation_id, FRAMEWORK, TODAY)
    (team,) = (group for group in theirs.groups if group.kind == "team")
    many = replace(theirs, groups=tuple(replace(team, name=f"Afdeling {number}") for number in (1, 2, 10)))
    cells = side_by_side(ours, many, "team", "importance", FRAMEWORK)
    assert cells["team"].tolist() == ["Duinstad", "Afdeling 1", "Afdeling 2", "Afdeling 10"]
