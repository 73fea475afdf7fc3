"""How wide this screen is: the browser says it in a cookie before the page begins, in one word and never in pixels."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from charts.style import Size
from ui import visit

Width = Literal["phone", "tablet", "laptop"]
WIDTH_COOKIE = "width"
_IN_A_COLUMN = ("control",)  # pages that draw in a column, which is wide enough on a laptop only

_WIDE_PAGE = 1000  # of the 1280 of a laptop, without the edges


@cache
def script() -> str:
    """The element with the lines that tell it, for the end of the page's HTML: before the page asks for anything."""
    lines = (Path(__file__).parent / "width.js").read_text(encoding="utf-8")
    return f"<script>{lines}</script>"


def width() -> Width:
    """What the browser told; when it did not, what the kind of browser gives away."""
    told = visit.cookies().get(WIDTH_COOKIE)
    found: Width | None = next((one for one in get_args(Width) if one == told), None)
    return found or ("phone" if visit.on_phone() else "laptop")


def chart_size() -> Size:
    """The form of a chart that fits here; the big screen has a form of its own, which its page asks for."""
    here = width()
    is_narrow = here == "phone" or (here == "tablet" and any(map(visit.is_at, _IN_A_COLUMN)))
    return "phone" if is_narrow else "desktop"


def chart_room() -> int:
    """The pixels across that a picture on a wide page has at least; 0 for what its form asks for."""
    return _WIDE_PAGE if width() == "laptop" else 0
