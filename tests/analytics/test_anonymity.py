"""The rules of publication, and an attacker who sees everything that is published and subtracts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations
from random import Random

import pandas as pd
import pytest
from hypothesis import Phase, assume, given, seed, settings
from hypothesis import strategies as st

from analytics.anonymity import (
    figures,
    has_secret_band,
    have_same_perspectives,
    people_changed,
    publishable,
    ranks_may_be_seen,
    replaceable,
)
from analytics.ranking import kendalls_w, mid_ranks
from analytics.tallies import COUNTS, COUNTS_ZERO, tally

K = 5
MEASURES = [*COUNTS, "total", "rank_sum"]
COLUMNS = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
Scores = dict[
    tuple[str, str, str], Sequence[int]
]  # (perspective, item, dimension) -> the score of each person there


def answers(scores: Scores) -> pd.DataFrame:
    """The first score of a perspective is that of its first person, and so on; -1 is no answer."""
    rows = [
        (f"{perspective} {number}", perspective, item, dimension, score)
        for (perspective, item, dimension), given_scores in scores.items()
        for number, score in enumerate(given_scores)
        if score >= 0
    ]
    return pd.DataFrame([(*row, seq) for seq, row in enumerate(rows, 1)], columns=COLUMNS).astype(
        {"score": "int64", "seq": "int64"}
    )


def published(scores: Scores, k: int = K) -> pd.DataFrame:
    """What everyone sees: index perspective, item, dimension."""
    items = list(dict.fromkeys(item for _, item, _ in scores))
    dimensions = list(dict.fromkeys(dimension for _, _, dimension in scores))
    shown = figures(tally(answers(scores), items, dimensions).rows, k)
    return shown.set_index(["perspective_id", "item", "dimension"])


def one(*scores: int, dimension: str = "importance") -> pd.Series:
    """The figure of everyone when one perspective gave these scores to one value."""
    return published({("policy", "privacy", dimension): scores}).loc[("", "privacy", dimension)]


def perspectives(shown: pd.DataFrame, item: str = "privacy", dimension: str = "importance") -> set[str]:
    return set(shown.xs((item, dimension), level=("item", "dimension")).index) - {""}


# --- The rules one by one -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "k", "shown"), [(0, 5, False), (4, 5, False), (5, 5, True), (9, 10, False), (10, 10, True)]
)
def test_a_round_has_a_figure_from_k_people_on(people: int, k: int, shown: bool) -> None:
    assert publishable(people, k) is shown


def test_an_item_that_four_people_scored_stays_hidden_with_a_reason() -> None:
    figure = one(1, 2, 3, 4, 0, 0)
    assert (figure["hidden"], figure["band"], figure["people"]) == ("too_few", "", 6)
    assert figure[[*MEASURES, "n", "dont_know"]].isna().all()


def test_an_item_that_five_people_scored_is_shown() -> None:
    figure = one(1, 2, 3, 4, 5, 0)
    assert (figure["hidden"], figure["band"], figure["n"], figure["dont_know"], figure["total"]) == (
        "",
        "",
        5,
        1,
        15,
    )


def test_a_larger_group_can_be_asked_for() -> None:
    scores: Scores = {("policy", "privacy", "importance"): (1, 2, 3, 4, 5, 1, 2)}
    assert published(scores, 8).iloc[0]["hidden"] == "too_few"
    assert published(scores, 7).iloc[0]["hidden"] == ""


@pytest.mark.parametrize(("score", "band"), [(1, "low"), (2, "low"), (3, "low"), (4, "high"), (5, "high")])
def test_people_of_one_mind_show_a_band_and_no_counts(score: int, band: str) -> None:
    figure = one(*[score] * 6)
    assert (figure["band"], figure["hidden"], figure["n"]) == (band, "", 6)
    assert figure[MEASURES].isna().all()


@pytest.mark.parametrize("dimension", ["importance", "current", "necessity", "dots", "top"])
def test_no_band_says_which_answer_it_was(dimension: str) -> None:
    """Whoever knows that all were of one mind can't tell from what is shown what they said."""
    shown: dict[str, list[int]] = {}
    for score in range(0 if dimension in COUNTS_ZERO else 1, 6):
        seen = one(*[score] * 6, dimension=dimension)
        shown.setdefault(str(seen.to_dict()), []).append(score)
    if dimension in COUNTS_ZERO:
        assert shown.pop(str(one(*[0] * 6, dimension=dimension).to_dict())) == [
            0
        ]  # nobody chose it: no secret
    assert all(len(scores) >= 2 for scores in shown.values()), shown


