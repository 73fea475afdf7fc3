"""From everyone's answers to the additive summary of a round."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from analytics.ranking import kendalls_w
from analytics.tallies import COUNTS, Tally, tally

DIMENSIONS = ("importance", "current", "top")
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
ADDITIVE = ["people", "n", "dont_know", *COUNTS, "total", "rank_sum"]


def answers(*rows: tuple[str, str, str, str, int]) -> pd.DataFrame:
    """Answers in the order they were given: person, perspective, item, dimension, score."""
    numbered = [(*row, number) for number, row in enumerate(rows, 1)]
    return pd.DataFrame(numbered, columns=COLUMNS).astype({"score": "int64", "seq": "int64"})


def by_key(summary: Tally) -> pd.DataFrame:
    return summary.rows.set_index(["perspective_id", "item", "dimension"])


def test_scores_are_counted_for_everyone_and_for_each_perspective() -> None:
    given_answers = answers(
        ("fenna", "policy", "privacy", "importance", 5), ("joris", "policy", "privacy", "importance", 3),
        ("mia", "data", "privacy", "importance", 5), ("sam", "data", "privacy", "importance", 0),
    )  # fmt: skip
    rows = by_key(tally(given_answers, ["privacy"], ["importance"]))
    everyone = rows.loc[("", "privacy", "importance")]
    assert everyone[["people", "n", "dont_know", *COUNTS, "total"]].tolist() == [4, 3, 1, 0, 0, 1, 0, 2, 13.0]
    assert rows.loc[("data", "privacy", "importance"), ["people", "n", "dont_know", "total"]].tolist() == [
        2,
        1,
        1,
        5.0,
    ]


def test_every_item_has_a_row_also_when_nobody_answered_it() -> None:
    rows = by_key(
        tally(answers(("fenna", "policy", "privacy", "importance", 5)), ["privacy", "vrijheid"], DIMENSIONS)
    )
    assert len(rows) == 2 * 2 * 3
    assert rows.loc[("", "vrijheid", "current"), ["people", "n", "total"]].tolist() == [1, 0, 0.0]


def test_answers_about_other_things_are_left_out() -> None:
    summary = tally(
        answers(("fenna", "policy", "welzijn", "importance", 5), ("joris", "policy", "privacy", "dots", 5)),
        ["privacy"], ["importance"],
    )  # fmt: skip
    assert (summary.people, summary.last_seq, summary.rows["n"].sum()) == (0, 0, 0)


def test_without_answers_there_is_a_tally_of_nobody() -> None:
    summary = tally(answers(), ["privacy"], DIMENSIONS)
    assert (summary.people, summary.tie_term, summary.dont_know_share, summary.last_seq) == (0, 0.0, 0.0, 0)
    assert summary.rows["perspective_id"].tolist() == [""] * 3


def test_without_items_there_are_no_rows() -> None:
    summary = tally(answers(("fenna", "policy", "privacy", "importance", 5)), [], DIMENSIONS)
    assert (summary.people, len(summary.rows)) == (0, 0)


def test_in_a_choice_not_choosing_is_an_answer_and_not_a_dont_know() -> None:
    rows = by_key(
        tally(
            answers(("fenna", "policy", "privacy", "top", 1), ("joris", "policy", "vrijheid", "top", 2),
                    ("mia", "policy", "privacy", "importance", 3), ("sam", "policy", "privacy", "top", 0)),
            ["privacy", "vrijheid"], DIMENSIONS,
        )
    )  # fmt: skip
    assert rows.loc[("", "privacy", "top"), ["people", "n", "dont_know", "count_1"]].tolist() == [4, 3, 0, 1]
    assert rows.loc[("", "vrijheid", "top"), ["n", "count_2"]].tolist() == [3, 1]


def test_one_place_in_a_top_five_holds_one_value_the_one_put_there_last() -> None:
    rows = by_key(
        tally(
            answers(("fenna", "policy", "privacy", "top", 1), ("fenna", "policy", "vrijheid", "top", 1),
                    ("joris", "policy", "privacy", "top", 1), ("joris", "policy", "vrijheid", "top", 2)),
            ["privacy", "vrijheid"], DIMENSIONS,
        )
    )  # fmt: skip
    assert rows.loc[("", "privacy", "top"), [*COUNTS]].tolist() == [1, 0, 0, 0, 0]
    assert rows.loc[("", "vrijheid", "top"), [*COUNTS]].tolist() == [1, 1, 0, 0, 0]


def test_who_does_not_know_takes_the_middle_rank() -> None:
    summary = tally(
        answers(*[("fenna", "policy", item, "importance", score) for item, score in zip("abc", (5, 0, 1), strict=True)],
                *[("joris", "policy", item, "importance", 0) for item in "abc"]),
        list("abc"), ["importance"],
    )  # fmt: skip
    assert by_key(summary).loc[""].loc[list("abc"), "rank_sum"].tolist() == [2.5 + 2, 2 + 2, 1.5 + 2]
    assert summary.dont_know_share == pytest.approx(4 / 6)


def test_who_only_answered_another_question_makes_no_agreement_and_no_disagreement() -> None:
    """Sum of ranks and tie term hold for all people of the round, so W fits to the number of people."""
    same = [
        (name, "policy", item, "importance", score)
        for name in "xyz"
        for item, score in zip("abc", (5, 3, 1), strict=True)
    ]
    summary = tally(answers(*same, ("sam", "policy", "a", "current", 3)), list("abc"), DIMENSIONS)
    ranks = by_key(summary).loc[[("", item, "importance") for item in "abc"], "rank_sum"]
    assert ranks.sum() == 4 * 6
    assert kendalls_w(ranks.to_numpy(), summary.people, summary.tie_term) == pytest.approx(9 / 12)


def test_the_newest_answer_gives_its_number() -> None:
    assert (
        tally(
            answers(*[("fenna", "policy", "a", "importance", 3)] * 1, ("joris", "data", "a", "current", 1)),
            ["a"],
            DIMENSIONS,
        ).last_seq
        == 2
    )


def test_ideas_and_dots_are_tallied_without_ranks_where_there_are_none() -> None:
    summary = tally(
        answers(("fenna", "policy", "a", "dots", 3), ("joris", "policy", "b", "dots", 5)),
        ["a", "b"],
        ["dots"],
    )
    assert summary.rows["rank_sum"].eq(0).all()
    assert (summary.tie_term, summary.dont_know_share) == (0.0, 0.0)
    assert by_key(summary).loc[("", "a", "dots"), ["n", "total"]].tolist() == [2, 3.0]


@st.composite
def rounds(draw: st.DrawFn, complete: bool = False) -> tuple[pd.DataFrame, list[str]]:
    """The answers of up to nine people from three perspectives about up to four items."""
    items = list("abcd")[: draw(st.integers(2, 4))]
    lowest = 1 if complete else -1  # -1 stands for no answer at all
    rows: list[tuple[str, str, str, str, int]] = []
    for person in range(draw(st.integers(1, 9))):
        perspective = draw(st.sampled_from(["policy", "data", "legal"]))
        for item, dimension in product(items, DIMENSIONS):
            score = draw(st.integers(lowest, 5))
            if score >= 0:
                rows.append((f"person {person}", perspective, item, dimension, score))
    return answers(*draw(st.permutations(rows))), items


def expected(frame: pd.DataFrame, items: list[str]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The same tally, counted one answer at a time."""
    said: dict[tuple[str, str, str], int] = {}
    home: dict[str, str] = {}
    for person, perspective, item, dimension, score, _ in frame.sort_values("seq").itertuples(index=False):
        home[person] = perspective
        if dimension == "top" and score:
            for other in items:
                if said.get((person, other, "top")) == score:
                    said[person, other, "top"] = 0
        said[person, item, dimension] = score
    ranks = {
        person: dict(
            zip(items, _ranks([said.get((person, item, "importance"), 0) for item in items]), strict=True)
        )
        for person in home
    }
    told = {}
    for name, item, dimension in product(["", *sorted(set(home.values()))], items, DIMENSIONS):
        people = [person for person in home if name in ("", home[person])]
        scores = [said[person, item, dimension] for person in people if (person, item, dimension) in said]
        voters = [person for person in people if any((person, other, dimension) in said for other in items)]
        is_choice = dimension == "top"
        told[name, item, dimension] = {
            "people": len(people),
            "n": len(voters) if is_choice else sum(score > 0 for score in scores),
            "dont_know": 0 if is_choice else scores.count(0),
            **{f"count_{score}": scores.count(score) for score in range(1, 6)},
            "total": float(sum(scores)),
            "rank_sum": sum(ranks[person][item] for person in people) if dimension == "importance" else 0.0,
        }
    return told


