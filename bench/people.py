"""The people of a bench: participants who join, answer and follow, viewers, and the facilitator who moves the workshop."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from actions.recognise import PARTICIPANT_COOKIE, account_cookie, participant_cookie
from bench.calls import Browser, Reply
from bench.tab import Run, Tab

_SPREAD_SECONDS = 0.5  # as ui/live/live.js does above a hundred people


class Participant:
    """Someone on a phone, from the promise to the last step."""

    def __init__(self, host: str, code: str) -> None:
        self.browser = Browser(host)
        self.code = code
        self.tab = Tab(self.browser, "survey", f"m={code}")
        self.refused = 0
        self.went_ahead_at = 0.0
        self.last_run_at = 0.0
        self.events = 0
        self._following: asyncio.Task[None] | None = None

    async def join(self, perspective: str = "policy") -> Reply:
        return await self.browser.send_form(f"/m/{self.code}", perspective=perspective)

    def have_joined(self, workshop_id: str, participant_id: str) -> None:
        """With the cookie of someone who is in the store already."""
        self.browser.cookies[PARTICIPANT_COOKIE + self.code] = participant_cookie(workshop_id, participant_id)

    async def open(self, page: str) -> Run:
        """Open a page in place of the one that was open."""
        await self.tab.close()
        self.tab = Tab(self.browser, page, f"m={self.code}")
        return await self.tab.open()

    async def answer(self, round_id: str, item: str, score: int, dimension: str = "importance") -> float:
        """Post one click; the seconds until it is acknowledged. Counts what is refused."""
        mark = {"item": item, "dimension": dimension, "score": score}
        return await self._post({"code": self.code, "round": round_id, "marks": [mark]})

    async def write(self, round_id: str, prompt: str, body: str) -> float:
        said = {"prompt": prompt, "body": body}
        return await self._post({"code": self.code, "round": round_id, "remarks": [said]})

    async def _post(self, what: dict[str, Any]) -> float:
        started = time.perf_counter()
        reply = await self.browser.post_json("/answers", what)
        self.refused += reply.status != 200
        return time.perf_counter() - started

    def follow(self) -> None:
        """Hold the stream of events: the next step is shown with the event, and the page runs once for what is one's own."""
        self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        asked = ""
        async for event in self.browser.events(f"/live/{self.code}"):
            self.events += 1
            scene = event["scene"]
            if scene in (asked, self.tab.last.component("live")["scene"]):
                continue
            asked = scene
            shown = self.tab.last.component("live")
            if shown["goesAhead"] and event["step"] and event["step"]["id"] != shown["place"]:
                self.went_ahead_at = time.perf_counter()
            if event["counts"]["joined"] > 100:
                await asyncio.sleep(random.random() * _SPREAD_SECONDS)
            await self.tab.trigger(f"live-{self.code}", "moved", f"{scene}/")
            self.last_run_at = time.perf_counter()

    def trouble(self) -> BaseException | None:
        """Why this screen follows no more, or None."""
        if self._following and self._following.done() and not self._following.cancelled():
            return self._following.exception() or ConnectionError("the stream ended")
        return None

    async def leave(self) -> None:
        if self._following:
            self._following.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._following
        await self.tab.close()
        await self.browser.close()


class Facilitator:
    """Who leads the workshop: a screen with the buttons, and the counts that move by themselves."""

    def __init__(self, host: str, code: str, sign_in_id: str) -> None:
        self.browser = Browser(host)
        self.browser.cookies["account"] = account_cookie(sign_in_id)
        self.code = code
        self.tab = Tab(self.browser, "control", f"m={code}")
        self._watching: asyncio.Task[None] | None = None

    def watch(self, seen: Callable[[dict[str, Any]], None]) -> None:
        """Call `seen` with each event of the stream."""

        async def watching() -> None:
            async for event in self.browser.events(f"/live/{self.code}"):
                seen(event)

        self._watching = asyncio.create_task(watching())

    async def leave(self) -> None:
        if self._watching:
            self._watching.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._watching
        await self.tab.close()
        await self.browser.close()


async def everyone(people: list[Participant], do: Callable[[Participant], Any], at_once: int = 20) -> None:
    """Have everyone do it, so many at the same time."""
    places = asyncio.Semaphore(at_once)

    async def one(person: Participant) -> None:
        async with places:
            await do(person)

    await asyncio.gather(*(one(person) for person in people))