def test_one_other_answer_is_enough_to_show_counts() -> None:
    assert one(4, 4, 4, 4, 4, 5)[list(COUNTS)].tolist() == [0, 0, 0, 5, 1]


def test_in_a_choice_not_choosing_is_the_other_answer() -> None:
    figure = one(1, 0, 0, 0, 0, 0, dimension="top")
    assert (figure["band"], figure["n"], figure["count_1"]) == ("", 6, 1)


def test_perspectives_of_five_who_differ_are_shown_beside_each_other() -> None:
    shown = published(
        {
            ("policy", "privacy", "importance"): (1, 2, 3, 4, 5),
            ("data", "privacy", "importance"): (5, 5, 5, 5, 1),
        }
    )
    assert perspectives(shown) == {"policy", "data"}
    assert shown.loc[("data", "privacy", "importance"), "total"] == 21


def test_a_perspective_of_four_keeps_the_others_hidden_too() -> None:
    """Everyone less the others would be those four."""
    shown = published({
        ("policy", "privacy", "importance"): (1, 2, 3, 4, 5), ("data", "privacy", "importance"): (5, 5, 4, 4, 1),
        ("legal", "privacy", "importance"): (1, 2, 3, 4),
    })  # fmt: skip
    assert perspectives(shown) == set()


def test_small_perspectives_that_are_five_together_are_the_rest() -> None:
    shown = published({
        ("policy", "privacy", "importance"): (1, 2, 3, 4, 5), ("legal", "privacy", "importance"): (1, 2, 3),
        ("data", "privacy", "importance"): (4, 5),
    })  # fmt: skip
    assert perspectives(shown) == {"policy"}


def test_a_perspective_of_one_mind_keeps_all_hidden() -> None:
    shown = published(
        {
            ("policy", "privacy", "importance"): (1, 2, 3, 4, 5),
            ("data", "privacy", "importance"): (4, 4, 4, 4, 4),
        }
    )
    assert perspectives(shown) == set()


def test_a_rest_of_one_mind_keeps_all_hidden() -> None:
    shown = published({
        ("policy", "privacy", "importance"): (1, 2, 3, 4, 5), ("legal", "privacy", "importance"): (4, 4, 4),
        ("data", "privacy", "importance"): (4, 4),
    })  # fmt: skip
    assert perspectives(shown) == set()


def test_those_who_do_not_know_are_counted_in_the_rest() -> None:
    """One person of a perspective of their own who does not know would be known by subtracting."""
    shown = published(
        {("policy", "privacy", "importance"): (1, 2, 3, 4, 5, 5), ("data", "privacy", "importance"): (0,)}
    )
    assert perspectives(shown) == set()


def test_what_is_hidden_for_one_item_does_not_hide_the_perspectives_of_another() -> None:
    shown = published({
        ("policy", "privacy", "importance"): (1, 2, 3, 4, 5), ("data", "privacy", "importance"): (1, 2, 3, 4, 5),
        ("policy", "vrijheid", "importance"): (1, 2, 3, 4, 5), ("data", "vrijheid", "importance"): (1, 2, 3, 4, 0),
    })  # fmt: skip
    assert perspectives(shown) == {"policy", "data"}
    assert perspectives(shown, "vrijheid") == set()


