"""What a facilitator does besides moving the workshop: a time limit, answers that stand still, a step that begins anew, the Wi-Fi."""

from __future__ import annotations

from datetime import datetime

from domain.resets import Reset
from domain.workshops import Round, Wifi
from storage.store import Statement, Store


def set_limit(
    limit_id: str, workshop_id: str, at_move: int, ends_at: datetime | None, announced_by: str, now: datetime
) -> Statement:
    """The limit, or that there is none any more; writes nothing when the workshop moved on meanwhile."""
    return Statement(
        """insert into time_limit (id, workshop_id, move_number, ends_at, announced_by, announced_at)
        select $1::uuid, $2::uuid, $3::integer, $4::timestamptz, $5::uuid, $6::timestamptz
        where coalesce((select max(number) from move where workshop_id = $2::uuid), 0) = $3::integer
        on conflict do nothing""",
        (limit_id, workshop_id, at_move, ends_at, announced_by, now),
        lock=workshop_id,
    )


def limit(store: Store, workshop_id: str, at_move: int) -> datetime | None:
    """When the time that was announced is up, or None when there is no limit; also a moment that is past."""
    found = store.rows(
        """select ends_at from time_limit where workshop_id = $1::uuid and move_number = $2::integer
        order by seq desc limit 1""",
        workshop_id,
        at_move,
    )
    ends_at: datetime | None = found[0][0] if found else None
    return ends_at


def add_reset(workshop_id: str, made: Reset, reset_by: str) -> Statement:
    return Statement(
        """insert into step_reset (id, workshop_id, step, round_id, new_round_id, reset_by, reset_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""",
        (made.id, workshop_id, made.step, made.round_id, made.new_round_id, reset_by, made.reset_at),
        guard=True,
    )


def undo_reset(undo_id: str, workshop_id: str, undone: Reset, undone_by: str, now: datetime) -> Statement:
    """The row that takes a reset back; writes nothing when that was done."""
    return Statement(
        """insert into step_reset (id, workshop_id, step, undoes, reset_by, reset_at)
        select $1::uuid, $2::uuid, $3, $4::uuid, $5::uuid, $6::timestamptz
        where not exists (select 1 from step_reset where undoes = $4::uuid) on conflict do nothing""",
        (undo_id, workshop_id, undone.step, undone.id, undone_by, now),
        guard=True,
        lock=workshop_id,
    )


def latest_reset(store: Store, workshop_id: str, step: str) -> Reset | None:
    """The newest reset of a step, or None when there was none or when it was undone."""
    found = store.rows(
        """select id, step, round_id, new_round_id, reset_at,
            exists (select 1 from step_reset as later where later.undoes = step_reset.id)
        from step_reset where workshop_id = $1::uuid and step = $2 and undoes is null order by seq desc limit 1""",
        workshop_id,
        step,
    )
    return Reset(*found[0][:5]) if found and not found[0][5] else None


def changes(store: Store, workshop_id: str) -> int:
    """A number that grows with everything here that every screen must follow."""
    found = store.rows(
        """select (select count(*) from step_reset where workshop_id = $1::uuid)
            + (select count(*) from wifi where workshop_id = $1::uuid)
            + (select count(*) from round_freeze where workshop_id = $1::uuid)""",
        workshop_id,
    )
    return int(found[0][0])


def set_wifi(wifi_id: str, workshop_id: str, wifi: Wifi) -> Statement:
    return Statement(
        "insert into wifi (id, workshop_id, network, password) values ($1, $2, $3, $4) on conflict do nothing",
        (wifi_id, workshop_id, wifi.network, wifi.password),
    )


def wifi(store: Store, workshop_id: str) -> Wifi | None:
    """The Wi-Fi of the room, or None when there is none to show."""
    found = store.rows(
        "select network, password from wifi where workshop_id = $1::uuid order by seq desc limit 1",
        workshop_id,
    )
    return Wifi(*found[0]) if found and found[0][0] else None


def withdraw_round(withdrawal_id: str, round_id: str) -> Statement:
    """The round counts no more; writes nothing for a round that was closed or that counts no more already."""
    return Statement(
        """insert into round_withdrawal (id, round_id, is_withdrawn)
        select $1::uuid, $2::uuid, true
        where exists (select 1 from round where id = $2::uuid)
          and not exists (select 1 from round_end where round_id = $2::uuid)
          and not exists (select 1 from withdrawn_round where round_id = $2::uuid)
        on conflict do nothing""",
        (withdrawal_id, round_id),
        guard=True,
        lock=round_id,
    )


def restore_round(withdrawal_id: str, round_id: str) -> Statement:
    return Statement(
        "insert into round_withdrawal (id, round_id, is_withdrawn) values ($1, $2, false) on conflict do nothing",
        (withdrawal_id, round_id),
        lock=round_id,
    )


def freeze_round(freeze_id: str, one: Round, is_frozen: bool, frozen_by: str, now: datetime) -> Statement:
    """No answer is taken until it is said otherwise; writes nothing for a round that was closed or that counts no more.

    Waits for answers that are being written.
    """
    return Statement(
        """insert into round_freeze (id, workshop_id, round_id, is_frozen, frozen_by, frozen_at)
        select $1::uuid, $6::uuid, $2::uuid, $3::boolean, $4::uuid, $5::timestamptz
        where not exists (select 1 from round_end where round_id = $2::uuid)
          and not exists (select 1 from withdrawn_round where round_id = $2::uuid)
        on conflict do nothing""",
        (freeze_id, one.id, is_frozen, frozen_by, now, one.workshop_id),
        guard=True,
        lock=one.id,
    )
