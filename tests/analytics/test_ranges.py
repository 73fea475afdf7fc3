"""What the measures promise to give: each column within its range or among its words, whatever was answered.

One line per measure, as its docstring says it. A number or a word may be missing, where the docstring says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from analytics import (
    alike,
    change,
    furthest,
    gaps,
    intervals,
    measures,
    pairs,
    ranking,
    shrinkage,
    sides,
    spread,
    voting,
)
from analytics.anonymity import figures as as_published
from analytics.tallies import tally
from tests.analytics.conftest import EXAMPLES
from tests.analytics.samples import figure, hidden_figure
from tests.analytics.test_docstrings import MEASURES

TEAMS, VALUES, SIDES = ("north", "south"), ("a", "b", "c", "d"), ("importance", "current")
CELLS = list(product(TEAMS, VALUES, SIDES))
COUNTS = measures.COUNTS

Range = tuple[float, float] | frozenset[str]  # the lowest and the highest, or the words
SCORE, GAP, PART, SPREAD, MANY = (1, 5), (-4, 4), (0, 1), (0, 2), (0, np.inf)
BAND, CLEARLY = frozenset({"low", "high"}), frozenset({"clearly_different", "not_told_apart"})
APART = frozenset({"higher", "lower", "not_told_apart", "few"})


@dataclass(frozen=True)
class Case:
    """Two surveys of two teams, and the scores of people one by one (people x values, 0 is "don't know")."""

    before: pd.DataFrame
    after: pd.DataFrame
    scores: Sequence[Sequence[int]]

    def north(self, survey: str = "before") -> pd.DataFrame:
        every: pd.DataFrame = getattr(self, survey)
        return every[every["team_id"] == "north"]

    def gaps(self) -> pd.DataFrame:
        return gaps.value_gaps(self.north())

    def counts(self, survey: str = "before") -> Any:
        return measures.score_counts(self.north(survey))

    def shown(self) -> pd.DataFrame:
        """The means of all teams on importance, as one measure with its spread."""
        told = measures.profile(self.before[self.before["dimension"] == "importance"])
        return told.rename(columns={"mean": "measure"})

    def side(self, survey: str) -> pd.DataFrame:
        told = measures.profile(self.north(survey)).rename(columns={"mean": "measure"})
        return told.set_index(["item", "dimension"])

    def sides(self) -> list[Any]:
        """Both surveys of one team as `intervals.told_apart` is asked."""
        return [
            self.side(one)[["measure", "n", "spread"]].to_numpy(dtype=float) for one in ("before", "after")
        ]

    def changes(self, measure: str = "gap") -> pd.DataFrame:
        found = sides.team_changes(self.before, self.after, measure).reset_index()
        return found.assign(has_agreement=found["item"].isin(["a", "b"]))

    def asked(self, **names: str) -> pd.DataFrame:
        """The figures of the first survey as if something else was asked."""
        return self.north().assign(dimension=self.north()["dimension"].map(names)).dropna(subset="dimension")

    def answers(self) -> list[pd.DataFrame]:
        """Two rounds of the same people; the second time everybody turned the scale round."""
        columns = ["participant_id", "perspective_id", "item", "dimension", "score", "seq"]
        return [
            pd.DataFrame(
                [(f"p{who}", "", value, "current", score and turned(score), who)
                 for who, row in enumerate(self.scores) for value, score in zip(VALUES, row, strict=True)],
                columns=columns,
            )
            for turned in (int, lambda score: 6 - score)
        ]  # fmt: skip

    def paired(self) -> pd.DataFrame:
        shown = [as_published(tally(one, VALUES, ["current"]).rows, 5) for one in self.answers()]
        return pairs.shown_pairs(self.answers(), shown, 5)

    def ranked(self) -> tuple[pd.DataFrame, pd.Series]:
        return ranking.mid_ranks(pd.DataFrame(self.scores, columns=list(VALUES)))

    def means(self) -> pd.DataFrame:
        return self.shown().pivot(index="team_id", columns="item", values="measure")

    def places(self, side: str) -> Any:
        """The counts of one question as if they were places in a top five."""
        return measures.score_counts(self.asked(**{side: "top"}))


def numbers(rows: pd.DataFrame) -> list[Any]:
    """As `shrinkage.weights` is asked: cell, n, mean and variance."""
    known = rows.dropna(subset=["measure"])
    cell = known.groupby("item", sort=False).ngroup().to_numpy(dtype=np.intp)
    return [
        cell,
        *(known[name].to_numpy(dtype=float) for name in ("n", "measure")),
        known["spread"].to_numpy(dtype=float) ** 2,
    ]


def noise(case: Case) -> list[Any]:
    """As `intervals.welch_margins` is asked: how unsure each mean is, and how many people it is of, less one."""
    told = [intervals.differences(case.north(), case.north("after")), case.side("before"), case.side("after")]
    spreads = [
        side.reindex(told[0].index)["spread"].fillna(0).to_numpy(dtype=float) ** 2 for side in told[1:]
    ]
    return [*spreads, *(np.full(len(one), 4.0) for one in spreads)]


TWO_MEANS = {"low": GAP, "high": GAP, "verdict": CLEARLY}
TOP_NAMES = {"importance": "top"}
PROMISES: list[tuple[Callable[..., object], Callable[[Case], Any], Range | Mapping[str, Range]]] = [
    (alike.top_overlap, lambda c: alike.top_overlap(*(ranking.topmost(c.places(side)) for side in SIDES)), PART),
    (alike.order_alike, lambda c: alike.order_alike(c.means().to_numpy(), c.means().to_numpy()[0]), (-1, 1)),
    (change.unpaired_change, lambda c: change.unpaired_change(c.north(), c.north("after")),
     {"before": SCORE, "after": SCORE, "change": GAP, "before_n": MANY, "after_n": MANY, **TWO_MEANS}),
    (change.with_and_without, lambda c: change.with_and_without(c.changes("current")),
     {"with_values": (1, 4), "without_values": (1, 4), "with_change": GAP, "without_change": GAP, "difference": (-8, 8)}),
    (change.with_and_without, lambda c: change.with_and_without(c.changes("gap")),
     {"with_change": (-8, 8), "without_change": (-8, 8), "difference": (-16, 16)}),
    (change.value_changes, lambda c: change.value_changes(c.north(), c.north("after"), "current"),
     {"before": SCORE, "after": SCORE, "change": GAP, "before_band": BAND, "after_band": BAND, **TWO_MEANS}),
    (change.value_changes, lambda c: change.value_changes(c.north(), c.north("after"), "gap"),
     {"before": GAP, "after": GAP, "change": (-8, 8), "low": (-8, 8), "high": (-8, 8), "verdict": CLEARLY,
      "before_band": frozenset({"alike"})}),
    (furthest.pairs_apart, lambda c: furthest.pairs_apart(c.shown().rename(columns={"team_id": "team", "item": "value"})),
     {"measure_low": SCORE, "measure_high": SCORE, "n_low": MANY, "n_high": MANY, "spread_low": SPREAD, "spread_high": SPREAD,
      "verdict": APART - {"lower"}}),
    (gaps.value_gaps, lambda c: c.gaps(),
     {"importance": SCORE, "current": SCORE, "gap": GAP, "n": MANY, "disagreement": SPREAD, "importance_band": BAND,
      "current_band": BAND, "least_gap": GAP, "widest_spread": (0, 4)}),
    (gaps.agenda, lambda c: gaps.agenda(c.gaps()), {"weight": (0, 3), "reason": frozenset({"both", "gap", "disagreement"})}),
    (gaps.with_margins, lambda c: gaps.with_margins(c.gaps(), c.north()),
     {f"{side}_{end}": SCORE for side in SIDES for end in ("low", "high")}),
    (gaps.quadrants, lambda c: gaps.quadrants(c.gaps(), "median"),
     {"quadrant": frozenset({"strengthen", "keep", "follow", "ease"}), "importance_cross": SCORE, "current_cross": SCORE}),
    (intervals.intervals, lambda c: intervals.intervals(c.before), {"mean": SCORE, "low": SCORE, "high": SCORE, "band": BAND}),
    (intervals.mean_intervals, lambda c: intervals.mean_intervals(c.counts()), SCORE),
    (intervals.differences, lambda c: intervals.differences(c.north(), c.north("after")),
     {"one": SCORE, "other": SCORE, "difference": GAP, "one_n": MANY, "other_n": MANY, **TWO_MEANS}),
    (intervals.difference_intervals, lambda c: intervals.difference_intervals(c.counts(), c.counts("after")), GAP),
    (intervals.told_apart, lambda c: intervals.told_apart(*c.sides(), 10), APART),
    (intervals.welch_margins, lambda c: intervals.welch_margins(*noise(c)), MANY),
    (intervals.t_quantile, lambda c: intervals.t_quantile(0.5 + len(c.scores) / 50, len(c.scores)), MANY),
    (measures.profile, lambda c: measures.profile(c.before),
     {"n": MANY, "dont_know_share": PART, "mean": SCORE, "median": SCORE, "share_high": PART, "spread": SPREAD,
      "agreement": (-1, 1), "band": BAND}),
    (pairs.shown_pairs, lambda c: c.paired(), {"pairs": (5, np.inf), "change": GAP, "low": GAP, "high": GAP}),
    (ranking.mid_ranks, lambda c: c.ranked()[0], (1, len(VALUES))),
    (ranking.mid_ranks, lambda c: c.ranked()[1], (0, len(VALUES) ** 3 - len(VALUES))),
    (ranking.kendalls_w, lambda c: ranking.kendalls_w(c.ranked()[0].sum(), len(c.scores), c.ranked()[1].sum()), PART),
    (ranking.top_five, lambda c: ranking.top_five(c.asked(**TOP_NAMES)),
     {"place": (1, len(VALUES)), "points": (1, np.inf), "people": (1, np.inf)}),
    (ranking.topmost, lambda c: ranking.topmost(c.places("importance")), frozenset({False, True})),
    (ranking.top_firmness, lambda c: ranking.top_firmness(c.asked(**TOP_NAMES)) or [], (0, 5)),
    (shrinkage.shrunk_means, lambda c: shrinkage.shrunk_means(c.before),
     {"n": (1, np.inf), "mean": SCORE, "overall": SCORE, "weight": PART, "shrunk": SCORE}),
    (shrinkage.weights, lambda c: shrinkage.weights(*numbers(c.shown())), PART),
    (shrinkage.apart, lambda c: shrinkage.apart(c.shown()), {"overall": SCORE, "teams": (2, len(TEAMS)), "verdict": APART}),
    (sides.team_changes, lambda c: sides.team_changes(c.before, c.after, "current"), {"change": GAP}),
    (sides.team_changes, lambda c: sides.team_changes(c.before, c.after, "gap"), {"change": (-8, 8)}),
    (sides.over_teams, lambda c: sides.over_teams(change.with_and_without(c.changes("current"))).loc[["with", "without"]],
     {"mean": GAP, "teams": (0, len(TEAMS))}),
    (sides.over_teams, lambda c: sides.over_teams(change.with_and_without(c.changes("current"))).loc[["difference"]],
     {"mean": (-8, 8)}),
    (spread.team_spread, lambda c: spread.team_spread(c.means()),
     {**dict.fromkeys(spread.PERCENTILES, SCORE), "teams": (1, len(TEAMS))}),
    (voting.priorities, lambda c: voting.priorities(c.asked(importance="importance", current="necessity")),
     {"necessity": SCORE, "importance": SCORE, "total": (2, 10), "necessity_spread": SPREAD, "importance_spread": SPREAD,
      "necessity_band": BAND, "importance_band": BAND, "quadrant": frozenset({"do_now", "plan", "keep_small", "later"})}),
]  # fmt: skip

cells = st.one_of(
    st.sampled_from([(1,) * 9, (5,) * 9, (1, 1, 1, 5, 5, 5), (0, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5)]),
    st.sampled_from(["low", "high", "hidden"]),
    st.lists(st.integers(0, 5), min_size=5, max_size=14).map(tuple),
)
surveys = st.lists(cells, min_size=len(CELLS), max_size=len(CELLS))
people = st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), min_size=1, max_size=12)


def survey(said: Sequence[Any]) -> pd.DataFrame:
    """The figures of all teams: of each cell the scores, a band, or that it is hidden."""
    rows = []
    for (team, value, side), scores in zip(CELLS, said, strict=True):
        if scores == "hidden":
            row = hidden_figure(value, side, 9)
        elif isinstance(scores, str):
            row = figure(value, side, [5] * 9, scores)
        else:
            row = figure(value, side, scores)
        rows.append({"team_id": team, **row})
    return pd.DataFrame(rows)


cases = st.builds(Case, surveys.map(survey), surveys.map(survey), people)


def outside(found: Any, promised: Range) -> list[Any]:
    """What lies outside the range, or is none of the words; what is missing is not."""
    known = [one for one in np.ravel(found) if not pd.isna(one)]
    if isinstance(promised, frozenset):
        return [one for one in known if one not in promised]
    return [one for one in known if not promised[0] - 1e-9 <= one <= promised[1] + 1e-9]


def check(case: Case) -> None:
    """Every measure of this case is within what it promises."""
    for measure, ask, promised in PROMISES:
        for name, found, allowed in columns(ask(case), promised):
            assert not outside(found, allowed), (measure.__name__, name)


def columns(found: Any, promised: Range | Mapping[str, Range]) -> list[tuple[str, Any, Range]]:
    """What is promised by column; or all at once."""
    if isinstance(promised, Mapping):
        return [(name, found[name], allowed) for name, allowed in promised.items()]
    return [("", found, promised)]


@settings(max_examples=max(5, EXAMPLES // 4), phases=[Phase.reuse, Phase.generate])  # each tries all measures
@given(cases)
def test_every_measure_stays_within_what_it_promises(case):
    check(case)


def test_every_measure_has_a_promise_here():
    assert {measure for measure, _, _ in PROMISES} == set(MEASURES)


def test_every_promise_is_about_something():
    scores = [(1, 2, 3, 4, 5, 5) * 2, (2, 2, 3, 4, 4, 1) * 2, (4, 5, 5, 3, 4, 1) * 2]
    before, after = ([scores[place * step % 3] for place in range(len(CELLS))] for step in (1, 2))
    for said in (before, after):
        said[CELLS.index(("north", "b", "importance"))], said[CELLS.index(("north", "b", "current"))] = (
            "low",
            "high",
        )
    case = Case(
        survey(before), survey(after), [[who % 5 + 1, 3, who % 3 + 1, who % 2 + 3] for who in range(12)]
    )
    check(case)
    for measure, ask, promised in PROMISES:
        for name, found, _ in columns(ask(case), promised):
            assert pd.notna(np.ravel(found)).any(), (measure.__name__, name)
