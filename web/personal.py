"""Join by a personal link: the same promise, and the same person on every device. GET changes and tells nothing."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import NamedTuple

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.join import join_by_link, of_link
from actions.recognise import PARTICIPANT_COOKIE, participant_cookie, recognise_participant
from domain.invitations import own_code
from domain.problems import NotFound, Problem
from domain.workshops import Workshop
from storage.open import the_store
from storage.settings import now, settings
from web.html import must_be_ours, problem_page, set_cookie
from web.join import LASTS_SECONDS, promise
from web.limits import JOINS, OWN_CODES

_MOST_REMEMBERED = 2000
_A_MOMENT_SECONDS = 60.0


class _Link(NamedTuple):
    """A personal link that is ours."""

    token: str
    workshop: Workshop
    person: str

    @property
    def path(self) -> str:
        return f"/p/{self.token}"


class _Taps:
    """In which browser someone joined by their link a moment ago: a second tap there is the same tap."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._first: OrderedDict[str, tuple[str, float]] = OrderedDict()  # person -> browser, and when

    def join(self, link: _Link, perspective: str, typed: str, browser: str) -> None:
        """One at a time, so that the second tap finds what the first did. raises what `join_by_link` raises"""
        with self._lock:
            tapped, at = self._first.get(link.person, ("", 0.0))
            was_first = tapped == browser and time.monotonic() < at + _A_MOMENT_SECONDS
            join_by_link(the_store(), link.token, perspective, typed, was_first=was_first, today=now().date())
            if not was_first:
                self._first[link.person] = (browser, time.monotonic())
            if len(self._first) > _MOST_REMEMBERED:
                self._first.popitem(last=False)


_TAPS = _Taps()


async def personal_page(request: Request) -> Response:
    """The promise, for whoever has the link; or the way on and the own code for who joined in this browser."""
    try:
        link = await _link(request)
    except NotFound as problem:
        return problem_page(request, problem, back="/m", status=404)
    return await _shown(request, link)


async def personal_form(request: Request) -> Response:
    """Someone becomes a participant by their own link, or goes on as that one with their own code."""
    form = await request.form()
    try:
        link = await _link(request)
    except NotFound as problem:
        return problem_page(request, problem, back="/m", status=404)
    typed = str(form.get("own_code", "")).strip().upper()[:12]
    try:
        must_be_ours(request, form)
        JOINS.take(link.workshop.id)
        if typed:
            OWN_CODES.take(link.person)
        perspective, browser = str(form.get("perspective", "")), str(form.get("token", ""))
        await to_thread.run_sync(_TAPS.join, link, perspective, typed, browser)
    except Problem as problem:
        return await _shown(request, link, problem)
    response = RedirectResponse(link.path, 303)
    cookie = participant_cookie(link.workshop.id, link.person)
    set_cookie(response, PARTICIPANT_COOKIE + link.workshop.code, cookie, LASTS_SECONDS)
    return response


async def _link(request: Request) -> _Link:
    """raises NotFound for a link that is not ours."""
    token = request.path_params["token"]
    workshop, person = await to_thread.run_sync(of_link, the_store(), token)
    return _Link(token, workshop, person)


async def _shown(request: Request, link: _Link, problem: Problem | None = None) -> Response:
    here = recognise_participant(request.cookies, link.workshop.code).participant_in(link.workshop.id)
    joined = here == link.person
    code = own_code(settings().key, link.person) if joined else ""
    return await promise(request, link.workshop, problem, path=link.path, joined=joined, own_code=code)
