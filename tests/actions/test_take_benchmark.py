"""A file of another organisation is taken in when it is whole, trusted, about the same values, and safe; otherwise never."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from actions.take_benchmark import take_benchmark
from actions.trust import end_trust, trust_key
from domain.content import Crosswalk
from domain.problems import (
    AlreadyTaken,
    ChangedBenchmark,
    Empty,
    NewerBenchmark,
    NotABenchmark,
    NotAFingerprint,
    OlderBenchmark,
    OtherFramework,
    OwnBenchmark,
    Problem,
    SmallerGroup,
    TooLong,
    UnknownKey,
    UnsafeFigure,
    WrongFields,
)
from domain.roles import Deed
from domain.signatures import fingerprint, public_key
from reads.scope import organisations_of
from storage import benchmarks
from storage.settings import signing_seed
from storage.store import Store
from tests.benchmark_files import (
    FIGURES,
    FRAMEWORK,
    SEED,
    content,
    of_version_1,
    signed,
    signed_by,
    with_figure,
)
from tests.cast import NOW, Cast, House, new_id

OTHER_SEED = bytes(32)
CROSSWALK = Crosswalk(7, {"privacy": "same"}, {"privacy": "privacy"})
STRANGE = {"kind": "team", "name": "team 1", "measurement": 0, "figures": {"geluk": FIGURES["privacy"]}}


def trust(store: Store, house: House, seed: bytes = SEED) -> str:
    key_id = new_id()
    own = fingerprint(public_key(seed))
    trust_key(store, house.administrator, house.organisation_id, key_id, own.upper(), " Heuvelrug ", now=NOW)
    return key_id


def take(store: Store, house: House, file: bytes, benchmark_id: str = "") -> None:
    take_benchmark(
        store, house.manager, house.organisation_id, benchmark_id or new_id(), file, FRAMEWORK, now=NOW
    )


def test_a_file_of_a_trusted_key_is_taken_in_once(store: Store, cast: Cast) -> None:
    house, benchmark_id = cast.duinstad, new_id()
    trust(store, house)
    for _ in range(2):
        take(store, house, signed_by(SEED), benchmark_id)
    (taken,) = benchmarks.taken(store, house.organisation_id)
    assert (taken.name, taken.file.encode()) == ("Heuvelrug", signed_by(SEED))
    assert benchmarks.taken(store, cast.elsewhere.organisation_id) == []


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (signed_by(SEED).replace(b"[8,", b"[9,"), ChangedBenchmark),
        (signed_by(OTHER_SEED), UnknownKey),
        (signed(with_figure([4, 0, 1, 1, 1, 1, 0])), UnsafeFigure),
        (signed(content(smallest_group=4)), SmallerGroup),
        (signed(content(smallest_group=9)), UnsafeFigure),
        (signed(content(framework={"id": FRAMEWORK.id, "version": FRAMEWORK.version + 1})), OtherFramework),
        (signed(content(framework={"id": "iets", "version": 1})), OtherFramework),
        (signed(content(groups=[STRANGE])), NotABenchmark),
        (signed(content(version=3)), NewerBenchmark),
        (b"hallo", NotABenchmark),
    ],
    ids=["changed", "unknown key", "too few", "k of four", "below its k", "version", "framework", "value", "newer form", "no file"],
)  # fmt: skip
def test_any_other_file_is_refused_with_a_reason(
    store: Store, cast: Cast, file: bytes, problem: type[Problem]
) -> None:
    trust(store, cast.duinstad)
    with pytest.raises(problem):
        take(store, cast.duinstad, file)
    assert benchmarks.taken(store, cast.duinstad.organisation_id) == []


def older(**changes: Any) -> dict[str, Any]:
    """What is in a file about another version of the values, from which a crosswalk leads to ours."""
    return {**content(framework={"id": FRAMEWORK.id, "version": 7}), **changes}


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (signed(older()), None),
        (signed(older(framework={"id": FRAMEWORK.id, "version": 8})), OtherFramework),
        (signed(older()).replace(b"[8,", b"[9,"), ChangedBenchmark),
        (signed(older(), OTHER_SEED), UnknownKey),
        (signed(older(smallest_group=4)), UnsafeFigure),
        (signed(older(groups=[STRANGE])), NotABenchmark),
    ],
    ids=["as it should be", "unknown version", "changed", "unknown key", "k of four", "unknown value"],
)
def test_a_file_of_a_version_with_a_crosswalk_is_checked_as_every_file(
    store: Store, cast: Cast, file: bytes, problem: type[Problem] | None
) -> None:
    house, values = cast.duinstad, replace(FRAMEWORK, crosswalks=(CROSSWALK,))
    trust(store, house)
    with pytest.raises(problem) if problem else nullcontext():
        take_benchmark(store, house.manager, house.organisation_id, new_id(), file, values, now=NOW)
    assert len(benchmarks.taken(store, house.organisation_id)) == (problem is None)


def test_an_unknown_key_is_told_by_its_fingerprint(store: Store, cast: Cast) -> None:
    with pytest.raises(UnknownKey) as told:
        take(store, cast.duinstad, signed_by(OTHER_SEED))
    assert told.value.facts == {"fingerprint": fingerprint(public_key(OTHER_SEED))}


def test_the_file_of_ones_own_is_told_from_one_by_a_stranger(store: Store, cast: Cast) -> None:
    name = dict(organisations_of(store, cast.duinstad.manager, Deed.EXCHANGE))[cast.duinstad.organisation_id]
    with pytest.raises(OwnBenchmark):
        take(store, cast.duinstad, signed(content(organisation=name), signing_seed()))
    with pytest.raises(UnknownKey):
        take(store, cast.duinstad, signed(content(), signing_seed()))


def test_a_key_that_one_organisation_trusts_says_nothing_to_another(store: Store, cast: Cast) -> None:
    trust(store, cast.elsewhere)
    with pytest.raises(UnknownKey):
        take(store, cast.duinstad, signed_by(SEED))


def test_when_trust_ends_what_came_from_there_is_gone_and_comes_back_with_it(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    key_id = trust(store, house)
    take(store, house, signed_by(SEED))
    end_trust(store, cast.elsewhere.administrator, cast.elsewhere.organisation_id, key_id, now=NOW)
    assert len(benchmarks.taken(store, house.organisation_id)) == 1, "another organisation ends nothing here"
    for _ in range(2):
        end_trust(store, house.administrator, house.organisation_id, key_id, now=NOW)
    assert benchmarks.taken(store, house.organisation_id) == []
    with pytest.raises(UnknownKey):
        take(store, house, signed_by(SEED))
    trust(store, house)
    assert len(benchmarks.taken(store, house.organisation_id)) == 1


def test_a_file_of_the_first_version_is_taken_in_and_a_later_one_of_the_same_maker_after_it(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    trust(store, house)
    for file in (of_version_1(made_on="2026-11-20"), content(made_on="2026-11-22")):
        take(store, house, signed(file))
        assert benchmarks.taken(store, house.organisation_id)[0].file.encode() == signed(file)


def test_the_newest_file_of_a_maker_counts(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    trust(store, house)
    for day in ("2026-11-20", "2026-11-22"):
        take(store, house, signed(content(made_on=day)))
    (taken,) = benchmarks.taken(store, house.organisation_id)
    assert '"made_on":"2026-11-22"' in taken.file


@pytest.mark.parametrize(
    ("day", "problem"),
    [("2026-11-22", AlreadyTaken), ("2026-11-21", OlderBenchmark)],
    ids=["the same", "older"],
)
def test_what_was_taken_in_before_is_said_and_changes_nothing(
    store: Store, cast: Cast, day: str, problem: type[Problem]
) -> None:
    house = cast.duinstad
    trust(store, house)
    take(store, house, signed(content(made_on="2026-11-22")))
    before = benchmarks.taken(store, house.organisation_id)
    with pytest.raises(problem):
        take(store, house, signed(content(made_on=day)))
    assert benchmarks.taken(store, house.organisation_id) == before


@pytest.mark.parametrize(
    ("typed", "name", "problem"),
    [("3f2a", "Heuvelrug", NotAFingerprint), ("0" * 32, " ", Empty), ("0" * 32, "x" * 121, TooLong)],
)
def test_a_key_that_is_no_key_is_not_trusted(
    store: Store, cast: Cast, typed: str, name: str, problem: type[Problem]
) -> None:
    house: Any = cast.duinstad
    with pytest.raises(WrongFields) as told:
        trust_key(store, house.administrator, house.organisation_id, new_id(), typed, name, now=NOW)
    assert [type(one) for one in told.value.fields.values()] == [problem]
    assert benchmarks.trusted(store, house.organisation_id) == []
