"""How a text is looked up and filled, and how a date, a number and a period are said in Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from numbers import Integral

from domain.problems import NotADate

LANGUAGES = ("nl", "en")
Words = Mapping[str, str]  # one text per language
Texts = Mapping[str, Words]  # key -> language -> text

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
_SHORTEST_MONTH = 3
_TENTH, _THOUSAND = 0.1, 1000
_SWAPPED = str.maketrans(",.", ".,")
_TRUE_DIGITS = 5  # behind these a mean that was kept in four bytes is no longer exact


def say(texts: Texts, language: str, key: str, **facts: object) -> str:
    """The text of a key, filled with facts as `filled` does; the text `<key>.one`, when it exists, where what it counts is 1.

    What it counts is `n`, or else the first fact in it.
    raises  KeyError for a key that does not exist: a missing text is a bug
    """
    words = texts[key][language]
    if f"{key}.one" in texts and facts.get("n", facts.get(_first_fact(words))) == 1:
        words = texts[f"{key}.one"][language]
    return filled(words, facts, _decimal(language)) if facts else words


def filled(words: str, facts: Mapping[str, object], decimal: str) -> str:
    """A text with its facts, and a sign between the thousands of whole numbers: 10.000 teams."""
    return words.format_map({name: _as_said(fact, decimal) for name, fact in facts.items()})


def _as_said(fact: object, decimal: str) -> object:
    is_large = isinstance(fact, Integral) and int(fact) >= _THOUSAND
    return written(int(fact), decimal, 0) if is_large else fact  # type: ignore[call-overload]


def _first_fact(words: str) -> str:
    found = re.search(r"{(\w+)}", words)
    return found[1] if found else ""


def long_date(day: date, language: str) -> str:
    """24 november 2026."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def time_of_day(moment: datetime, language: str) -> str:
    """15.30 in Dutch, 15:30 in English."""
    return f"{moment:%H.%M}" if language == "nl" else f"{moment:%H:%M}"


def parse_date(typed: str) -> date:
    """The date of "24-12-2026" (with -, / or . between), "24 december 2026" or "24 dec 2026". raises NotADate."""
    parts = re.fullmatch(r"\s*(\d{1,2})[-/. ]+(\d{1,2}|[a-z]{3,9})[-/. ]+(\d{4})\s*", typed.lower())
    if parts is None:
        raise NotADate()
    try:
        return date(int(parts[3]), _month(parts[2]), int(parts[1]))
    except ValueError:
        raise NotADate() from None


def _month(typed: str) -> int:
    """The month of a number or of (the beginning of) a name. raises ValueError."""
    if typed.isdecimal():
        return int(typed)
    typed = "maart" if typed == "mrt" else typed
    for names in _MONTHS.values():
        for number, name in enumerate(names, 1):
            if len(typed) >= _SHORTEST_MONTH and name.lower().startswith(typed):
                return number
    raise ValueError(typed)


def from_now(day: date, today: date) -> tuple[str, int]:
    """A text key and a number of days: how far away a day is (`when.today`, `when.in_days`, `when.days_ago`)."""
    days = (day - today).days
    if abs(days) <= 1:
        return {0: "when.today", 1: "when.tomorrow", -1: "when.yesterday"}[days], abs(days)
    return ("when.in_days", days) if days > 0 else ("when.days_ago", -days)


def number(value: float, language: str, digits: int = 1) -> str:
    """3,4 in Dutch, 3.4 in English; with the sign of a minus, as pictures have it."""
    return written(value, _decimal(language), digits)


def _decimal(language: str) -> str:
    return "," if language == "nl" else "."


def written(value: float, decimal: str, digits: int = 1) -> str:
    """A number with this sign between its whole and its parts, and the other one of comma and point between its thousands.

    The one way for words, pictures and tables: 10.000,5 in Dutch, 10,000.5 in English.
    """
    said = f"{rounded(value, digits):,.{digits}f}".replace("-", "\u2212")
    return said.translate(_SWAPPED) if decimal == "," else said


def signed(value: float, decimal: str) -> str:
    """A change with its sign, also when it went up; nothing is neither up nor down."""
    return f"{'+' if rounded(value) > 0 else ''}{written(value, decimal)}"


def rounded(value: float, digits: int = 1) -> float:
    """The number as it is written: a half goes away from zero, and nothing has no sign.

    A mean of 2.45 comes out a trifle above or below it, whichever way it was worked out; that trifle is taken off first.
    """
    exact = Decimal(f"{float(value):.{_TRUE_DIGITS}f}")
    return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)) + 0.0


def is_rounded_apart(more: float, less: float, difference: float) -> bool:
    """Whether a difference as it is written is not that of two numbers as they are written; not where one is missing."""
    return abs(rounded(difference) - (rounded(more) - rounded(less))) > _TENTH / 2