def test_sums_of_ranks_are_shown_for_all_items_or_for_none() -> None:
    """Ranks add up to a known number, so a single hidden sum would be the rest of it."""
    whole: Scores = {("policy", item, "importance"): (1, 2, 3, 4, 5) for item in ("privacy", "vrijheid")}
    assert published(whole)["rank_sum"].notna().all()
    part = published({**whole, ("policy", "welzijn", "importance"): (1, 0, 0, 0, 0)})
    assert part["rank_sum"].isna().all()
    assert part.loc[("", "privacy", "importance"), "total"] == 15


def test_nobody_published_is_an_empty_frame_with_the_same_columns() -> None:
    shown = figures(tally(answers({}), [], ["importance"]).rows, K)
    assert len(shown) == 0
    assert {"band", "hidden"} < set(shown.columns)


def test_everyone_comes_first() -> None:
    shown = published(
        {(part, item, "importance"): (1, 2, 3, 4, 5) for part in ("policy", "data") for item in "ab"}
    )
    assert shown.index.get_level_values(0).tolist() == ["", "", "data", "data", "policy", "policy"]


# --- Over time ----------------------------------------------------------------------------------------------

WHOLE: Scores = {("policy", item, "importance"): (1, 2, 3, 4, 5, 5) for item in ("privacy", "vrijheid")}


def later(*rows: tuple[str, str, int], perspective: str = "policy") -> pd.DataFrame:
    """Answers of newcomers after a figure was made: person, item, score."""
    before = answers(WHOLE)
    added = [
        (person, perspective, item, "importance", score, 100 + n)
        for n, (person, item, score) in enumerate(rows)
    ]
    return pd.concat([before, pd.DataFrame(added, columns=COLUMNS)], ignore_index=True) if added else before


def changed(answered: pd.DataFrame) -> int:
    """How few people changed since the figure of which the newest answer had number 99."""
    before = answered[answered["seq"] <= 99]
    latest = answered.sort_values("seq").drop_duplicates(["participant_id", "item", "dimension"], keep="last")
    return people_changed(before, latest)


def test_without_later_answers_nobody_changed() -> None:
    assert changed(later()) == 0


def test_the_fewest_people_behind_one_number_count() -> None:
    five = [(f"late {n}", "privacy", n) for n in range(1, 6)]
    assert changed(later(*five)) == 5
    assert changed(later(*five, ("late 1", "vrijheid", 2), ("late 2", "vrijheid", 3))) == 2


def test_each_perspective_counts_apart() -> None:
    late = later(*[(f"late {n}", "privacy", n) for n in range(1, 6)])
    late.loc[late["participant_id"] == "late 5", "perspective_id"] = "data"
    late.loc[late["participant_id"] == "late 4", "perspective_id"] = "data"
    assert changed(late) == 2


def test_newcomers_of_one_mind_change_nothing_that_may_be_shown() -> None:
    assert changed(later(*[(f"late {n}", "privacy", 4) for n in range(8)])) == 0


def test_who_says_the_same_again_did_not_change() -> None:
    """Four who click the same once more would make five of one newcomer."""
    again = [(f"policy {n}", "privacy", score) for n, score in enumerate((1, 2, 3, 4))]
    assert changed(later(*again)) == 0
    assert changed(later(*again, ("late 1", "privacy", 5))) == 0
    assert changed(later(*again, ("late 1", "privacy", 5), ("late 2", "privacy", 1))) == 2


def test_those_who_changed_from_one_and_the_same_answer_are_not_shown() -> None:
    """Six people who all leave one answer would be known by what they leave."""
    moved = [(f"late {n}", "privacy", n % 5 + 1) for n in range(6)]
    before = pd.concat([answers(WHOLE), pd.DataFrame(
        [(f"late {n}", "policy", "privacy", "importance", 4, 50 + n) for n in range(6)], columns=COLUMNS)])  # fmt: skip
    now = later(*moved)
    assert people_changed(before, now) == 0


