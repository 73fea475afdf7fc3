"""Health: whether the process and its store answer."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from storage import organisations
from storage.open import the_store


async def health(request: Request) -> JSONResponse:
    """200 when the store answers a small question, 503 otherwise."""
    try:
        await to_thread.run_sync(lambda: organisations.is_empty(the_store()))
    except Exception as problem:  # whatever the engine says, the answer is the same: not healthy
        return JSONResponse({"status": "store does not answer", "reason": type(problem).__name__}, 503)
    return JSONResponse({"status": "ok"})
