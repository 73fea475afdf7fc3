"""Takes answers: one small JSON post for each click, acknowledged after it is on disk. No page is run for it."""

from __future__ import annotations

import json
from asyncio import wrap_future
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from actions.answer import Said
from actions.recognise import recognise_participant
from domain.answers import Mark, Remark
from domain.problems import (
    BadInput,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Problem,
    Refused,
    StoreProblem,
    TooMuch,
)
from domain.roles import Visitor
from domain.texts import say
from storage.content import the_content
from storage.open import the_store
from storage.settings import now
from ui.log import say_seldom
from web.html import language_of
from web.limits import ANSWERS, LARGEST_BODY
from web.metrics import ACCEPTED, ANSWERS_REFUSED

_STATUS: tuple[tuple[type[Problem], int], ...] = (
    (NotSignedIn, 401), (NotAllowed, 403), (NotFound, 404), (Refused, 409), (TooMuch, 429), (StoreProblem, 503),
)  # fmt: skip

_KNOWN: set[str] = set()
_MOST_KNOWN = 2000  # fewer than the store keeps the facts of


async def post_answers(request: Request) -> JSONResponse:
    """{"code", "round", "marks": [{item, dimension, score}], "remarks": [{prompt, body}]} -> {"saved": true}."""
    try:
        code, round_id, marks, remarks = await _read(request)
        who = recognise_participant(request.cookies, code)
        for _, participant_id in who.participations:
            ANSWERS.take(participant_id)
        await _store(who, round_id, marks, remarks)
    except Problem as problem:
        ANSWERS_REFUSED.add(problem.key.removeprefix("problem."))
        if isinstance(problem, StoreProblem):
            say_seldom("an answer is not saved", problem)
        status = next((code for kind, code in _STATUS if isinstance(problem, kind)), 400)
        said = say(the_content().texts, language_of(request), problem.key, **{"limit": "", **problem.facts})
        return JSONResponse({"problem": said}, status)
    ACCEPTED.add()
    return JSONResponse({"saved": True})


async def _store(who: Visitor, round_id: str, marks: list[Mark], remarks: list[Remark]) -> None:
    """Have it written, without a thread that waits: the writer of the store tells when it is on disk."""
    store = the_store()
    check = partial(Said.checked, store, who, round_id, marks, remarks, today=now().date())
    said = check() if round_id in _KNOWN else await to_thread.run_sync(check)
    _remember(said)
    written = await wrap_future(store.submit(*said.statements))
    if written:
        said.conclude(store, written)
    else:
        await to_thread.run_sync(said.conclude, store, written)


def _remember(said: Said) -> None:
    """A round whose facts are known, so that the next answer in it is checked without a look in the store."""
    if said.takes_no_look and said.round_id not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN.add(said.round_id)


async def _read(request: Request) -> tuple[str, str, list[Mark], list[Remark]]:
    """What was posted, checked for shape. raises BadInput; NotAllowed for a post from another site."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json" or not _same_site(request):
        raise NotAllowed()
    body = await request.body()
    if len(body) > LARGEST_BODY:
        raise BadInput()
    try:
        posted = json.loads(body)
        return (
            str(posted["code"]),
            _text(posted["round"], 36),
            [Mark(_text(one["item"], 60), _text(one["dimension"], 20), _score(one["score"]))
             for one in posted.get("marks", [])],
            [Remark(_text(one["prompt"], 20), _text(one["body"], 20_000)) for one in posted.get("remarks", [])],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput() from None


def _same_site(request: Request) -> bool:
    origin = request.headers.get("origin")
    return origin is None or origin.split("://")[-1] == request.headers.get("host")


def _text(found: Any, longest: int) -> str:
    if not isinstance(found, str) or len(found) > longest or "\x00" in found:
        raise ValueError
    return found


def _score(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= 99:
        raise ValueError
    return found
