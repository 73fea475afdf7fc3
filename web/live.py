"""Live: one fresh snapshot per workshop and ring, streamed to every screen that watches; no page is run for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from actions.recognise import recognise
from domain.notes import NoteKind
from domain.problems import NotFound
from domain.roles import Deed
from domain.workshops import Workshop
from reads.workshop import snapshot
from storage import workshops
from storage.open import the_store
from storage.settings import now

_AT_MOST_EVERY_SECONDS = 0.1
_HEARTBEAT_SECONDS = 15.0
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Watch:
    """Everyone who watches one workshop: the newest snapshot, and an event for when it changes."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.viewers = 0
        self.latest = ""
        self.changed = asyncio.Event()
        self.rung = asyncio.Event()

    async def compose(self) -> None:
        """Make the snapshot of this moment and wake the viewers when it differs from the one before."""
        made = await to_thread.run_sync(_composed, self.workshop)
        if made != self.latest:
            self.latest = made
            self.changed.set()
            self.changed = asyncio.Event()


class Live:
    """The watches of this process; the bell rings in any thread, all else happens in the event loop."""

    def __init__(self) -> None:
        self._watches: dict[str, Watch] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self) -> None:
        """Listen to the bell, from the event loop that is running now."""
        loop = asyncio.get_running_loop()
        self._end = the_store().listen(lambda workshop_id: loop.call_soon_threadsafe(self._ring, workshop_id))

    def stop(self) -> None:
        self._end()
        for task in self._tasks.values():
            task.cancel()

    async def stream(self, workshop: Workshop) -> AsyncIterator[str]:
        """The snapshot now and at each change, as server-sent events; a heartbeat when it is quiet."""
        watch = await self._watch(workshop)
        watch.viewers += 1
        try:
            while True:
                changed, latest = watch.changed, watch.latest
                yield f'data: {latest[:-1]}, "now": "{now().isoformat()}"}}\n\n'
                while not await _happens(changed, _HEARTBEAT_SECONDS):
                    yield ": still here\n\n"
        finally:
            watch.viewers -= 1
            if not watch.viewers and self._watches.get(workshop.id) is watch:
                del self._watches[workshop.id]
                self._tasks.pop(workshop.id).cancel()

    async def _watch(self, workshop: Workshop) -> Watch:
        if workshop.id not in self._watches:
            self._watches[workshop.id] = Watch(workshop)
            self._tasks[workshop.id] = asyncio.create_task(self._keep_fresh(self._watches[workshop.id]))
        watch = self._watches[workshop.id]
        if not watch.latest:
            await watch.compose()
        return watch

    async def _keep_fresh(self, watch: Watch) -> None:
        while True:
            await watch.rung.wait()
            watch.rung.clear()
            await watch.compose()
            await asyncio.sleep(_AT_MOST_EVERY_SECONDS)

    def _ring(self, workshop_id: str) -> None:
        if workshop_id in self._watches:
            self._watches[workshop_id].rung.set()


LIVE = Live()


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
    return StreamingResponse(LIVE.stream(workshop), media_type="text/event-stream", headers=_HEADERS)


async def _happens(event: asyncio.Event, within_seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within_seconds)
    except TimeoutError:
        return False
    return True


def _composed(workshop: Workshop) -> str:
    now_here = snapshot(the_store(), workshop)
    return json.dumps(
        {
            "scene": now_here.scene,
            "said": now_here.said,
            "since": now_here.since.isoformat() if now_here.since else None,
            "counts": {
                "joined": now_here.joined,
                "expected": now_here.expected,
                "answered": now_here.answered,
                "ready": now_here.ready,
                **{f"{kind}s": now_here.notes.get(kind, 0) for kind in NoteKind},
            },
        }
    )
