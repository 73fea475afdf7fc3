"""What an agreement must have, and through which statuses it may pass."""

from dataclasses import replace
from datetime import date

import pytest

from domain.agreements import (
    FINISHED,
    LONGEST_TEXT,
    NEXT,
    AgreementDraft,
    CoachWords,
    Status,
    advice,
    differences,
)
from domain.problems import Empty, NotADate, PastDate, TooLong, WrongFields

DRAFT = AgreementDraft("Bord ophangen", "Het bord hangt", "Fenna", date(2027, 1, 15), "transparantie")


def test_a_good_draft_is_itself() -> None:
    assert DRAFT.checked() is DRAFT


TOO_LONG = "x" * (LONGEST_TEXT + 1)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": " "}, Empty), ({"owner_name": ""}, Empty), ({"value_id": ""}, Empty), ({"done_when": " "}, Empty),
        ({"title": TOO_LONG}, TooLong), ({"done_when": TOO_LONG}, TooLong), ({"owner_name": TOO_LONG}, TooLong),
        ({"due_on": None}, NotADate), ({"due_on": date(2000, 12, 31)}, NotADate), ({"due_on": date(2200, 1, 1)}, NotADate),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_right_is_refused_with_the_field(
    change: dict[str, object], problem: type[Exception]
) -> None:
    with pytest.raises(WrongFields) as told:
        replace(DRAFT, **change).checked()  # type: ignore[arg-type]
    assert {name: type(one) for name, one in told.value.fields.items()} == {next(iter(change)): problem}


def test_every_field_that_is_wrong_is_told_at_once_in_the_order_of_the_form() -> None:
    with pytest.raises(WrongFields) as told:
        AgreementDraft("", "", "", None, "privacy").checked()
    assert list(told.value.fields) == ["title", "owner_name", "due_on", "done_when"]


def test_a_day_that_is_over_is_refused_only_where_that_is_asked() -> None:
    assert DRAFT.checked() is DRAFT
    assert DRAFT.checked(not_before=date(2027, 1, 15)) is DRAFT
    with pytest.raises(WrongFields) as told:
        DRAFT.checked(not_before=date(2027, 1, 16))
    assert isinstance(told.value.fields["due_on"], PastDate)


def test_what_differs_between_two_wordings_is_told_in_the_order_of_the_form() -> None:
    after = replace(DRAFT, done_when="Er hangen er twee", title="Borden ophangen")
    assert differences(DRAFT, after) == ("title", "done_when")
    assert differences(DRAFT, DRAFT) == ()


def test_only_what_is_done_can_be_secured() -> None:
    assert [status for status in Status if Status.SECURED in NEXT[status]] == [Status.DONE]


def test_every_status_leads_somewhere_and_never_to_itself() -> None:
    assert set(NEXT) == set(Status)
    assert all(after and status not in after for status, after in NEXT.items())


def test_finished_is_secured_or_dropped_and_not_merely_done() -> None:
    assert set(FINISHED) == {Status.SECURED, Status.DROPPED}


WORDS = CoachWords(
    verbs=frozenset({"plaatsen", "place"}),
    groups=frozenset({"team", "iedereen"}),
    joiners=frozenset({"en", "and", "/"}),
)
CLEAR = (
    "Borden plaatsen op het plein",
    "Inge Schouten",
    date(2027, 1, 15),
    "Op vijf plekken hangt een bord",
    "privacy",
)
TODAY = date(2026, 11, 24)


def advised(**changes: object) -> tuple[str, ...]:
    parts = (
        dict(zip(("title", "owner_name", "due_on", "done_when", "value_id"), CLEAR, strict=True)) | changes
    )
    return advice(**parts, words=WORDS, today=TODAY)  # type: ignore[arg-type]


def test_a_clear_agreement_gets_no_advice() -> None:
    assert advised() == ()
    assert advised(title="Place signs in the square.") == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": "Meer openheid"}, "verb"),
        ({"value_id": ""}, "value"),
        ({"owner_name": " "}, "owner"),
        ({"owner_name": "Inge en Karim"}, "one_owner"),
        ({"owner_name": "Inge/Karim"}, "one_owner"),
        ({"owner_name": "Team Toezicht"}, "group_owner"),
        ({"due_on": None}, "date"),
        ({"due_on": date(2026, 11, 23)}, "past"),
        ({"due_on": date(2027, 12, 1)}, "far"),
        ({"done_when": ""}, "done_when"),
        ({"done_when": "Het hangt"}, "done_when_short"),
    ],
)
def test_the_coach_says_which_part_can_be_stronger(change: dict[str, object], told: str) -> None:
    assert advised(**change) == (told,)


def test_the_day_of_today_and_a_year_from_now_are_fine() -> None:
    assert advised(due_on=TODAY) == advised(due_on=date(2027, 11, 24)) == ()


def test_nothing_filled_in_gets_advice_on_every_part_in_the_order_of_the_form() -> None:
    assert advice("", "", None, "", "", WORDS, today=TODAY) == ("verb", "value", "owner", "date", "done_when")
