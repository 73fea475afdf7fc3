"""Publications: written as a whole, once for each version, and read back as they were."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from analytics import anonymity
from analytics.tallies import Tally, tally
from storage import figures
from storage.figures import FIGURE_COLUMNS, Publication
from storage.store import Store
from tests.cast import NOW, Cast, new_id


@pytest.fixture
def summary() -> Tally:
    """Six people: they differ about privacy, are of one mind about welzijn, and three know about vrijheid."""
    scores = {"privacy": (1, 2, 3, 4, 5, 5), "welzijn": (4, 4, 4, 4, 4, 4), "vrijheid": (1, 2, 3, 0, 0, 0)}
    return tally(
        pd.DataFrame(
            [
                {
                    "participant_id": f"p{n}",
                    "perspective_id": "policy",
                    "item": item,
                    "dimension": "importance",
                    "score": score,
                    "seq": n,
                }
                for item, given in scores.items()
                for n, score in enumerate(given)
            ]
        ),
        list(scores),
        ["importance"],
    )


def a_publication(cast: Cast, **changes: object) -> Publication:
    house = cast.duinstad
    publication = Publication(
        new_id(), new_id(), new_id(), house.organisation_id, house.department_id, house.team_id, "values", 1, 1, 6, 8, 5,
        12.0, 0.25, 0.5, "", 7, "codio-werkset", 1, NOW,
    )  # fmt: skip
    return replace(publication, **changes)  # type: ignore[arg-type]


def test_a_publication_is_read_back_as_it_was(store: Store, cast: Cast, summary: Tally) -> None:
    publication = a_publication(cast, kendalls_w=None)
    shown = anonymity.figures(summary.rows, 5)
    store.write(*figures.publish(publication, summary.rows, shown))
    assert figures.latest_publication(store, publication.round_id) == publication
    found = figures.figures(store, publication.id)
    assert list(found.columns) == list(FIGURE_COLUMNS)
    key = ["perspective_id", "item", "dimension"]
    pd.testing.assert_frame_equal(
        found.sort_values(key, ignore_index=True),
        shown[list(FIGURE_COLUMNS)].sort_values(key, ignore_index=True),
        check_dtype=False,
    )


def test_the_line_of_a_survey_is_what_the_view_makes_of_its_figures(
    store: Store, cast: Cast, summary: Tally
) -> None:
    """The view filled the lines of before; with hidden values, bands, and a value that was asked one way only."""
    current = summary.rows[summary.rows["item"] != "welzijn"].assign(dimension="current")
    shown = anonymity.figures(pd.concat([summary.rows, current], ignore_index=True), 5)
    for kind in ("values", "dots"):
        store.write(*figures.publish(a_publication(cast, kind=kind), summary.rows, shown))
    made = store.rows("select * from figure_line")
    assert made == store.rows("select * from figure_as_line")
    assert [row[1:] for row in made] == [("privacy vrijheid welzijn", "]!+", "]!!")]


def test_both_engines_give_the_same_kinds_of_columns(store: Store, cast: Cast, summary: Tally) -> None:
    publication = a_publication(cast)
    store.write(*figures.publish(publication, summary.rows, anonymity.figures(summary.rows, 5)))
    kinds = figures.figures(store, publication.id).dtypes.astype(str).to_dict()
    counts = dict.fromkeys(["n", "dont_know", "count_1", "count_2", "count_3", "count_4", "count_5"], "Int64")
    assert kinds == {
        "perspective_id": "str", "item": "str", "dimension": "str", "people": "int64", **counts, "total": "float64",
        "rank_sum": "float64", "band": "str", "hidden": "str",
    }  # fmt: skip


def test_one_version_of_a_round_is_published_once(store: Store, cast: Cast, summary: Tally) -> None:
    publication = a_publication(cast)
    shown = anonymity.figures(summary.rows, 5)
    assert store.write(*figures.publish(publication, summary.rows, shown)) > 1
    second = replace(publication, id=new_id(), people=9)
    assert store.write(*figures.publish(second, summary.rows, shown)) == 0
    assert len(figures.figures(store, second.id)) == 0


def test_the_newest_version_counts(store: Store, cast: Cast, summary: Tally) -> None:
    first = a_publication(cast)
    second = replace(first, id=new_id(), version=2, published_at=NOW + timedelta(days=1))
    for publication in (first, second):
        store.write(*figures.publish(publication, summary.rows, anonymity.figures(summary.rows, 5)))
    assert figures.latest_publication(store, first.round_id) == second


def test_figures_have_the_number_of_their_publication_by_which_others_are_left_unread(
    store: Store, cast: Cast, summary: Tally
) -> None:
    shown = anonymity.figures(summary.rows, 5)
    first, second = a_publication(cast), a_publication(cast)
    for publication in (first, second):
        store.write(*figures.publish(publication, summary.rows, shown))
    one, other = (
        store.rows(
            """select distinct publication.seq, figure.seq from publication
            join figure on figure.publication_id = publication.id where publication.id = $1::uuid""",
            publication.id,
        )
        for publication in (first, second)
    )
    assert 0 < one[0][0] == one[0][1] < other[0][0] == other[0][1]


def test_a_round_without_a_publication_has_none(store: Store) -> None:
    assert figures.latest_publication(store, new_id()) is None


def test_the_figures_of_teams_are_those_of_everyone_in_the_newest_value_surveys(
    store: Store, cast: Cast, summary: Tally
) -> None:
    shown = anonymity.figures(summary.rows, 5)
    first = a_publication(cast)
    for publication in (first, replace(first, id=new_id(), version=2), a_publication(cast, kind="dots")):
        store.write(*figures.publish(publication, summary.rows, shown))
    house = cast.elsewhere
    elsewhere = a_publication(
        cast, organisation_id=house.organisation_id, department_id=house.department_id, team_id=house.team_id
    )
    store.write(*figures.publish(elsewhere, summary.rows, shown))
    found = figures.of_teams(store, [cast.duinstad.team_id])
    assert sorted(found["item"]) == ["privacy", "vrijheid", "welzijn"]
    assert set(found["team_id"]) == {cast.duinstad.team_id}
    assert set(found["perspective_id"]) == {""}
    assert len(figures.of_teams(store, [])) == 0
