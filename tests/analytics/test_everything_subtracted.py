"""Random houses over time, and an attacker who keeps every figure and every sum and computes exactly, not two by two.

By default 4 houses, and the same 12 in each run; `PROOF=1000` in the environment runs so many (docs/anonymity.md says what was run and when). What happens in
them is in `tests/histories.py`, and a test counts that each thing happens often; what the attacker does is in `tests/kept.py`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from analytics.anonymity import (
    EVERYONE,
    TOO_FEW,
    TOO_FEW_CHANGED,
    figures,
    has_secret_band,
    have_same_perspectives,
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
from tests.histories import PERSPECTIVES, Event, histories, history, perspective, values_in
from tests.kept import VALUES, Answers, Kept, Part, nobody_is_told_of, part_of, score_of

K, EXPECTED = 5, 20
HOUSES = int(os.environ.get("PROOF", "4"))
COUNTED = 12  # houses, the same ones in each run
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
NOBODY = pd.DataFrame(columns=["team_id", "department_id", "item", "dimension", "level", *NUMBERS])
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

    values: tuple[str, ...] = VALUES[:1]
    surveys: dict[tuple[str, int], Survey] = field(default_factory=dict)
    placed: dict[int, pd.DataFrame] = field(default_factory=dict)
    in_pool: dict[tuple[str, int, str], Part] = field(default_factory=dict)
    pages: dict[tuple[str, int], Response] = field(
        default_factory=dict
    )  # what the page of a team says of a survey
    erased: set[str] = field(default_factory=set)
    paired: list[tuple[str, int, int]] = field(default_factory=list)
    kept: Kept = field(default_factory=Kept)

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
                told.append(Told(self.frame(there), None if one.hidden else seen))
                numbers.append(one.number)
        paired = [
            (numbers.index(one), numbers.index(other))
            for team, one, other in self.paired
            if team == survey.team
        ]
        seen = self.count(survey, survey.answers)
        seen = seen[seen["perspective_id"] == EVERYONE]
        answers = self.frame(survey.answers)
        if not survey.hidden:
            survey.held_back = told_cells([*told, Told(answers, seen)], K, paired)
        left = None if survey.hidden else held_back(seen, survey.held_back)
        is_nothing_left = left is not None and bool(survey.held_back) and not left["count_1"].notna().any()
        if is_nothing_left or tells_of_few([*told, Told(answers, left)], K, paired):
            survey.hidden = TOO_FEW_CHANGED

    def pair_up(self, before: list[Survey], survey: Survey) -> None:
        """How the same people changed since each earlier survey."""
        rounds = [*before, survey]
        found = shown_pairs([self.frame(one.shown[0]) for one in rounds], [one.seen for one in rounds], K)
        columns = (found[name] for name in ("before", "item"))
        for earlier, value, change in zip(*columns, found["change"] * found["pairs"], strict=True):
            one, first, last = before[earlier], before[earlier].shown[0], survey.shown[0]
            if (at := (survey.team, one.number, survey.number)) not in self.paired:
                self.paired.append(at)
            both = {who for who in first if score_of(first[who], value) and score_of(last.get(who, 0), value)}
            now, then = ({who: said[who] for who in both} for said in (last, first))
            self.kept.pair(value, part_of(now, survey.stage), part_of(then, one.stage), change)

    def again(self, survey: Survey, answers: Answers) -> None:
        """Answers that slipped in after the figure."""
        survey.answers |= answers
        others = [one for one in self.surveys.values() if one.team == survey.team and one is not survey]
        shown = [self.frame(said) for said in survey.shown]
        now = self.frame(survey.answers)
        seen = figures(tally(now, self.values, ["importance"]).rows, K)
        if (
            survey.hidden
            or any(one.shown and one.hidden != TOO_FEW_CHANGED for one in others)
            or survey.team in self.erased
            or any(map(has_secret_band, survey.figures))
            or not replaceable(shown, now, K)
            or not have_same_perspectives([*survey.figures, seen])
        ):
            return
        self.publish(survey, has_parts=True)

    def erase(self, team: str, person: str) -> None:
        """Every answer of one person goes; what is shown stays, and what waits is counted again, without what came in late."""
        self.erased.add(team)
        for (of_team, _), survey in self.surveys.items():
            if of_team == team and person in survey.answers:
                del survey.answers[person]
                shown = survey.cell
                self.count(survey, {who: said for who, said in survey.counted.items() if who != person})
                survey.cell = survey.cell.where(shown["hidden"] != "", shown)

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
        rows = tally(self.frame(answers), self.values, ["importance"]).rows
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
            part = part_of({person: survey.answers[person] for person in is_in}, survey.stage)
            self.kept.count(figure["item"], part, figure, COUNTS)

    def sum_up(self, number: int) -> None:
        around = [one for one in self.surveys.values() if one.number == number]
        cells = pd.concat([one.cell for one in around], ignore_index=True)
        before = self.placed.get(number, NOBODY)
        entered = pools(cells, before)
        for team, value in zip(entered["team_id"], entered["item"], strict=True):
            survey = self.surveys[team, number]
            self.in_pool[team, number, value] = part_of(survey.counted, survey.stage)
        placed = pd.concat([before, entered]) if len(before) else entered
        self.placed[number] = placed
        for _, figure in sums(cells, placed).iterrows():
            parts = list(self.parts(around, placed[placed["item"] == figure["item"]], figure))
            self.respond([page for _, page in parts if page], figure)
            self.kept.count(figure["item"], frozenset().union(*(part for part, _ in parts)), figure, COUNTS)

    def respond(self, pages: list[Response], figure: pd.Series) -> None:
        """Whatever is subtracted from how many answered, it is made of what the pages of teams say, and of nothing else."""
        known = [len(pages), *(sum(page[side] for page in pages) for side in (0, 1))]
        assert figure[["teams", "answered", "expected"]].tolist() == known

    def parts(
        self, around: list[Survey], placed: pd.DataFrame, figure: pd.Series
    ) -> Iterator[tuple[Part, Response | None]]:
        """Whose answers a sum is about; and what is known of how many answered, which is nothing of who is in a pool."""
        level, value = figure["level"], figure["item"]
        pooled = dict(zip(placed["team_id"], placed["level"], strict=True))
        for one in around:
            if level == DEPARTMENT and one.department != figure["department_id"]:
                continue
            where, cell = pooled.get(one.team), one.cell[one.cell["item"] == value].iloc[0]
            if where in (level, DEPARTMENT) and where != NOWHERE:
                yield self.in_pool[one.team, one.number, value], None
            elif where is None and cell["hidden"] == "" and cell["band"] == "":
                yield part_of(one.shown[-1], one.stage), self.pages[one.team, one.number]

    def frame(self, answers: Answers) -> pd.DataFrame:
        rows = [
            (person, perspective(person), value, "importance", score_of(said, value), number)
            for number, (person, said) in enumerate(answers.items(), 1)
            for value in self.values
        ]
        return pd.DataFrame(rows, columns=COLUMNS).astype({"score": "int64", "seq": "int64"})


def played(told: list[Event]) -> House:
    house = House(values_in(told))
    for event in told:
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


@UNHURRIED
@given(histories())
def test_nothing_that_can_be_worked_out_is_about_fewer_than_k_people(drawn: list[Event]) -> None:
    nobody_is_told_of(played(drawn).kept, K)


def things_in(house: House) -> Iterator[str]:
    """What a house has of all that the rules are about."""
    surveys = list(house.surveys.values())
    later = [one for one in surveys if one.number > 1 and not one.hidden]
    first = {one.team: one.shown[0].keys() for one in surveys if one.number == 1 and not one.hidden}
    seen = [shown for one in surveys if not one.hidden for shown in one.figures]
    is_here = {
        "what the same people changed": bool(house.paired),
        "a figure that was replaced": any(len(one.shown) > 1 for one in surveys),
        "somebody who came or left": any(first.get(one.team) != one.shown[0].keys() for one in later if one.team in first),
        "a value held back beside another": any(one.held_back for one in later),
        "somebody erased": bool(house.erased),
        "a pool": bool(house.in_pool),
        "perspectives": any((one["perspective_id"] != EVERYONE).any() for one in seen),
        "two values": len(house.values) > 1,
    }  # fmt: skip
    yield from (name for name, is_so in is_here.items() if is_so)


def test_each_thing_that_the_rules_are_about_happens_in_a_quarter_of_the_houses() -> None:
    """Else a rule could be gone and no house would tell."""
    found = Counter[str]()
    for number in range(COUNTED):
        house = played(history(number))
        nobody_is_told_of(house.kept, K)
        found.update(things_in(house))
    assert len(found) == 8
    assert min(found.values()) >= COUNTED / 4, found


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
    "a figure without perspectives, and a later one with them": [
        *asked(said("policy", 1, 2, 3, 4, 5) | said("data", 1, 2, 3, 4)),
        ("late", "t", 1, said("data", 5, 4, 3, 2, 1, first=10)),
    ],
    "the same, of those who knew an answer": [
        *asked(said("policy", 11, 22, 33, 44, 55) | said("data", 11, 22, 33, 44, 1)),
        ("late", "t", 1, said("data", 55, 44, 33, 22, 11, first=10)),
    ],
    "three surveys in which every two groups are there twice": asked(
        POLICY | DATA, POLICY | LEGAL | said("legal", 2, first=9), DATA | LEGAL
    ),
}  # fmt: skip


@pytest.mark.parametrize("told", FOUND.values(), ids=FOUND)
def test_what_was_found_once_is_not_found_again(told: list[Event]) -> None:
    nobody_is_told_of(played(told).kept, K)