def votes(*given: tuple[str, str, int]) -> pd.DataFrame:
    rows = [(who, "policy", item, "dots", score, 1) for who, item, score in given]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_a_value_that_was_not_chosen_is_an_answer_from_the_moment_someone_votes() -> None:
    """Six people move dots and four newcomers vote, all on another value: behind privacy only the four are new."""
    before = [(f"person {n}", "vrijheid", 1 + n % 2) for n in range(6)] + [("person 0", "privacy", 2)]
    newcomers = [(f"late {n}", "vrijheid", 1 + n % 2) for n in range(4)]
    moved = [(who, item, 3 - score if item == "vrijheid" else score) for who, item, score in before]
    assert people_changed(votes(*before), votes(*moved, *newcomers)) == 4
    said = [(f"person {n}", "privacy", 0) for n in range(1, 6)]
    assert people_changed(votes(*before), votes(*moved, *newcomers, *said)) == 4


@pytest.mark.parametrize(
    ("scores", "is_seen"),
    [((1, 2, 2, 3, 4, 0), True), ((1, 2, 0, 0, 0, 0), False), ((1, 1, 1, 1, 1, 1), False)],
)
def test_ranks_are_seen_when_each_item_shows_its_counts(scores: Sequence[int], is_seen: bool) -> None:
    """Of an item that few people scored, or about which all said the same, they would tell what is not shown."""
    shown = published({**WHOLE, ("policy", "welzijn", "importance"): scores})
    assert ranks_may_be_seen(shown.reset_index()) is is_seen


def test_a_band_of_another_question_hides_no_ranks() -> None:
    shown = published({**WHOLE, ("policy", "privacy", "current"): (5,) * 6})
    assert ranks_may_be_seen(shown.reset_index())


def test_how_far_people_agree_would_say_which_answer_a_band_stands_for() -> None:
    """Six people who all say 1, 2 or 3 about one item: only of 1 can the coefficient be so high."""

    def coefficient(common: int, second: Sequence[int]) -> float:
        ranks, ties = mid_ranks(pd.DataFrame({"a": (1, 1, 2, 3, 3, 2), "b": second, "c": [common] * 6}))
        return round(kendalls_w(ranks.sum(), 6, ties.sum()), 2)

    orders = set(permutations((2, 3, 3, 4, 4, 5)))
    fits = [common for common in (1, 2, 3) if 0.94 in {coefficient(common, order) for order in orders}]
    assert fits == [1]


# --- The attacker -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Secret:
    """What the attacker wants to know: who gave what. `scores` as above; sizes differ per perspective."""

    scores: Scores

    def group(self, names: Sequence[str], item: str, dimension: str) -> list[int]:
        """The answers of these perspectives that count: a choice also counts who voted and did not choose."""
        found: list[int] = []
        for name in names:
            if dimension not in COUNTS_ZERO:
                found += [score for score in self.scores[name, item, dimension] if score > 0]
                continue
            marks = [
                given for (part, _, asked), given in self.scores.items() if (part, asked) == (name, dimension)
            ]
            voted = [any(given[number] >= 0 for given in marks) for number in range(len(marks[0]))]
            own = self.scores[name, item, dimension]
            found += [max(own[number], 0) for number, has_voted in enumerate(voted) if has_voted]
        return found

    @property
    def names(self) -> list[str]:
        return sorted({name for name, _, _ in self.scores})


