"""A row on a phone: the name of a value stays whole, beside the number of people or beneath it."""

import pytest

from charts.labels import HARD_SPACE
from charts.rows import place_row
from charts.sheet import Sheet
from charts.style import Look
from tests.charts.pictures import boxes


@pytest.mark.parametrize(
    ("name", "is_beneath"),
    [("Controleerbaarheid", True), ("Non-discriminatie", True), ("Vrijheid", False), ("Publieke meerwaarde", False)],
)  # fmt: skip
def test_a_name_begins_beneath_the_people_only_where_its_first_word_does_not_fit_beside_them(
    name: str, is_beneath: bool
) -> None:
    look = Look(size="phone")
    sheet = Sheet(look, 0, 1)
    people = f"160{HARD_SPACE}en{HARD_SPACE}160{HARD_SPACE}mensen"
    place = place_row(sheet, 0, name, people, 20)
    lines = [box for box in boxes(sheet.figure(place.bottom), look) if box.text]
    beside = next(box for box in lines if box.text == people)
    said = [box for box in lines if box.text != people]
    assert " ".join(box.text for box in said) == name, "no word is broken"
    assert (said[0].top > beside.top + 1) == is_beneath
