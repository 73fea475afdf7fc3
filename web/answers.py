"""Takes answers: one small JSON post for each click, acknowledged after it is on disk. No page is run for it."""

from __future__ import annotations

import json
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from actions.answer import answer
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
from domain.texts import say
from storage.content import the_content
from storage.open import the_store
from storage.settings import now
from web.html import language_of

LARGEST_BODY = 64 * 1024
_STATUS: tuple[tuple[type[Problem], int], ...] = (
    (NotSignedIn, 401), (NotAllowed, 403), (NotFound, 404), (Refused, 409), (TooMuch, 429), (StoreProblem, 503),
)  # fmt: skip


async def post_answers(request: Request) -> JSONResponse:
    """{"code", "round", "marks": [{item, dimension, score}], "remarks": [{prompt, body}]} -> {"saved": true}."""
    try:
        code, round_id, marks, remarks = await _read(request)
        who = recognise_participant(request.cookies, code)
        await to_thread.run_sync(
            lambda: answer(the_store(), who, round_id, marks, remarks, today=now().date())
        )
    except Problem as problem:
        status = next((code for kind, code in _STATUS if isinstance(problem, kind)), 400)
        said = say(the_content().texts, language_of(request), problem.key, **{"limit": "", **problem.facts})
        return JSONResponse({"problem": said}, status)
    return JSONResponse({"saved": True})


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
    except (ValueError, KeyError, TypeError, AttributeError):
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
