"""Live: one fresh snapshot per workshop and ring, streamed to every screen that watches; no page is run for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from actions.recognise import recognise
from domain.meters import Tick
from domain.notes import NoteKind
from domain.problems import NotFound, StoreProblem, TooMuch
from domain.roles import Deed
from domain.workshops import Phase, Workshop
from reads.workshop import Snapshot, snapshot
from storage import workshops
from storage.content import the_content
from storage.open import the_store
from storage.settings import now
from web.limits import STREAMS

_AT_MOST_EVERY_SECONDS = 0.1
_AGAIN_AFTER_SECONDS = 1.0
_HEARTBEAT_SECONDS = 15.0
_PATIENCE_SECONDS = 30.0  # how long a screen may leave a message unread
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Watch:
    """Everyone who watches one workshop: the newest snapshot, and an event for when it changes."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.viewers = 0
        self.controls = 0  # control screens that are open, in this process; there may be more in another: no number is shown
        self.latest = ""
        self.changed = asyncio.Event()
        self.rung = asyncio.Event()
        self._beginning = asyncio.Lock()

    async def begin(self) -> None:
        """Make the first snapshot, once, however many come in together."""
        async with self._beginning:
            if not self.latest:
                await self.compose()

    async def compose(self) -> None:
        """Make the snapshot of this moment and wake the viewers when it differs from the one before."""
        made = await to_thread.run_sync(_composed, self.workshop)
        if made != self.latest:
            self.latest = made
            self.wake()

    def count_controls(self, more: int) -> None:
        """One control screen more or less; who watches hears of it."""
        self.controls += more
        if more and self.latest:
            self.wake()

    def wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


class Live:
    """The watches of this process; the bell rings in any thread, all else happens in the event loop."""

    def __init__(self) -> None:
        self._watches: dict[str, Watch] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._is_ending = False
        self.dropped = Tick()

    def start(self) -> None:
        """Listen to the bell, from the event loop that is running now."""
        loop = asyncio.get_running_loop()
        self._is_ending = False

        def heard(workshop_id: str) -> None:
            loop.call_soon_threadsafe(self._ring, workshop_id)

        self._end = the_store().listen(heard)

    def end(self) -> None:
        """Let every screen go, so that the process can stop at once; they come back by themselves."""
        self._is_ending = True
        for watch in self._watches.values():
            watch.changed.set()

    def stop(self) -> None:
        self._end()
        for task in self._tasks.values():
            task.cancel()

    def viewers(self) -> int:
        """How many streams are open."""
        return sum(watch.viewers for watch in self._watches.values())

    async def stream(self, workshop: Workshop, leads: bool = False) -> AsyncGenerator[str]:
        """The snapshot now and at each change, as server-sent events; a heartbeat when it is quiet.

        leads   whether it is for a control screen: those are counted, so that who leads knows about a colleague
        """
        watch = self._watch(workshop)
        watch.viewers += 1
        watch.count_controls(leads)
        try:
            await watch.begin()
            while not self._is_ending:
                changed, latest = watch.changed, watch.latest
                yield f'data: {latest[:-1]}, "controls": {watch.controls}, "now": "{now().isoformat()}"}}\n\n'
                while not await _happens(changed, _HEARTBEAT_SECONDS):
                    yield ": still here\n\n"
        except StoreProblem:
            return  # the screen says that it is lost, and asks again
        finally:
            watch.viewers -= 1
            watch.count_controls(-leads)
            if not watch.viewers and self._watches.get(workshop.id) is watch:
                del self._watches[workshop.id]
                self._tasks.pop(workshop.id).cancel()

    def _watch(self, workshop: Workshop) -> Watch:
        if workshop.id not in self._watches:
            self._watches[workshop.id] = Watch(workshop)
            self._tasks[workshop.id] = asyncio.create_task(self._keep_fresh(self._watches[workshop.id]))
        return self._watches[workshop.id]

    async def _keep_fresh(self, watch: Watch) -> None:
        while True:
            await watch.rung.wait()
            watch.rung.clear()
            try:
                await watch.compose()
            except StoreProblem:
                watch.rung.set()
                await asyncio.sleep(_AGAIN_AFTER_SECONDS)
            await asyncio.sleep(_AT_MOST_EVERY_SECONDS)

    def _ring(self, workshop_id: str) -> None:
        """Compose again for this workshop; for every workshop when none is named, because rings may have been missed."""
        for watch in [self._watches.get(workshop_id)] if workshop_id else [*self._watches.values()]:
            if watch:
                watch.rung.set()


LIVE = Live()


class _Stream(StreamingResponse):
    """The stream to one screen of one person. A screen that does not read holds one message, and is let go."""

    def __init__(self, workshop: Workshop, person: str, leads: bool) -> None:
        self._events = LIVE.stream(workshop, leads)
        super().__init__(self._events, media_type="text/event-stream", headers=_HEADERS)
        self._person = person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with STREAMS.taken(self._person):
            try:
                await super().__call__(scope, receive, partial(_send_in_time, send))
            except TimeoutError:
                LIVE.dropped.add()
                raise asyncio.CancelledError from None  # the server hangs up; it is not an error of ours
            finally:
                await self._events.aclose()


async def _send_in_time(send: Send, message: Message) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        await send(message)


async def stream(request: Request) -> Response:
    """The live stream of a workshop, for who takes part in it or leads it."""
    store = the_store()
    try:
        workshop = await to_thread.run_sync(workshops.by_code, store, request.path_params["code"])
    except NotFound:
        return JSONResponse({}, 404)
    who = await to_thread.run_sync(lambda: recognise(store, request.cookies, now=now()))
    if not who.may(Deed.SEE_RESULT, workshop.place):
        return JSONResponse({}, 403)
    person = f"{workshop.id} {who.account_id or who.participant_in(workshop.id)}"
    try:
        STREAMS.must_be_free(person)
    except TooMuch:
        return JSONResponse({}, 429)
    leads = request.query_params.get("as") == "control" and who.may(Deed.LEAD, workshop.place)
    return _Stream(workshop, person, leads)


async def _happens(event: asyncio.Event, within_seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within_seconds)
    except TimeoutError:
        return False
    return True


def _composed(workshop: Workshop) -> str:
    now_here = snapshot(the_store(), workshops.by_id(the_store(), workshop.id))  # it may have been corrected
    return json.dumps(
        {
            "scene": now_here.scene,
            "number": now_here.number,
            "step": _step(workshop, now_here),
            "said": now_here.said,
            "limit": now_here.limit.isoformat() if now_here.limit else None,
            "since": now_here.since.isoformat() if now_here.since else None,
            "counts": {
                "joined": now_here.joined,
                "devices": now_here.devices,
                "expected": now_here.expected,
                "answered": now_here.answered,
                "ready": now_here.ready,
                **{f"{kind}s": now_here.notes.get(kind, 0) for kind in NoteKind},
            },
        }
    )


def _step(workshop: Workshop, here: Snapshot) -> dict[str, object] | None:
    """What everyone sees first of the step of this moment, in each language; None before and after the steps."""
    if here.phase is not Phase.LIVE:
        return None
    step = the_content().programmes[workshop.programme_id].step(here.step)
    return {"id": step.id, "name": dict(step.name), "task": dict(step.task)}
