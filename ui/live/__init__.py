"""The live line of a page: counts that move by themselves, a clock, and one rerun when the workshop moves on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

from domain.notes import NoteKind
from domain.workshops import Workshop
from reads.workshop import Snapshot
from ui import visit
from ui.parts import at_its_address, sent
from ui.texts import has, say

_FOLDER = Path(__file__).parent


_LIVE: Any = st.components.v2.component(
    "live",
    html='<div class="live"></div>',
    js=at_its_address(
        "live",
        "\n".join(
            (_FOLDER / name).read_text(encoding="utf-8") for name in ("drafts.js", "ahead.js", "live.js")
        ),
        (_FOLDER / "live.css").read_text(encoding="utf-8"),
    ),
)


def live(
    workshop: Workshop,
    seen: Snapshot,
    lines: Sequence[str] = (),
    *,
    follows_notes: bool = False,
    until: tuple[datetime, float] | None = None,
    place: str = "",
    large: bool = False,
    leads: bool = False,
    goes_ahead: bool = False,
) -> None:
    """Draw the line and follow the workshop.

    lines          text keys whose facts are counts: joined, expected, answered, ready, effects, tensions, ideas ...
    follows_notes  whether the page runs again when someone says something in the room
    until          when the time of this step is up, and how many minutes it had: shows a clock
    place          when it changes, the page scrolls to its top
    goes_ahead     whether the name and the task of the next step are shown before this page has run for it; so it is in
                   a part of the page that runs by itself, elsewhere the whole page runs when the workshop moves on
    leads          whether it is a control screen: it is counted, and has the shortcuts that the visitor asked for
    """
    counts = {
        "joined": seen.joined,
        "devices": seen.devices,
        "expected": seen.expected,
        "answered": seen.answered,
        "ready": seen.ready,
    }
    counts.update({f"{kind}s": seen.notes.get(kind, 0) for kind in NoteKind})
    data: Mapping[str, Any] = {
        "code": workshop.code,
        "scene": seen.scene,
        "number": seen.number,
        "goesAhead": goes_ahead,
        "follows": say("live.follows") if goes_ahead else "",
        "said": seen.said,
        "followsNotes": follows_notes,
        "counts": counts,
        "lines": [_counted(key) for key in lines],
        "clock": _clock(*until) if until else None,
        "limit": seen.limit.isoformat() if seen.limit else None,
        "limitTexts": {name: _template(f"limit.{name}") for name in ("left", "until", "last_minute", "over")},
        "language": visit.language(),
        "leads": leads,
        "together": _template("live.together") if leads else "",
        "keys": _keys(seen) if leads and visit.kept("keys") else {},
        "focus": visit.kept("focus") or "",
        "lost": say("live.lost"),
        "place": place,
        "large": large,
    }  # fmt: skip
    (_line if goes_ahead else _line_of_a_page)(f"live-{workshop.code}", data)


def _line(key: str, data: Mapping[str, Any]) -> None:
    _LIVE(data=sent(data), key=key, on_moved_change=lambda: None)


@st.fragment
def _line_of_a_page(key: str, data: Mapping[str, Any]) -> None:
    """The line, in a part of its own: such a part waits until the run that is going on has ended, with the click in it."""
    if not visit.is_whole():
        st.rerun()
    _line(key, data)


def _keys(seen: Snapshot) -> dict[str, str]:
    """Which key stands for a click on which element of the page."""
    return {"n": f"move-on-{seen.number}", "b": f"move-back-{seen.number}"}


def _clock(ends_at: datetime, minutes: float) -> dict[str, Any]:
    return {
        "endsAt": ends_at.isoformat(),
        "minutes": round(minutes),
        "text": _counted("live.clock"),
        "over": _counted("live.over"),
    }


def _counted(key: str) -> dict[str, str]:
    """The text for many, for a single, and for more than the second number; the browser says the one that fits."""
    return {
        name: _template(f"{key}.{name}" if has(f"{key}.{name}") else key) for name in ("many", "one", "more")
    }


def _template(key: str) -> str:
    """A text with its braces left open, to be filled in the browser."""
    return say(key)
