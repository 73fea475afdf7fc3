"""Confidential answers: appended by their participant, read by that participant's screen and by the publishing code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from domain.answers import DOTS, Mark, Remark
from storage import participants, workshops
from storage.store import Statement, Store

EVER = 2**63 - 1
# An answer of a round has a higher number than the round began after. DuckDB has no index of answers, and leaves whole
# blocks unread by it; PostgreSQL has one.
OF_ROUND = "round_id = $1::uuid and seq > $2::bigint"

_MANY_ANSWERS = """
insert into answer (round_id, participant_id, item, dimension, score, answered_on)
select round_id, participant_id, item, dimension, score, answered_on from (
    select generate_subscripts($1::uuid[], 1) as place, unnest($1::uuid[]) as round_id, unnest($2::uuid[]) as participant_id,
        unnest($3::varchar[]) as item, unnest($4::varchar[]) as dimension, unnest($5::smallint[]) as score,
        unnest($6::date[]) as answered_on
) as given
where not exists (select 1 from round_end where round_end.round_id = given.round_id)
  and not exists (select 1 from frozen_round where frozen_round.round_id = given.round_id)
  and not exists (select 1 from erasure where erasure.participant_id = given.participant_id)
order by place
returning round_id
"""


def append(round_id: str, participant_id: str, marks: Sequence[Mark], answered_on: date) -> Statement:
    """The marks in order; writes nothing when the round is closed or frozen, and of someone who was erased."""
    return Statement(
        """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
        select $1::uuid, $2::uuid, unnest($3::varchar[]), unnest($4::varchar[]), unnest($5::smallint[]), $6::date
        where not exists (select 1 from round_end where round_id = $1::uuid)
          and not exists (select 1 from frozen_round where round_id = $1::uuid)
          and not exists (select 1 from erasure where participant_id = $2::uuid)""",
        (
            round_id,
            participant_id,
            [mark.item for mark in marks],
            [mark.dimension for mark in marks],
            [mark.score for mark in marks],
            answered_on,
        ),
        lock=round_id,
        shared=True,
        together=_MANY_ANSWERS,
    )


def append_dots(
    round_id: str, participant_id: str, marks: Sequence[Mark], answered_on: date, after: int = 0
) -> Statement:
    """Dots, all of them or none: none when the round is closed or frozen, or the person would have more than there are.

    after  a number that every answer in this round is above
    The lock is not shared: two clicks of one person must not both count what the other has not written yet.
    """
    dots = {mark.item: mark.score for mark in marks}
    return Statement(
        f"""insert into answer (round_id, participant_id, item, dimension, score, answered_on)
        select $1::uuid, $2::uuid, unnest($3::varchar[]), 'dots', unnest($4::smallint[]), $5::date
        where not exists (select 1 from round_end where round_id = $1::uuid)
          and not exists (select 1 from frozen_round where round_id = $1::uuid)
          and not exists (select 1 from erasure where participant_id = $2::uuid)
          and $6::integer + coalesce((
            select sum(score) from (
                select score, row_number() over (partition by item, dimension order by seq desc) as newest
                from answer where round_id = $1::uuid and seq > $7::bigint
                    and participant_id = $2::uuid and not item = any($3::varchar[])
            ) as given where newest = 1), 0) <= {DOTS}""",
        (round_id, participant_id, list(dots), list(dots.values()), answered_on, sum(dots.values()), after),
        guard=True,
        lock=round_id,
    )


def append_remark(round_id: str, participant_id: str, remark: Remark, said_on: date) -> Statement:
    """A worry or a hope; writes nothing when the round is closed or frozen."""
    return Statement(
        """insert into remark (round_id, participant_id, prompt, body, said_on)
        select $1::uuid, $2::uuid, $3, $4, $5::date
        where not exists (select 1 from round_end where round_id = $1::uuid)
          and not exists (select 1 from frozen_round where round_id = $1::uuid)
          and not exists (select 1 from erasure where participant_id = $2::uuid)""",
        (round_id, participant_id, remark.prompt, remark.body, said_on),
        lock=round_id,
        shared=True,
    )


def own_marks(store: Store, round_id: str, participant_id: str) -> dict[str, dict[str, int]]:
    """The participant's own latest scores: item -> dimension -> score."""
    found = store.rows(
        f"select seq, item, dimension, score from answer where {OF_ROUND} and participant_id = $3::uuid",
        round_id,
        workshops.begins_after(store, round_id),
        participant_id,
    )
    marks: dict[str, dict[str, int]] = {}
    for _, item, dimension, score in sorted(found):
        marks.setdefault(item, {})[dimension] = score
    return marks


def own_remarks(store: Store, round_id: str, participant_id: str) -> dict[str, str]:
    """The participant's own worry and hope: prompt -> body."""
    found = store.rows(
        f"select seq, prompt, body from remark where {OF_ROUND} and participant_id = $3::uuid",
        round_id,
        workshops.begins_after(store, round_id),
        participant_id,
    )
    return {prompt: body for _, prompt, body in sorted(found)}


def answered(store: Store, round_id: str) -> int:
    """How many people gave at least one answer."""
    found = store.rows(
        f"select count(distinct participant_id) from answer where {OF_ROUND}",
        round_id,
        workshops.begins_after(store, round_id),
    )
    return int(found[0][0])


def people(store: Store, round_id: str) -> int:
    """For the publishing code only: of how many people it would read answers."""
    found = store.rows(
        f"select distinct participant_id from answer where {OF_ROUND}",
        round_id,
        workshops.begins_after(store, round_id),
    )
    return len(participants.sides(store, [row[0] for row in found]))


def answered_among(store: Store, round_id: str, participant_ids: list[str]) -> frozenset[str]:
    """Which of these people gave at least one answer."""
    found = store.rows(
        f"select distinct participant_id from answer where {OF_ROUND} and participant_id = any($3::uuid[])",
        round_id,
        workshops.begins_after(store, round_id),
        participant_ids,
    )
    return frozenset(row[0] for row in found)


def answered_each(store: Store, round_ids: list[str]) -> dict[str, int]:
    """How many people gave at least one answer, for each of these rounds in which anybody did."""
    found = store.rows(
        """select round_id, count(distinct participant_id) from answer
        where round_id = any($1::uuid[]) and seq > $2::bigint group by round_id""",
        round_ids,
        workshops.earliest_begin(store, round_ids),
    )
    return {row[0]: int(row[1]) for row in found}


def of_round(store: Store, round_id: str, up_to: int = EVER) -> pd.DataFrame:
    """For the publishing code only: the latest answers of everyone, or the latest up to a number that a figure had.

    returns  one row per participant, item and dimension: participant_id, perspective_id, item, dimension, score, seq
    """
    found = store.read(
        f"""select participant_id::varchar as participant_id, item, dimension, score, seq
        from (
            select participant_id, item, dimension, score, seq,
                   row_number() over (partition by participant_id, item, dimension order by seq desc) as newest
            from answer where {OF_ROUND} and seq <= $3::bigint
        ) as numbered
        where newest = 1""",
        round_id,
        workshops.begins_after(store, round_id),
        up_to,
    )
    person, people = pd.factorize(found["participant_id"])
    sides = participants.sides(store, people.tolist())
    side = pd.array([sides.get(one) for one in people], "str").take(person)
    found.insert(1, "perspective_id", pd.Series(side))
    return found if len(sides) == len(people) else found[found["perspective_id"].notna()]