@st.composite
def secrets(draw: st.DrawFn) -> Secret:
    """Up to four perspectives of up to nine people, often of one mind, sometimes without an answer."""
    names = ["policy", "data", "legal", "resident"][: draw(st.integers(1, 4))]
    items = ["privacy", "vrijheid", "welzijn"][: draw(st.integers(1, 3))]
    scores: Scores = {}
    for name in names:
        size = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 8]))
        for item in items:
            for dimension in ("importance", "dots"):
                common = draw(st.integers(-1, 5))
                free = st.lists(st.integers(-1, 5), min_size=size, max_size=size)
                scores[name, item, dimension] = draw(st.one_of(st.just([common] * size), free))
    assume(any(score >= 0 for given_scores in scores.values() for score in given_scores))
    return Secret(scores)


def attacks(shown: pd.DataFrame, item: str, dimension: str) -> Iterator[tuple[list[str], pd.Series]]:
    """Every group that can be made from what is shown: perspectives together, and everyone less perspectives.

    Gives the names of the perspectives subtracted from everyone (with "" in front) or added, and the counts.
    """
    cell = shown.xs((item, dimension), level=("item", "dimension"))
    cell = cell[cell["count_1"].notna()]
    parts = [name for name in cell.index if name]
    for chosen in chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1)):
        added = cell.loc[list(chosen), [*COUNTS, "n"]].sum()
        if chosen:
            yield list(chosen), added
        if "" in cell.index:
            yield ["", *chosen], cell.loc["", [*COUNTS, "n"]] - added


def true_group(secret: Secret, attack: list[str], item: str, dimension: str) -> list[int]:
    names = [name for name in secret.names if name not in attack] if attack[0] == "" else attack
    return secret.group(names, item, dimension)


@given(secrets())
def test_no_subtraction_isolates_fewer_than_k_people_or_people_of_one_mind(secret: Secret) -> None:
    shown = published(secret.scores)
    for item, dimension in {(item, dimension) for _, item, dimension in secret.scores}:
        for attack, counted in attacks(shown, item, dimension):
            truth = true_group(secret, attack, item, dimension)
            assert counted["n"] == len(truth)
            assert [counted[f"count_{score}"] for score in range(1, 6)] == [
                truth.count(score) for score in range(1, 6)
            ]
            assert not truth or (len(truth) >= K and len(set(truth)) >= 2), (attack, item, dimension)


@given(secrets())
def test_a_hidden_sum_of_ranks_is_never_what_is_left(secret: Secret) -> None:
    shown = published(secret.scores)
    items = {item for _, item, _ in secret.scores}
    for name in {"", *secret.names} & set(shown.index.get_level_values(0)):
        rows = shown.loc[name]
        known = rows[rows.index.get_level_values("dimension") == "importance"]["rank_sum"].notna().sum()
        assert known in (0, len(items))


@given(secrets())
def test_a_group_of_one_mind_shows_no_count_and_no_sum(secret: Secret) -> None:
    shown = published(secret.scores)
    for (name, item, dimension), figure in shown.iterrows():  # type: ignore[misc]
        truth = true_group(secret, [name], item, dimension)
        if len(truth) < K or len(set(truth)) < 2:
            assert name == ""
            assert figure[MEASURES].isna().all()
            assert perspectives(shown, item, dimension) == set()


@given(secrets())
def test_what_may_be_shown_of_everyone_is_shown(secret: Secret) -> None:
    """Hiding everything would be safe and useless: a group that is large and differs has its counts."""
    shown = published(secret.scores)
    for item, dimension in {(item, dimension) for _, item, dimension in secret.scores}:
        truth = true_group(secret, [""], item, dimension)
        is_open = bool(pd.notna(shown.loc[("", item, dimension), "count_1"]))
        assert is_open == (len(truth) >= K and len(set(truth)) >= 2)


@dataclass(frozen=True)
class Again:
    """What counted at first, what came in late, and what counts then."""

    before: pd.DataFrame
    late: pd.DataFrame
    after: pd.DataFrame

    @property
    def is_allowed(self) -> bool:
        return replaceable([self.before], self.after, K)


