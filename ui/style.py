"""Our style sheet, sent with the page itself: once for a visit, not at every run."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def style() -> str:
    """The element that holds it."""
    sheet = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return f"<style>\n{sheet}</style>"
