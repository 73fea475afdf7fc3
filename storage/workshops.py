"""Workshops, their rounds and their moves: facts as they were corrected last, and where a workshop stands by its latest move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType

from domain.content import CARD
from domain.problems import NotFound
from domain.roles import Grant
from domain.workshops import Phase, Round, RoundKind, Standing, Workshop
from storage import facts
from storage.content import the_content
from storage.scope import counted
from storage.store import Statement, Store

_FACTS = """
select id, code, organisation_id, department_id, team_id, title, case_id, case_story, programme_id, programme_version,
       framework_id, framework_version, survey_id, survey_version, language, planned_on, expected, smallest_group,
       exists (select 1 from rehearsal where rehearsal.workshop_id = standing_workshop.id), correction, correction_id
from standing_workshop
"""


def add(
    workshop: Workshop, made_by: str, now: datetime, minutes: Mapping[str, int] = MappingProxyType({})
) -> list[Statement]:
    """The workshop with its values, perspectives and card; nothing when the id or the code is there already.

    minutes   of the steps that do not last as long as the programme says
    """
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
        *([_named("workshop_card", "varchar", workshop.id, dict(workshop.card))] if workshop.card else []),
        *([_named("workshop_minutes", "smallint", workshop.id, minutes)] if minutes else []),
    ]


def _listed(table: str, workshop_id: str, names: tuple[str, ...]) -> Statement:
    return Statement(
        f"insert into {table} select $1::uuid, unnest($2::varchar[]), unnest($3::smallint[]) on conflict do nothing",
        (workshop_id, list(names), list(range(1, len(names) + 1))),
    )


def _named(table: str, kind: str, workshop_id: str, facts: Mapping[str, object]) -> Statement:
    return Statement(
        f"insert into {table} select $1::uuid, unnest($2::varchar[]), unnest($3::{kind}[]) on conflict do nothing",
        (workshop_id, list(facts), list(facts.values())),
    )


def add_round(made: Round, now: datetime) -> Statement:
    """The round, which begins after every answer that has a number now."""
    if made.kind is RoundKind.EXIT:
        return Statement(
            "insert into exit_round values ($1, $2, $3, $4, nextval('answer_seq')) on conflict do nothing",
            (made.id, made.workshop_id, made.number, now),
            guard=True,
        )
    return Statement(
        "insert into round values ($1, $2, $3, $4, $5, nextval('answer_seq')) on conflict do nothing",
        (made.id, made.workshop_id, made.kind.value, made.number, now),
        guard=True,
    )


def end_round(round_id: str, ended_by: str, now: datetime) -> Statement:
    """No answer is taken after this. Waits for answers that are being written; not for a round that counts no more."""
    return Statement(
        """insert into round_end select $1::uuid, $2::uuid, $3::timestamptz
        where not exists (select 1 from withdrawn_round where round_id = $1::uuid)
          and not exists (select 1 from round_end where round_id = $1::uuid)""",
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


def correct(
    workshop: Workshop,
    made: Workshop,
    minutes: Mapping[str, int],
    correction_id: str,
    corrected_by: str,
    now: datetime,
) -> list[Statement]:
    """What the workshop is from here on; writes nothing when it has started, or was corrected since `workshop` was read."""
    parts = [
        *(("value", value, "", place) for place, value in enumerate(made.values, 1)),
        *(("perspective", one, "", place) for place, one in enumerate(made.perspectives, 1)),
        *(("card", part, words, 0) for part, words in made.card),
        *(("minutes", step, "", planned) for step, planned in minutes.items()),
    ]
    return [
        Statement(
            """insert into workshop_correction select $1::uuid, $2::uuid, $3::integer + 1, $4, $5, $6, $7, $8::smallint,
            $9::date, $10::smallint, $11::uuid, $12::timestamptz
            where coalesce((select max(number) from workshop_correction where workshop_id = $2::uuid), 0) = $3::integer
              and not exists (select 1 from move where workshop_id = $2::uuid)
            on conflict do nothing""",
            (
                correction_id, workshop.id, workshop.correction, made.title, made.case_id, made.case_story,
                made.programme_id, made.programme_version, made.planned_on, made.expected, corrected_by, now,
            ),
            guard=True,
            lock=workshop.id,
        ),
        Statement(
            """insert into corrected_part select $1::uuid, unnest($2::varchar[]), unnest($3::varchar[]),
            unnest($4::varchar[]), unnest($5::smallint[])""",
            (correction_id, *(list(column) for column in zip(*parts, strict=True))),
        ),
    ]  # fmt: skip


def by_id(store: Store, workshop_id: str) -> Workshop:
    """One workshop as it was corrected last. raises NotFound."""
    return _kept(store, "id = $1::uuid", workshop_id)


def by_code(store: Store, code: str) -> Workshop:
    """The workshop of a code, typed in any case. raises NotFound."""
    return _kept(store, "code = $1", code.strip().upper())


def _kept(store: Store, condition: str, what: str) -> Workshop:
    found = facts.kept(store, (condition, what), lambda: _one(store, condition, what))
    return _one(store, condition, what) if found.is_rehearsal else found  # it may be thrown away


def _one(store: Store, condition: str, what: str) -> Workshop:
    found = store.rows(f"{_FACTS} where {condition}", what)
    if not found:
        raise NotFound()
    *told, is_rehearsal, correction, correction_id = found[0]
    made = Workshop(*told)
    return replace(
        made,
        is_rehearsal=is_rehearsal,
        values=_names(store, "value", made.id, correction_id),
        perspectives=_names(store, "perspective", made.id, correction_id),
        card=_card(store, made.id, correction_id),
        correction=correction,
    )


def _names(store: Store, what: str, workshop_id: str, correction_id: str | None) -> tuple[str, ...]:
    if correction_id:
        return tuple(name for name, _, _ in _corrected(store, what, correction_id))
    found = store.rows(
        f"select {what}_id from workshop_{what} where workshop_id = $1::uuid order by place", workshop_id
    )
    return tuple(row[0] for row in found)


def _card(store: Store, workshop_id: str, correction_id: str | None) -> tuple[tuple[str, str], ...]:
    """The parts of the card of a case of one's own, in the order in which a card is read."""
    if correction_id:
        found = {name: words for name, words, _ in _corrected(store, "card", correction_id)}
    else:
        found = dict(
            store.rows("select part, words from workshop_card where workshop_id = $1::uuid", workshop_id)
        )
    return tuple((part, found[part]) for part in CARD if part in found)


