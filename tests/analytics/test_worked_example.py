"""Every number of the worked example in docs/measures.md is what the code makes of the answers in it."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.alike import order_alike, order_in_words
from analytics.anonymity import figures
from analytics.change import unpaired_change, with_and_without
from analytics.gaps import quadrants, value_gaps
from analytics.intervals import intervals
from analytics.measures import COUNTS, profile
from analytics.pairs import shown_pairs
from analytics.ranking import kendalls_w, top_firmness, top_five
from analytics.sides import over_teams
from analytics.tallies import EVERYONE, Tally, tally

DOCUMENT = (Path(__file__).parents[2] / "docs/measures.md").read_text(encoding="utf-8")
K = 5
SIDES = ("importance", "current")
MEASURES = ("mean", "median", "share_high", "spread", "agreement", "dont_know_share")


def table(heading: str) -> pd.DataFrame:
    """The first table under a heading, as it is written: the first column is the index."""
    part = re.split(rf"^#+ {re.escape(heading)}$", DOCUMENT, flags=re.MULTILINE)[1]
    lines = [line.strip("| ") for line in re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)[0].splitlines()]
    head, _, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return pd.DataFrame([row[1:] for row in rows], index=[row[0] for row in rows], columns=head[1:])


def said(name: str) -> float:
    """A number in the running text: `name` = number."""
    return float(re.search(rf"`{re.escape(name)}` = (-?[\d.]+\d|-?\d)", DOCUMENT)[1])


def same(written: str | float, counted: float) -> bool:
    """Whether a number is the written one, at the decimals that are written."""
    decimals = len(str(written).partition(".")[2])
    return abs(float(written) - counted) <= 0.5 * 10**-decimals + 1e-9


GIVEN = {
    "importance": table("How important"),
    "current": table("How it goes now"),
    "top": table("The top five"),
}


def answers(given: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What everyone gave, as the store has it."""
    rows = [
        {
            "participant_id": person,
            "perspective_id": "team",
            "item": value,
            "dimension": dimension,
            "score": int(score),
        }
        for dimension, told in given.items()
        for person, scores in told.iterrows()
        for value, score in scores.items()
    ]
    return pd.DataFrame(rows).assign(seq=range(len(rows)))


@pytest.fixture(scope="module")
def counted() -> Tally:
    return tally(answers(GIVEN), list(GIVEN["importance"].columns), list(GIVEN))


@pytest.fixture(scope="module")
def shown(counted: Tally) -> pd.DataFrame:
    return of_everyone(figures(counted.rows, K))


def of_everyone(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["perspective_id"] == EVERYONE]


