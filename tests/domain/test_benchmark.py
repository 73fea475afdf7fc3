"""A benchmark file is read as if it came from an enemy: one byte, one small figure, one strange part, and it is refused."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from domain.benchmark import Benchmark, canonical, opened, response_in, written
from domain.content import Crosswalk
from domain.problems import (
    ChangedBenchmark,
    NewerBenchmark,
    NotABenchmark,
    OtherFramework,
    Problem,
    UnsafeFigure,
)
from domain.signatures import fingerprint, is_signed, public_key, sign, typed_fingerprint
from tests.benchmark_files import (
    FIGURES,
    FRAMEWORK,
    RESPONSE,
    SEED,
    content,
    of_version_1,
    signed,
    signed_by,
    spaced,
    with_figure,
)

FILE = signed_by(SEED)
GROUP = {"kind": "team", "name": "team 1", "measurement": 0, "figures": FIGURES}


def read(file: bytes) -> Benchmark:
    return opened(file).benchmark()


def test_a_file_is_read_as_it_was_written() -> None:
    benchmark = read(FILE)
    assert (benchmark.organisation, benchmark.smallest_group, len(benchmark.groups)) == ("Heuvelrug", 5, 2)
    assert benchmark.groups[0].figures["privacy", "importance"] == (8, 1, 0, 1, 2, 3, 2, *RESPONSE)
    assert [response_in(group.figures["privacy", "current"]) for group in benchmark.groups] == [
        (1, 9, 12),
        None,
    ]
    assert written(benchmark, SEED) == FILE
    assert opened(FILE).fingerprint == fingerprint(public_key(SEED))


def test_a_file_of_the_first_version_is_read_and_tells_no_response() -> None:
    benchmark = read(signed(of_version_1()))
    assert benchmark.groups[0].figures["privacy", "importance"] == (8, 1, 0, 1, 2, 3, 2)
    assert {response_in(numbers) for group in benchmark.groups for numbers in group.figures.values()} == {
        None
    }
    with pytest.raises(NotABenchmark):
        read(signed(content(version=1)))  # ten numbers came with the second version


def test_a_file_of_a_newer_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(NewerBenchmark) as told:
        read(signed(content(version=3)))
    assert told.value.facts == {"theirs": 3, "ours": 2}


def test_a_file_with_the_version_of_another_is_not_as_it_was_signed() -> None:
    for theirs in (b'"version":1', b'"version":3'):
        with pytest.raises(ChangedBenchmark):
            opened(FILE.replace(b'"version":2', theirs))


@pytest.mark.parametrize(
    ("response", "problem"),
    [([2, 9, 12], UnsafeFigure), ([1, 4, 12], UnsafeFigure), ([0, 3, 8], NotABenchmark), ([0, 0, 8], NotABenchmark),
     ([2, 11, 1], NotABenchmark), ([1, 9], NotABenchmark), ([1, 9, 12, 1], NotABenchmark), ([1, 9, -12], NotABenchmark)],
)  # fmt: skip
def test_a_response_about_too_few_people_or_of_nobody_is_refused(
    response: list[int], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        read(signed(with_figure([8, 1, 0, 1, 2, 3, 2, *response])))


def test_a_sum_of_pools_alone_and_one_with_more_people_than_expected_are_taken() -> None:
    for response in ([0, 0, 0], [1, 14, 12]):
        read(signed(with_figure([8, 1, 0, 1, 2, 3, 2, *response])))


def test_a_team_has_no_response() -> None:
    figures = {"privacy": {"importance": [*FIGURES["privacy"]["importance"], *RESPONSE]}}
    with pytest.raises(NotABenchmark):
        read(signed(content(groups=[{**GROUP, "figures": figures}])))


CROSSWALK = Crosswalk(
    7,
    {"privacy": "same", "vrij": "reworded", "veilig": "split", "open": "merged", "oud": "gone"},
    {"privacy": "privacy", "vrij": "vrijheid"},
)
MAPPED = replace(FRAMEWORK, crosswalks=(CROSSWALK,))


def of_version(version: int, *values: str, framework: str = FRAMEWORK.id) -> Benchmark:
    figures = dict.fromkeys(values, FIGURES["privacy"])
    groups = [
        {**GROUP, "figures": figures},
        {**GROUP, "name": "team 2", "figures": {values[-1]: FIGURES["privacy"]}},
    ]
    return read(signed(content(groups=groups, framework={"id": framework, "version": version})))


def test_a_file_of_another_version_is_carried_over_where_the_values_mean_the_same() -> None:
    fitted = of_version(7, "privacy", "vrij", "veilig", "open", "oud").fitted(MAPPED)
    (group,) = fitted.groups  # the other group has a value that is gone, and nothing else
    assert {value for value, _ in group.figures} == {"privacy", "vrijheid"}
    assert group.figures["vrijheid", "importance"] == tuple(FIGURES["privacy"]["importance"])
    assert fitted.left_out == {"veilig": "split", "open": "merged", "oud": "gone"}


def test_a_file_of_our_own_version_stays_as_it_is() -> None:
    own = read(FILE)
    assert own.fitted(MAPPED) == own


@pytest.mark.parametrize(
    ("benchmark", "problem"),
    [
        (of_version(8, "privacy"), OtherFramework),
        (of_version(7, "privacy", framework="iets"), OtherFramework),
        (of_version(7, "veilig", "oud"), OtherFramework),
        (of_version(7, "privacy", "geluk"), NotABenchmark),
        (of_version(FRAMEWORK.version, "vrij"), NotABenchmark),
    ],
    ids=[
        "unknown version",
        "other values",
        "nothing to compare",
        "unknown value",
        "a name of another version",
    ],
)
def test_a_file_that_no_crosswalk_carries_over_is_refused(
    benchmark: Benchmark, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        benchmark.fitted(MAPPED)


def test_every_byte_that_is_changed_is_noticed() -> None:
    for place in range(0, len(FILE), 7):
        changed = FILE[:place] + bytes([FILE[place] ^ 1]) + FILE[place + 1 :]
        with pytest.raises((ChangedBenchmark, NotABenchmark)):
            opened(changed)
    for other in (
        FILE + b"\n",
        b" " + FILE,
        FILE[:-1],
        spaced(FILE),
        b"\xef\xbb\xbf" + FILE,
        FILE.replace(b"8,1,0", b"8,1,00"),
    ):
        with pytest.raises((ChangedBenchmark, NotABenchmark)):
            opened(other)


def test_a_changed_number_says_that_the_file_was_changed() -> None:
    with pytest.raises(ChangedBenchmark):
        opened(FILE.replace(b"[8,1,0,1,2,3,2]", b"[9,1,1,1,2,3,2]"))
    with pytest.raises(ChangedBenchmark):
        opened(FILE.replace(b"1,9,12]", b"1,10,12]"))


def test_the_signature_of_one_key_is_not_that_of_another() -> None:
    other = FILE.replace(public_key(SEED).encode(), public_key(bytes(32)).encode())
    with pytest.raises(ChangedBenchmark):
        opened(other)


@pytest.mark.parametrize(
    "numbers",
    [[4, 0, 1, 1, 1, 1, 0], [0, 9, 0, 0, 0, 0, 0], [5, 0, 0, 0, 0, 0, 5], [30, 0, 0, 30, 0, 0, 0]],
)
def test_a_figure_about_too_few_people_or_about_one_answer_is_refused(numbers: list[int]) -> None:
    with pytest.raises(UnsafeFigure):
        read(signed(with_figure(numbers)))


@pytest.mark.parametrize("k", [0, 1, 4])
def test_a_smaller_group_than_five_is_refused(k: int) -> None:
    with pytest.raises(UnsafeFigure):
        read(signed(content(smallest_group=k)))


def test_a_figure_below_the_k_of_its_own_file_is_refused() -> None:
    with pytest.raises(UnsafeFigure):
        read(signed(content(smallest_group=10)))


@pytest.mark.parametrize(
    "numbers",
    [[8, 1, 0, 1, 2, 3], [9, 1, 0, 1, 2, 3, 2], [8, -1, 0, 1, 2, 3, 2], [8.0, 1, 0, 1, 2, 3, 2], [True] * 7, "8100000", None,
     [10**9, 0, 10**9, 0, 0, 0, 0], [8, 1, -1, 2, 2, 3, 2]],
)  # fmt: skip
def test_numbers_that_are_no_figure_are_refused(numbers: object) -> None:
    with pytest.raises(NotABenchmark):
        read(signed(with_figure(numbers)))


@pytest.mark.parametrize(
    "changes",
    [{"format": "iets anders"}, {"version": 0}, {"organisation": ""}, {"organisation": "x" * 300}, {"organisation": 7},
     {"organisation": "regel\nregel"}, {"made_on": "gisteren"}, {"framework": None}, {"framework": {"id": "x"}}, {"groups": {}},
     {"smallest_group": "5"}, {"groups": [GROUP, GROUP]}, {"groups": [{**GROUP, "kind": "persoon"}]},
     {"groups": [{**GROUP, "figures": {"privacy": {"dots": [8, 1, 0, 1, 2, 3, 2]}}}]}, {"groups": ["x"]}],
)  # fmt: skip
def test_a_part_that_is_strange_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotABenchmark):
        read(signed(content(**changes)))


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"content":NaN}',
        b"1" * 10_000,
        b" " * 1_000_001,
        FILE[:100],
    ],
    ids=range(10),
)
def test_any_other_file_is_no_benchmark(file: bytes) -> None:
    with pytest.raises(NotABenchmark):
        opened(file)


def test_noise_is_refused_and_never_fails_otherwise() -> None:
    chance = random.Random(7)
    for _ in range(300):
        file = bytearray(FILE)
        for _ in range(chance.randint(1, 20)):
            file[chance.randrange(len(file))] = chance.randrange(256)
        if bytes(file) != FILE:
            with pytest.raises((NotABenchmark, ChangedBenchmark)):
                opened(bytes(file))


def test_an_unsafe_figure_does_not_leave_the_house() -> None:
    benchmark = read(FILE)
    with pytest.raises(UnsafeFigure):
        written(replace(benchmark, smallest_group=9), SEED)


def test_a_signature_is_that_of_the_standard() -> None:
    """The first example of RFC 8032."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key(seed) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert sign(seed, b"").startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    assert is_signed(public_key(seed), sign(seed, b""), b"")
    assert not is_signed(public_key(seed), sign(seed, b""), b"x")
    assert not is_signed("zz", "zz", b"")


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", ":"),
        lambda text: f" {text}\n",
    ],
)
def test_a_fingerprint_may_be_typed_in_any_spacing(change: Any) -> None:
    own = fingerprint(public_key(SEED))
    assert typed_fingerprint(change(own)) == own


@pytest.mark.parametrize("typed", ["", "3f2a", "g" * 32, "0" * 33, "３" * 32])
def test_what_is_no_fingerprint_is_none(typed: str) -> None:
    assert typed_fingerprint(typed) == ""


def test_the_canonical_form_has_its_keys_in_order_and_no_spaces() -> None:
    assert canonical({"b": [1, 2], "a": "é"}) == '{"a":"é","b":[1,2]}'.encode()
