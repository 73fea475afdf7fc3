"""Our style sheet, sent with the page itself: once for a visit, not at every run."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def style() -> str:
    """The element that holds it."""
    return f"<style>{(Path(__file__).parent / 'style.css').read_text(encoding='utf-8')}</style>"
