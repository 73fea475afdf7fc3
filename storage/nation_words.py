"""Reads `content/demo/nation.toml`: the words of a made-up country. A mistake has its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.content import Content
from domain.problems import BrokenContent
from storage.content import TomlFile
from storage.demo_content import FOLDER


@dataclass(frozen=True)
class AgreementWords:
    title: str
    done_when: str
    value: str


@dataclass(frozen=True)
class NationWords:
    """What organisations, departments, teams, agreements and their owners are called."""

    organisations: tuple[str, ...]
    departments: tuple[str, ...]
    teams: tuple[tuple[str, ...], ...]
    agreements: tuple[AgreementWords, ...]
    owners: tuple[str, ...]

    def organisation(self, number: int) -> str:
        """The name of an organisation; when all names are used they come again, with a number."""
        return _again(self.organisations, number)

    def team(self, department: int, number: int) -> str:
        """The name of a team within a department."""
        return "Team " + _again(self.teams[department % len(self.teams)], number)


def read_words(content: Content, path: Path = FOLDER / "nation.toml") -> NationWords:
    """The words of the country. raises BrokenContent."""
    file = TomlFile(path)
    values = {value.id for framework in content.frameworks.values() for value in framework.values}
    departments = list(file.tables("department"))
    agreements = []
    for one in file.tables("agreement"):
        (value,) = file.known([file.get(one, "value", str)], values, "value")
        agreements.append(AgreementWords(file.get(one, "title", str), file.get(one, "done_when", str), value))
    return NationWords(
        organisations=_organisations(file),
        departments=tuple(file.get(one, "name", str) for one in departments),
        teams=tuple(tuple(file.get(one, "teams", list)) for one in departments),
        agreements=tuple(agreements),
        owners=tuple(file.get(file.get(file.data, "owners", dict), "names", list)),
    )


def nation_mistakes(content: Content, path: Path = FOLDER / "nation.toml") -> list[BrokenContent]:
    """The first mistake, in a list; an empty list when there is none."""
    try:
        read_words(content, path)
    except BrokenContent as problem:
        return [problem]
    return []


def _organisations(file: TomlFile) -> tuple[str, ...]:
    """Every beginning with every end, so that neighbours in the list do not look alike."""
    kinds, beginnings, ends = (file.get(file.data, key, list) for key in ("kinds", "beginnings", "ends"))
    names = [
        beginnings[number % len(beginnings)] + ends[(number + number // len(beginnings)) % len(ends)]
        for number in range(len(beginnings) * len(ends))
    ]
    return tuple(f"{kinds[number % len(kinds)]} {name}" for number, name in enumerate(names))


def _again(names: Sequence[str], number: int) -> str:
    time, place = divmod(number, len(names))
    return names[place] if not time else f"{names[place]} {time + 1}"
