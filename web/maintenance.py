"""Maintenance that the running app does itself, because it holds the store; asked from this machine, with the key."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse

from domain.problems import Problem, StoreInUse
from domain.tokens import seal, unseal
from storage import backup
from storage.open import the_store
from storage.settings import duckdb_path, now, settings
from storage.store import Store
from web.here import is_from_here

_PURPOSE = "maintenance"
_TOKEN_LASTS_SECONDS = 60
_LONGEST_SECONDS = 3600


async def maintain(request: Request) -> JSONResponse:
    """Do the work that the token names, and say what was done. Without a fresh token of ours there is nothing here."""
    work = _asked(request)
    if work is None:
        return JSONResponse({}, 404)
    try:
        said = await to_thread.run_sync(lambda: do(the_store(), **work))
    except Problem as problem:
        return JSONResponse({"problem": in_words(problem)}, 409)
    return JSONResponse({"said": said})


def do(store: Store, work: str, folder: str = "") -> list[str]:
    """Back up or compact this store; what was done, in lines for the console."""
    if work == "backup":
        made = backup.back_up(store, Path(folder), now=now())
        return [f"{folder}: {made.says()}", backup.key_of(Path(folder))]
    before = _size()
    store.compact()
    return [f"compacted: from {before} to {_size()}"]


def ask_the_app(work: str, folder: str = "") -> list[str]:
    """Let the app that runs on this machine do it. raises StoreInUse when no app of ours answers; Problem as it says."""
    token = seal(settings().key, _PURPOSE, {"work": work, "folder": folder})
    asked = urllib.request.Request(
        f"{settings().local_url}/maintenance", method="POST", headers={"Authorization": f"Bearer {token}"}
    )
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(asked, timeout=_LONGEST_SECONDS) as answer:
            return [str(line) for line in json.load(answer)["said"]]
    except urllib.error.HTTPError as refused:
        with refused:
            told = json.loads(refused.read() or b"{}") if refused.code == 409 else {}
        raise Problem(
            told=told.get("problem")
            or f"{asked.full_url} answers {refused.code}: another app, or one with another key"
        ) from refused
    except OSError as problem:
        raise StoreInUse(
            reason=f"another process holds the store, and no app answers at {asked.full_url} (PORT): {problem}"
        ) from problem


def in_words(problem: Problem) -> str:
    """A problem in one line for the console."""
    if "told" in problem.facts:
        return str(problem.facts["told"])
    facts = ", ".join(f"{name}: {fact}" for name, fact in problem.facts.items())
    return f"{type(problem).__name__}: {facts or 'see the message in content/texts/problem.en.toml'}"


def _asked(request: Request) -> dict[str, str] | None:
    """The work of a fresh token that was sent straight from this machine, or None."""
    if not is_from_here(request):
        return None
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    asked = unseal(settings().key, _PURPOSE, token, _TOKEN_LASTS_SECONDS)
    return asked if isinstance(asked, dict) else None


def _size() -> str:
    """How large the file is, with what waits in its log; for a store without a file, that it is."""
    url = settings().store_url
    if not url.startswith("duckdb:/"):
        return "the tables of PostgreSQL"
    path = duckdb_path(url)
    files = [one for one in (path, path.with_name(f"{path.name}.wal")) if one.exists()]
    return f"{sum(one.stat().st_size for one in files) / 1e6:.1f} MB"
