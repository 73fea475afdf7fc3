"""The routes on a real server in this process, with the cast and a workshop in the store behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from actions.invite import invite
from domain.roles import Visitor
from domain.workshops import Workshop
from storage.store import Store
from tests.caller import Caller
from tests.cast import TODAY, Cast, a_participant, a_workshop, gather, new_id
from tests.pages.tabs import cookies_of, fresh_store
from tests.served import served


@dataclass(frozen=True)
class Site:
    base: str
    store: Store
    cast: Cast
    workshop: Workshop
    personal: str  # what stands in a personal link of this workshop

    def caller(self, who: Visitor | None = None) -> Caller:
        """A browser of this visitor, or of nobody."""
        browser = Caller(self.base)
        browser.cookies.update(cookies_of(who) if who else {})
        return browser

    def participant(self) -> Visitor:
        return a_participant(self.store, self.workshop)

    def rows(self) -> dict[str, int]:
        """How many rows every table has."""
        tables = self.store.rows(
            "select table_name from information_schema.tables where table_type = 'BASE TABLE' order by 1"
        )
        return {name: self.store.rows(f"select count(*) from {name}")[0][0] for (name,) in tables}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with fresh_store() as store, served() as base:
        cast = gather(store)
        workshop = a_workshop(store, cast.duinstad)
        (link,) = invite(
            store, cast.duinstad.facilitator, workshop.id, new_id(), ["kim@x.example"], 0, today=TODAY
        )
        yield Site(base, store, cast, workshop, link.token)
