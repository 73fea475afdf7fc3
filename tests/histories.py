"""Random histories of houses: each has two of the things that a rule is about, and then whatever happens next.

A house has up to three departments with teams of 1 to 15 people, and one value or two. What happens is a first survey, answers that
slip in late and are published again, later surveys of the same people or nearly, an erasure, and a team that goes elsewhere.
A history is drawn by its number: the same number gives the same history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from hypothesis import strategies as st

from tests.kept import VALUES, Answers

PERSPECTIVES = ("policy", "data", "legal")
Event = tuple[object, ...]
_OPENINGS = tuple(combinations(("pairs", "replaced", "turnover", "pool"), 2))
_NEXT = (
    "new",
    "new",
    "late",
    "group",
    "again",
    "same",
    "changed",
    "turnover",
    "part",
    "erase",
    "erase",
    "move",
)


def histories() -> st.SearchStrategy[list[Event]]:
    return st.integers(0, 2**40).map(history)


def history(number: int) -> list[Event]:
    chance = Random(number)
    tale = _Tale(chance, chance.randint(1, len(VALUES)))
    for opening in chance.choice(_OPENINGS):
        tale.open(opening)
    for _ in range(chance.randint(0, 4)):
        tale.go_on(chance.choice(list(tale.people)), chance.choice(_NEXT))
    return tale.told


def values_in(told: list[Event]) -> tuple[str, ...]:
    """What was asked about in a house."""
    said = [score for *_, last in told if isinstance(last, dict) for score in last.values()]
    return VALUES[: max([1, *(len(str(score)) for score in said)])]


def perspective(person: str) -> str:
    return person.split(" ")[-2]


@dataclass
class _Tale:
    """A history while it is told: who is in each team, what they said first, and how many surveys there were."""

    chance: Random
    values: int
    told: list[Event] = field(default_factory=list)
    people: dict[str, Answers] = field(default_factory=dict)
    surveys: dict[str, int] = field(default_factory=dict)
    department: dict[str, str] = field(default_factory=dict)

    def open(self, what: str) -> None:
        """One of the things that rules are about, mostly such that it is shown."""
        team = self.first("few" if what == "pool" else self.chance.choice(["one side", "two sides"]))
        match what:
            case "pairs":
                self.go_on(team, "changed")
            case "replaced":
                self.go_on(team, "group")
            case "turnover":
                for deed in self.chance.choice([["turnover"], ["erase", "turnover"]]):
                    self.go_on(team, deed)
            case "pool":
                self.first("few", self.department[team])

    def first(self, kind: str, department: str = "") -> str:
        """A team and its first survey."""
        team = f"team{len(self.people)}"
        names = [f"{team} {side} {number}" for number, side in enumerate(_sides(self.chance, kind))]
        self.department[team] = department or self.chance.choice("aab")
        self.people[team], self.surveys[team] = self.said(names), 0
        self.ask(team, dict(self.people[team]))
        return team

    def go_on(self, team: str, what: str) -> None:
        chance, here = self.chance, self.people[team]
        match what:
            case "late":
                self.late(team, chance.randint(1, self.surveys[team]), self.some(team, here))
            case "group":
                sides = [perspective(who) for who in here] or list(PERSPECTIVES)
                self.late(team, self.surveys[team], self.said(self.new(team, 5, 8, sides)))
            case "erase" if here:
                person = chance.choice(list(here))
                del here[person]
                self.told.append(("erase", team, person))
            case "same":
                group = chance.choice([[], self.new(team, 5, 6)])
                self.ask(team, here | self.said([*self.these(here, 12), *group]))
            case "changed":
                self.ask(team, here | self.otherwise(here, chance.randint(5, 12)))
            case "turnover":
                stay = dict(list(here.items())[chance.randint(0, 2) :])
                new = self.said(self.new(team, 0, 2))
                self.ask(team, stay | self.otherwise(stay, chance.randint(3, 9)) | new)
            case "part":
                side = chance.choice(PERSPECTIVES)
                only = {who: score for who, score in here.items() if perspective(who) == side}
                self.ask(team, only | self.some(team, only))
            case "again" | "move":
                self.department[team] = chance.choice("abc") if what == "move" else self.department[team]
                self.ask(team, dict(list(here.items())[chance.randint(0, 3) :]) | self.some(team, here))
            case _:
                self.first(chance.choice(["few", "any"]))

    def ask(self, team: str, answers: Answers) -> None:
        self.surveys[team] += 1
        self.told.append(("survey", team, self.department[team], self.surveys[team], answers))

    def late(self, team: str, number: int, answers: Answers) -> None:
        self.told.append(("late", team, number, answers))

    def said(self, people: list[str]) -> Answers:
        """What everyone said about each value: mostly anything, or nearly of one mind, or of one mind."""
        drawn = [_scores(self.chance, len(people)) for _ in range(self.values)]
        return {
            who: sum(scores[at] * 10**place for place, scores in enumerate(drawn))
            for at, who in enumerate(people)
        }

    def otherwise(self, answers: Answers, count: int) -> Answers:
        """So many people say something else, about one value."""
        place = 10 ** self.chance.randrange(self.values)
        return {
            who: said + place * (_other(self.chance, said // place % 10) - said // place % 10)
            for who, said in list(answers.items())[-count:]
        }

    def some(self, team: str, answers: Answers) -> Answers:
        """Some people say something else, take their answer back, or are new."""
        new = [self.new(team, 1, 1)[0] for _ in range(self.chance.randint(0, 7))]
        return self.said([*self.these(answers, 8), *dict.fromkeys(new)])

    def these(self, answers: Answers, most: int) -> list[str]:
        return self.chance.sample(list(answers), self.chance.randint(0, min(most, len(answers))))

    def new(self, team: str, least: int, most: int, sides: Sequence[str] = PERSPECTIVES) -> list[str]:
        """New people of one perspective, who may have been there once already."""
        side, first = self.chance.choice(sides), 100 + self.chance.randint(0, 6)
        return [f"{team} {side} {first + at}" for at in range(self.chance.randint(least, most))]


def _sides(chance: Random, kind: str) -> list[str]:
    """The perspective of everyone in a new team; most are small, because small groups are where it can go wrong."""
    match kind:
        case "one side":
            return [chance.choice(PERSPECTIVES)] * chance.randint(5, 10)
        case "two sides":
            return ["policy"] * chance.randint(5, 7) + ["data"] * chance.randint(5, 7)
    size = (
        chance.randint(1, 4)
        if kind == "few"
        else chance.choice([chance.randint(1, 6), chance.randint(1, 15)])
    )
    return chance.choices(PERSPECTIVES, k=size)


def _scores(chance: Random, size: int) -> list[int]:
    same = [chance.randint(1, 5)]
    return chance.choices(chance.choice([range(6), *[range(1, 6)] * 3, [4, 4, 4, 5], same]), k=size)


def _other(chance: Random, score: int) -> int:
    return chance.choice([one for one in range(1, 6) if one != score])
