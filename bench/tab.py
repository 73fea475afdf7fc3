"""A tab that shows one page of the app: it speaks the page server's websocket protocol as the browser's script does.

The messages come from the installed package. A tab draws nothing; it keeps what the last run sent.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from bench.calls import PATIENCE_SECONDS, Browser

_RERUN_FOLLOWS = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
_KEPT_RUNS = 2  # how long the browser's script keeps a large message, in runs
_TRIGGER = "$$STREAMLIT_INTERNAL_KEY_"


class RunFailed(Exception):
    """A run of a page that ended in an error, or in none of the ends that we know."""


@dataclass
class Run:
    """What one run of a page sent; of a run of a part of it, with what stands around that part.

    parts   for each element the part of the page it stands in, or "" where it stands in none
    """

    seconds: float = 0.0
    size: int = 0
    elements: list[Any] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def component(self, name: str) -> dict[str, Any]:
        """The data of a component of ours. raises KeyError when the page has none."""
        for element in self.elements:
            if (
                element.WhichOneof("type") == "bidi_component"
                and element.bidi_component.component_name == name
            ):
                return dict(json.loads(element.bidi_component.json)[0])
        raise KeyError(name)

    def widget(self, key: str) -> str:
        """The id of the button or the component with this key, whatever number stands behind it. raises KeyError."""
        for element in self.elements:
            widget = getattr(element, element.WhichOneof("type") or "", None)
            found = getattr(widget, "id", "")
            if re.search(rf"-{re.escape(key)}(-\d+)?$", found):
                return str(found)
        raise KeyError(key)

    def part_of(self, widget: str) -> str:
        """The part of the page in which this button or component stands; "" for the page itself."""
        ids = [getattr(getattr(one, one.WhichOneof("type") or "", None), "id", "") for one in self.elements]
        return self.parts[ids.index(widget)] if widget in ids else ""

    def around(self, part: str, found: Run) -> Run:
        """This run with what stood in the part replaced by what was found there."""
        kept = [pair for pair in zip(self.elements, self.parts, strict=True) if pair[1] != part]
        found.elements[:0], found.parts[:0] = [one for one, _ in kept], [where for _, where in kept]
        return found

    def has(self, key: str) -> bool:
        """Whether there is a button or a component with this key."""
        try:
            return bool(self.widget(key))
        except KeyError:
            return False

    def shows(self, component: str) -> bool:
        """Whether there is a component of ours with this name."""
        try:
            return bool(self.component(component))
        except KeyError:
            return False

    def problems(self) -> list[str]:
        """What went wrong on the page."""
        return [
            element.exception.message if element.HasField("exception") else element.alert.body
            for element in self.elements
            if element.HasField("exception") or (element.HasField("alert") and element.alert.format == 1)
        ]


class Tab:
    """One page in one browser, open until it is closed."""

    def __init__(self, browser: Browser, page: str, query: str = "") -> None:
        self._browser = browser
        self._page = page
        self._query = query
        self._script = ""
        self._kept: list[dict[str, ForwardMsg]] = []
        self._socket: ClientConnection | None = None
        self._turn = asyncio.Lock()
        self.last = Run()

    async def open(self) -> Run:
        """Get the page, what its script asks first, and the first run."""
        await self._browser.get(f"/{self._page}?{self._query}")
        for path in ("/_stcore/health", "/_stcore/host-config"):
            await self._browser.get(path)
        cookie = self._browser.cookie_header()
        self._socket = await connect(
            f"ws://{self._browser.host}/_stcore/stream", origin=f"http://{self._browser.host}", max_size=None,
            subprotocols=["streamlit"], additional_headers={"Cookie": cookie} if cookie else {}, ping_interval=None,
            open_timeout=PATIENCE_SECONDS,
        )  # type: ignore[arg-type,list-item]  # fmt: skip
        return await self.run()

    async def click(self, key: str) -> Run:
        widget = self.last.widget(key)
        return await self.run(WidgetState(id=widget, trigger_value=True), part=self.last.part_of(widget))

    async def trigger(self, key: str, event: str, value: object) -> Run:
        """What a component of ours does to have the page run once."""
        said = json.dumps([{"event": event, "value": value}])
        widget = self.last.widget(key)
        return await self.run(
            WidgetState(id=f"{_TRIGGER}_{widget}__events", json_trigger_value=said),
            part=self.last.part_of(widget),
        )

    async def run(self, *states: WidgetState, part: str = "") -> Run:
        """Have the page run, or this part of it, and wait until everything of it is here."""
        assert self._socket
        async with self._turn, asyncio.timeout(PATIENCE_SECONDS):
            started = time.perf_counter()
            await self._socket.send(self._asked(states, part).SerializeToString())
            found, is_whole = await self._finished(self._socket)
            self.last = found if is_whole else self.last.around(part, found)
            self.last.seconds = time.perf_counter() - started
        return self.last

    async def close(self) -> None:
        if self._socket:
            await self._socket.close()
            self._socket = None

    def _asked(self, states: tuple[WidgetState, ...], part: str) -> BackMsg:
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string = self._query
        rerun.widget_states.widgets.extend(states)
        rerun.fragment_id = part
        rerun.page_script_hash = self._script
        rerun.page_name = "" if self._script else self._page
        rerun.cached_message_hashes.extend(name for run in self._kept for name in run)
        rerun.context_info.timezone = "Europe/Amsterdam"
        rerun.context_info.locale = "nl-NL"
        rerun.context_info.url = f"http://{self._browser.host}/{self._page}"
        rerun.context_info.color_scheme = "light"
        return asked

    async def _finished(self, socket: ClientConnection) -> tuple[Run, bool]:
        """What the run sent, and whether it was the whole page."""
        run = Run()
        kept: dict[str, ForwardMsg] = {}
        while True:
            received = await socket.recv()
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            run.size += len(received)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                message = next(
                    one[message.ref_hash] for one in [kept, *self._kept] if message.ref_hash in one
                )
                kind = message.WhichOneof("type")
                kept[message.hash] = message
            if kind == "delta":
                if message.delta.WhichOneof("type") == "new_element":
                    run.elements.append(message.delta.new_element)
                    run.parts.append(message.delta.fragment_id)
                if message.metadata.cacheable:
                    kept[message.hash] = message
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished in _FINISHED:
                break
            elif kind == "script_finished" and message.script_finished == _RERUN_FOLLOWS:
                run.elements.clear()
                run.parts.clear()
            elif kind == "script_finished":
                raise RunFailed(str(message.script_finished))
        self._kept = [kept, *self._kept][:_KEPT_RUNS]
        if run.problems():
            raise RunFailed("; ".join(run.problems()))
        return run, message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
