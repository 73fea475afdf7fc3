"""Confidential things people say: marks (a score for an item on a dimension) and remarks (worry, hope).

A mark of 0 means "weet ik niet" on a scale, "not in it" for a top five, and no dots for a vote.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from domain.problems import BadInput, BlankSheet, Empty, NotAScore, SameTwice, TooLong, TooMuch, WrongFields
from domain.workshops import RoundKind

SCALE = range(6)
DOTS = 5
TOP = 5
LONGEST_REMARK = 500
MOST_MARKS_AT_ONCE = 100
_DIMENSIONS: dict[RoundKind, dict[str, range]] = {
    RoundKind.VALUES: {"importance": SCALE, "current": SCALE, "top": range(TOP + 1)},
    RoundKind.DOTS: {"dots": range(DOTS + 1)},
    RoundKind.IDEAS: {"necessity": SCALE, "importance": SCALE},
    RoundKind.EXIT: {"exit": SCALE},
}


@dataclass(frozen=True)
class Mark:
    item: str
    dimension: str
    score: int


@dataclass(frozen=True)
class Remark:
    prompt: str
    body: str


@dataclass(frozen=True)
class Sheet:
    """What one person filled in on paper: scores, and the values of the top, weightiest first, "" for an empty place."""

    perspective_id: str
    scores: tuple[Mark, ...]
    top: tuple[str, ...] = ()

    @property
    def places(self) -> dict[int, str]:
        """The value on each place that was filled in."""
        return {place: value for place, value in enumerate(self.top, 1) if value}


def checked_sheet(sheet: Sheet, values: Collection[str], perspectives: Collection[str]) -> list[Mark]:
    """All marks of a sheet.

    raises  WrongFields with Empty, BadInput, BlankSheet or SameTwice, in the order of the sheet; NotAScore for what no form sends
    """
    wrong = dict(_wrong_on(sheet, perspectives))
    if wrong:
        raise WrongFields(wrong)
    return list(checked_marks(RoundKind.VALUES, _marks(sheet), values))


def _marks(sheet: Sheet) -> list[Mark]:
    return [*sheet.scores, *(Mark(value, "top", place) for place, value in sheet.places.items())]


def _wrong_on(sheet: Sheet, perspectives: Collection[str]) -> Iterator[tuple[str, BadInput]]:
    """Each field of a sheet with what is the matter with it."""
    if sheet.perspective_id not in perspectives:
        yield "perspective_id", BadInput() if sheet.perspective_id else Empty()
    if not _marks(sheet):
        yield "scores", BlankSheet()
    for place, value in sheet.places.items():
        if value in sheet.top[: place - 1]:
            yield f"top-{place}", SameTwice()


def dimensions(kind: RoundKind) -> tuple[str, ...]:
    """What is asked about each item in a round of this kind."""
    return tuple(_DIMENSIONS[kind])


def checked_marks(kind: RoundKind, marks: Sequence[Mark], items: Collection[str]) -> Sequence[Mark]:
    """The marks themselves. raises NotAScore for another item, dimension or score; TooMuch for too many."""
    if len(marks) > MOST_MARKS_AT_ONCE:
        raise TooMuch()
    for mark in marks:
        if mark.item not in items or mark.score not in _DIMENSIONS[kind].get(mark.dimension, ()):
            raise NotAScore()
    return marks


def checked_remark(remark: Remark, prompts: Collection[str]) -> Remark:
    """The remark itself. raises NotAScore for a prompt that is not asked, TooLong above 500 characters."""
    if remark.prompt not in prompts:
        raise NotAScore()
    if len(remark.body) > LONGEST_REMARK:
        raise TooLong(limit=LONGEST_REMARK)
    return remark
