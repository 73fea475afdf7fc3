"""Random houses over time, and an attacker who keeps every figure and every sum and computes exactly, not two by two.

By default 10 houses; `PROOF=1000` in the environment runs so many (docs/anonymity.md says what was run and when).
A house has up to three departments with teams of 1 to 15 people; what happens is a first survey, answers that slip in late
and are published again, a second survey by the same people, an erasure, and a team that goes to another department.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.anonymity import (
    EVERYONE,
    TOO_FEW,
    TOO_FEW_CHANGED,
    figures,
    has_secret_band,
    held_back,
    publishable,
    replaceable,
)
from analytics.heard import Told
from analytics.pairs import shown_pairs
from analytics.subtraction import tells_of_few
from analytics.sums import DEPARTMENT, NOWHERE, NUMBERS, pools, sums
from analytics.tallies import COUNTS, tally
from analytics.turnover import told_cells
from tests.attacker import Change, Row, is_known, told_of

K, EXPECTED = 5, 20
HOUSES = int(os.environ.get("PROOF", "10"))
PERSPECTIVES = ("policy", "data", "legal")
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
NOBODY = pd.DataFrame(columns=["team_id", "department_id", "item", "dimension", "level", *NUMBERS])
Answers = dict[str, int]  # person -> score; 0 is "don't know"
Event = tuple[object, ...]
Response = tuple[int, int]  # how many people answered, of how many expected


@dataclass
class Survey:
    """One survey of one team: what counts now, and what counted at each figure that was shown."""

    team: str
    department: str
    number: int
    answers: Answers
    shown: list[Answers] = field(default_factory=list)
    hidden: str = ""
    counted: Answers = field(default_factory=dict)
    cell: pd.DataFrame = field(default_factory=pd.DataFrame)
    seen: pd.DataFrame = field(default_factory=pd.DataFrame)
    figures: list[pd.DataFrame] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)

    @property
    def stage(self) -> str:
        """Which figure of which survey."""
        return f"{self.number}.{len(self.shown)}"


@dataclass
class House:
    """What the publishing code does, and which answers each number that it showed is about."""

    surveys: dict[tuple[str, int], Survey] = field(default_factory=dict)
    placed: dict[int, pd.DataFrame] = field(default_factory=dict)
    in_pool: dict[tuple[str, int], Row] = field(default_factory=dict)
    pages: dict[tuple[str, int], Response] = field(
        default_factory=dict
    )  # what the page of a team says of a survey
    erased: set[str] = field(default_factory=set)
    rows: list[Row] = field(
        default_factory=list
    )  # of who knows who changed their mind, and who said the same again
    apart: list[Row] = field(
        default_factory=list
    )  # of who knows whose answers are in a count, not who changed
    paired: list[tuple[str, int, int]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)  # of the same people, in the manner of `rows`
    changes_apart: list[Change] = field(default_factory=list)

    def happen(self, event: Event) -> None:
        match event:
            case ("survey", str(team), str(department), number, dict(answers)):
                self.first(team, department, int(str(number)), answers)
            case ("late", str(team), number, dict(answers)):
                self.again(self.surveys[team, int(str(number))], answers)
            case ("erase", str(team), str(person)):
                self.erase(team, person)

    def first(self, team: str, department: str, number: int, answers: Answers) -> None:
        survey = self.surveys[team, number] = Survey(team, department, number, dict(answers))
        earlier = [self.surveys[team, one] for one in range(1, number)]
        before = [one for one in earlier if one.shown and one.hidden in ("", TOO_FEW)]
        is_enough = publishable(len(answers), K)
        survey.hidden = "" if is_enough else TOO_FEW
        if before:
            self.weigh(before, survey)
        self.publish(survey, has_parts=not before)
        is_alone = all(len(one.shown) == 1 and not one.hidden for one in before)
        if before and is_alone and not survey.hidden and team not in self.erased:
            self.pair_up(before, survey)

    def weigh(self, before: list[Survey], survey: Survey) -> None:
        """What the publishing code asks before a later survey is shown."""
        told, numbers = [], []
        for one in before:
            for said, seen in zip(one.shown, one.figures, strict=True):
                there = {who: score for who, score in said.items() if who in one.answers}
                told.append(Told(frame(there), None if one.hidden else seen))
                numbers.append(one.number)
        paired = [
            (numbers.index(one), numbers.index(other))
            for team, one, other in self.paired
            if team == survey.team
        ]
        seen = self.count(survey, survey.answers)
        seen = seen[seen["perspective_id"] == EVERYONE]
        if not survey.hidden:
            survey.held_back = told_cells([*told, Told(frame(survey.answers), seen)], K, paired)
        now = Told(frame(survey.answers), None if survey.hidden else held_back(seen, survey.held_back))
        if tells_of_few([*told, now], K, paired):
            survey.hidden = TOO_FEW_CHANGED

    def pair_up(self, before: list[Survey], survey: Survey) -> None:
        """How the same people changed since each earlier survey."""
        rounds = [*before, survey]
        found = shown_pairs([frame(one.shown[0]) for one in rounds], [one.seen for one in rounds], K)
        for earlier, change in zip(found["before"], found["change"] * found["pairs"], strict=True):
            one = before[earlier]
            self.paired.append((survey.team, one.number, survey.number))
            first, last = one.shown[0], survey.shown[0]
            both = {who for who in first if first[who] and last.get(who)}
            now, then = ({who: said[who] for who in both} for said in (last, first))
            assert round(change) == sum(now.values()) - sum(then.values())
            self.changes_apart.append((marks(now, survey.stage), marks(then, one.stage)))
            self.changes.append((frozenset(now.items()), frozenset(then.items())))

    def again(self, survey: Survey, answers: Answers) -> None:
        """Answers that slipped in after the figure."""
        survey.answers |= answers
        others = [one for one in self.surveys.values() if one.team == survey.team and one is not survey]
        shown = [frame(told) for told in survey.shown]
        if (
            survey.hidden
            or any(one.shown and one.hidden != TOO_FEW_CHANGED for one in others)
            or survey.team in self.erased
            or any(map(has_secret_band, survey.figures))
            or not replaceable(shown, frame(survey.answers), K)
        ):
            return
        self.publish(survey, has_parts=True)

    def erase(self, team: str, person: str) -> None:
        """Every answer of one person goes; what is shown stays, and what waits is counted again, without what came in late."""
        self.erased.add(team)
        for (of_team, _), survey in self.surveys.items():
            if of_team == team and person in survey.answers:
                del survey.answers[person]
                if (survey.cell["hidden"] != "").all():
                    self.count(survey, {who: score for who, score in survey.counted.items() if who != person})

    def publish(self, survey: Survey, has_parts: bool) -> None:
        survey.shown.append(dict(survey.answers))
        seen = self.count(survey, survey.answers)
        survey.seen = seen if has_parts else seen[seen["perspective_id"] == EVERYONE]
        survey.figures.append(survey.seen)
        if not survey.hidden:
            self.look(survey, survey.seen)
        self.sum_up(survey.number)

    def count(self, survey: Survey, answers: Answers) -> pd.DataFrame:
        survey.counted = dict(answers)
        rows = tally(frame(answers), ["privacy"], ["importance"]).rows
        seen = held_back(figures(rows, K), survey.held_back)
        total, shown = (
            part[part["perspective_id"] == EVERYONE].reset_index(drop=True) for part in (rows, seen)
        )
        survey.cell = total.assign(
            team_id=survey.team, department_id=survey.department, smallest_group=K, answered=len(answers),
            expected=EXPECTED,
            hidden=survey.hidden or shown["hidden"], band="" if survey.hidden else shown["band"],
        )  # fmt: skip
        return seen

    def look(self, survey: Survey, seen: pd.DataFrame) -> None:
        self.pages[survey.team, survey.number] = len(survey.answers), EXPECTED
        for _, figure in seen[seen["count_1"].notna()].iterrows():
            side = figure["perspective_id"]
            is_in = {person for person in survey.answers if side in (EVERYONE, perspective(person))}
            row = marks({person: survey.answers[person] for person in is_in}, survey.stage)
            self.tell(row, figure)

    def sum_up(self, number: int) -> None:
        around = [one for one in self.surveys.values() if one.number == number]
        cells = pd.concat([one.cell for one in around], ignore_index=True)
        before = self.placed.get(number, NOBODY)
        entered = pools(cells, before)
        for team in entered["team_id"]:
            survey = self.surveys[team, number]
            self.in_pool[team, number] = marks(survey.counted, survey.stage)
        placed = pd.concat([before, entered]) if len(before) else entered
        self.placed[number] = placed
        for _, figure in sums(cells, placed).iterrows():
            parts = list(self.parts(around, placed, figure["level"], figure["department_id"]))
            self.respond([page for _, page in parts if page], figure)
            self.tell(frozenset().union(*(row for row, _ in parts)), figure)

    def respond(self, pages: list[Response], figure: pd.Series) -> None:
        """Whatever is subtracted from how many answered, it is made of what the pages of teams say, and of nothing else."""
        known = [len(pages), *(sum(page[side] for page in pages) for side in (0, 1))]
        assert figure[["teams", "answered", "expected"]].tolist() == known

    def parts(
        self, around: list[Survey], placed: pd.DataFrame, level: str, department: str
    ) -> Iterator[tuple[Row, Response | None]]:
        """Whose answers a sum is about; and what is known of how many answered, which is nothing of who is in a pool."""
        pooled = dict(zip(placed["team_id"], placed["level"], strict=True))
        for one in around:
            if level == DEPARTMENT and one.department != department:
                continue
            where = pooled.get(one.team)
            if where in (level, DEPARTMENT) and where != NOWHERE:
                yield self.in_pool[one.team, one.number], None
            elif where is None and (one.cell["hidden"] == "").all() and (one.cell["band"] == "").all():
                yield marks(one.shown[-1], one.stage), self.pages[one.team, one.number]

    def tell(self, row: Row, figure: pd.Series) -> None:
        """The attacker keeps it, and it is what it says."""
        assert [sum(score == at for _, score in row) for at in range(1, 6)] == figure[[*COUNTS]].tolist()
        self.apart.append(row)
        self.rows.append(frozenset((person.split("@")[0], score) for person, score in row))


def perspective(person: str) -> str:
    return person.split(" ")[-2]


def marks(answers: Answers, stage: str) -> Row:
    return frozenset((f"{person}@{stage}", score) for person, score in answers.items() if score)


def frame(answers: Answers) -> pd.DataFrame:
    rows = [
        (person, perspective(person), "privacy", "importance", score, number)
        for number, (person, score) in enumerate(answers.items(), 1)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"score": "int64", "seq": "int64"})


# --- Houses ---------------------------------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What happens in a house; the sizes 1 to 6 are drawn most, because small groups are where it can go wrong."""
    told: list[Event] = []
    sizes = st.one_of(st.integers(1, 6), st.integers(1, 15))
    people: dict[str, Answers] = {}
    surveys: dict[str, int] = {}
    department: dict[str, str] = {}
    for _ in range(draw(st.integers(2, 9))):
        new = f"team{len(people)}"
        team = draw(st.sampled_from([new, new, *people]))
        what = draw(st.sampled_from(["late", "late", "again", "same", "same", "part", "erase", "move"]))
        if team == new:
            department[team] = draw(st.sampled_from("aab"))
            people[team] = draw(_said(draw(_named(team, draw(sizes)))))
            surveys[team] = 1
            told.append(("survey", team, department[team], 1, dict(people[team])))
        elif what == "late":
            number = draw(st.integers(1, surveys[team]))
            told.append(("late", team, number, draw(_some(team, people[team]))))
        elif what == "erase" and people[team]:
            person = draw(st.sampled_from(sorted(people[team])))
            del people[team][person]
            told.append(("erase", team, person))
        elif what == "same" and people[team]:
            surveys[team] += 1
            told.append(
                ("survey", team, department[team], surveys[team], draw(_the_same(team, people[team])))
            )
        elif what == "part" and people[team]:
            surveys[team] += 1
            side = draw(st.sampled_from(PERSPECTIVES))
            here = {who: score for who, score in people[team].items() if perspective(who) == side}
            here |= draw(_some(team, here))
            told.append(("survey", team, department[team], surveys[team], here))
        elif what in ("again", "move") and people[team]:
            department[team] = draw(st.sampled_from("abc")) if what == "move" else department[team]
            surveys[team] += 1
            stay = draw(st.integers(0, 3))
            here = dict(list(people[team].items())[stay:]) | draw(_some(team, people[team]))
            told.append(("survey", team, department[team], surveys[team], here))
    return told


