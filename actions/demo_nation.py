"""The demo of a whole country: thousands of teams, each with a workshop, three value surveys and agreements.

A simple model: organisations and teams lean a little to one side, values have their own level, and what was agreed helps
a little each time. Groups of people are drawn beforehand as patterns of answers; what may be seen of a pattern is decided
where it always is. Chance is fixed, so the same number of teams at the same moment gives the same country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pandas as pd

from analytics.anonymity import figures as seen_figures
from analytics.tallies import COUNTS
from domain.agreements import Status
from domain.demo import Level
from domain.organisations import Account
from domain.problems import BadInput, StoreNotEmpty
from domain.roles import Grant, Role
from domain.workshops import CODE_LETTERS, SMALLEST_GROUP
from storage import accounts, nation
from storage.content import the_content
from storage.demo_content import read_demo
from storage.nation import CHANCES, MOST_PEOPLE, NationPlan
from storage.nation_words import NationWords, read_words
from storage.store import Statement, Store

TEAMS_IN_AN_ORGANISATION = 25
MOST_TEAMS = 100_000
DEPARTMENTS = 5
ROUNDS = 3
EVERYWHERE_EMAIL = "minne@land.example"
_DAYS_BETWEEN_ROUNDS = 120
_VARIANTS = 8
_DONT_KNOW = 0.04
_SPREAD = 0.9  # of scores within a team, in points
_GAIN = {"importance": 0.0, "current": 0.06}
_PERSPECTIVES = ("policy", "data", "legal", "frontline")
_PATHS = {
    (Status.OPEN,): 5,
    (Status.OPEN, Status.STARTED): 6,
    (Status.OPEN, Status.STARTED, Status.DONE): 4,
    (Status.OPEN, Status.STARTED, Status.DONE, Status.SECURED): 6,
    (Status.OPEN, Status.DROPPED): 2,
}  # of every 23 agreements


@dataclass(frozen=True)
class Nation:
    """Who may sign in, by link: who they are, and their address."""

    emails: tuple[tuple[str, str], ...]


def fill_nation(store: Store, teams: int, *, now: datetime) -> Nation:
    """A country of so many teams, in an empty store, all at once. raises StoreNotEmpty; BadInput; BrokenContent."""
    if not 1 <= teams <= MOST_TEAMS:
        raise BadInput(reason=f"a country has 1 to {MOST_TEAMS} teams")
    people = {
        "manager": Account(_id("manager"), _organisation_id(), "maud@land.example", "Maud van Berkstad"),
        "manager everywhere": Account(_id("ministry"), _organisation_id(), EVERYWHERE_EMAIL, "Minne Rijksma"),
        "researcher everywhere": Account(
            _id("researcher"), _organisation_id(), "rosa@land.example", "Rosa Telders"
        ),
        "administrator": Account(_id("administrator"), _organisation_id(), "ada@land.example", "Ada Beheer"),
    }
    written = store.write(*nation.everything(_plan(teams, now)), *_accounts(people, now), nation.settle())
    if not written:
        raise StoreNotEmpty()
    return Nation(tuple((role, account.email) for role, account in people.items()))


def _accounts(people: dict[str, Account], now: datetime) -> list[Statement]:
    """Accounts without a password: one organisation, every organisation, and the one who keeps the first."""
    one = _organisation_id()
    local, ministry, reader, keeper = people.values()
    return [
        *(accounts.add_account(account, now.date()) for account in people.values()),
        accounts.add_grant(_id("grant/manager"), local.id, Grant(Role.MANAGER, one), now),
        accounts.add_grant(_id("grant/administrator"), keeper.id, Grant(Role.ADMINISTRATOR, one), now),
        nation.grant_everywhere(ministry.id, Grant(Role.MANAGER, one), now),
        nation.grant_everywhere(reader.id, Grant(Role.RESEARCHER, one), now),
    ]


def _plan(count: int, now: datetime) -> NationPlan:
    content, chance = the_content(), np.random.default_rng(2026)
    demo, words = read_demo(content), read_words(content)
    framework, programme = next(iter(content.frameworks.values())), content.programmes["full"]
    survey = next(iter(content.surveys.values()))
    teams = _teams(count, words, chance)
    cases = list(content.cases.values())
    told = [cases[number] for number in teams["case"]]
    organisations = int(teams["organisation"].max()) + 1
    return NationPlan(
        now=now,
        organisations=pd.DataFrame(
            {"number": range(organisations), "name": [words.organisation(one) for one in range(organisations)]}
        ),
        departments=_departments(organisations, words),
        teams=teams.drop(columns="case").assign(
            case_id=[case.id for case in told],
            title=[case.title["nl"] for case in told],
            case_story=[case.story["nl"] for case in told],
        )[["number", "code", "organisation", "department", "name", "title", "case_id", "case_story", "days", "size", "chance"]],
        rounds=_rounds(teams, chance),
        levels=_levels({value.id: demo.levels[value.id] for value in framework.current_values()}, chance),
        patterns=_patterns(chance),
        agreements=pd.DataFrame([(one.title, one.done_when, one.value) for one in words.agreements],
                                columns=["title", "done_when", "value"]),
        paths=_paths(),
        owners=words.owners,
        perspectives=_PERSPECTIVES,
        programme=(programme.id, programme.version),
        framework=(framework.id, framework.version),
        survey=(survey.id, survey.version),
        smallest_group=SMALLEST_GROUP,
        made_by=_id("manager"),
        confirmed_by=_id("ministry"),
    )  # fmt: skip


def _departments(organisations: int, words: NationWords) -> pd.DataFrame:
    number = np.arange(organisations * DEPARTMENTS)
    names = [words.departments[place % len(words.departments)] for place in number]
    return pd.DataFrame({"number": number, "organisation": number // DEPARTMENTS, "name": names})


def _teams(count: int, words: NationWords, chance: np.random.Generator) -> pd.DataFrame:
    """The teams, over organisations of about the same size and their departments; a few teams are small."""
    number = np.arange(count)
    organisation = number * max(round(count / TEAMS_IN_AN_ORGANISATION), 1) // count
    within = pd.Series(number).groupby(organisation).cumcount().to_numpy()
    department, turn = within % DEPARTMENTS, within // DEPARTMENTS
    return pd.DataFrame(
        {
            "number": number,
            "organisation": organisation,
            "department": organisation * DEPARTMENTS + department,
            "name": [words.team(*pair) for pair in zip(department.tolist(), turn.tolist(), strict=True)],
            "code": _codes(number),
            "case": chance.integers(0, len(the_content().cases), count),
            "size": chance.lognormal(2.35, 0.55, count).round().clip(3, MOST_PEOPLE - 10).astype(int),
            "chance": chance.integers(1, CHANCES, count),
            "days": _DAYS_BETWEEN_ROUNDS * (ROUNDS - 1) + chance.integers(5, 180, count),
        }
    )


def _codes(number: np.ndarray) -> list[str]:
    """A code of six letters for each number, all different: steps of a prime through all codes."""
    letters, most = np.array(list(CODE_LETTERS)), len(CODE_LETTERS) ** 6
    places = (number.astype(np.int64) * 7_368_787 + 104_729) % most
    digits = places[:, None] // len(CODE_LETTERS) ** np.arange(6) % len(CODE_LETTERS)
    return ["".join(code) for code in letters[digits]]


def _rounds(teams: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Three rounds of each team: fewer people each time, and scores that lean as the team and its organisation lean."""
    leans = chance.normal(0, 0.25, int(teams["organisation"].max()) + 1)
    lean = leans[teams["organisation"]] + chance.normal(0, 0.2, len(teams))
    made = []
    for number in range(1, ROUNDS + 1):
        came = chance.uniform(0.95 - 0.08 * number, 1.0, len(teams))
        made.append(
            teams[["department", "organisation", "size", "chance"]].assign(
                team=teams["number"],
                number=number,
                answered=(teams["size"] * came).round().astype(int),
                days=teams["days"] - _DAYS_BETWEEN_ROUNDS * (number - 1),
                shift=lean,
            )
        )
    rounds = pd.concat(made, ignore_index=True)
    return rounds[
        ["team", "department", "organisation", "number", "size", "answered", "chance", "days", "shift"]
    ]


