"""What a reveal of an ordinary team costs, and what comes right after it; beside what it can't do without."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from threading import Event

import duckdb

from actions.aside import ASIDE
from actions.publish import publish
from bench.filling import a_house, a_workshop, the_round, this_moment
from bench.nation import fill_round
from domain.workshops import RoundKind
from storage.figures import Publication, latest_publication
from storage.store import Store
from storage.workshops import begins_after

COUNT = """
select item, dimension, score, count(*) from latest_answer where round_id = $1::uuid group by 1, 2, 3
"""
FIGURES = "select * from figure where publication_id = $1::uuid"
_TEAM = 12
_TIMES = 7


@dataclass(frozen=True)
class Reveals:
    """Processor time for a reveal of a team of twelve, and for the sums after it: medians of five; and the last of them."""

    shown_ms: float
    summed_ms: float
    made: Publication


def reveals(store: Store) -> Reveals:
    """Five reveals of a team, in a store that may hold a lot already."""
    house, shown, summed = a_house(store), [], []
    for _ in range(5):
        workshop = a_workshop(store, house, _TEAM)
        asked = the_round(store, workshop)
        fill_round(store, workshop, asked, _TEAM)
        begins_after(store, asked.id)  # known by then: every click of a participant asks for it
        after = Event()
        ASIDE.open()
        ASIDE.do("wait", lambda after=after: after.wait() and None)
        reveal = partial(publish, store, house.facilitator, workshop.id, RoundKind.VALUES, now=this_moment())
        shown.append(_processor_ms(reveal))
        after.set()
        summed.append(_processor_ms(ASIDE.close))
    made = latest_publication(store, the_round(store, workshop).id)
    assert made is not None
    return Reveals(median(shown), median(summed), made)


def bare_ms(url: str, made: Publication) -> float:
    """Processor time for what a reveal can't do without, on the engine itself: the best of seven."""

    def work() -> None:
        connection.begin()
        connection.execute(COUNT, [made.round_id]).fetchall()
        connection.execute(f"insert into figure {FIGURES}", [made.id])
        connection.rollback()

    with duckdb.connect(url.removeprefix("duckdb:///")) as connection:
        return min(_processor_ms(work) for _ in range(_TIMES))


def _processor_ms(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)
