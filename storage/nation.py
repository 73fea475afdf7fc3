"""Writes a made-up country by a few statements about whole sets: no row passes through Python.

Every id is made from a kind and a number, so the same plan gives the same rows on both engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from uuid import UUID

import pandas as pd

from domain.roles import Grant
from storage import nation_sums
from storage.store import Statement

CHANCES = 9973  # a prime: the product of two chances is spread evenly below it
MOST_PEOPLE = 40
_COUNTS = ("n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5", "total")
_TEAM = ("number", "department", "organisation")


@dataclass(frozen=True)
class NationPlan:
    """What is in the country; every number counts from 0 within its own kind.

    organisations  number, name
    departments    number, organisation, name
    teams          number, department, organisation, name, code, case_id, title, case_story, size (most MOST_PEOPLE),
                   chance (1 to CHANCES - 1), days (before `now` that its workshop was held)
    rounds         one row per team and round: team, department, organisation, number (1 to 3), size, answered, chance,
                   days, shift (of its scores)
    levels         one row per value and dimension: item, place, dimension, level (1 to 5), gain (per round), chance
    patterns       one row per people, level (10 to 50) and variant (from 0): the tally of such a group in counts, and
                   what may be seen of it, in columns that begin with seen_, band and hidden; also of groups that are too small
    agreements     title, done_when, value
    paths          one row per status that an agreement passes through: path, step (from 1), status
    """

    now: datetime
    organisations: pd.DataFrame
    departments: pd.DataFrame
    teams: pd.DataFrame
    rounds: pd.DataFrame
    levels: pd.DataFrame
    patterns: pd.DataFrame
    agreements: pd.DataFrame
    paths: pd.DataFrame
    owners: Sequence[str]
    perspectives: Sequence[str]
    programme: tuple[str, int]
    framework: tuple[str, int]
    survey: tuple[str, int]
    smallest_group: int
    made_by: str
    confirmed_by: str


def everything(plan: NationPlan) -> list[Statement]:
    """The whole country; nothing at all when the store has an organisation already."""
    made = (*_places(plan), *_workshops(plan), *_rounds(plan), *_publications(plan))
    return [*made, *nation_sums.everything(plan.smallest_group), *_agreements(plan)]


def organisation_id(number: int) -> str:
    """The id of an organisation by its number."""
    return str(UUID(md5(f"nation/organisation/{number}".encode(), usedforsecurity=False).hexdigest()))


def settle() -> Statement:
    """Have the engine count what is there, so that it plans its first questions well."""
    return Statement("analyze")


def grant_everywhere(account_id: str, grant: Grant, now: datetime) -> Statement:
    """The role of a grant in every organisation."""
    return Statement(
        f"""insert into role_grant
        select {_id("grant", "$2::varchar || '/' || id")}, $1::uuid, $2::varchar, id, null, null, $3::timestamptz from organisation""",
        (account_id, grant.role.value, now),
    )


class _Given:
    """The arguments of one statement, and how the statement names them."""

    def __init__(self) -> None:
        self.args: list[object] = []

    def fact(self, fact: object, kind: str) -> str:
        self.args.append(fact)
        return f"${len(self.args)}::{kind}"

    def moment(self, plan: NationPlan) -> str:
        return self.fact(plan.now, "timestamptz")

    def rows(self, name: str, frame: pd.DataFrame, *columns: str) -> str:
        """A frame as a table of this name."""
        parts = (self._column(frame[column], column) for column in columns or tuple(frame.columns))
        return f"(select {', '.join(parts)}) as {name}"

    def _column(self, column: pd.Series, name: str) -> str:
        cells = column.astype(object).where(column.notna(), None).tolist()
        kind = {"i": "integer", "f": "float8"}.get(column.dtype.kind, "varchar")
        return f"unnest({self.fact(cells, f'{kind}[]')}) as {name}"


def _places(plan: NationPlan) -> list[Statement]:
    first, second, third = _Given(), _Given(), _Given()
    return [
        Statement(
            f"""insert into organisation select {_id("organisation", "number")}, name, ({first.moment(plan)})::date
            from {first.rows("made", plan.organisations)} where not exists (select 1 from organisation)""",
            first.args,
            guard=True,
            lock="first organisation",
        ),
        Statement(
            f"""insert into department select {_id("department", "number")}, {_id("organisation", "organisation")}, name
            from {second.rows("made", plan.departments)}""",
            second.args,
        ),
        Statement(
            f"""insert into team
            select {_id("team", "number")}, {_id("organisation", "organisation")}, {_id("department", "department")}, name
            from {third.rows("made", plan.teams, *_TEAM, "name")}""",
            third.args,
        ),
    ]


def _workshops(plan: NationPlan) -> list[Statement]:
    """One workshop of each team, that has ended, and who took part."""
    given = _Given()
    now = given.moment(plan)
    kinds = [
        given.fact(fact, "varchar" if isinstance(fact, str) else "integer")
        for pair in (plan.programme, plan.framework, plan.survey)
        for fact in pair
    ]
    made = Statement(
        f"""insert into workshop select {_id("workshop", "number")}, code, {_id("organisation", "organisation")},
            {_id("department", "department")}, {_id("team", "number")}, title, case_id, case_story, {", ".join(kinds)},
            'nl', ({now})::date - days, size, {given.fact(plan.smallest_group, "integer")},
            {given.fact(plan.made_by, "uuid")}, {_before(now, "days + 21")}
        from {given.rows("made", plan.teams.drop(columns=["name", "chance"]))}""",
        given.args,
    )
    asked = plan.levels.drop_duplicates("item")[["item", "place"]].rename(columns={"item": "name"})
    return [
        made,
        _listed("workshop_value", plan, asked),
        _listed("workshop_perspective", plan, _numbered(plan.perspectives)),
        _ended(plan),
        _participants(plan),
    ]


def _listed(table: str, plan: NationPlan, names: pd.DataFrame) -> Statement:
    """Every workshop with each of the names."""
    given = _Given()
    teams, listed = given.rows("teams", plan.teams, "number"), given.rows("listed", names)
    return Statement(
        f"insert into {table} select {_id('workshop', 'number')}, name, place from {teams} cross join {listed}",
        given.args,
    )


def _ended(plan: NationPlan) -> Statement:
    given = _Given()
    now, made_by = given.moment(plan), given.fact(plan.made_by, "uuid")
    return Statement(
        f"""insert into move select {_id("workshop", "number")}, 1, 'ended', '', {made_by}, {_before(now, "days")}
        from {given.rows("teams", plan.teams, "number", "days")}""",
        given.args,
    )


def _participants(plan: NationPlan) -> Statement:
    given = _Given()
    now, teams = given.moment(plan), given.rows("teams", plan.teams, "number", "size", "chance", "days")
    perspectives = given.rows("perspectives", _numbered(plan.perspectives))
    return Statement(
        f"""insert into participant select {_id("participant", "number || '/' || person")}, {_id("workshop", "number")},
            perspectives.name, ({now})::date - days
        from {teams} join generate_series(1, {MOST_PEOPLE}) as persons(person) on person <= size
        join {perspectives} on place = 1 + (person + chance) % {len(plan.perspectives)}""",
        given.args,
    )


def _rounds(plan: NationPlan) -> list[Statement]:
    """The value surveys, which were closed; and the rounds of dots and ideas, in which nobody answered."""
    first, second, third = _Given(), _Given(), _Given()
    opened = _before(first.moment(plan), "days + 14")
    held = _before(second.moment(plan), "days")
    ended_by, ended = third.fact(plan.made_by, "uuid"), _before(third.moment(plan), "days")
    kinds = pd.DataFrame({"kind": ["dots", "ideas"]})
    return [
        Statement(
            f"""insert into round
            select {_round_id("team", "'values'", "number")}, {_id("workshop", "team")}, 'values', number, {opened}, 0
            from {first.rows("rounds", plan.rounds, "team", "number", "days")}""",
            first.args,
        ),
        Statement(
            f"""insert into round
            select {_round_id("number", "kind", "1")}, {_id("workshop", "number")}, kind, 1, {held}, 0
            from {second.rows("teams", plan.teams, "number", "days")} cross join {second.rows("kinds", kinds)}""",
            second.args,
        ),
        Statement(
            f"""insert into round_end select {_round_id("team", "'values'", "number")}, {ended_by}, {ended}
            from {third.rows("rounds", plan.rounds, "team", "number", "days")}""",
            third.args,
        ),
    ]


def _publications(plan: NationPlan) -> list[Statement]:
    """What was published of every round: its figures, or that too few people answered."""
    given = _Given()
    now, smallest = given.moment(plan), given.fact(plan.smallest_group, "integer")
    framework = f"{given.fact(plan.framework[0], 'varchar')}, {given.fact(plan.framework[1], 'integer')}"
    facts = Statement(
        f"""insert into publication
        select {_publication_id()}, {_round_id("team", "'values'", "number")}, {_id("workshop", "team")},
            {_id("organisation", "organisation")}, {_id("department", "department")}, {_id("team", "team")}, 'values', number,
            1, answered, size, {smallest}, 0, 0.04, null, case when answered < {smallest} then 'too_few' else '' end, 0,
            {framework}, {_before(now, "days")}, 0
        from {given.rows("rounds", plan.rounds.drop(columns=["chance", "shift"]))} order by number, team""",
        given.args,
    )
    shown = f" and people >= {plan.smallest_group:d}"
    counts, seen = ", ".join(_COUNTS), ", ".join(f"seen_{name}" for name in _COUNTS)
    round_id = _round_id("team", "'values'", "number")
    return [
        facts,
        _from_cells(
            plan, "tally", f"{_publication_id()}, {round_id}, '', item, dimension, people, {counts}, 0", ""
        ),
        _from_cells(
            plan,
            "figure",
            f"{_publication_id()}, '', item, dimension, people, {seen}, null, band, hidden, 0",
            shown,
        ),
        Statement("insert into figure_line select * from figure_as_line"),
    ]


def _from_cells(plan: NationPlan, table: str, columns: str, chosen: str) -> Statement:
    """One row per chosen round, value and dimension: the pattern of its number of people and its level."""
    given = _Given()
    rounds = given.rows("rounds", plan.rounds, "team", "number", "answered", "chance", "shift")
    levels, patterns = given.rows("levels", plan.levels), given.rows("patterns", plan.patterns)
    chance = f"(rounds.chance * levels.chance % {CHANCES})"
    level = f"levels.level + shift + gain * number + ({chance} / {CHANCES}.0 - 0.5) * 1.4"
    return Statement(
        f"""insert into {table} select {columns}
        from (
            select team, number, item, dimension, answered as people,
                least(greatest(floor(10 * ({level}) + 0.5), 10), 50)::integer as level,
                ({chance} + 3 * number) % {plan.patterns["variant"].max() + 1} as variant
            from {rounds} cross join {levels}
        ) as cells
        join {patterns} using (people, level, variant)
        where true{chosen}
        order by number, team""",
        given.args,
    )


def _agreements(plan: NationPlan) -> list[Statement]:
    """Two to four agreements of each team, made after its first survey was shown, each with the history to its status."""
    given = _Given()
    now, made_by = given.moment(plan), given.fact(plan.made_by, "uuid")
    words = plan.agreements.assign(place=range(1, len(plan.agreements) + 1))
    made = Statement(
        f"""insert into agreement
        select {_agreement_id()}, {_id("workshop", "number")}, {_id("organisation", "organisation")},
            {_id("department", "department")}, {_id("team", "number")}, words.title, done_when, value, null, owners.name,
            ({now})::date + ((chance * (turn + 11)) % 300)::integer - 80, {made_by}, {_before(now, "days")} + interval '2 hours'
        from {_turns(given, plan, *_TEAM)}
        join {given.rows("words", words)} on words.place = 1 + (chance + 3 * turn) % {len(words)}
        join {given.rows("owners", _numbered(plan.owners))} on owners.place = 1 + (7 * chance + 5 * turn) % {len(plan.owners)}""",
        given.args,
    )
    return [made, _statuses(plan)]


def _statuses(plan: NationPlan) -> Statement:
    given = _Given()
    now, made_by = given.moment(plan), given.fact(plan.made_by, "uuid")
    who = f"case when status = 'secured' then {given.fact(plan.confirmed_by, 'uuid')} else {made_by} end"
    return Statement(
        f"""insert into agreement_status
        select {_agreement_id()}, step, status, '', {who}, {_before(now, "days - 20 * step + 20")} + interval '2 hours'
        from {_turns(given, plan, "number")}
        join {given.rows("paths", plan.paths)} on path = (chance * (turn + 3)) % {plan.paths["path"].max() + 1}""",
        given.args,
    )


def _turns(given: _Given, plan: NationPlan, *columns: str) -> str:
    """One row per team and agreement of it, which is its turn."""
    teams = given.rows("teams", plan.teams, *columns, "chance", "days")
    return f"{teams} join generate_series(1, 4) as turns(turn) on turn <= 2 + chance % 3"


def _before(now: str, days: str) -> str:
    return f"{now} - ({days}) * interval '1 day'"


def _id(kind: str, number: str) -> str:
    return f"md5('nation/{kind}/' || {number})::uuid"


def _round_id(team: str, kind: str, number: str) -> str:
    return _id("round", f"{team} || '/' || {kind} || '/' || {number}")


def _publication_id() -> str:
    return _id("publication", "team || '/' || number")


def _agreement_id() -> str:
    return _id("agreement", "number || '/' || turn")


def _numbered(names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({"name": list(names), "place": range(1, len(names) + 1)})
