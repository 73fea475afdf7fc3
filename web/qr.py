"""The QR code of a join link, as a picture of lines: sharp at every size."""

from __future__ import annotations

import io

import segno
from starlette.requests import Request
from starlette.responses import Response

from domain.workshops import CODE_LETTERS, typed_code
from storage.settings import settings


def join_address(code: str) -> str:
    """The link that the code stands for."""
    return f"{settings().base_url}/m/{code}"


async def qr(request: Request) -> Response:
    """An SVG for a code of the right shape; whether a workshop has it is not told here."""
    code = typed_code(request.path_params["code"])
    if len(code) != 6 or set(code) - set(CODE_LETTERS):
        return Response(status_code=404)
    picture = io.BytesIO()
    segno.make(join_address(code), error="m").save(
        picture, kind="svg", scale=8, border=2, light="white", dark="black"
    )
    return Response(
        picture.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"}
    )
