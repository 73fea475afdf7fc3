"""Bringing a store up to date: from nothing, from an older version, never from a newer one, never twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from domain.problems import StoreTooNew
from storage import answers, figures, workshops
from storage import migrate as migrating
from storage.duckdb_store import DuckDBStore
from storage.migrate import FOLDER, migrate, statements
from storage.open import open_store
from storage.postgres_store import PostgresStore
from storage.settings import ROOT, duckdb_path
from storage.store import Statement, Store
from tests.cast import TODAY, new_id
from tests.conftest import Server

NUMBERS = [int(path.name[:4]) for path in sorted(FOLDER.glob("*.sql"))]


def bare(url: str) -> Store:
    """A store as it is, without bringing it up to date."""
    return DuckDBStore(duckdb_path(url)) if url.startswith("duckdb:") else PostgresStore(url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The migrations as an older version of the app had them: the first one only."""
    older = tmp_path / "migrations"
    older.mkdir()
    shutil.copy(next(FOLDER.glob("0001*.sql")), older)
    return older


def test_a_fresh_store_gets_every_migration_once(fresh_url: str, engine: str) -> None:
    store = bare(fresh_url)
    assert migrate(store, engine) == NUMBERS
    assert migrate(store, engine) == []
    assert [row[0] for row in store.rows("select number from migration order by number")] == NUMBERS
    store.close()


def test_the_store_of_an_older_version_is_brought_up_to_date_and_keeps_what_is_in_it(
    fresh_url: str, engine: str, folder: Path
) -> None:
    store = bare(fresh_url)
    migrate(store, engine, folder)
    store.write(Statement("insert into organisation values ($1, 'Duinstad', $2)", (new_id(), TODAY)))
    store.close()
    (folder / "0002_motto.sql").write_text(
        "create table motto (body varchar not null);\ninsert into motto values ('Open');"
    )
    again = bare(fresh_url)
    assert migrate(again, engine, folder) == [2]
    assert again.rows("select name, body from organisation cross join motto") == [("Duinstad", "Open")]
    again.close()


def test_a_migration_that_breaks_leaves_nothing_behind(fresh_url: str, engine: str, folder: Path) -> None:
    store = bare(fresh_url)
    (folder / "0002_broken.sql").write_text(
        "create table motto (body varchar not null); insert into nowhere values (1);"
    )
    with pytest.raises(Exception, match="nowhere"):
        migrate(store, engine, folder)
    assert store.rows("select number from migration") == [(1,)]
    (folder / "0002_broken.sql").write_text("create table motto (body varchar not null);")
    assert migrate(store, engine, folder) == [2]
    store.close()


def test_the_store_of_a_newer_version_is_refused_and_let_go(fresh_url: str) -> None:
    store = open_store(fresh_url)
    store.write(Statement("insert into migration values (9999)"))
    store.close()
    with pytest.raises(StoreTooNew) as told:
        open_store(fresh_url)
    assert told.value.facts == {"store": 9999, "app": max(NUMBERS)}
    again = bare(fresh_url)
    again.write(Statement("delete from migration where number = 9999"))
    again.close()
    open_store(fresh_url).close()


def test_several_processes_that_start_at_once_migrate_once(server: Server) -> None:
    address = server.make(f"at-once-{os.getpid()}")
    script = "import sys; from storage.open import open_store; open_store(sys.argv[1]).close(); print('up to date')"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, address],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in processes]
    assert [out.strip() for out, _ in said] == ["up to date"] * 3, said
    store = open_store(address)
    assert [row[0] for row in store.rows("select number from migration order by number")] == NUMBERS
    store.close()


def test_figures_of_an_older_version_are_still_there_and_its_rounds_are_looked_through_as_a_whole(
    fresh_url: str, engine: str
) -> None:
    store, figure, asked = bare(fresh_url), new_id(), new_id()
    migrate(store, engine, up_to=12)
    store.write(
        Statement("insert into figure values ($1, '', 'privacy', 'top', 6, 6, 0, 1, 2, 3, 0, 0, 14, 0, '', '')", (figure,)),
        Statement("insert into round values ($1, $2, 'values', 1, now())", (asked, new_id())),
        Statement("insert into answer values ($1, $2, 'privacy', 'top', 1, 1, $3)", (asked, new_id(), TODAY)),
    )  # fmt: skip
    migrate(store, engine)
    assert figures.figures(store, figure)["count_3"].tolist() == [3]
    assert workshops.begins_after(store, asked) == 0
    assert answers.answered(store, asked) == 1
    store.close()


def test_what_is_for_postgresql_only_is_left_out_elsewhere() -> None:
    text = "create table one (a int); -- not a statement\n-- only postgresql\ncreate index two on one (a);\n-- end\nselect 1"
    assert statements(text.replace(" -- not a statement", ""), "duckdb") == [
        "create table one (a int)",
        "select 1",
    ]
    assert len(statements(text.replace(" -- not a statement", ""), "postgresql")) == 3
    assert statements("select 1;\n-- only duckdb\nselect 2\n-- end", "duckdb") == ["select 1", "select 2"]
    assert statements("select 1;\n-- only duckdb\nselect 2\n-- end", "postgresql") == ["select 1"]


def test_the_migrations_are_numbered_without_gaps() -> None:
    assert list(range(1, len(NUMBERS) + 1)) == NUMBERS
    assert migrating.FOLDER == ROOT / "storage" / "migrations"
