"""A benchmark: what an organisation shows of itself to another one, in one signed file; docs/benchmark-file.md says how.

Only published figures are in it. Whoever reads one checks everything anew, as if it came from an enemy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.content import Crosswalk, Framework
from domain.problems import (
    ChangedBenchmark,
    NewerBenchmark,
    NotABenchmark,
    OtherFramework,
    SmallerGroup,
    UnsafeFigure,
)
from domain.signatures import fingerprint, is_signed, public_key, sign

FORMAT, VERSION = "goed-digitaal-bestuur/benchmark", 2
VERSIONS = (1, VERSION)  # that are read; what is written is the newest
LARGEST_BYTES = 1_000_000
LEAST_GROUP = 5
KINDS = ("organisation", "department", "team")
DIMENSIONS = ("importance", "current")
NEWEST = 0  # in place of the number of a measurement: of each team the newest
_LONGEST, _MOST = 200, 10_000_000
_COUNTED, _WITH_RESPONSE = 7, 10
# n, don't know, and how many gave 1, 2, 3, 4 and 5; of a sum also the response: teams that are in it and show themselves, how many
# people answered in those, and how many were expected
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """Figures about the same people: `figures` by value and dimension; `measurement` is the first, second ... or NEWEST."""

    kind: str
    name: str
    measurement: int
    figures: Mapping[tuple[str, str], Numbers]


@dataclass(frozen=True)
class Benchmark:
    organisation: str
    made_on: date
    framework_id: str
    framework_version: int
    smallest_group: int
    groups: tuple[Group, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)  # values that can't be compared: why, by id

    def fitted(self, framework: Framework) -> Benchmark:
        """The same figures by the values of this framework, without those that mean something else now.

        raises  OtherFramework when there is no crosswalk from its version, or no value that can be compared;
                NotABenchmark for a value that its version never had
        """
        theirs, ours = (f"{one} {version}" for one, version in (
            (self.framework_id, self.framework_version), (framework.id, framework.version)))  # fmt: skip
        named = {value for group in self.groups for value, _ in group.figures}
        if theirs == ours:
            if named - {value.id for value in framework.values}:
                raise NotABenchmark()
            return self
        crosswalk = _crosswalk(self, framework)
        if crosswalk is None:
            raise OtherFramework(theirs=theirs, ours=ours)
        if named - crosswalk.fates.keys():
            raise NotABenchmark()
        groups = tuple(carried for group in self.groups if (carried := _carried(group, crosswalk)).figures)
        if not groups:
            raise OtherFramework(theirs=theirs, ours=ours)
        left_out = {
            value: fate
            for value, fate in crosswalk.fates.items()
            if value in named - crosswalk.becomes.keys()
        }
        return replace(self, groups=groups, left_out=left_out)


@dataclass(frozen=True)
class Opened:
    """A file whose signature is right: by whom, and what is in it, not yet checked any further."""

    fingerprint: str
    content: Mapping[str, object]

    def benchmark(self) -> Benchmark:
        """What is in it. raises NotABenchmark; NewerBenchmark; UnsafeFigure for one about too few people."""
        content, framework, version = (
            self.content,
            _part(self.content.get("framework")),
            _version(self.content),
        )
        least = _whole(content.get("smallest_group"))
        if least < LEAST_GROUP:
            raise SmallerGroup(theirs=least, k=LEAST_GROUP)
        groups = tuple(_group(one, least, version) for one in _list(content.get("groups")))
        if len({(one.kind, one.name, one.measurement) for one in groups}) != len(groups):
            raise NotABenchmark()
        return Benchmark(_text(content.get("organisation")), _day(content.get("made_on")), _text(framework.get("id")),
                         _whole(framework.get("version")), least, groups)  # fmt: skip


def written(benchmark: Benchmark, seed: bytes) -> bytes:
    """The signed file. raises UnsafeFigure when there is a figure in it that must not leave the house."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": benchmark.organisation,
        "made_on": benchmark.made_on.isoformat(),
        "framework": {"id": benchmark.framework_id, "version": benchmark.framework_version},
        "smallest_group": benchmark.smallest_group,
        "groups": [_as_json(one) for one in benchmark.groups],
    }
    Opened("", content).benchmark()
    signed = {"content": content, "public_key": public_key(seed), "signature": sign(seed, _to_sign(content))}
    return canonical(signed)


