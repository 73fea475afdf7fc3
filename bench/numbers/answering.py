"""What an answer costs, how many can be taken in a second, and what a whole survey costs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import cycle, islice, product

from bench.filling import a_house, a_workshop, some_participants, the_round
from bench.measured import Row, spread
from bench.people import Participant, everyone
from bench.place import ENGINES, Place, opened
from bench.serving import Serving, the_app
from bench.tab import Run
from domain.workshops import Round, Workshop

_PEOPLE = 512
_CALLERS = 64
_SATURATED_SECONDS = 12.0
_SURVEY_PEOPLE = 24
_SURVEYS_AT_ONCE = 24
_DIMENSIONS = ("importance", "current")

CPU = Row("cpu-per-answer", "processor time for an answer stored, saturated", "ms", 0.6, None)
RATES = {
    engine: Row(
        f"answers-{engine}", f"acknowledged answers a second, {engine}", "a second", 3000, None, is_least=True
    )
    for engine in ENGINES
}
SURVEY = Row("cpu-per-survey", "processor time for a survey of 64 ratings, pages included", "ms", 120, None)
RERUN = Row("cpu-per-rerun", "processor time for one run of a page of the survey", "ms", None, None)
ROWS = (CPU, *RATES.values(), SURVEY, RERUN)


@dataclass(frozen=True)
class Saturated:
    """What came of everyone answering as fast as they are acknowledged."""

    answers: int
    seconds: float
    cpu_ms: float
    engine_cpu_ms: float
    latencies: list[float]
    refused: int

    @property
    def a_second(self) -> float:
        return (self.answers - self.refused) / self.seconds


def measure(place: Place) -> list[Row]:
    rows = []
    for engine in ENGINES:
        found = _saturated(place, engine)
        bare_ms, bare_rate = place.bare_append(engine)
        floor_rate = 1 / (1 / place.bare_posts_a_second + 1 / bare_rate)
        against = "an empty route, then an append in groups of fifty on the bare engine"
        database = f"; the database server used {found.engine_cpu_ms:.2f} ms" if found.engine_cpu_ms else ""
        told = f"{_CALLERS} callers, {_PEOPLE} people; p50/p95/p99 {spread(found.latencies)} ms; refused {found.refused}"
        if engine == "duckdb":
            rows.append(_measured(CPU, found.cpu_ms, place.bare_post_ms + bare_ms, against, "DuckDB"))
        rows.append(
            _measured(
                RATES[engine],
                found.a_second,
                floor_rate,
                against,
                f"{told}; {found.cpu_ms:.2f} ms of the app{database}",
            )
        )
    return [*rows, *_survey(place)]


def _measured(row: Row, measured: float, floor: float, against: str, note: str) -> Row:
    return Row(row.name, row.what, row.unit, row.goal, measured, floor, against, note, row.is_least)


def _saturated(place: Place, engine: str) -> Saturated:
    url = place.new_store(engine)
    with opened(url) as store:
        workshop = a_workshop(store, a_house(store), _PEOPLE)
        ids, asked = some_participants(store, workshop, _PEOPLE), the_round(store, workshop)
    with the_app(url) as app:
        return asyncio.run(_answer_all(place, url, app, workshop, ids, asked))


async def _answer_all(
    place: Place, url: str, app: Serving, workshop: Workshop, ids: list[str], asked: Round
) -> Saturated:
    """A caller is a connection that speaks for eight people in turn, as a browser reuses what it has."""
    people = [Participant(app.host, workshop.code) for _ in ids]
    for person, participant_id in zip(people, ids, strict=True):
        person.have_joined(workshop.id, participant_id)
    latencies: list[float] = []

    async def call(first: int, until: float) -> None:
        mine = people[first::_CALLERS]
        for person in mine:
            person.browser = mine[0].browser.beside(person.browser.cookies)
        marks = cycle(product(workshop.values, _DIMENSIONS, (1, 3, 5)))
        for person, (value, dimension, score) in zip(cycle(mine), islice(marks, first, None), strict=False):
            if time.perf_counter() > until:
                return
            latencies.append(await person.answer(asked.id, value, score, dimension))

    async def all_call(seconds: float) -> float:
        started = time.perf_counter()
        await asyncio.gather(*(call(first, started + seconds) for first in range(_CALLERS)))
        return time.perf_counter() - started

    await all_call(1.5)
    latencies.clear()
    for person in people:
        person.refused = 0
    before, engine_before = app.cpu_seconds(), place.engine_cpu_seconds(url)
    took = await all_call(_SATURATED_SECONDS)
    used, engine_used = app.cpu_seconds() - before, place.engine_cpu_seconds(url) - engine_before
    await everyone(people, Participant.leave)
    count = len(latencies)
    return Saturated(
        count,
        took,
        1000 * used / count,
        1000 * engine_used / count,
        latencies,
        sum(one.refused for one in people),
    )


def _survey(place: Place) -> list[Row]:
    url = place.new_store("duckdb")
    with opened(url) as store:
        workshop = a_workshop(store, a_house(store), _SURVEY_PEOPLE * 2)
        asked = the_round(store, workshop)
    with the_app(url) as app:
        whole, rerun, runs, size = asyncio.run(_fill_in(app, workshop, asked))
    floor = runs * place.empty_run_ms + 71 * place.bare_post_ms
    untuned = place.untuned_run_ms
    return [
        _measured(SURVEY, whole, floor, f"{runs} runs of an empty page and 71 posts to an empty route",
                  f"from the promise to the last screen: {runs} runs, 64 ratings, a top five, two remarks"),
        _measured(RERUN, rerun, place.empty_run_ms, "an empty page with the app's settings",
                  f"{size / 1000:.0f} kB a run; an empty page costs {place.empty_run_ms:.1f} ms, "
                  f"with the page server's own settings {untuned:.1f} ms"),
    ]  # fmt: skip


async def _fill_in(app: Serving, workshop: Workshop, asked: Round) -> tuple[float, float, int, int]:
    """Processor time of a whole survey and of one run of a page, in ms; runs of a person, and bytes of a run."""
    warm = [Participant(app.host, workshop.code) for _ in range(_SURVEYS_AT_ONCE)]
    people = [Participant(app.host, workshop.code) for _ in range(_SURVEY_PEOPLE)]
    sizes: list[int] = []

    async def fill_in(person: Participant) -> None:
        await person.join()
        run = await person.open("survey")
        while True:
            sizes.append(run.size)
            for value, dimension in _asked_here(run):
                await person.answer(asked.id, value, 4, dimension)
            if run.shows("answers_top_five"):
                for place, value in enumerate(workshop.values[:5], 1):
                    await person.answer(asked.id, value, place, "top")
            if run.shows("answers_writing"):
                for prompt in ("worry", "hope"):
                    await person.write(asked.id, prompt, "Dat het goed uitlegbaar blijft.")
            if not run.has("on"):
                return
            run = await person.tab.click("on")

    async def look_again(person: Participant) -> None:
        for key in ("back",) * 8 + ("on",) * 8:
            await person.tab.click(key)

    await everyone(warm, fill_in, _SURVEYS_AT_ONCE)
    sizes.clear()
    before = app.cpu_seconds()
    await everyone(people, fill_in, _SURVEYS_AT_ONCE)
    after = app.cpu_seconds()
    runs = len(sizes) // _SURVEY_PEOPLE
    if refused := sum(person.refused for person in people):
        raise RuntimeError(f"{refused} answers were refused")
    await everyone(people, look_again, _SURVEYS_AT_ONCE)
    rerun = 1000 * (app.cpu_seconds() - after) / (16 * _SURVEY_PEOPLE)
    await everyone([*warm, *people], Participant.leave)
    return 1000 * (after - before) / _SURVEY_PEOPLE, rerun, runs, sum(sizes) // len(sizes)


def _asked_here(run: Run) -> list[tuple[str, str]]:
    """The ratings on this screen: value and dimension."""
    if not run.shows("answers_rating"):
        return []
    shown = run.component("answers_rating")
    return [(item["id"], dimension["id"]) for item in shown["items"] for dimension in shown["dimensions"]]
