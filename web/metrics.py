"""Metrics in the text form of OpenMetrics, for a machine that watches: numbers of this process, never a code, name or id."""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from domain.meters import BOUNDS_SECONDS, Tick, Times
from storage.open import the_store
from storage.settings import settings
from ui.log import ERRORS
from ui.watching import RERUNS, open_visits
from web.here import is_from_here
from web.limits import REFUSED
from web.live import LIVE

ACCEPTED = Tick()
ANSWERS_REFUSED = Tick()

_MEDIA_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"


async def metrics(request: Request) -> PlainTextResponse:
    """The numbers of this moment, for this machine itself or for who has the token of the settings."""
    if not (is_from_here(request) or _has_token(request)):
        return PlainTextResponse("", 403)
    return PlainTextResponse(await to_thread.run_sync(_written), media_type=_MEDIA_TYPE)


def _has_token(request: Request) -> bool:
    token = settings().metrics_token
    given = request.headers.get("authorization", "")
    return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _written() -> str:
    return "\n".join([*_lines(), "# EOF", ""])


def _lines() -> Iterator[str]:
    yield from _timing("app_rerun", "How long a page took to run.", RERUNS.times())
    yield from _gauge("app_visits", "Browser tabs that are connected.", open_visits())
    yield from _gauge("app_streams", "Live streams that are open.", LIVE.viewers())
    yield from _ticks("app_streams_dropped", "Live streams let go because nobody read them.", LIVE.dropped)
    yield from _ticks("app_answers_accepted", "Posts of answers that were stored.", ACCEPTED)
    yield from _ticks("app_answers_refused", "Posts of answers that were refused.", ANSWERS_REFUSED, "reason")
    yield from _ticks("app_refused", "Requests that were more than the limits allow.", REFUSED, "limit")
    yield from _ticks("app_errors", "Unexpected errors; each has a number in the log.", ERRORS)
    yield from _of_store()
    yield from _of_process()


def _of_store() -> Iterator[str]:
    store = the_store()
    yield from _gauge("app_store_waiting", "Writes that wait for the disk.", store.waiting_writes())
    yield from _timing("app_store_commit", "How long a commit took.", store.commits.times())


def _of_process() -> Iterator[str]:
    yield from _family("process_cpu_seconds", "counter", "CPU time of this process.", "seconds")
    yield f"process_cpu_seconds_total {time.process_time():.3f}"
    statm = Path("/proc/self/statm")
    if statm.exists():
        pages = int(statm.read_text(encoding="ascii").split()[1])
        yield from _family("process_resident_memory_bytes", "gauge", "Memory of this process.", "bytes")
        yield f"process_resident_memory_bytes {pages * os.sysconf('SC_PAGE_SIZE')}"


def _gauge(name: str, says: str, number: float) -> Iterator[str]:
    yield from _family(name, "gauge", says)
    yield f"{name} {number}"


def _ticks(name: str, says: str, ticks: Tick, label: str = "") -> Iterator[str]:
    yield from _family(name, "counter", says)
    counts: Mapping[str, int] = ticks.counts() if label else {"": sum(ticks.counts().values())}
    for reason, count in sorted(counts.items()):
        yield f'{name}_total{{{label}="{reason}"}} {count}' if label else f"{name}_total {count}"


def _timing(name: str, says: str, times: Times) -> Iterator[str]:
    name = f"{name}_seconds"
    yield from _family(name, "histogram", says, "seconds")
    for bound, count in zip(BOUNDS_SECONDS, times.within, strict=True):
        yield f'{name}_bucket{{le="{bound}"}} {count}'
    yield f'{name}_bucket{{le="+Inf"}} {times.count}'
    yield f"{name}_count {times.count}"
    yield f"{name}_sum {times.seconds:.6f}"


def _family(name: str, kind: str, says: str, unit: str = "") -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    if unit:
        yield f"# UNIT {name} {unit}"
    yield f"# HELP {name} {says}"
