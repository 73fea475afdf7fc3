"""Whether a request comes from this machine itself: what came through a proxy only looks as if it did."""

from __future__ import annotations

from starlette.requests import Request

_MACHINES = ("127.0.0.1", "::1")
_NAMES = (*_MACHINES, "localhost")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_from_here(request: Request) -> bool:
    """Asked on this machine, by its own name, and passed on by nobody."""
    is_passed_on = any(name in request.headers for name in _FORWARDED)
    asked = request.client.host if request.client else ""
    return not is_passed_on and asked in _MACHINES and request.url.hostname in _NAMES
