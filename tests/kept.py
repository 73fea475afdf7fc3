"""What an attacker keeps of a house in which one value or two were asked about, and the ways in which it may not tell of anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tests.attacker import Change, Mark, Row, is_known, told_of, who_came_or_went

VALUES = ("privacy", "vrijheid")
Answers = dict[
    str, int
]  # person -> what they said: a digit for each value, the first one last; 0 is "don't know"
Said = tuple[str, str, int]  # person, which figure of which survey, what they said about all values
Part = frozenset[Said]  # whose answers a number is about
View = Callable[[Part, str], Row]


def score_of(said: int, value: str) -> int:
    return said // 10 ** VALUES.index(value) % 10


def part_of(answers: Answers, stage: str) -> Part:
    return frozenset((person, stage, said) for person, said in answers.items() if said)


def who_changed(part: Part, value: str) -> Row:
    """For who knows who said something else, and not about which value."""
    return frozenset((person, said) for person, _, said in part)


def who_is_in_it(part: Part, value: str) -> Row:
    """For who knows whose answers are in a count, not who said something else: of another figure they are other people."""
    return _scored(part, value, lambda person, stage: f"{person}@{stage}")


def about_one_value(part: Part, value: str) -> Row:
    """For who knows who came and who went, and looks at one value."""
    return _scored(part, value, lambda person, _: person)


def _scored(part: Part, value: str, name: Callable[[str, str], str]) -> Row:
    marks: Iterable[Mark] = ((name(who, stage), score_of(said, value)) for who, stage, said in part)
    return frozenset(mark for mark in marks if mark[1])


@dataclass
class Kept:
    """Every count and every change that was shown, of which value it is, and whose answers are in it."""

    counts: list[tuple[str, Part]] = field(default_factory=list)
    pairs: list[tuple[str, Part, Part]] = field(default_factory=list)  # of the same people: now, and before

    def count(self, value: str, part: Part, shown: Mapping[str, float], names: Iterable[str]) -> None:
        """The attacker keeps it, and it is what it says."""
        given = [score for _, score in about_one_value(part, value)]
        assert [given.count(score) for score in range(1, 6)] == [int(shown[name]) for name in names]
        self.counts.append((value, part))

    def pair(self, value: str, now: Part, then: Part, change: float) -> None:
        sums = [sum(score for _, score in about_one_value(part, value)) for part in (now, then)]
        assert round(change) == sums[0] - sums[1]
        self.pairs.append((value, now, then))

    def rows(self, view: View = who_changed, value: str = VALUES[0]) -> list[Row]:
        return [view(part, value) for of, part in self.counts if of == value]

    def changes(self, view: View = who_changed, value: str = VALUES[0]) -> list[Change]:
        return [(view(now, value), view(then, value)) for of, now, then in self.pairs if of == value]

    @property
    def given(self) -> list[list[int]]:
        """The scores behind each count."""
        return [[score for _, score in about_one_value(part, value)] for value, part in self.counts]


def nobody_is_told_of(kept: Kept, k: int) -> None:
    """Not to who knows who changed their mind, who came and who went, or whose answers are in a count, by whatever sum."""
    for value in {value for value, _ in kept.counts}:
        for tells, view in (
            (told_of, who_changed),
            (who_came_or_went, about_one_value),
            (told_of, who_is_in_it),
            (is_known, who_is_in_it),
        ):
            found = tells(kept.rows(view, value), k, changes=kept.changes(view, value))
            assert not found, (value, tells.__name__, view.__name__, sorted(found))
