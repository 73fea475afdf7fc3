"""The list of figures: place, survey and response stand above the rows, n stands beside the figure, and a reason in its place."""

from __future__ import annotations

import re
from html import unescape

import pytest

from storage.store import Store
from tests.cast import Cast
from tests.pages.tabs import Tab, cookies_of, tab
from tests.reads.test_research import surveyed


@pytest.fixture(scope="module")
def researcher(store: Store, cast: Cast) -> Tab:
    """Of two teams the first shows figures; the second has too few people."""
    house = cast.duinstad
    surveyed(store, house, house.team_id)
    surveyed(store, house, house.second_team_id, 4)
    return tab(cookies_of(house.researcher))


def rows_of(page: Tab) -> list[list[str]]:
    """The cells of each row of the table, with what a cell of several columns spans."""
    bodies = [str(getattr(part.proto, "body", "")) for part in page.test._tree if hasattr(part, "proto")]
    (table,) = (body for body in bodies if "<table>" in body)
    lines = re.findall(r"<tr.*?</tr>", table)
    return [
        [unescape(re.sub(r"<.*?>", " ", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]
        for line in lines
    ]


def test_what_the_rows_of_a_team_have_in_common_stands_once_above_them(researcher: Tab) -> None:
    headings, hidden, shown, *rows = rows_of(researcher.open("research"))
    assert headings[:4] == ["Waarde", "Maat", "Gemiddelde", "n"]
    assert len(hidden) == len(shown) == 1 and all(len(row) > 1 for row in rows)
    assert hidden[0].startswith("Duinstad › Openbare ruimte › Team Haven")
    assert hidden[0].endswith(
        "1e meting, 24 november 2026: geen cijfers, want minder dan 5 mensen antwoordden."
    )
    assert shown[0].endswith("1e meting, 24 november 2026: 12 van de 20 mensen antwoordden (60%).")


def test_n_stands_beside_the_figure_and_a_reason_takes_their_place(researcher: Tab) -> None:
    told = {tuple(row[:2]): row[2:] for row in rows_of(researcher.open("research"))[3:]}
    assert told["Privacy", "Belang"][:3] == ["4,1", "12", "3,5 tot 4,6"]
    assert told["Vrijheid", "Belang"] == ["niet getoond: minder dan 5 mensen"]
    assert told["Veiligheid in de samenleving", "Belang"] == [
        "iedereen gaf hetzelfde antwoord: hoog (4 of 5) (n = 12)"
    ]


def test_of_a_sum_the_line_above_says_how_many_answered_in_the_teams_that_show_themselves(
    researcher: Tab,
) -> None:
    headings, department, *_ = rows_of(researcher.open("research", kind="places", language="en"))
    assert "Answers" not in headings
    assert (
        "In the one team that shows figures of its own, 12 of the 20 people expected answered (60%)."
        in department[0]
    )