def again(secret: Secret, newcomers: int, spread: int, care: int, chance: Random) -> Again:
    """So many newcomers over so many perspectives; the more care, the fewer of them leave a value out."""
    before = answers(secret.scores)
    items = sorted({item for _, item, _ in secret.scores})
    rows = [
        (
            f"late {n}",
            secret.names[n % min(spread, len(secret.names))],
            item,
            "importance",
            chance.randint(1, 5),
        )
        for n in range(newcomers)
        for item in items
        if chance.randint(0, care)
    ]
    late = pd.DataFrame([(*row, 10_000 + n) for n, row in enumerate(rows)], columns=COLUMNS)
    after = pd.concat([before, late], ignore_index=True).astype({"score": "int64", "seq": "int64"})
    return Again(before, late, after)


newcomers = st.one_of(st.integers(0, 12), st.integers(8, 24))
chances = st.integers(0, 2**40).map(Random)
agains = st.builds(again, secrets(), newcomers, st.integers(1, 3), st.sampled_from([3, 20]), chances)


@given(agains)
def test_no_difference_over_time_isolates_fewer_than_k_people_or_people_of_one_mind(told: Again) -> None:
    """Whenever a second figure may replace the first, no number in it moved because of a few people."""
    if not told.is_allowed:
        return
    for _, changed in told.late.groupby(["perspective_id", "item"]):
        assert changed["participant_id"].nunique() >= K
        assert changed["score"].nunique() >= 2


@pytest.mark.parametrize(("dimension", "score", "is_secret"), [
    ("importance", 4, True), ("importance", 1, True), ("top", 1, True), ("top", 0, False), ("dots", 0, False),
])  # fmt: skip
def test_a_band_is_a_secret_except_that_nobody_chose_it(dimension: str, score: int, is_secret: bool) -> None:
    both = {
        ("policy", "privacy", dimension): (score,) * 6,
        ("policy", "vrijheid", dimension): (2, 3, 4, 5, 2, 3),
    }
    assert has_secret_band(published(both).reset_index()) is is_secret


def test_a_second_figure_is_often_allowed_in_what_is_tried() -> None:
    allowed: list[bool] = []

    @seed(1)
    @settings(max_examples=20, phases=[Phase.generate], database=None)
    @given(agains)
    def count(told: Again) -> None:
        allowed.append(told.is_allowed)

    count()
    assert sum(allowed) >= len(allowed) / 4, allowed


def test_a_perspective_that_is_shown_later_only_would_tell_what_was_not_shown_before() -> None:
    """All of data say 5: no perspectives. Then five more of data come; the first total less policy is what the first of them said."""
    policy, data = (1, 2, 3, 4, 5), (5, 5, 5, 5, 5)
    one, other = (
        {("policy", "privacy", "importance"): policy, ("data", "privacy", "importance"): given}
        for given in (data, (*data, 1, 2, 3, 4, 5))
    )
    assert replaceable([answers(one)], answers(other), K)
    first, second = (published(scores).reset_index() for scores in (one, other))
    assert not have_same_perspectives([first, second])
    assert have_same_perspectives([second, second])


def test_three_figures_never_tell_what_no_two_of_them_tell() -> None:
    """A and B change, then A is back and C changes, then B is back and A changes again: the sum of the first two differences
    less the third would be twice that of B, three people."""

    def said(*changed: str) -> pd.DataFrame:
        scores = {f"{name}{n}": 5 - n if name in changed else n + 1 for name in "abc" for n in range(3)}
        rows = [(who, "policy", "privacy", "importance", score, 1) for who, score in scores.items()]
        return pd.DataFrame(rows, columns=COLUMNS)

    told = [said(), said("a", "b"), said("b", "c"), said("a", "c")]
    assert all(people_changed(one, other) >= 4 for one, other in combinations(told, 2))
    assert replaceable(told[:1], told[1], 4)
    assert not replaceable(told[:2], told[2], 4)
    assert not replaceable([told[0], *told[1:2]], told[0], 4), "who changed back said what was shown before"
