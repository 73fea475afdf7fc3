"""How texts are looked up and filled, and how dates and numbers are said."""

from datetime import UTC, date, datetime

import pytest

from domain.problems import NotADate
from domain.texts import (
    from_now,
    is_rounded_apart,
    long_date,
    number,
    parse_date,
    rounded,
    say,
    signed,
    time_of_day,
)

TEXTS = {
    "room.answered": {"nl": "{n} mensen hebben geantwoord.", "en": "{n} people have answered."},
    "room.answered.one": {"nl": "{n} mens heeft geantwoord.", "en": "{n} person has answered."},
    "room.ready": {"nl": "{ready} van {joined} zijn klaar", "en": "{ready} of {joined} are ready"},
    "room.ready.one": {"nl": "1 van {joined} is klaar", "en": "1 of {joined} is ready"},
    "room.braces": {"nl": "Zonder feiten blijft {n} staan.", "en": "Without facts {n} stays."},
}
TODAY = date(2026, 11, 24)


def test_a_text_is_said_in_the_language_and_filled_with_facts() -> None:
    assert say(TEXTS, "nl", "room.answered", n=11) == "11 mensen hebben geantwoord."
    assert say(TEXTS, "en", "room.answered", n=11) == "11 people have answered."


@pytest.mark.parametrize(
    ("n", "dutch", "english"),
    [(999, "999", "999"), (1000, "1.000", "1,000"), (1234567, "1.234.567", "1,234,567")],
)
def test_a_large_number_has_a_sign_between_its_thousands(n: int, dutch: str, english: str) -> None:
    assert say(TEXTS, "nl", "room.answered", n=n) == f"{dutch} mensen hebben geantwoord."
    assert say(TEXTS, "en", "room.answered", n=n) == f"{english} people have answered."
    assert (number(n, "nl", 0), number(n, "en", 0)) == (dutch, english)
    assert (number(n + 0.5, "nl"), number(n + 0.5, "en")) == (f"{dutch},5", f"{english}.5")


def test_what_is_no_number_is_said_as_it_is() -> None:
    """A year, a code or an id comes as words."""
    assert say(TEXTS, "nl", "room.ready", ready="2026", joined="100000") == "2026 van 100000 zijn klaar"


def test_one_has_a_text_of_its_own() -> None:
    assert say(TEXTS, "nl", "room.answered", n=1) == "1 mens heeft geantwoord."
    assert say(TEXTS, "nl", "room.ready", ready=1, joined=8) == "1 van 8 is klaar"
    assert say(TEXTS, "nl", "room.ready", ready=3, joined=1) == "3 van 1 zijn klaar", (
        "the first number counts"
    )


def test_without_facts_a_text_is_left_as_it_is() -> None:
    assert say(TEXTS, "nl", "room.braces") == "Zonder feiten blijft {n} staan."


def test_a_text_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say(TEXTS, "nl", "room.missing")


def test_a_date_is_written_in_full() -> None:
    assert long_date(TODAY, "nl") == "24 november 2026"
    assert long_date(date(2027, 3, 1), "nl") == "1 maart 2027"
    assert long_date(date(2027, 3, 1), "en") == "1 March 2027"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), ("when.today", 0)), (date(2026, 11, 25), ("when.tomorrow", 1)),
        (date(2026, 11, 23), ("when.yesterday", 1)), (date(2026, 11, 27), ("when.in_days", 3)),
        (date(2026, 11, 17), ("when.days_ago", 7)),
    ],
)  # fmt: skip
def test_a_day_is_said_from_today(day: date, said: tuple[str, int]) -> None:
    assert from_now(day, TODAY) == said


def test_a_number_has_a_comma_in_dutch_and_a_point_in_english() -> None:
    assert (number(3.44, "nl"), number(3.44, "en"), number(3.456, "nl", 2)) == ("3,4", "3.4", "3,46")
    assert (number(-0.14, "nl"), number(-0.04, "nl")) == ("\u22120,1", "0,0")


@pytest.mark.parametrize(
    "typed",
    [
        "24-12-2026",
        " 24/12/2026 ",
        "24.12.2026",
        "24 12 2026",
        "24 december 2026",
        "24 dec 2026",
        "24 December 2026",
        "24-dec-2026",
    ],
)
def test_a_date_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse_date(typed) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("1 mrt 2027", 3), ("1 mar 2027", 3), ("1 mei 2027", 5), ("1 may 2027", 5), ("1 okt 2027", 10)],
)
def test_a_month_may_be_short_in_both_languages(typed: str, month: int) -> None:
    assert parse_date(typed) == date(2027, month, 1)


@pytest.mark.parametrize(
    "typed", ["", "morgen", "31-2-2027", "24-12", "24-13-2026", "24 d 2026", "24 xyz 2026", "2026-12-24"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        parse_date(typed)


def test_a_time_of_day_has_a_point_in_dutch_and_a_colon_in_english() -> None:
    moment = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
    assert (time_of_day(moment, "nl"), time_of_day(moment, "en")) == ("09.05", "09:05")


def test_a_half_goes_away_from_zero_and_nothing_has_no_sign() -> None:
    assert [rounded(one) for one in (2.45, 2.05, 2.25, -2.05, -0.04, 0.05)] == [2.5, 2.1, 2.3, -2.1, 0.0, 0.1]
    assert [signed(one, ",") for one in (0.04, -0.04, 0.05, -0.05)] == ["0,0", "0,0", "+0,1", "\u22120,1"]
    assert rounded(2.345, 2) == 2.35


def test_a_difference_that_does_not_add_up_as_it_is_written_is_found() -> None:
    assert is_rounded_apart(0.76, 0.04, 0.72)  # 0.8 and 0.0, and yet 0.7
    assert not is_rounded_apart(0.76, 0.01, 0.75)
    assert not is_rounded_apart(0.76, float("nan"), float("nan"))
