"""A browser's HTTP, cheap enough to be four hundred browsers at once: cookies, forms, posts and streams of events."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlencode

PATIENCE_SECONDS = 60.0
_AGENT = "Mozilla/5.0 (bench; Mobi)"
_HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


@dataclass
class _Line:
    """A connection that stays open between calls, or none yet."""

    ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None


class Browser:
    """The cookies of one person, and one connection that stays open between calls."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookies: dict[str, str] = {}
        self._shared = _Line()

    def beside(self, cookies: dict[str, str]) -> Browser:
        """Someone else who calls over the same connection, one after the other."""
        other = Browser(self.host)
        other.cookies, other._shared = cookies, self._shared
        return other

    async def get(self, path: str) -> Reply:
        return await self.call("GET", path, b"", {"Accept": "text/html,*/*"})

    async def post_json(self, path: str, what: object) -> Reply:
        return await self.call("POST", path, json.dumps(what).encode(), {"Content-Type": "application/json"})

    async def send_form(self, path: str, **fields: str) -> Reply:
        """Fill in the form that the page at `path` shows: its own hidden fields, and these."""
        shown = dict(_HIDDEN.findall((await self.get(path)).text))
        return await self.call(
            "POST", path, urlencode({**shown, **fields}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip

    async def call(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """The reply; tries once more when the server had closed the connection that was kept."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            was_kept = self._shared.ends is not None
            try:
                return await self._called(method, path, body, headers)
            except (ConnectionError, asyncio.IncompleteReadError):
                await self.close()
                if not was_kept:
                    raise
                return await self._called(method, path, body, headers)

    async def events(self, path: str) -> AsyncIterator[dict[str, Any]]:
        """The events of a stream, until it is closed by either side. raises ConnectionError when it is refused."""
        reader, writer = await self._connected()
        try:
            writer.write(self._head("GET", path, {"Accept": "text/event-stream"}))
            status, _ = await _read_head(reader)
            if status != 200:
                raise ConnectionError(f"{path}: {status}")
            async for line in reader:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            await _closed(writer)

    async def close(self) -> None:
        if self._shared.ends:
            (_, writer), self._shared.ends = self._shared.ends, None
            await _closed(writer)

    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def _called(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        self._shared.ends = self._shared.ends or await self._connected()
        reader, writer = self._shared.ends
        length = {"Content-Length": str(len(body))} if body or method == "POST" else {}
        writer.write(self._head(method, path, {**headers, **length}) + body)
        status, found = await _read_head(reader)
        reply = Reply(status, found, await _read_body(reader, found))
        if "set-cookie" in found:
            self._keep_cookies(found)
        if found.get("connection") == "close":
            await self.close()
        return reply

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        name, port = self.host.split(":")
        return await asyncio.open_connection(name, int(port), limit=1 << 20)

    def _head(self, method: str, path: str, headers: Mapping[str, str]) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", f"User-Agent: {_AGENT}"]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie_header()}")
        if method == "POST":
            lines.append(f"Origin: http://{self.host}")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()

    def _keep_cookies(self, headers: Mapping[str, str]) -> None:
        for line in headers.get("set-cookie", "").split("\n"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def _read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in head[1:-2]:
        name, _, value = line.partition(":")
        name, value = name.lower(), value.strip()
        headers[name] = f"{headers[name]}\n{value}" if name in headers else value
    return int(head[0].split(" ", 2)[1]), headers


async def _read_body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "chunked" not in headers.get("transfer-encoding", ""):
        return await reader.readexactly(int(headers.get("content-length", "0")))
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