def _corrected(store: Store, kind: str, correction_id: str) -> list[tuple[str, str, int]]:
    """The parts of this kind of a correction: name, words and number, in order of number."""
    found = store.rows(
        """select name, words, number from corrected_part
        where workshop_correction_id = $1::uuid and kind = $2 order by number, name""",
        correction_id,
        kind,
    )
    return [(row[0], row[1], row[2]) for row in found]


def minutes(store: Store, workshop: Workshop) -> dict[str, int]:
    """The planned minutes of each step of this workshop: its own, or those of the programme where it has none."""
    planned = {step.id: step.minutes for step in the_content().programmes[workshop.programme_id].steps}
    return planned | facts.kept(
        store, ("minutes", workshop.id, workshop.correction), lambda: _own_minutes(store, workshop.id)
    )


def _own_minutes(store: Store, workshop_id: str) -> dict[str, int]:
    """The minutes of the steps that do not last as long as the programme says."""
    (correction_id,) = store.rows(
        "select correction_id from standing_workshop where id = $1::uuid", workshop_id
    )[0]
    if correction_id:
        return {step: planned for step, _, planned in _corrected(store, "minutes", correction_id)}
    found = store.rows("select step, minutes from workshop_minutes where workshop_id = $1::uuid", workshop_id)
    return {row[0]: row[1] for row in found}


def within(store: Store, grants: tuple[Grant, ...]) -> list[Workshop]:
    """The workshops that the grants cover, latest first."""
    organisations = sorted({grant.organisation_id for grant in grants})
    ids = store.rows(
        f"""select id from standing_workshop as workshop where organisation_id = any($1::uuid[]) and {counted("workshop")}
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


def moves(store: Store, workshop_id: str) -> list[Standing]:
    """Every move of a workshop, in the order in which they were made."""
    found = store.rows(
        "select phase, step, number, moved_at from move where workshop_id = $1::uuid order by number",
        workshop_id,
    )
    return [Standing(Phase(row[0]), *row[1:]) for row in found]


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
    """The rounds of a workshop that count, value surveys first, by number."""
    found = store.rows(
        """select asked.id, asked.workshop_id, asked.kind, asked.number, round_end.round_id is not null,
            publication.id is not null, frozen_round.round_id is not null
        from every_round as asked
        left join round_end on round_end.round_id = asked.id
        left join publication on publication.round_id = asked.id and publication.version = 1
        left join withdrawn_round on withdrawn_round.round_id = asked.id
        left join frozen_round on frozen_round.round_id = asked.id
        where asked.workshop_id = $1::uuid and withdrawn_round.round_id is null""",
        workshop_id,
    )
    by_kind = sorted(sorted(found, key=itemgetter(3)), key=itemgetter(2), reverse=True)
    return [Round(row[0], row[1], RoundKind(row[2]), *row[3:]) for row in by_kind]


def every_round(store: Store, workshop_id: str) -> list[str]:
    """The ids of all rounds of a workshop, also of those that count no more."""
    found = store.rows("select id from every_round where workshop_id = $1::uuid order by id", workshop_id)
    return [row[0] for row in found]


def next_number(store: Store, workshop_id: str, kind: RoundKind) -> int:
    """The number of the next round of this kind; also the rounds that count no more have had one."""
    found = store.rows(
        "select coalesce(max(number), 0) + 1 from every_round where workshop_id = $1::uuid and kind = $2",
        workshop_id,
        kind.value,
    )
    return int(found[0][0])


def kind_of_round(store: Store, round_id: str) -> tuple[str, RoundKind]:
    """The workshop and the kind of a round. raises NotFound."""
    workshop_id, kind, _ = _made(store, round_id)
    return workshop_id, kind


def begins_after(store: Store, round_id: str) -> int:
    """A number that every answer in a round is above; 0 for a round that is not there."""
    try:
        return _made(store, round_id)[2]
    except NotFound:
        return 0


@lru_cache(maxsize=16384)
def _made(store: Store, round_id: str) -> tuple[str, RoundKind, int]:
    """What never changes of a round: its workshop, its kind, and after which answer it begins. raises NotFound."""
    found = store.rows("select workshop_id, kind, after_seq from every_round where id = $1::uuid", round_id)
    if not found:
        raise NotFound()
    return found[0][0], RoundKind(found[0][1]), int(found[0][2])


def earliest_begin(store: Store, round_ids: list[str]) -> int:
    """A number that every answer in these rounds is above."""
    found = store.rows(
        "select coalesce(min(after_seq), 0) from every_round where id = any($1::uuid[])", round_ids
    )
    return int(found[0][0])


def latest_round(store: Store, workshop_id: str, kind: RoundKind) -> Round:
    """The newest round of this kind. raises NotFound."""
    found = [one for one in rounds(store, workshop_id) if one.kind is kind]
    if not found:
        raise NotFound()
    return found[-1]