def _ranks(scores: list[int]) -> list[float]:
    """Mid-ranks of the known scores around the middle; what is not known is the middle."""
    known = [score for score in scores if score]
    of_known = iter(rankdata(known)) if known else iter(())
    return [
        next(of_known) + (len(scores) - len(known)) / 2 if score else (len(scores) + 1) / 2
        for score in scores
    ]


@given(rounds())
def test_it_counts_what_counting_one_by_one_gives(given_round: tuple[pd.DataFrame, list[str]]) -> None:
    frame, items = given_round
    found = by_key(tally(frame, items, DIMENSIONS)).to_dict("index")
    wanted = expected(frame, items)
    if len(frame):
        assert found == wanted


@given(rounds())
def test_perspectives_add_up_to_everyone(given_round: tuple[pd.DataFrame, list[str]]) -> None:
    frame, items = given_round
    rows = tally(frame, items, DIMENSIONS).rows
    everyone, parts = rows[rows["perspective_id"] == ""], rows[rows["perspective_id"] != ""]
    if len(parts):
        added = parts.groupby(["item", "dimension"])[ADDITIVE].sum()
        pd.testing.assert_frame_equal(
            added, everyone.set_index(["item", "dimension"])[ADDITIVE].loc[added.index], check_dtype=False
        )


