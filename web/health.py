"""Health: whether the process and its store answer; and whom to tell when something is not safe."""

from __future__ import annotations

from datetime import timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from storage import organisations
from storage.open import the_store
from storage.settings import now, settings

_HOLDS = timedelta(days=180)


async def health(request: Request) -> JSONResponse:
    """200 when the store answers a small question, 503 otherwise."""
    try:
        await to_thread.run_sync(lambda: organisations.is_empty(the_store()))
    except Exception as problem:  # whatever the engine says, the answer is the same: not healthy
        return JSONResponse({"status": "store does not answer", "reason": type(problem).__name__}, 503)
    return JSONResponse({"status": "ok"})


async def security_contact(request: Request) -> PlainTextResponse:
    """security.txt (RFC 9116) with the contact of the settings; nothing when none is set."""
    contact = settings().security_contact
    if not contact:
        return PlainTextResponse("", 404)
    expires = (now() + _HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    return PlainTextResponse("\n".join([*lines, f"Canonical: {settings().base_url}{request.url.path}", ""]))
