"""The scripts of our components; the version in the address changes with them, so a browser may keep them for good."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ui.parts import part

_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


async def script(request: Request) -> Response:
    """A script by its name, whatever version is asked for."""
    found = part(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    return Response(found, media_type="text/javascript", headers=_HEADERS)
