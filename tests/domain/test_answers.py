"""What may be answered: the right item, dimension and score, and no more than a person can mean."""

import pytest

from domain.answers import (
    LONGEST_REMARK,
    MOST_MARKS_AT_ONCE,
    Mark,
    Remark,
    checked_marks,
    checked_remark,
    dimensions,
)
from domain.problems import NotAScore, TooLong, TooMuch
from domain.workshops import RoundKind

ITEMS = {"privacy", "vrijheid"}


@pytest.mark.parametrize(
    ("kind", "dimension", "highest"),
    [
        (RoundKind.VALUES, "importance", 5), (RoundKind.VALUES, "current", 5), (RoundKind.VALUES, "top", 5),
        (RoundKind.DOTS, "dots", 5), (RoundKind.IDEAS, "necessity", 5), (RoundKind.IDEAS, "importance", 5),
    ],
)  # fmt: skip
def test_scores_run_from_nothing_to_the_highest(kind: RoundKind, dimension: str, highest: int) -> None:
    marks = [Mark("privacy", dimension, score) for score in range(highest + 1)]
    assert checked_marks(kind, marks, ITEMS) == marks
    for score in (-1, highest + 1):
        with pytest.raises(NotAScore):
            checked_marks(kind, [Mark("privacy", dimension, score)], ITEMS)


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        (RoundKind.VALUES, Mark("welzijn", "importance", 3)),
        (RoundKind.VALUES, Mark("privacy", "dots", 3)),
        (RoundKind.DOTS, Mark("privacy", "importance", 3)),
        (RoundKind.IDEAS, Mark("privacy", "top", 1)),
    ],
)
def test_another_item_or_dimension_is_refused(kind: RoundKind, mark: Mark) -> None:
    with pytest.raises(NotAScore):
        checked_marks(kind, [mark], ITEMS)


def test_one_wrong_mark_refuses_them_all() -> None:
    with pytest.raises(NotAScore):
        checked_marks(
            RoundKind.VALUES, [Mark("privacy", "importance", 3), Mark("privacy", "importance", 9)], ITEMS
        )


def test_more_marks_than_a_person_can_mean_are_too_much() -> None:
    marks = [Mark("privacy", "importance", 3)] * (MOST_MARKS_AT_ONCE + 1)
    assert checked_marks(RoundKind.VALUES, marks[1:], ITEMS)
    with pytest.raises(TooMuch):
        checked_marks(RoundKind.VALUES, marks, ITEMS)


def test_each_kind_of_round_has_its_dimensions() -> None:
    assert dimensions(RoundKind.VALUES) == ("importance", "current", "top")
    assert dimensions(RoundKind.DOTS) == ("dots",)
    assert dimensions(RoundKind.IDEAS) == ("necessity", "importance")


def test_a_remark_answers_a_prompt_that_is_asked() -> None:
    longest = Remark("worry", "x" * LONGEST_REMARK)
    assert checked_remark(longest, {"worry"}) is longest
    with pytest.raises(NotAScore):
        checked_remark(Remark("dream", "mooi"), {"worry"})
    with pytest.raises(TooLong):
        checked_remark(Remark("worry", "x" * (LONGEST_REMARK + 1)), {"worry"})