def _named(team: str, count: int) -> st.SearchStrategy[list[str]]:
    sides = st.lists(st.sampled_from(PERSPECTIVES), min_size=count, max_size=count)
    return sides.map(lambda drawn: [f"{team} {side} {number}" for number, side in enumerate(drawn)])


def _said(people: list[str]) -> st.SearchStrategy[Answers]:
    """Everyone's score: anything, nearly of one mind, or of one mind."""
    size = len(people)
    free = st.lists(st.integers(0, 5), min_size=size, max_size=size)
    close = st.lists(st.sampled_from([4, 4, 4, 5]), min_size=size, max_size=size)
    same = st.integers(1, 5).map(lambda score: [score] * size)
    return st.one_of(free, close, same).map(lambda scores: dict(zip(people, scores, strict=True)))


def _the_same(team: str, answers: Answers) -> st.SearchStrategy[Answers]:
    """Everyone answers again, some of them something else; sometimes a group comes with them."""
    some = st.lists(st.sampled_from(sorted(answers)), unique=True, max_size=12)
    group = st.sampled_from([0, 0, 5, 6]).map(lambda size: [f"{team} policy {200 + n}" for n in range(size)])
    who = st.tuples(some, group).map(lambda drawn: [*drawn[0], *drawn[1]])
    return who.flatmap(_said).map(lambda changed: answers | changed)


