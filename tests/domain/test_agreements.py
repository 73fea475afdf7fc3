"""What an agreement must have, and through which statuses it may pass."""

from dataclasses import replace
from datetime import date

import pytest

from domain.agreements import FINISHED, LONGEST_TEXT, NEXT, AgreementDraft, Status
from domain.problems import Empty, NotADate, TooLong

DRAFT = AgreementDraft("Bord ophangen", "Het bord hangt", "Fenna", date(2027, 1, 15), "transparantie")


def test_a_good_draft_is_itself() -> None:
    assert DRAFT.checked() is DRAFT


def test_the_coach_explains_and_never_blocks_so_klaar_als_may_be_empty() -> None:
    assert replace(DRAFT, done_when="").checked()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": " "}, Empty), ({"owner_name": ""}, Empty), ({"value_id": ""}, Empty),
        ({"title": "x" * (LONGEST_TEXT + 1)}, TooLong), ({"done_when": "x" * (LONGEST_TEXT + 1)}, TooLong),
        ({"owner_name": "x" * (LONGEST_TEXT + 1)}, TooLong),
        ({"due_on": date(2000, 12, 31)}, NotADate), ({"due_on": date(2200, 1, 1)}, NotADate),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_right_is_refused(change: dict[str, object], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        replace(DRAFT, **change).checked()  # type: ignore[arg-type]


def test_only_what_is_done_can_be_secured() -> None:
    assert [status for status in Status if Status.SECURED in NEXT[status]] == [Status.DONE]


def test_every_status_leads_somewhere_and_never_to_itself() -> None:
    assert set(NEXT) == set(Status)
    assert all(after and status not in after for status, after in NEXT.items())


def test_finished_is_secured_or_dropped_and_not_merely_done() -> None:
    assert set(FINISHED) == {Status.SECURED, Status.DROPPED}
