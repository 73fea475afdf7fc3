"""Opens the store that the settings name, brings it up to date, and keeps the one of this process."""

from __future__ import annotations

from functools import cache

from storage.duckdb_store import DuckDBStore
from storage.migrate import migrate
from storage.postgres_store import PostgresStore, reachable
from storage.settings import duckdb_path, settings
from storage.store import Store


def open_store(store_url: str, up_to: int | None = None) -> Store:
    """A store that is up to date, or has no migration after number `up_to` applied to it now.

    raises  StoreInUse, StoreTooNew or StoreProblem
    """
    if store_url.startswith("duckdb:"):
        store: Store = DuckDBStore(None if store_url == "duckdb:" else duckdb_path(store_url))
        engine = "duckdb"
    else:
        reachable(store_url)
        store, engine = PostgresStore(store_url), "postgresql"
    try:
        migrate(store, engine, up_to=up_to)
    except BaseException:
        store.close()
        raise
    return store


@cache
def the_store() -> Store:
    """The store of this process; opened once, at the first call."""
    return open_store(settings().store_url)