def _some(team: str, answers: Answers) -> st.SearchStrategy[Answers]:
    """Some people say something else, take their answer back, or are new."""
    known = sorted(answers)
    some = st.lists(st.sampled_from(known), unique=True, max_size=8) if known else st.just([])
    new = st.lists(st.tuples(st.sampled_from(PERSPECTIVES), st.integers(100, 106)), unique=True, max_size=7)
    who = st.tuples(some, new).map(
        lambda drawn: [*drawn[0], *(f"{team} {side} {number}" for side, number in drawn[1])]
    )
    return who.flatmap(_said)


def played(history: list[Event]) -> House:
    house = House()
    for event in history:
        house.happen(event)
    return house


UNHURRIED = settings(
    max_examples=HOUSES,
    deadline=None,
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # a house that tells is told as it was found, at once
    suppress_health_check=list(HealthCheck),  # a busy machine is no hole
)


def nobody_is_told_of(house: House) -> None:
    assert not told_of(house.rows, K, changes=house.changes)
    assert not told_of(house.apart, K, changes=house.changes_apart)
    assert not is_known(house.apart, K, changes=house.changes_apart)


@UNHURRIED
@given(histories())
def test_nothing_that_can_be_worked_out_is_about_fewer_than_k_people(history: list[Event]) -> None:
    nobody_is_told_of(played(history))


