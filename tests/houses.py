"""Houses of teams played in the real app, and an attacker who reads every surface after each thing that happens.

The histories are those of `tests/histories.py`; here the app itself publishes, sums, pairs and erases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pandas as pd

from actions.erase import erase
from actions.publish import close, publish
from analytics.tallies import COUNTS, EVERYONE
from domain.answers import Mark
from domain.problems import NothingToShare
from domain.roles import Grant, Role, Visitor
from domain.workshops import Round, RoundKind, Workshop
from reads.benchmark import own_benchmark
from reads.change import measurements
from reads.outcome import outcome
from reads.research import KINDS, Asked
from reads.scope import Within
from reads.together import numbers_of, together
from reads.workshop import snapshot
from storage import answers, figures, organisations, pairs, participants, sums, workshops
from storage.content import the_content
from storage.figures import Publication
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, House, a_workshop, new_id
from tests.histories import PERSPECTIVES, Event, perspective
from tests.kept import VALUES, Answers, Kept, Part, Said, part_of, score_of
from ui.comparing.research import research_table
from ui.taking_away.change_exports import change_table, sides_table
from ui.taking_away.exports import (
    beside_table,
    comparison_table,
    overview_table,
    result_table,
    together_table,
)
from ui.taking_away.team_exports import team_table, value_table

FRAMEWORK = next(iter(the_content().frameworks.values()))
MEASURE = "importance"
Counted = tuple[int, ...]


@dataclass
class TeamPlay:
    """A team, its workshop, and who is in it: a name of the history to an id."""

    house: House
    workshop: Workshop
    ids: dict[str, str] = field(default_factory=dict)


@dataclass
class HousePlay:
    """One organisation of its own, what truly counted in each publication, and everything that the attacker saw."""

    store: Store
    lead: Visitor
    manager: Visitor
    organisation_id: str
    values: tuple[str, ...] = VALUES[:1]  # what is asked about
    teams: dict[str, TeamPlay] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    said: dict[str, Answers] = field(default_factory=dict)  # by round: what counts now
    truth: dict[str, Answers] = field(default_factory=dict)  # by publication: what counted then
    stages: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, Answers] = field(default_factory=dict)  # by publication: what a pool would take
    in_pool: dict[tuple[str, int, str], tuple[str, Part]] = field(default_factory=dict)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    responses: set[tuple[int, int]] = field(default_factory=set)  # how many answered, of how many expected
    kept: Kept = field(default_factory=Kept)
    clock: int = 0

    # --- What happens -------------------------------------------------------------------------------------------

    def happen(self, event: Event) -> None:
        self.clock += 1
        match event:
            case ("survey", str(team), str(department), number, dict(given)) if given:
                self.survey(team, department, int(str(number)), given)
            case ("late", str(team), number, dict(given)):
                self.late(team, int(str(number)), given)
            case ("erase", str(team), str(person)) if team in self.teams:
                self.erase(team, person)

    def survey(self, team: str, department: str, number: int, given: Answers) -> None:
        one = self.team(team, department)
        if number > 1:
            last = workshops.latest_round(self.store, one.workshop.id, RoundKind.VALUES).number
            made = Round(new_id(), one.workshop.id, RoundKind.VALUES, last + 1)
            self.store.write(workshops.add_round(made, NOW))
        asked = workshops.latest_round(self.store, one.workshop.id, RoundKind.VALUES)
        self.say(one, asked, given, slips_in=False)
        lead, now = self.lead, NOW + timedelta(hours=self.clock)
        if len(given) < one.workshop.smallest_group:
            close(self.store, lead, one.workshop.id, now=now)
        else:
            publish(self.store, lead, one.workshop.id, RoundKind.VALUES, now=now)
        self.remember(asked)

    def late(self, team: str, number: int, given: Answers) -> None:
        """Answers that slip in after a round was closed; whoever leads asks for its figure once more."""
        one = self.teams.get(team)
        asked = [] if one is None else self.rounds(one)
        if one is None or number > len(asked) or not asked[number - 1].is_closed:
            return
        self.say(one, asked[number - 1], given, slips_in=True)
        if number == len(asked) and not figures.publications(self.store, asked[-1].id)[-1].hidden:
            publish(
                self.store,
                self.lead,
                one.workshop.id,
                RoundKind.VALUES,
                now=NOW + timedelta(hours=self.clock),
            )
            self.remember(asked[-1])

    def erase(self, team: str, person: str) -> None:
        one = self.teams[team]
        if person not in one.ids:
            return
        erase(
            self.store,
            Visitor(participations=((one.workshop.id, one.ids.pop(person)),)),
            one.workshop.id,
            today=TODAY,
        )
        for asked in self.rounds(one):
            self.said.get(asked.id, {}).pop(person, None)
            for made in figures.publications(self.store, asked.id):
                self.waiting[made.id].pop(person, None)

    def team(self, name: str, department: str) -> TeamPlay:
        if name not in self.teams:
            where = self.departments.setdefault(department, new_id())
            house = House(
                self.organisation_id, where, new_id(), "", self.lead, self.manager, self.lead, self.manager
            )
            self.store.write(
                organisations.add_department(where, self.organisation_id, department),
                organisations.add_team(house.team_id, self.organisation_id, where, name),
            )
            made = a_workshop(
                self.store, house, values=("privacy", "vrijheid", "waardigheid"), perspectives=PERSPECTIVES
            )
            self.teams[name] = TeamPlay(house, made)
        return self.teams[name]

    def say(self, one: TeamPlay, asked: Round, given: Answers, *, slips_in: bool) -> None:
        for person in given:
            if person not in one.ids:
                one.ids[person] = new_id()
                self.store.write(
                    participants.add(one.ids[person], one.workshop.id, perspective(person), TODAY)
                )
        if slips_in:
            self.store.write(
                *(
                    _slipped(asked, one.ids[who], mark)
                    for who, said in given.items()
                    for mark in self.marks(said)
                )
            )
        else:
            self.store.write(
                *(
                    answers.append(asked.id, one.ids[who], self.marks(said), TODAY)
                    for who, said in given.items()
                )
            )
        self.said.setdefault(asked.id, {}).update(given)

    def marks(self, said: int) -> list[Mark]:
        return [Mark(value, MEASURE, score_of(said, value)) for value in self.values]

    def remember(self, asked: Round) -> None:
        """What truly counted in the publications of a round, once each."""
        made = figures.publications(self.store, asked.id)[-1]
        if made.id not in self.truth:
            self.truth[made.id] = dict(self.said[asked.id])
            self.waiting[made.id] = dict(self.said[asked.id])
            self.stages[made.id] = f"{made.number}.{made.version}"

    def rounds(self, one: TeamPlay) -> list[Round]:
        every = workshops.rounds(self.store, one.workshop.id)
        return [asked for asked in every if asked.kind is RoundKind.VALUES]

    # --- What is seen -------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Every figure, sum and change that any screen shows now."""
        for one in self.teams.values():
            surveys = [
                asked for asked in snapshot(self.store, one.workshop).rounds if asked.kind is RoundKind.VALUES
            ]
            for asked in surveys:
                if shown := outcome(self.store, asked.id):
                    self.figure(shown.publication)
            for number, asked in enumerate(surveys):
                for before in surveys[:number]:
                    self.pair(before, asked)
        for department in ("", *self.departments.values()):
            within = Within(self.organisation_id, department)
            for number in numbers_of(self.store, self.manager, within):
                self.sum(within, number)

    def figure(self, made: Publication) -> None:
        shown = figures.figures(self.store, made.id)
        self.responses.add((made.people, made.expected))
        for row in shown[shown["count_1"].notna()].to_dict("records"):
            side = row["perspective_id"]
            told = {
                who: score
                for who, score in self.truth[made.id].items()
                if side in (EVERYONE, perspective(who))
            }
            self.tell(("figure", made.id, side, row["item"]), part_of(told, self.stages[made.id]), row)

    def pair(self, before: Round, after: Round) -> None:
        one, other = (figures.latest_publication(self.store, asked.id) for asked in (before, after))
        found = pairs.between(self.store, before.id, after.id)
        if one is None or other is None or found.empty or ("pair", other.id, one.id) in self.seen:
            return
        self.seen.add(("pair", other.id, one.id))
        for row in found.to_dict("records"):
            value, then, now = row["item"], self.truth[one.id], self.truth[other.id]
            both = {who for who in then if score_of(then[who], value) and score_of(now.get(who, 0), value)}
            assert row["pairs"] == len(both) >= 5
            parts = ((now, self.stages[other.id]), (then, self.stages[one.id]))
            last, first = (part_of({who: said[who] for who in both}, stage) for said, stage in parts)
            self.kept.pair(value, last, first, row["change"] * len(both))

    def sum(self, within: Within, number: int) -> None:
        found = together(self.store, self.manager, within, number)
        version = self.store.rows(
            "select max(version) from sum_publication where organisation_id = $1::uuid and number = $2::smallint",
            self.organisation_id,
            number,
        )[0][0]
        for row in found.shown.to_dict("records") if found and found.number == number else ():
            parts = list(self.parts(within, number, row["item"]))
            told = frozenset[Said]().union(*(part for part, _ in parts))
            self.tell(("sum", within.department_id, number, version, row["item"]), told, row)
            self.respond([made for _, made in parts if made], row)

    def respond(self, shown: list[Publication], row: dict[str, Any]) -> None:
        """How many answered in a sum is what the pages of the teams say that show themselves, and nothing else."""
        assert not [made for made in shown if made.hidden]
        people, expected = (sum(getattr(made, side) for made in shown) for side in ("people", "expected"))
        assert [row[name] for name in ("teams", "answered", "expected")] == [len(shown), people, expected]
        self.responses.add((people, expected))

    def parts(self, within: Within, number: int, value: str) -> Iterator[tuple[Part, Publication | None]]:
        """Whose answers a sum is about: a team that shows its counts, or a team that entered by a pool, as it was then, of which
        it is not told how many answered."""
        pooled = sums.pooled(self.store, self.organisation_id, number)
        pooled = pooled[pooled["item"] == value]
        level = dict(zip(pooled["team_id"], pooled["level"], strict=True))
        for one in self.teams.values():
            asked = [each for each in self.rounds(one) if each.is_published]
            if number > len(asked):
                continue
            made = figures.publications(self.store, asked[number - 1].id)[-1]
            key = one.house.team_id, number, value
            if key[0] in level and key not in self.in_pool:
                self.in_pool[key] = level[key[0]], part_of(self.waiting[made.id], self.stages[made.id])
            if within.department_id not in ("", one.house.department_id):
                continue
            if key in self.in_pool:
                where, part = self.in_pool[key]
                if where == "department" or (where == "organisation" and not within.department_id):
                    yield part, None
            elif not made.hidden and self.shows_counts(made, value):
                yield part_of(self.truth[made.id], self.stages[made.id]), made

    def shows_counts(self, made: Publication, value: str) -> bool:
        shown = figures.figures(self.store, made.id)
        is_it = (shown["perspective_id"] == EVERYONE) & (shown["item"] == value)
        return bool(shown.loc[is_it, "count_1"].notna().any())

    def tell(self, key: tuple[object, ...], part: Part, shown: dict[str, Any]) -> None:
        if key not in self.seen:
            self.seen.add(key)
            self.kept.count(shown["item"], part, shown, COUNTS)

    # --- What is told in words and files -------------------------------------------------------------------------

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Every table that a manager can take away, of every place, team and pair of surveys."""
        who, store = self.manager, self.store
        for department in ("", *self.departments.values()):
            within = Within(self.organisation_id, department)
            yield "comparison", comparison_table(who, MEASURE, FRAMEWORK, within).rows
            yield "overview", overview_table(who, MEASURE, FRAMEWORK, within).rows
            for value in self.values:
                yield "value", value_table(who, value, FRAMEWORK, within).rows
            for kind in KINDS:
                yield f"research {kind}", research_table(who, FRAMEWORK, Asked(kind, within)).rows
            for number in (1, 2, 3):
                yield "together", together_table(who, FRAMEWORK, within, number).rows
                yield "beside", beside_table(who, MEASURE, FRAMEWORK, within, number).rows
                yield "change", change_table(who, within, "", (number, number + 1), MEASURE, FRAMEWORK).rows
                yield "sides", sides_table(who, within, (number, number + 1), MEASURE, FRAMEWORK).rows
        for one in self.teams.values():
            yield "team", team_table(who, one.house.team_id).rows
            yield "result", result_table(self.lead, one.workshop, self.rounds(one)).rows
            for number in range(1, len(measurements(store, who, one.house.team_id))):
                within = Within(self.organisation_id)
                yield (
                    "change of a team",
                    change_table(
                        who, within, one.house.team_id, (number, number + 1), MEASURE, FRAMEWORK
                    ).rows,
                )


def _slipped(asked: Round, participant_id: str, mark: Mark) -> Statement:
    return Statement(
        """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
        select $1::uuid, $2::uuid, $3, $4, $5, $6::date
        where not exists (select 1 from erasure where participant_id = $2::uuid)""",
        (asked.id, participant_id, mark.item, mark.dimension, mark.score, TODAY),
    )


def a_house(store: Store, cast: Cast) -> HousePlay:
    """An organisation without teams, who leads all of its workshops, and who compares them."""
    organisation_id = new_id()
    store.write(organisations.add_organisation(organisation_id, "Huis", TODAY))
    lead, manager = (
        replace(who, grants=(Grant(role, organisation_id),))
        for who, role in (
            (cast.duinstad.facilitator, Role.FACILITATOR),
            (cast.duinstad.manager, Role.MANAGER),
        )
    )
    return HousePlay(store, lead, manager, organisation_id)


def benchmark_of(play: HousePlay) -> list[Counted]:
    """The counts in the file for another organisation."""
    try:
        made = own_benchmark(play.store, play.manager, play.organisation_id, FRAMEWORK, TODAY)
    except NothingToShare:
        return []
    return [numbers for group in made.groups for numbers in group.figures.values()]
