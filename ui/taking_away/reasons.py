"""What a file says of each row: how many people as a band, and why a number is missing or that it is shown."""

from __future__ import annotations

from analytics.anonymity import TOO_FEW, TOO_FEW_CHANGED
from domain.workshops import SMALLEST_GROUP
from reads.comparison import ALIKE, why
from ui.texts import say

Told = tuple[str, str]  # the columns `ui.taking_away.columns.WHY`


def shown(*, has_margin: bool = True) -> Told:
    """That the figures of a row are shown, and whether they have a margin where the table has one."""
    return enough(say("export.shown" if has_margin else "export.shown_without_margin"))


def enough(reason: str) -> Told:
    """With so many people that a figure can be shown."""
    return say("export.band_enough", k=SMALLEST_GROUP), reason


def few(k: int, reason: str) -> Told:
    """With too few people for a figure; k is the smallest group."""
    return say("export.band_few", k=k), reason


def untold(reason: str) -> Told:
    """Without a word on how many people there are."""
    return say("export.band_untold"), reason


def why_hidden(reason: str, k: int) -> Told:
    """Why a round, a team or a value has no figure; k is the smallest group."""
    if reason == TOO_FEW:
        return few(k, say("export.too_few", k=k))
    return untold(say(f"export.{reason}" if reason == TOO_FEW_CHANGED else "export.not_shown"))


def told_of(reason: object, band: object, dimension: str = "", *, has_margin: bool = True) -> Told:
    """Of a value: hidden for a reason ("too_few_5"), a band in place of a figure, or shown."""
    if isinstance(reason, str) and reason:
        return why_hidden(*why(reason))
    if band == ALIKE:
        return enough(say("export.alike"))
    if band in ("high", "low"):
        return enough(say(f"export.alike_dots_{band}" if dimension == "dots" else f"export.alike_{band}"))
    return shown(has_margin=has_margin)