def by_cell(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(cell=frame["item"] + ", " + frame["dimension"]).set_index("cell")


def test_the_tally_and_what_is_hidden(counted, shown):
    written, tallied, seen = table("The tally"), by_cell(of_everyone(counted.rows)), by_cell(shown)
    assert len(written) == 12
    for cell, row in written.iterrows():
        numbers = tallied.loc[cell, [*COUNTS, "dont_know", "n", "total"]]
        assert [
            int(row[name]) for name in ("1", "2", "3", "4", "5", "don't know", "n", "total")
        ] == numbers.tolist()
        reason = seen.loc[cell, "hidden"] or seen.loc[cell, "band"]
        assert row["shown"] == (reason or "yes")


def test_the_measures(shown):
    written, found = table("The measures"), by_cell(profile(shown))
    assert len(written) == 10
    for cell, row in written.iterrows():
        assert all(same(row[name], found.loc[cell, name]) for name in MEASURES), cell
        assert row["polarised"] == ("yes" if found.loc[cell, "polarised"] else "no")
    assert found["mean"].notna().sum() == len(written)


def test_the_gaps_and_quadrants(shown):
    written, found = table("The gaps"), quadrants(value_gaps(shown))
    assert written.index.tolist() == found.index.tolist()
    for value, row in written.iterrows():
        assert row["quadrant"] == (found.loc[value, "quadrant"] or "open")
        assert (
            row["gap"] == "-"
            if np.isnan(found.loc[value, "gap"])
            else same(row["gap"], found.loc[value, "gap"])
        )


def test_the_order_and_its_coefficient(counted):
    rows = of_everyone(counted.rows)
    ranked = rows[rows["dimension"] == "importance"].set_index("item")["rank_sum"]
    written = table("Agreement on the order")
    assert [float(each) for each in written["rank sum"]] == ranked[written.index].tolist()
    assert said("tie_term") == counted.tie_term
    assert same(said("W"), kendalls_w(ranked, counted.people, counted.tie_term))


def test_the_intervals(shown):
    written, found = table("The intervals"), by_cell(intervals(shown))
    for cell, row in written.iterrows():
        assert all(same(row[name], found.loc[cell, name]) for name in ("mean", "low", "high")), cell


def test_the_top_five_and_its_firmness(shown):
    written, found = table("Points for the top five"), top_five(shown)
    assert [int(points) for points in written["points"]] == found.loc[written.index, "points"].tolist()
    assert (said("stay"), said("size")) == top_firmness(shown)


def test_how_alike_the_team_and_another_group_are(shown):
    rest = table("Beside another group")
    own, others = set(top_five(shown).head(5).index), set(rest.index[rest["top five"] == "yes"])
    assert same(said("overlap"), len(own & others) / 5)
    means = by_cell(profile(shown)).filter(like="importance", axis=0)["mean"]
    means.index = [cell.split(",")[0] for cell in means.index]
    tau = order_alike(means[rest.index].to_numpy()[None, :], rest["importance"].to_numpy(dtype=float))[0]
    assert same(said("tau"), tau) and order_in_words(tau) == "fairly"


def test_the_second_round_and_the_same_people_twice(counted):
    given = {"current": table("The second time")}
    again, written = answers(given), table("Measured again")
    later = tally(again, list(given["current"].columns), ["importance", "current"])
    for cell, row in by_cell(of_everyone(later.rows)).filter(like="current", axis=0).iterrows():
        assert row[COUNTS].tolist() == [int(written.loc[cell.split(",")[0], one]) for one in "12345"]
    found = shown_pairs([answers(GIVEN), again], [figures(counted.rows, K), figures(later.rows, K)], K)
    found = found.set_index("item")
    for value, row in table("The same people twice").iterrows():
        assert (value in found.index) == (row["shown"] == "yes"), value
        if row["shown"] == "yes":
            assert int(row["pairs"]) == found.loc[value, "pairs"]
            assert same(row["change"], found.loc[value, "change"])
    assert found["low"].isna().all()


def test_the_change_with_and_without_an_agreement(shown):
    written = table("Measured again")
    later = pd.DataFrame(
        {
            "item": written.index,
            "dimension": "current",
            **{f"count_{score}": written[str(score)].astype(int).to_numpy() for score in range(1, 6)},
            "n": written[list("12345")].astype(int).sum(axis=1).to_numpy(),
            "band": "",
        }
    )
    changes = unpaired_change(shown[shown["dimension"] == "current"], later).droplevel("dimension")
    for value, row in written.iterrows():
        assert all(same(row[name], changes.loc[value, name]) for name in ("change", "low", "high")), value
        assert row["verdict"] == changes.loc[value, "verdict"].replace("_", " ")
    agreed = (written["agreement"] == "yes")[changes.index]
    found = with_and_without(changes.assign(has_agreement=agreed, team_id="team")).loc["team"]
    for name in ("with_change", "without_change", "difference", "low", "high"):
        assert same(said(name), found[name]), name
    assert not found["is_proof_of_cause"]
    differences = [found["difference"], 0.4, 0.1, -0.2, 0.6]
    teams = pd.DataFrame(dict.fromkeys(("with_change", "without_change", "difference"), differences))
    over = over_teams(teams).loc["difference"]
    assert same(said("teams_low"), over["low"])
    assert same(said("teams_high"), over["high"])
