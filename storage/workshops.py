"""Workshops, their rounds and their moves: facts that never change, and where a workshop stands by its latest move."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from domain.problems import NotFound
from domain.roles import Grant
from domain.workshops import Phase, Round, RoundKind, Standing, Workshop
from storage.scope import counted
from storage.store import Statement, Store

_FACTS = """
select id, code, organisation_id, department_id, team_id, title, case_id, case_story, programme_id, programme_version,
       framework_id, framework_version, survey_id, survey_version, language, planned_on, expected, smallest_group,
       exists (select 1 from rehearsal where rehearsal.workshop_id = workshop.id)
from workshop
"""


def add(workshop: Workshop, made_by: str, now: datetime) -> list[Statement]:
    """The workshop with its values and perspectives; nothing when the id or the code is there already."""
    made = Statement(
        """insert into workshop values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20) on conflict do nothing""",
        (
            workshop.id, workshop.code, workshop.organisation_id, workshop.department_id, workshop.team_id,
            workshop.title, workshop.case_id, workshop.case_story, workshop.programme_id, workshop.programme_version,
            workshop.framework_id, workshop.framework_version, workshop.survey_id, workshop.survey_version,
            workshop.language, workshop.planned_on, workshop.expected, workshop.smallest_group, made_by, now,
        ),
        guard=True,
    )  # fmt: skip
    return [
        made,
        _listed("workshop_value", workshop.id, workshop.values),
        _listed("workshop_perspective", workshop.id, workshop.perspectives),
    ]


def _listed(table: str, workshop_id: str, names: tuple[str, ...]) -> Statement:
    return Statement(
        f"insert into {table} select $1::uuid, unnest($2::varchar[]), unnest($3::smallint[]) on conflict do nothing",
        (workshop_id, list(names), list(range(1, len(names) + 1))),
    )


def add_round(made: Round, now: datetime) -> Statement:
    return Statement(
        "insert into round values ($1, $2, $3, $4, $5) on conflict do nothing",
        (made.id, made.workshop_id, made.kind.value, made.number, now),
        guard=True,
    )


def end_round(round_id: str, ended_by: str, now: datetime) -> Statement:
    """No answer is taken after this. Waits for answers that are being written."""
    return Statement(
        "insert into round_end values ($1, $2, $3) on conflict do nothing",
        (round_id, ended_by, now),
        lock=round_id,
    )


def move(workshop_id: str, after: int, phase: Phase, step: str, moved_by: str, now: datetime) -> Statement:
    """The next move; writes nothing when someone else made a move after number `after`."""
    return Statement(
        """insert into move select $1::uuid, $2::integer + 1, $3, $4, $5::uuid, $6::timestamptz
        where coalesce((select max(number) from move where workshop_id = $1::uuid), 0) = $2::integer""",
        (workshop_id, after, phase.value, step, moved_by, now),
        guard=True,
        lock=workshop_id,
    )


def by_id(store: Store, workshop_id: str) -> Workshop:
    """One workshop; its facts never change, so it is read once. raises NotFound."""
    found = _by_id(store, workshop_id)
    return _by_id.__wrapped__(store, workshop_id) if found.is_rehearsal else found  # it may be thrown away


def by_code(store: Store, code: str) -> Workshop:
    """The workshop of a code, typed in any case. raises NotFound."""
    found = _by_code(store, code)
    return _by_code.__wrapped__(store, code) if found.is_rehearsal else found


@lru_cache(maxsize=4096)
def _by_id(store: Store, workshop_id: str) -> Workshop:
    return _one(store, _FACTS + " where id = $1::uuid", workshop_id)


@lru_cache(maxsize=4096)
def _by_code(store: Store, code: str) -> Workshop:
    return _one(store, _FACTS + " where code = $1", code.strip().upper())


def _one(store: Store, sql: str, what: str) -> Workshop:
    found = store.rows(sql, what)
    if not found:
        raise NotFound()
    facts = Workshop(*found[0][:-1])
    values, perspectives = _names(store, "value", facts.id), _names(store, "perspective", facts.id)
    return replace(facts, values=values, perspectives=perspectives, is_rehearsal=found[0][-1])


def _names(store: Store, what: str, workshop_id: str) -> tuple[str, ...]:
    found = store.rows(
        f"select {what}_id from workshop_{what} where workshop_id = $1::uuid order by place", workshop_id
    )
    return tuple(row[0] for row in found)


def within(store: Store, grants: tuple[Grant, ...]) -> list[Workshop]:
    """The workshops that the grants cover, latest first."""
    organisations = sorted({grant.organisation_id for grant in grants})
    ids = store.rows(
        f"""select id from workshop where organisation_id = any($1::uuid[]) and {counted("workshop")}
        order by planned_on desc, made_at desc""",
        organisations,
    )
    workshops = [by_id(store, row[0]) for row in ids]
    return [workshop for workshop in workshops if any(grant.covers(workshop.place) for grant in grants)]


def standing(store: Store, workshop_id: str) -> Standing:
    """Where the workshop stands."""
    found = store.rows(
        "select phase, step, number, moved_at from move where workshop_id = $1::uuid order by number desc limit 1",
        workshop_id,
    )
    return Standing(Phase(found[0][0]), *found[0][1:]) if found else Standing()


def standings(store: Store, workshop_ids: list[str]) -> dict[str, Standing]:
    """Where each of these workshops stands."""
    found = store.rows(
        """select workshop_id, phase, step, number, moved_at from (
            select *, row_number() over (partition by workshop_id order by number desc) as newest
            from move where workshop_id = any($1::uuid[])
        ) as numbered where newest = 1""",
        workshop_ids,
    )
    stood = {row[0]: Standing(Phase(row[1]), *row[2:]) for row in found}
    return {workshop_id: stood.get(workshop_id, Standing()) for workshop_id in workshop_ids}


def rounds(store: Store, workshop_id: str) -> list[Round]:
    """The rounds of a workshop, value surveys first, by number."""
    found = store.rows(
        """select id, workshop_id, kind, number,
            exists (select 1 from round_end where round_id = round.id),
            exists (select 1 from publication where round_id = round.id)
        from round where workshop_id = $1::uuid order by kind desc, number""",
        workshop_id,
    )
    return [Round(row[0], row[1], RoundKind(row[2]), row[3], row[4], row[5]) for row in found]


@lru_cache(maxsize=16384)
def kind_of_round(store: Store, round_id: str) -> tuple[str, RoundKind]:
    """The workshop and the kind of a round: facts that never change. raises NotFound."""
    found = store.rows("select workshop_id, kind from round where id = $1::uuid", round_id)
    if not found:
        raise NotFound()
    return found[0][0], RoundKind(found[0][1])


def latest_round(store: Store, workshop_id: str, kind: RoundKind) -> Round:
    """The newest round of this kind. raises NotFound."""
    found = [one for one in rounds(store, workshop_id) if one.kind is kind]
    if not found:
        raise NotFound()
    return found[-1]
