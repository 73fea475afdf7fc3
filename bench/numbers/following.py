"""One workshop with four hundred people: a click every five seconds, counts that move, and steps that all follow."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from actions.recognise import recognise_participant
from bench.filling import House, a_house, a_workshop, some_participants, the_round
from bench.measured import Row, percentile, spread
from bench.people import Facilitator, Participant, everyone
from bench.place import ENGINES, Place, opened
from bench.serving import Serving, the_app
from domain.workshops import Round, Workshop
from storage import answers

_PEOPLE = 400
_AT_ONCE = 12
_PACE_SECONDS = 5.0
_ANSWER_FOR_SECONDS = 40.0
_CLICKS_A_SCREEN = 8
_PROBES = 40
_BETWEEN_PROBES_SECONDS = 0.25
_MOVES = 5
_LONGEST_MOVE_SECONDS = 30.0
_DIMENSIONS = ("importance", "current")

PACE = {
    engine: Row(
        f"pace-{engine}", f"400 people, a click each 5 s: acknowledged, p95, {engine}", "ms", 50, None
    )
    for engine in ENGINES
}
LOST = {
    engine: Row(
        f"lost-{engine}", f"of these, acknowledged and not in the store, {engine}", "answers", 0, None
    )
    for engine in ENGINES
}
STEP = {
    engine: Row(
        f"step-{engine}",
        f"the facilitator moves a step, 400 screens show it: p95, {engine}",
        "ms",
        1500,
        None,
    )
    for engine in ENGINES
}
WHOLE = {
    engine: Row(f"whole-{engine}", f"the same, until each screen is whole: p95, {engine}", "ms", None, None)
    for engine in ENGINES
}
COUNT = {
    engine: Row(f"count-{engine}", f"answer given to count on the facilitator's screen, 400 viewers: p95, {engine}", "ms", 300, None)
    for engine in ENGINES
}  # fmt: skip
ROWS = (*PACE.values(), *LOST.values(), *COUNT.values(), *STEP.values(), *WHOLE.values())


@dataclass
class Day:
    """What came of one workshop."""

    clicks: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    said: dict[tuple[str, str, str], int] = field(default_factory=dict)
    refused: int = 0
    lost: int = 0
    busy: float = 0.0
    engine_busy: float = 0.0
    memory_megabytes: float = 0.0
    counts: list[float] = field(default_factory=list)
    count_acknowledged: list[float] = field(default_factory=list)
    follows: list[float] = field(default_factory=list)
    wholes: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    step_cpu_ms: float = 0.0
    events: int = 0


def measure(place: Place) -> list[Row]:
    return [row for engine in ENGINES for row in _rows(place, engine, _held(place, engine))]


def _rows(place: Place, engine: str, day: Day) -> list[Row]:
    busy = f"{100 * day.busy:.0f}% of a core" + (
        f", the database server {100 * day.engine_busy:.0f}%" if day.engine_busy else ""
    )
    runs = _PEOPLE * place.empty_run_ms
    return [
        _filled(PACE[engine], 1000 * percentile(day.clicks, 0.95), place.bare_post_ms, "an empty route, processor time only",
                f"{len(day.clicks)} clicks, p50/p95/p99 {spread(day.clicks)} ms, refused {day.refused}; {len(day.runs)} pages, "
                f"p50/p95/p99 {spread(day.runs)} ms; {busy}; {day.memory_megabytes:.0f} MB"),
        _filled(LOST[engine], day.lost, None, "", f"of {len(day.said)} last words"),
        _filled(COUNT[engine], 1000 * percentile(day.counts, 0.95), 1000 * percentile(day.count_acknowledged, 0.95),
                "the acknowledgement of the same answers", f"{len(day.counts)} answers, p50/p95/p99 {spread(day.counts)} ms"),
        _filled(STEP[engine], 1000 * percentile(day.follows, 0.95), runs, "400 runs of an empty page, one after the other",
                f"{len(day.last)} moves, p50/p95/p99 {spread(day.follows)} ms: its name and task are on the screen"),
        _filled(WHOLE[engine], 1000 * percentile(day.wholes, 0.95), runs, "400 runs of an empty page, one after the other",
                f"p50/p95/p99 {spread(day.wholes)} ms; the last screen after "
                f"{1000 * percentile(day.last, 0.5):.0f} ms (median move); {day.step_cpu_ms:.1f} ms of processor a screen; "
                f"a spread of 500 ms is on purpose"),
    ]  # fmt: skip


def _filled(row: Row, measured: float, floor: float | None, against: str, note: str) -> Row:
    return Row(row.name, row.what, row.unit, row.goal, measured, floor, against, note)


def _held(place: Place, engine: str) -> Day:
    url, day = place.new_store(engine), Day()
    with opened(url) as store:
        house = a_house(store)
        workshop = a_workshop(store, house, _PEOPLE + _PROBES)
        asked = the_round(store, workshop)
        probes = some_participants(store, workshop, _PROBES)
    with the_app(url) as app:
        asyncio.run(_hold(place, url, app, house, workshop, asked, probes, day))
    with opened(url) as store:
        own = {person: answers.own_marks(store, asked.id, person) for person in {key[0] for key in day.said}}
    day.lost = sum(
        own[person].get(item, {}).get(dimension) != score
        for (person, item, dimension), score in day.said.items()
    )
    return day


async def _hold(
    place: Place,
    url: str,
    app: Serving,
    house: House,
    workshop: Workshop,
    asked: Round,
    probes: list[str],
    day: Day,
) -> None:
    people = [Participant(app.host, workshop.code) for _ in range(_PEOPLE)]
    facilitator = Facilitator(app.host, workshop.code, house.sign_in_id)
    try:
        await everyone(people, _come_in, _AT_ONCE)
        await facilitator.tab.open()
        before, engine_before, started = app.cpu_seconds(), place.engine_cpu_seconds(url), time.perf_counter()
        await asyncio.gather(*(_answer(person, workshop, asked, day) for person in people))
        took = time.perf_counter() - started
        day.busy = (app.cpu_seconds() - before) / took
        day.engine_busy = (place.engine_cpu_seconds(url) - engine_before) / took
        day.memory_megabytes = app.memory_megabytes()
        await _probe(app, workshop, asked, probes, facilitator, day)
        await _move(app, people, facilitator, day)
        day.refused = sum(person.refused for person in people)
        day.events = sum(person.events for person in people)
        if trouble := [person.trouble() for person in people if person.trouble()]:
            raise RuntimeError(f"{len(trouble)} screens followed no more: {trouble[0]!r}")
    finally:
        await facilitator.leave()
        await everyone(people, Participant.leave)


async def _come_in(person: Participant) -> None:
    await person.join()
    await person.open("survey")
    person.follow()


async def _answer(person: Participant, workshop: Workshop, asked: Round, day: Day) -> None:
    """A click each five seconds, and the next screen after eight of them."""
    participations = recognise_participant(person.browser.cookies, workshop.code).participations
    me = dict(participations)[workshop.id]
    ends = time.perf_counter() + _ANSWER_FOR_SECONDS
    due = time.perf_counter() + random.random() * _PACE_SECONDS
    clicks = random.randrange(_CLICKS_A_SCREEN)  # people are not all on the same screen
    while due < ends:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        value, dimension = random.choice(workshop.values), random.choice(_DIMENSIONS)
        score, refused = random.randint(1, 5), person.refused
        day.clicks.append(await person.answer(asked.id, value, score, dimension))
        if person.refused == refused:
            day.said[me, value, dimension] = score
        clicks += 1
        if clicks % _CLICKS_A_SCREEN == 0:
            day.runs.append((await person.tab.click("on" if person.tab.last.has("on") else "back")).seconds)
        due += _PACE_SECONDS


async def _probe(
    app: Serving, workshop: Workshop, asked: Round, probes: list[str], facilitator: Facilitator, day: Day
) -> None:
    """Someone answers for the first time: how long until the count on the facilitator's screen has moved?"""
    arrived: dict[int, float] = {}
    first = asyncio.Event()

    def seen(event: dict[str, Any]) -> None:
        arrived.setdefault(event["counts"]["answered"], time.perf_counter())
        first.set()

    facilitator.watch(seen)
    await first.wait()
    await asyncio.sleep(1)
    count = max(arrived)
    for participant_id in probes:
        person = Participant(app.host, workshop.code)
        person.have_joined(workshop.id, participant_id)
        given, count = time.perf_counter(), count + 1
        day.count_acknowledged.append(await person.answer(asked.id, workshop.values[0], 3))
        async with asyncio.timeout(_LONGEST_MOVE_SECONDS):
            while count not in arrived:
                await asyncio.sleep(0.001)
        day.counts.append(arrived[count] - given)
        await person.leave()
        await asyncio.sleep(random.random() * _BETWEEN_PROBES_SECONDS)


async def _move(app: Serving, people: list[Participant], facilitator: Facilitator, day: Day) -> None:
    """Everyone goes to the room; then step after step, until every screen shows it."""
    await everyone(people, lambda person: person.open("room"), _AT_ONCE)
    await _one_move(people, facilitator)
    before = app.cpu_seconds()
    for _ in range(_MOVES):
        ahead, whole = await _one_move(people, facilitator)
        day.follows += ahead
        day.wholes += whole
        day.last.append(max(whole))
    day.step_cpu_ms = 1000 * (app.cpu_seconds() - before) / (_MOVES * len(people))


async def _one_move(people: list[Participant], facilitator: Facilitator) -> tuple[list[float], list[float]]:
    """The seconds from the facilitator's click until each screen shows the step, and until each has run."""
    started = time.perf_counter()
    if (await facilitator.tab.click("move-on")).has(
        "move-anyway"
    ):  # the screen asks, because people are still busy
        started = time.perf_counter()
        await facilitator.tab.click("move-anyway")
    async with asyncio.timeout(_LONGEST_MOVE_SECONDS):
        while any(person.last_run_at < started for person in people):
            await asyncio.sleep(0.02)
    return [person.went_ahead_at - started for person in people], [
        person.last_run_at - started for person in people
    ]