def said(side: str, *scores: int, team: str = "t", first: int = 0) -> Answers:
    return {f"{team} {side} {number}": score for number, score in enumerate(scores, first)}


def asked(*answers: Answers, team: str = "t") -> list[Event]:
    """The surveys of one team, one after the other."""
    return [("survey", team, "a", number, given) for number, given in enumerate(answers, 1)]


POLICY, DATA, LEGAL = (said(side, 1, 2, 3, 4, 5, 1) for side in PERSPECTIVES)
SMALL, OTHER = said("policy", 1, 2, 3), said("policy", 1, 2, 3, team="u")
FOUND: dict[str, list[Event]] = {
    "four late answers that no figure has are no change in a second survey": [
        *asked(POLICY),
        ("late", "t", 1, said("policy", 5, 4, 1, 1)),
        ("survey", "t", "a", 2, POLICY | said("policy", 3, first=5)),
    ],
    "only one perspective answers again, and someone new": asked(POLICY | DATA, POLICY | said("data", 4, first=20)),
    "the rest answers again, and someone new": asked(POLICY | DATA, DATA | said("policy", 4, first=20)),
    "two pools of the same people, of whom one changed": [
        *asked(SMALL), *asked(OTHER, team="u"),
        ("survey", "t", "a", 2, SMALL | said("policy", 4, first=2)), ("survey", "u", "a", 2, OTHER),
    ],
    "a pool, and a figure of nearly the same people": [
        *asked(SMALL), *asked(said("policy", 1, 2, team="u"), team="u"),
        ("survey", "t", "a", 2, SMALL | said("policy", 4, 5, first=3)),
    ],
    "a pool, and a perspective of nearly the same people": [
        *asked(said("policy", 1, 2, 3, 4)), *asked(said("policy", 1, team="u"), team="u"),
        ("survey", "t", "a", 2, said("policy", 1, 2, 3, 4, 4) | DATA),
    ],
    "a figure, and a pool of nearly the same people": [
        *asked(said("policy", 1, 2, 3, 4, 5), said("policy", 1, 2, 3, 4)),
        *asked(said("policy", 1, team="u"), said("policy", 2, team="u"), team="u"),
    ],
    "a pool of those who knew an answer, and a figure of all of them": [
        *asked(said("policy", 1, 3, 2, 4, 0)), *asked(said("policy", 1, team="u"), team="u"),
        ("survey", "t", "a", 2, said("policy", 1, 3, 2, 4, 1)),
    ],
    "three surveys in which every two groups are there twice": asked(
        POLICY | DATA, POLICY | LEGAL | said("legal", 2, first=9), DATA | LEGAL
    ),
}  # fmt: skip


@pytest.mark.parametrize("history", FOUND.values(), ids=FOUND)
def test_what_was_found_once_is_not_found_again(history: list[Event]) -> None:
    nobody_is_told_of(played(history))
