"""After compacting, deleted rows are nowhere on the disk; numbers go on, and nobody notices while it happens."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path

from domain.answers import Mark, Remark
from storage import answers
from storage.open import open_store
from storage.store import Statement, Store
from tests.cast import TODAY, new_id

ALL = "delete from answer", "delete from remark"


def is_on_disk(folder: Path, words: str) -> bool:
    """Whether any file there holds these words."""
    return any(words.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def say(store: Store, words: str) -> None:
    store.write(answers.append_remark(new_id(), new_id(), Remark("worry", words), TODAY))


def test_deleted_rows_are_gone_from_the_file_and_its_log(tmp_path: Path) -> None:
    store = open_store(f"duckdb:///{tmp_path}/workshops.duckdb")
    secret, kept = secrets.token_hex(2000), secrets.token_hex(2000)
    say(store, secret)
    store.compact()
    say(store, kept)
    assert is_on_disk(tmp_path, secret[:100])
    store.write(Statement("delete from remark where body = $1", (secret,)))
    assert is_on_disk(tmp_path, secret[:100]), "deleting alone leaves it there"
    store.compact()
    assert not any(is_on_disk(tmp_path, secret[start : start + 40]) for start in range(0, 4000, 40))
    assert store.rows("select body from remark") == [(kept,)]
    assert [path.name for path in tmp_path.iterdir()] == ["workshops.duckdb"]
    store.close()


def test_numbers_go_on_above_the_old_ones_also_when_all_rows_were_deleted(store: Store) -> None:
    asked, person = new_id(), new_id()
    for score in (1, 2, 3):
        store.write(answers.append(asked, person, [Mark("privacy", "importance", score)], TODAY))
    (highest,) = store.rows("select max(seq) from answer")[0]
    store.write(*(Statement(sql) for sql in ALL))
    store.compact()
    store.write(answers.append(asked, person, [Mark("privacy", "importance", 4)], TODAY))
    assert store.rows("select max(seq) > $1::bigint from answer", highest) == [(True,)]


def test_people_write_and_read_on_while_it_happens_and_nothing_is_lost(store: Store) -> None:
    asked, stop = new_id(), threading.Event()
    acknowledged: list[str] = []
    problems: list[Exception] = []

    def go_on() -> None:
        try:
            while not stop.is_set():
                person = new_id()
                store.write(answers.append(asked, person, [Mark("privacy", "importance", 3)], TODAY))
                acknowledged.append(person)
                assert answers.own_marks(store, asked, person) == {"privacy": {"importance": 3}}
        except Exception as problem:  # told below
            problems.append(problem)

    people = [threading.Thread(target=go_on) for _ in range(8)]
    for one in people:
        one.start()
    for wanted in (20, 60, 100):
        while len(acknowledged) < wanted and not problems:
            stop.wait(0.005)
        store.compact()
    stop.set()
    for one in people:
        one.join()
    assert problems == []
    assert {str(row[0]) for row in store.rows("select participant_id from answer")} == set(acknowledged)


def test_what_was_compacted_is_there_when_the_store_is_opened_again(fresh_url: str) -> None:
    store = open_store(fresh_url)
    say(store, "voor")
    store.compact()
    say(store, "na")
    store.close()
    again = open_store(fresh_url)
    assert again.rows("select body from remark order by seq") == [("voor",), ("na",)]
    again.close()


def test_what_a_broken_off_compaction_left_is_removed(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/workshops.duckdb"
    store = open_store(url)
    say(store, "hier")
    store.close()
    for name in ("workshops.duckdb.fresh", "workshops.duckdb.fresh.wal"):
        (tmp_path / name).write_text("half a copy")
    again = open_store(url)
    assert again.rows("select body from remark") == [("hier",)]
    assert [path.name for path in tmp_path.iterdir()] == ["workshops.duckdb"]
    again.close()


def test_a_store_in_memory_has_nothing_to_compact() -> None:
    store = open_store("duckdb:")
    say(store, "hier")
    store.compact()
    assert store.rows("select body from remark") == [("hier",)]
    store.close()
