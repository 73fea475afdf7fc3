"""Someone who calls the app as a browser does, without drawing anything: cookies, forms, answers and streams."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS = 60


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Caller:
    """One browser; each call is a connection of its own."""

    def __init__(self, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Reply:
        return self.call("GET", path, headers=headers)

    def call(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        connection = self._asked(method, path, body, headers or {})
        try:
            answer = connection.getresponse()
            self._keep_cookies(answer)
            text = answer.read().decode(errors="replace")
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)
        finally:
            connection.close()

    def send_form(self, path: str, **fields: str) -> Reply:
        """Fill in the form that the page at `path` shows: its own hidden fields, and these."""
        shown = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.get(path).text))
        return self.call(
            "POST", path, urlencode({**shown, **fields}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip

    def join(self, code: str, perspective: str = "policy") -> Reply:
        return self.send_form(f"/m/{code}", perspective=perspective)

    def answer(self, code: str, round_id: str, item: str, score: int, dimension: str = "importance") -> Reply:
        mark = {"item": item, "dimension": dimension, "score": score}
        return self.post_json("/answers", {"code": code, "round": round_id, "marks": [mark]})

    def post_json(self, path: str, what: object) -> Reply:
        return self.call("POST", path, json.dumps(what).encode(), {"Content-Type": "application/json"})

    def stream(self, code: str) -> Stream:
        """The live stream of a workshop, open until it is closed."""
        connection = self._asked("GET", f"/live/{code}", None, {})
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        return Stream(connection, answer)

    def _asked(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {**({"Cookie": cookies} if cookies else {}), **headers})
        return connection

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for header in answer.headers.get_all("set-cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value


class Stream:
    """An open stream of events."""

    def __init__(self, connection: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> None:
        self._connection = connection
        self._answer = answer

    def next(self) -> dict[str, object] | None:
        """The next event, or None when the stream has ended."""
        for line in self._answer:
            if line.startswith(b"data: "):
                return dict(json.loads(line[6:]))
        return None

    def until(self, is_it: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """The first event of which this holds; those before it are let go."""
        while (heard := self.next()) is not None:
            if is_it(heard):
                return heard
        raise AssertionError("the stream ended")

    def close(self) -> None:
        self._answer.close()
        self._connection.close()