def opened(file: bytes) -> Opened:
    """Who signed the file, and what is in it. raises NotABenchmark; ChangedBenchmark when one byte is not as it was signed."""
    if len(file) > LARGEST_BYTES:
        raise NotABenchmark()
    try:
        found = _part(json.loads(file.decode()))
        content = _part(found.get("content"))
        key, signature = _text(found.get("public_key")), _text(found.get("signature"))
        is_as_signed = (
            canonical(found) == file and len(found) == 3 and is_signed(key, signature, _to_sign(content))
        )
    except (ValueError, RecursionError) as problem:
        raise NotABenchmark() from problem
    if not is_as_signed:
        raise ChangedBenchmark()
    return Opened(fingerprint(key), content)


def response_in(numbers: Numbers) -> tuple[int, int, int] | None:
    """Of a figure: how many teams show themselves, how many people answered in those, of how many expected; None where it is not told."""
    return numbers[_COUNTED:_WITH_RESPONSE] if len(numbers) == _WITH_RESPONSE else None  # type: ignore[return-value]


def canonical(what: object) -> bytes:
    """JSON in the one way in which it is signed: keys in order, no spaces, UTF-8."""
    text = json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def _crosswalk(benchmark: Benchmark, framework: Framework) -> Crosswalk | None:
    if benchmark.framework_id != framework.id:
        return None
    found = (one for one in framework.crosswalks if one.version == benchmark.framework_version)
    return next(found, None)


def _carried(group: Group, crosswalk: Crosswalk) -> Group:
    """The figures of a group under the names that the values have now; never added up, so no figure is new."""
    names = crosswalk.becomes
    figures = {
        (names[value], side): numbers for (value, side), numbers in group.figures.items() if value in names
    }
    return replace(group, figures=figures)


def _to_sign(content: Mapping[str, object]) -> bytes:
    """What is signed names the form and its version, so that a signature under one thing never counts for another."""
    return f"{FORMAT} {_whole(content.get('version'))}\n".encode() + canonical(content)


def _version(content: Mapping[str, object]) -> int:
    """Which version of the form it is. raises NotABenchmark; NewerBenchmark for one that is not known here."""
    version = _whole(content.get("version"))
    if content.get("format") != FORMAT or version < min(VERSIONS):
        raise NotABenchmark()
    if version > VERSION:
        raise NewerBenchmark(theirs=version, ours=VERSION)
    return version


def _as_json(group: Group) -> dict[str, object]:
    figures: dict[str, dict[str, list[int]]] = {}
    for (value, dimension), numbers in group.figures.items():
        figures.setdefault(value, {})[dimension] = list(numbers)
    return {"kind": group.kind, "name": group.name, "measurement": group.measurement, "figures": figures}


def _group(found: object, least: int, version: int) -> Group:
    group = _part(found)
    if group.get("kind") not in KINDS:
        raise NotABenchmark()
    lengths = (_COUNTED,) if version == 1 or group.get("kind") == "team" else (_COUNTED, _WITH_RESPONSE)
    figures = {
        (value, dimension): _numbers(numbers, least, lengths)
        for value, sides in _part(group.get("figures")).items()
        for dimension, numbers in _part(sides).items()
    }
    if any(dimension not in DIMENSIONS for _, dimension in figures):
        raise NotABenchmark()
    return Group(
        _text(group.get("kind")), _text(group.get("name")), _whole(group.get("measurement")), figures
    )


def _numbers(found: object, least: int, lengths: tuple[int, ...]) -> Numbers:
    """The numbers of a figure that may be seen: enough people, who did not all answer the same; with its response, or without."""
    numbers = tuple(_whole(one) for one in _list(found))
    counts = numbers[2:_COUNTED]
    if len(numbers) not in lengths or numbers[0] != sum(counts):
        raise NotABenchmark()
    if numbers[0] < least or sum(count > 0 for count in counts) < 2:
        raise UnsafeFigure(k=least)
    if response := response_in(numbers):
        _check_response(*response, least)
    return numbers


def _check_response(teams: int, answered: int, expected: int, least: int) -> None:
    """A team that shows itself has at least so many people; where there is none, nothing is told."""
    if expected < teams or (teams == 0 and answered + expected > 0):
        raise NotABenchmark()
    if answered < least * teams:
        raise UnsafeFigure(k=least)


def _part(found: object) -> Mapping[str, object]:
    if not isinstance(found, Mapping):
        raise NotABenchmark()
    return found


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise NotABenchmark()
    return found


def _text(found: object) -> str:
    if not isinstance(found, str) or not 0 < len(found.strip()) <= _LONGEST or not found.isprintable():
        raise NotABenchmark()
    return found


def _whole(found: object) -> int:
    if type(found) is not int or not 0 <= found <= _MOST:
        raise NotABenchmark()
    return found


def _day(found: object) -> date:
    try:
        return date.fromisoformat(_text(found))
    except ValueError as problem:
        raise NotABenchmark() from problem
