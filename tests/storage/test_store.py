"""What both engines promise: the same frames, one transaction for a write, guards, groups, and a bell."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from domain.problems import BadInput, NotFound, NotSaved, StoreProblem
from storage import organisations
from storage.open import open_store
from storage.store import Statement, Store
from tests.cast import TODAY, new_id

MOMENT = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
SOME_ID = "6f1c2c9e-8d0f-4a51-9f0c-0e6b1f6a2d11"
EVERY_TYPE = f"""
select '{SOME_ID}'::uuid as an_id, 'één'::varchar as a_text, 1::smallint as small, 2::integer as middle,
    3::bigint as large, 1.5::float8 as wide, 0.5::real as narrow, 2.25::numeric(6, 2) as exact, true as flag,
    date '2026-11-24' as a_day, timestamptz '2026-11-24 10:00:00.123456+01' as a_moment,
    sum(2::integer) as summed, count(*) as counted, avg(2::integer)::float8 as averaged
union all
select null, null, null, null, null, null, null, null, null, null, null, null, null, null
order by small nulls last
"""
KINDS = {
    "an_id": "str", "a_text": "str", "small": "Int64", "middle": "Int64", "large": "Int64", "wide": "float64",
    "narrow": "float64", "exact": "float64", "flag": "boolean", "a_day": "object",
    "a_moment": "datetime64[us, UTC]", "summed": "Int64", "counted": "Int64", "averaged": "float64",
}  # fmt: skip
WITHOUT_MISSING = {
    **KINDS,
    **{name: "int64" for name, kind in KINDS.items() if kind == "Int64"},
    "flag": "bool",
}


def an_organisation(name: str = "Duinstad", **how: bool) -> Statement:
    return Statement("insert into organisation values ($1, $2, $3)", (new_id(), name, TODAY), **how)  # type: ignore[arg-type]


def nothing(**how: bool) -> Statement:
    return Statement(
        "insert into organisation select $1::uuid, 'x', $2::date where false", (new_id(), TODAY), **how
    )  # type: ignore[arg-type]


def names(store: Store) -> list[str]:
    return [row[0] for row in store.rows("select name from organisation order by name")]


def test_every_type_of_column_comes_back_the_same(store: Store) -> None:
    frame = store.read(EVERY_TYPE)
    assert frame.dtypes.astype(str).to_dict() == KINDS
    first = frame.iloc[0]
    assert first.to_dict() == {
        "an_id": SOME_ID, "a_text": "één", "small": 1, "middle": 2, "large": 3, "wide": 1.5, "narrow": 0.5, "exact": 2.25,
        "flag": True, "a_day": date(2026, 11, 24), "a_moment": pd.Timestamp(MOMENT), "summed": 2, "counted": 1, "averaged": 2.0,
    }  # fmt: skip
    assert frame.iloc[1].isna().all()


def test_without_missing_cells_numbers_and_flags_are_plain(store: Store) -> None:
    frame = store.read(f"select * from ({EVERY_TYPE}) as every where small = 1")
    assert frame.dtypes.astype(str).to_dict() == WITHOUT_MISSING


def test_an_empty_frame_has_the_same_columns(store: Store) -> None:
    frame = store.read(f"select * from ({EVERY_TYPE}) as every where small = 9")
    assert len(frame) == 0
    assert frame.dtypes.astype(str).to_dict() == WITHOUT_MISSING


def test_rows_are_plain_facts(store: Store) -> None:
    (row,) = store.rows(
        f"select '{SOME_ID}'::uuid, 'één', 2::integer, 1.5::float8, false, date '2026-11-24', null::integer"
    )
    assert row == (SOME_ID, "één", 2, 1.5, False, date(2026, 11, 24), None)
    assert [type(cell) for cell in row] == [str, str, int, float, bool, date, type(None)]


def test_a_time_in_a_row_is_aware_and_keeps_what_stands_beside_it(store: Store) -> None:
    found = store.rows(
        f"""select timestamptz '2026-11-24 10:00:00.123456+01' as a_moment, '{SOME_ID}'::uuid as an_id,
        date '2026-11-24' as a_day, 3::bigint as large, true as flag, null::varchar as a_text
        union all select null, null, null, null, null, 'laatste' order by large nulls last"""
    )
    assert found == [
        (MOMENT, SOME_ID, date(2026, 11, 24), 3, True, None),
        (None, None, None, None, None, "laatste"),
    ]
    assert found[0][0].tzinfo is UTC
    assert [type(cell) for cell in found[0]] == [datetime, str, date, int, bool, type(None)]


def test_an_exact_number_is_no_surprise(store: Store) -> None:
    ((found,),) = store.rows("select 2.25::numeric(6, 2)")
    assert found == Decimal("2.25") == 2.25


def test_arguments_of_every_kind_go_in_and_out(store: Store) -> None:
    sent = (new_id(), "tekst", 3, 1.5, True, TODAY, None, ["a", "b"], [1, 2])
    (row,) = store.rows(
        """select $1::uuid, $2::varchar, $3::integer, $4::float8, $5::boolean, $6::date, $7::integer,
        $8::varchar[], $9::smallint[]""",
        *sent,
    )
    assert row == sent
    assert store.rows("select $1::timestamptz as a_moment", MOMENT) == [(MOMENT,)]


def test_an_empty_list_finds_nothing(store: Store) -> None:
    store.write(an_organisation())
    assert store.rows("select 1 from organisation where id = any($1::uuid[])", []) == []


def test_a_write_says_how_many_rows_it_wrote(store: Store) -> None:
    assert store.write(an_organisation("A"), nothing(), an_organisation("B")) == 2
    assert names(store) == ["A", "B"]


def test_a_write_of_nothing_writes_nothing_and_the_next_one_goes_on(store: Store) -> None:
    assert store.write() == 0
    assert store.write(an_organisation("A")) == 1


def test_a_guard_that_writes_nothing_stops_the_rest(store: Store) -> None:
    assert store.write(an_organisation("before"), nothing(guard=True), an_organisation("after")) == 1
    assert names(store) == ["before"]


def test_a_guard_that_writes_lets_the_rest_through(store: Store) -> None:
    assert store.write(an_organisation("guard", guard=True), an_organisation("after")) == 2


def test_a_write_that_breaks_is_undone_as_a_whole(store: Store) -> None:
    twice = new_id()
    with pytest.raises(Exception, match="(?i)duplicate|unique|constraint"):
        store.write(
            an_organisation("half"),
            Statement("insert into organisation values ($1, 'x', $2)", (twice, TODAY)),
            Statement("insert into organisation values ($1, 'x', $2)", (twice, TODAY)),
        )
    assert names(store) == []
    assert store.write(an_organisation("next")) == 1


def test_an_id_that_cannot_be_one_is_not_found_and_not_taken(store: Store) -> None:
    store.write(an_organisation())
    with pytest.raises(NotFound):
        store.rows("select 1 from organisation where id = $1::uuid", "'; drop table organisation")
    with pytest.raises(NotFound):
        store.read("select 1 as one from organisation where id = $1::uuid", "x")
    with pytest.raises(BadInput):
        store.write(Statement("insert into organisation values ($1, 'x', $2)", ("not an id", TODAY)))
    assert store.write(an_organisation("next")) == 1


def test_one_bad_member_of_a_group_only_fails_its_own_caller(store: Store) -> None:
    """While one slow write holds the writer, the others wait and are committed as one group."""
    start = threading.Barrier(41)

    def write(number: int) -> str:
        start.wait()
        if number == 40:
            store.write(Statement("insert into organisation select $1::uuid, (count(*) / 1)::varchar, $2::date from"
                                  " generate_series(1, 300000) as slow", (new_id(), TODAY)))  # fmt: skip
            return "slow"
        if number % 10 == 3:
            with pytest.raises(Exception, match="(?i)null"):
                store.write(an_organisation(f"lost {number}"), an_organisation(None))  # type: ignore[arg-type]
            return "failed"
        assert store.write(an_organisation(f"kept {number}")) == 1
        return "kept"

    with ThreadPoolExecutor(41) as threads:
        told = list(threads.map(write, range(41)))
    assert told.count("failed") == 4
    assert sum(name.startswith("kept") for name in names(store)) == told.count("kept") == 36
    assert not any(name.startswith("lost") for name in names(store))


def test_a_guard_in_one_member_does_not_stop_another(store: Store) -> None:
    with ThreadPoolExecutor(16) as threads:
        written = list(
            threads.map(
                lambda number: (
                    store.write(nothing(guard=True), an_organisation("x"))
                    if number % 2
                    else store.write(an_organisation(f"kept {number:02}"))
                ),
                range(64),
            )
        )
    assert written == [1, 0] * 32
    assert len(names(store)) == 32


def test_many_threads_write_and_read_at_once_and_lose_nothing(store: Store) -> None:
    def work(thread: int) -> int:
        for number in range(25):
            store.write(an_organisation(f"{thread}-{number}"))
            assert f"{thread}-{number}" in names(store)
        return 25

    with ThreadPoolExecutor(12) as threads:
        assert sum(threads.map(work, range(12))) == len(names(store)) == 300


def test_what_was_acknowledged_is_there_after_the_store_is_opened_again(fresh_url: str) -> None:
    store = open_store(fresh_url)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: store.write(an_organisation(f"{number:03}")), range(100)))
    store.close()
    again = open_store(fresh_url)
    assert names(again) == [f"{number:03}" for number in range(100)]
    again.close()


def test_a_store_that_is_closed_takes_and_tells_nothing_more(fresh_url: str) -> None:
    store = open_store(fresh_url)
    store.close()
    store.close()
    with pytest.raises(NotSaved):
        store.write(an_organisation())
    with pytest.raises(StoreProblem):
        store.rows("select 1")


def test_the_first_of_two_at_once_is_the_only_first(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        written = list(
            threads.map(
                lambda number: store.write(
                    organisations.add_first_organisation(new_id(), str(number), TODAY)
                ),
                range(8),
            )
        )
    assert sorted(written) == [0] * 7 + [1]
    assert len(names(store)) == 1


def test_a_ring_is_heard_by_every_listener(store: Store) -> None:
    one, other = queue.SimpleQueue[str](), queue.SimpleQueue[str]()
    ends = [store.listen(one.put), store.listen(other.put)]
    store.ring("workshop 1")
    assert one.get(timeout=10) == other.get(timeout=10) == "workshop 1"
    for end in ends:
        end()


def test_who_stopped_listening_hears_nothing_more(store: Store) -> None:
    gone, here = queue.SimpleQueue[str](), queue.SimpleQueue[str]()
    stop = store.listen(gone.put)
    end = store.listen(here.put)
    stop()
    stop()
    store.ring("workshop 1")
    assert here.get(timeout=10) == "workshop 1"
    assert gone.empty()
    end()


def test_numbers_of_a_frame_can_be_counted_with(store: Store) -> None:
    frame = store.read("select 1::integer as one, null::float8 as nothing")
    assert int(frame["one"].sum()) == 1
    assert np.isnan(frame["nothing"].to_numpy()).all()