@given(rounds(), rounds())
def test_tallies_of_two_groups_add_up(
    one: tuple[pd.DataFrame, list[str]], other: tuple[pd.DataFrame, list[str]]
) -> None:
    items = list("abcd")
    renamed = other[0].assign(participant_id="other " + other[0]["participant_id"])
    apart = [tally(frame, items, DIMENSIONS) for frame in (one[0], renamed)]
    together = tally(pd.concat([one[0], renamed], ignore_index=True), items, DIMENSIONS)
    assert together.people == sum(part.people for part in apart)
    assert together.tie_term == pytest.approx(sum(part.tie_term for part in apart))
    everyone = [
        part.rows.loc[part.rows["perspective_id"] == "", ADDITIVE].to_numpy() for part in (*apart, together)
    ]
    np.testing.assert_allclose(everyone[0] + everyone[1], everyone[2])


@given(rounds(complete=True))
def test_the_sums_give_kendall_s_w_as_it_is_defined(given_round: tuple[pd.DataFrame, list[str]]) -> None:
    frame, items = given_round
    summary = tally(frame, items, DIMENSIONS)
    ranked = frame[frame["dimension"] == "importance"].pivot(
        index="participant_id", columns="item", values="score"
    )
    ranks = np.apply_along_axis(rankdata, 1, ranks_of := ranked.to_numpy())
    people, values = ranks.shape
    ties = sum((count**3 - count) for row in ranks_of for count in np.unique(row, return_counts=True)[1])
    most = people**2 * (values**3 - values) - people * ties
    rows = by_key(summary)
    found = kendalls_w(
        rows.loc[[("", item, "importance") for item in items], "rank_sum"].to_numpy(),
        summary.people,
        summary.tie_term,
    )
    if people > 1 and most > 0:
        assert found == pytest.approx(
            12 * ((ranks.sum(axis=0) - people * (values + 1) / 2) ** 2).sum() / most
        )
    else:
        assert np.isnan(found)
