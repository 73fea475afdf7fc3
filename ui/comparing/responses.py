"""How many people answered of how many were expected, in words: of teams, of all teams together, and of the teams in a sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from reads.together import Responses
from ui.texts import day, number, say

NO_RESPONSE = "–"


def with_survey(
    table: pd.DataFrame, answered: Mapping[str, tuple[int, int]], days: Mapping[str, date]
) -> pd.DataFrame:
    """The table of teams with, before all else, when its survey was published and how many people answered of how many expected."""
    table.insert(0, say("export.published_on"), [day(days[team]) for team in table.index])
    table.insert(1, say("comparison.answered"), [answered_of(*answered[team]) for team in table.index])
    return table


def days_line(days: Mapping[str, date]) -> str:
    """That each team has its newest survey, and from when to when those were published; "" without any."""
    if not days:
        return ""
    first, last = day(min(days.values())), day(max(days.values()))
    return say("comparison.on_day" if first == last else "comparison.on_days", first=first, last=last)


def response_line(answered: Mapping[str, tuple[int, int]]) -> str:
    """How many people answered in all these teams, of how many expected; "" when none were expected."""
    people, expected = (sum(side) for side in zip(*answered.values(), strict=True)) if answered else (0, 0)
    return response_of(len(answered), people, expected)


def response_of(teams: int, people: int, expected: int) -> str:
    """The same of so many teams together."""
    if not expected:
        return ""
    return say(
        "comparison.response", n=teams, people=people, expected=expected, share=_share(people, expected)
    )


def answered_of(people: int, expected: int) -> str:
    """How many people answered of how many expected, for a table."""
    return say("comparison.answered_of", people=people, expected=expected, share=_share(people, expected))


def measured_line(number: int, on: date, people: int, expected: int) -> str:
    """Which survey of a team, when it was published, and how many people answered of how many expected."""
    share = _share(people, expected)
    return say("change.measured", number=number, date=day(on), n=people, expected=expected, share=share)


def sum_line(responses: Responses) -> str:
    """How many people answered in the teams of a sum that show themselves: once when it is the same for each value, else the
    lowest and the highest share; "" when it is not known."""
    told = set(responses.values())
    if len(told) == 1:
        ((teams, people, expected),) = told
        share = _share(people, expected)
        return say("comparison.sum_response", n=teams, people=people, expected=expected, share=share)
    shares = [_share(people, expected) for _, people, expected in told]
    return say("comparison.sum_responses", share=_from_to(min(shares), max(shares))) if told else ""


def sum_cells(responses: Responses, values: Iterable[str]) -> list[str]:
    """The same of each of these values, for a table; no words where the line says it of all of them, or it is not known."""
    return cells_of(responses, values) if differs(responses) else []


def cells_of(responses: Responses, values: Iterable[str]) -> list[str]:
    """The same of each of these values in any case; no words where it is not known, or no team shows itself."""
    told = {value: answered_of(people, expected) for value, (_, people, expected) in responses.items()}
    return [told.get(value, NO_RESPONSE) for value in values]


def table_line(*responses: Responses) -> str:
    """That the table has it of each value, where it does."""
    return say("comparison.sum_responses_table") if any(map(differs, responses)) else ""


def differs(responses: Responses) -> bool:
    """Whether it is not the same of each value."""
    return len(set(responses.values())) > 1


def _from_to(fewest: int, most: int) -> str:
    return number(most, 0) if fewest == most else say("comparison.from_to", fewest=fewest, most=most)


def _share(people: int, expected: int) -> int:
    return round(100 * people / expected) if expected else 0