def _levels(levels: dict[str, Level], chance: np.random.Generator) -> pd.DataFrame:
    rows = [
        (item, place, dimension, float(getattr(level, dimension)), _GAIN[dimension])
        for place, (item, level) in enumerate(levels.items(), 1)
        for dimension in ("importance", "current")
    ]
    made = pd.DataFrame(rows, columns=["item", "place", "dimension", "level", "gain"])
    return made.assign(chance=chance.choice(np.arange(1, CHANCES), len(made), replace=False))


def _patterns(chance: np.random.Generator) -> pd.DataFrame:
    """Groups of every size and level, a few of each: what they answered, and what may be seen of it."""
    kinds = pd.MultiIndex.from_product(
        [range(1, MOST_PEOPLE + 1), range(10, 51), range(_VARIANTS)],
        names=["people", "level", "variant"],
    ).to_frame(index=False)
    shape = (len(kinds), MOST_PEOPLE)
    drawn = (
        chance.normal(kinds["level"].to_numpy()[:, None] / 10, _SPREAD, shape).round().clip(1, 5).astype(int)
    )
    drawn[chance.random(shape) < _DONT_KNOW] = 0
    is_there = np.arange(MOST_PEOPLE) < kinds["people"].to_numpy()[:, None]
    counted = {score: ((drawn == score) & is_there).sum(axis=1) for score in range(6)}
    tallies = kinds.assign(
        perspective_id="", item=kinds.index.astype(str), dimension="importance",
        n=kinds["people"] - counted[0], dont_know=counted[0],
        **{name: counted[score] for score, name in enumerate(COUNTS, 1)},
        total=np.asarray(sum(score * count for score, count in counted.items()), dtype=float), rank_sum=0.0,
    )  # fmt: skip
    seen = seen_figures(tallies, SMALLEST_GROUP)
    shown = {f"seen_{name}": seen[name].astype("Int64") for name in ("n", "dont_know", *COUNTS)}
    return tallies.drop(columns=["perspective_id", "item", "dimension", "rank_sum"]).assign(
        **shown, seen_total=seen["total"], band=seen["band"], hidden=seen["hidden"]
    )


def _paths() -> pd.DataFrame:
    """The ways along which agreements go, each as often as it happens."""
    ways = [way for way, often in _PATHS.items() for _ in range(often)]
    rows = [(path, step, status.value) for path, way in enumerate(ways) for step, status in enumerate(way, 1)]
    return pd.DataFrame(rows, columns=["path", "step", "status"])


def _organisation_id() -> str:
    """The first organisation of the country."""
    return nation.organisation_id(0)


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"demo/nation/{name}"))
