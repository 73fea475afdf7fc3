"""A small team is drawn towards the others, a large one hardly; checked against published worked examples.

Each property is tried on 30 random cases in each run; `EXAMPLES` in the environment plays more.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import FEW, HIGHER, LOWER
from analytics.shrinkage import _from_within, _overall, apart, shrunk_means
from tests.analytics.samples import figure, hidden_figure

scores = st.lists(st.integers(1, 5), min_size=2, max_size=14)


def of_teams(teams, item: str = "privacy") -> pd.DataFrame:
    rows = [{**figure(item, "current", given), "team_id": f"t{place}"} for place, given in enumerate(teams)]
    return pd.DataFrame(rows)


def drawn(n, own, within) -> tuple[np.ndarray, np.ndarray]:
    """The weights of one cell, and its means drawn towards each other."""
    cell, n, own = np.zeros(len(n), dtype=np.intp), np.array(n, dtype=float), np.array(own, dtype=float)
    weight = _from_within(cell, n, own, np.array([within], dtype=float))
    overall = _overall(cell, n, own, weight)
    return weight, overall + weight * (own - overall)


def test_the_weights_are_those_of_the_published_example_of_hachemeister():
    # Hachemeister 1975, five states, as worked in the manual of the R package actuar (Bühlmann-Straub)
    n, own = [100155, 19895, 13735, 4152, 36110], [2060.921, 1511.224, 1805.843, 1352.976, 1599.829]
    weight, shrunk = drawn(n, own, within=139_120_026)
    assert weight == pytest.approx([0.9847, 0.9276, 0.8985, 0.7279, 0.9588], abs=1e-4)
    assert shrunk == pytest.approx([2055.165, 1523.706, 1793.444, 1442.967, 1603.285], abs=0.02)


def test_the_weights_of_two_teams_worked_by_hand():
    # Team a gave 1, 3 (mean 2), team b 4, 4, 5, 5 (mean 4.5).
    # Within: (1 + 1 + 4 * 0.25) / (6 - 2) = 0.75. Middle 22 / 6. Apart: 2 * (5/3)^2 + 4 * (5/6)^2 - 0.75 = 7.583.
    # Between: 7.583 / (6 - 20 / 6) = 2.84375. Weights: n / (n + 0.75 / 2.84375) = 2 / 2.2637 and 4 / 4.2637.
    found = shrunk_means(of_teams([[1, 3], [4, 4, 5, 5]]))
    assert found["weight"].tolist() == pytest.approx([2 / 2.263736, 4 / 4.263736])
    overall = (2 * 0.883495 + 4.5 * 0.938144) / (0.883495 + 0.938144)
    assert found["overall"].tolist() == pytest.approx([overall, overall])
    assert found["shrunk"].iloc[0] == pytest.approx(overall + 0.883495 * (2 - overall))


@given(st.lists(scores, min_size=2, max_size=8))
def test_every_team_lies_between_its_own_mean_and_that_of_all(teams):
    found = shrunk_means(of_teams(teams))
    ends = np.sort(found[["mean", "overall"]].to_numpy(), axis=1)
    assert (found["shrunk"] >= ends[:, 0] - 1e-9).all() and (found["shrunk"] <= ends[:, 1] + 1e-9).all()
    assert found["weight"].between(0, 1).all()


@given(st.lists(scores, min_size=2, max_size=8))
def test_more_people_never_count_for_less(teams):
    found = shrunk_means(of_teams(teams)).sort_values("n")
    assert (np.diff(found["weight"]) >= -1e-12).all()


@given(st.lists(st.lists(scores, min_size=1, max_size=5), min_size=1, max_size=4))
def test_many_values_at_once_give_what_each_gives_alone(values):
    frames = [of_teams(teams, f"v{place}") for place, teams in enumerate(values)]
    together = shrunk_means(pd.concat(frames))
    apart = pd.concat([shrunk_means(frame) for frame in frames])
    assert together["shrunk"].to_numpy() == pytest.approx(apart["shrunk"].to_numpy())


def test_a_small_team_that_jumps_is_drawn_further_than_a_large_one():
    others = [[3, 3, 4, 4, 3, 4, 2, 3], [4, 3, 3, 4, 4, 3, 3, 4], [2, 3, 3, 4, 3, 2, 3, 3]]
    found = shrunk_means(of_teams([*others, [5, 5, 4, 5, 5], [5, 5, 4, 5, 5] * 6]))
    small, large = found.iloc[-2], found.iloc[-1]
    assert small["mean"] == large["mean"]
    assert small["shrunk"] < large["shrunk"] < large["mean"]


def test_shrinking_comes_closer_to_the_truth_when_teams_are_small():
    chance = np.random.default_rng(4)
    truth = chance.normal(3.4, 0.3, 300)
    teams = [np.clip(np.rint(chance.normal(level, 1.0, 6)), 1, 5).astype(int).tolist() for level in truth]
    found = shrunk_means(of_teams(teams))
    own, shrunk = ((found[name].to_numpy() - truth) ** 2 for name in ("mean", "shrunk"))
    assert shrunk.mean() < 0.6 * own.mean()


def test_teams_that_differ_no_more_than_by_chance_all_get_the_mean_of_all_people():
    found = shrunk_means(of_teams([[1, 5, 3], [2, 4, 3, 3], [3, 3]]))
    assert set(found["weight"]) == {0.0}
    assert found["shrunk"].tolist() == pytest.approx([3.0, 3.0, 3.0])


def test_one_team_keeps_its_mean_and_so_do_teams_in_which_nobody_differs():
    assert shrunk_means(of_teams([[1, 2, 4]]))["weight"].tolist() == [1.0]
    assert shrunk_means(of_teams([[4, 4], [2, 2]]))["shrunk"].tolist() == [4.0, 2.0]


def test_what_shows_no_counts_is_left_out():
    rows = [*of_teams([[1, 2], [4, 5]]).to_dict("records")]
    rows.append({**figure("privacy", "current", [5, 5], "high"), "team_id": "banded"})
    rows.append({**hidden_figure("privacy", "current", 3), "team_id": "hidden"})
    rows.append({**figure("privacy", "top", [1, 2, 0]), "team_id": "t0"})
    found = shrunk_means(pd.DataFrame(rows))
    assert found.index.get_level_values("team_id").tolist() == ["t0", "t1"]
    assert shrunk_means(pd.DataFrame(rows[2:])).empty


def shown(*teams: tuple[float, int], item: str = "privacy", spread: float = 0.8) -> pd.DataFrame:
    """Teams by their mean and their number of people."""
    rows = [{"item": item, "measure": mean, "n": n, "spread": spread} for mean, n in teams]
    return pd.DataFrame(rows)


def test_one_team_that_stands_far_from_many_is_named_and_the_others_are_not():
    found = apart(shown((3.0, 12), (3.1, 14), (2.9, 20), (3.0, 16), (4.2, 15)))
    assert found["verdict"].tolist() == ["not_told_apart"] * 4 + [HIGHER]
    assert found["overall"].between(2.9, 3.5).all()


def test_each_team_is_compared_with_the_mean_of_all_in_which_a_larger_team_counts_for_more():
    alike = apart(shown((1.1, 30), (2.9, 30)))
    assert alike["overall"].tolist() == pytest.approx([2.0, 2.0])
    assert alike["verdict"].tolist() == [LOWER, HIGHER]
    larger = apart(shown((1.1, 12), (2.9, 300)))["overall"]
    assert 2.0 < larger.iloc[0] == larger.iloc[1] < 2.9


def test_nothing_is_said_of_fewer_than_ten_people_however_far_they_are():
    found = apart(shown((3.0, 12), (3.1, 14), (1.0, 9), (5.0, 10)))
    assert found["verdict"].iloc[2] == FEW
    assert found["verdict"].iloc[3] == HIGHER


def test_a_team_alone_and_a_hidden_one_get_no_verdict():
    rows = pd.concat(
        [shown((3.0, 12), (float("nan"), 14)), shown((3.0, 12), item="vrijheid")], ignore_index=True
    )
    assert apart(rows)["verdict"].tolist() == [None, None, None]
    assert apart(rows.iloc[:0]).empty


def test_teams_that_differ_by_chance_alone_are_hardly_ever_called_different():
    chance = np.random.default_rng(2026)
    named = 0
    for _ in range(100):
        n = chance.integers(10, 30, 25)
        teams = zip(3 + chance.normal(0, 0.8 / np.sqrt(n)), n, strict=True)
        named += int((apart(shown(*teams))["verdict"] != "not_told_apart").sum())
    assert named <= 25  # of 2,500
