"""Top fives of teams that chose from different values, in one house: each place adds up over the values of a team to its number of
people, which everyone sees. An attacker keeps every figure and every sum, adds and subtracts, and takes whole teams away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.anonymity import TOO_FEW, figures, publishable
from analytics.sums import NUMBERS, pools, sums
from analytics.tallies import EVERYONE, tally
from tests.attacker import reduced_form

K, BLOCKS = 5, ("abc", "def", "ghi", "jkl")
Team = tuple[
    str, tuple[str, ...]
]  # its values, a letter each; the top five of each person, the first place first
House = Mapping[str, Team]  # by "department team", in the order in which they are published
Count = tuple[str, frozenset[str]]  # how often a value has a place: which value, in which teams
NOBODY = pd.DataFrame(columns=["team_id", "department_id", "item", "dimension", "level", *NUMBERS])

FOUND: dict[str, House] = {
    "three teams in the pools of six values, of which one falls away": {
        "a 1": ("abcdef", ("abcde", "fabcd", "acefb")),
        "a 2": ("abcghi", ("abcgh", "ghiab")),
        "a 3": ("defjkl", ("defjk", "jklde")),
    },
    "the same in the organisation, with a team that shows itself": {
        "a 1": ("abcdef", ("abcde", "fabcd", "acefb")),
        "b 2": ("abcghi", ("abcgh", "ghiab")),
        "c 3": ("abcdef", ("abcde", "fabcd", "acefb", "bcdef", "defab")),
        "d 4": ("defjkl", ("defjk", "jklde")),
    },
}


def cells(house: House) -> pd.DataFrame:
    """What the publishing code knows of these teams."""
    return pd.concat([_team(name, *team) for name, team in house.items()], ignore_index=True)


@cache
def _team(name: str, values: str, tops: Sequence[str]) -> pd.DataFrame:
    chosen = [(f"{name} {who}", "", value, "top", place)
              for who, top in enumerate(tops) for place, value in enumerate(top, 1)]  # fmt: skip
    answers = pd.DataFrame(
        chosen, columns=["participant_id", "perspective_id", "item", "dimension", "score"]
    ).assign(perspective_id="policy", seq=range(len(chosen)))
    rows = tally(answers, list(values), ["top"]).rows
    total, seen = (
        part[part["perspective_id"] == EVERYONE].reset_index(drop=True) for part in (rows, figures(rows, K))
    )
    is_shown = publishable(len(tops), K)
    return total.assign(
        team_id=name, department_id=name.split(" ")[0], smallest_group=K, answered=len(tops), expected=len(tops),
        hidden=seen["hidden"] if is_shown else TOO_FEW, band=seen["band"] if is_shown else "",
    )  # fmt: skip


def everything_shown(house: House) -> set[Count]:
    """Of each figure and each sum, from the first team that is published on, which teams are in it; by value."""
    shown, placed = set[Count](), NOBODY
    bits = {team: 1 << place for place, team in enumerate(house)}
    for last in range(1, len(house) + 1):
        known = cells(dict(list(house.items())[:last]))
        entered = pools(known, placed)
        placed = pd.concat([placed, entered]) if len(placed) else entered
        is_open = (known["hidden"] == "") & (known["band"] == "")
        shown |= {
            (item, frozenset({team})) for team, item in known.loc[is_open, ["team_id", "item"]].to_numpy()
        }
        marked = [rows.assign(count_1=rows["team_id"].map(bits).astype("int64")) for rows in (known, placed)]
        for row in sums(*marked).itertuples():
            shown.add((row.item, frozenset(team for team, bit in bits.items() if row.count_1 & bit)))
    return shown


def told_of(house: House, shown: set[Count]) -> tuple[str, ...]:
    """Teams of fewer than k people together of which some way to add and subtract these counts tells, and of nobody else.

    A team falls away when each of its values counts as often as the first one: that many times its number of people is left.
    """
    columns = [(team, value) for team, (values, _) in house.items() for value in values]
    counts = [{(team, item) for team in teams} for item, teams in sorted(shown, key=str)]
    first = {team: values[0] for team, (values, _) in house.items()}
    rows = [[(at in count) - ((at[0], first[at[0]]) in count) for at in columns] for count in counts]
    everything = len(reduced_form(rows))
    small = [team for team, (_, tops) in house.items() if len(tops) < K]
    for few in chain.from_iterable(combinations(small, size) for size in range(1, K)):
        outside = [place for place, (team, _) in enumerate(columns) if team not in few]
        is_few = sum(len(house[team][1]) for team in few) < K
        if is_few and len(reduced_form([[row[place] for place in outside] for row in rows])) < everything:
            return few
    return ()


@pytest.mark.parametrize("house", FOUND.values(), ids=FOUND)
def test_what_was_found_once_is_not_found_again(house: House) -> None:
    assert told_of(house, everything_shown(house)) == ()


def test_the_attacker_finds_four_people_where_small_teams_are_added_up() -> None:
    """So that this file can fail: three pools of the first house, of values that two teams have in common."""
    house = FOUND["three teams in the pools of six values, of which one falls away"]
    one, two, three = house
    pooled = {(value, frozenset({one, two if value in "abc" else three})) for value in "abcdef"}
    assert told_of(house, pooled) == (two, three)


@st.composite
def houses(draw: st.DrawFn) -> House:
    """Up to six teams, most of them small, that chose from six or nine values of which many are the same."""
    made: dict[str, Team] = {}
    for number in range(draw(st.integers(2, 6))):
        blocks = draw(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=3, unique=True))
        values = "".join(sorted(blocks))
        size = draw(st.sampled_from([1, 2, 2, 3, 3, 4, 5, 6]))
        tops = st.permutations(values).map(lambda order: "".join(order[:5]))
        made[f"{draw(st.sampled_from('aab'))} {number}"] = (
            values,
            tuple(draw(st.lists(tops, min_size=size, max_size=size))),
        )
    return made


@given(houses())
def test_whatever_is_added_and_subtracted_no_places_of_few_people_are_left(house: House) -> None:
    assert told_of(house, everything_shown(house)) == ()
