"""Texts for a page: looked up in `content/texts/` in the language of this visit."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isnan

from domain import texts
from domain.content import Framework, Programme, Survey
from domain.texts import Words
from domain.workshops import Workshop
from storage.content import the_content
from ui import visit

_JOINER = "\u2060"  # is not seen and not read aloud
_HARMLESS = re.compile(r"(?<=[^\W\d])\\([.:!])(?=\s|$)|(?<=\w)\\(-)(?=\w)|\\([()&+])")


def say(key: str, **facts: object) -> str:
    """The text of a key, filled with facts."""
    return texts.say(the_content().texts, visit.language(), key, **facts)


def say_in(language: str, key: str, **facts: object) -> str:
    """The text of a key in another language than that of this visit: for what goes to other people."""
    return texts.say(the_content().texts, language, key, **facts)


def has(key: str) -> bool:
    return key in the_content().texts


def in_words(words: Words) -> str:
    """The words in the language of this visit."""
    return words[visit.language()]


def day(when: date) -> str:
    """24 november 2026."""
    return texts.long_date(when, visit.language())


def away(when: date) -> str:
    """How far away a day is: over 3 dagen."""
    key, days = texts.from_now(when, visit.now().date())
    return say(key, n=days)


def time_of_day(moment: datetime) -> str:
    """15.30 in Dutch, on the clock of this visit."""
    return texts.time_of_day(visit.local(moment), visit.language())


def number(value: float, digits: int = 1) -> str:
    return texts.number(value, visit.language(), digits)


def signed(change: float) -> str:
    """A change with its sign, also when it went up; a dash where there is none."""
    return "–" if isnan(change) else texts.signed(change, say("chart.decimal"))


def plain(typed: str) -> str:
    """What someone typed, so that no letter of it works as markup in Markdown and no address becomes a link."""
    unlinked = re.sub(r":(?=//)|www(?=\.)", rf"\g<0>{_JOINER}", typed, flags=re.IGNORECASE)
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>~:$&=^" else letter for letter in unlinked)


def plain_label(typed: str) -> str:
    """The same for the label of a widget, which is read aloud as it is written: no backslash where a sign does nothing."""
    return _HARMLESS.sub(lambda found: "".join(part or "" for part in found.groups()), plain(typed))


def framework(workshop: Workshop) -> Framework:
    return the_content().frameworks[workshop.framework_id]


def programme(workshop: Workshop) -> Programme:
    return the_content().programmes[workshop.programme_id]


def survey(workshop: Workshop) -> Survey:
    return the_content().surveys[workshop.survey_id]


def value_name(workshop: Workshop, value_id: str) -> str:
    return in_words(framework(workshop).value(value_id).name)


def perspective_name(workshop: Workshop, perspective_id: str) -> str:
    return in_words(survey(workshop).perspective(perspective_id).name)
