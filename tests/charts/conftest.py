"""The words, the looks, and one frame for each chart, with long names and everything that can be missing."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analytics.sides import over_teams
from charts import sheet
from charts.labels import Labels
from charts.style import Look

TEXTS = Path(__file__).parents[2] / "content" / "texts"
NAMES = {
    "democratie": "Democratie",
    "rechtsstaat": "Rechtsstaat",
    "bestuurskracht": "Bestuurskracht",
    "privacy": "Privacy",
    "veiligheid": "Veiligheid in de samenleving",
    "eindverantwoordelijkheid": "Menselijke eindverantwoordelijkheid",
    "doelmatigheid": "Doelmatigheid",
    "n1": "Bord bij elke camera met de naam en het telefoonnummer van wie erover gaat",
    "n2": "Bewaartijd <b>terug</b> naar een week & niet langer",
    "n3": "Gegevensbeschermingseffectbeoordelingsprocedure",
    "t1": "Team Straat",
    "t2": "Informatievoorziening en Automatisering",
    "too_few": "Minder dan 5 mensen gaven hier antwoord.",
}
PRINCIPLES = {
    "privacy": "mensenrechten",
    "veiligheid": "maatschappelijke_waarde",
    "eindverantwoordelijkheid": "verantwoordelijkheid",
    "doelmatigheid": "bestuurskwaliteit",
}
LOOKS = [Look(dark, size) for dark in (False, True) for size in ("phone", "desktop", "projector")]
NAN = float("nan")


def texts(language: str) -> dict[str, str]:
    """The texts of the charts by their full key."""

    def flat(table: dict, start: str) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            whole = f"{start}.{key}"
            yield from flat(value, whole) if isinstance(value, dict) else [(whole, value)]

    return dict(flat(tomllib.loads((TEXTS / f"chart.{language}.toml").read_text()), "chart"))


@pytest.fixture(autouse=True)
def _checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plotly says what it does not know."""
    monkeypatch.setattr(sheet, "CHECKED", True)


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def words_of() -> Callable[[str], Labels]:
    return lambda language: Labels(texts(language), NAMES)


@pytest.fixture
def labels(words_of: Callable[[str], Labels]) -> Labels:
    """The Dutch words, with the names of items."""
    return words_of("nl")


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look.size}-{'dark' if look.dark else 'light'}")
def look(request: pytest.FixtureRequest) -> Look:
    return request.param


@pytest.fixture
def principles() -> dict[str, str]:
    return PRINCIPLES


@pytest.fixture
def gaps() -> pd.DataFrame:
    rows = [
        ("eindverantwoordelijkheid", 4.9, 1.4, 3.5, 7, None, None),
        ("privacy", NAN, 1.7, NAN, 10, "high", None),
        ("veiligheid", 3.62, 3.0, 0.62, 11, None, None),
        ("doelmatigheid", 4.1, 4.3, -0.2, 11, None, None),
    ]
    columns = ["value", "importance", "current", "gap", "n", "importance_band", "current_band"]
    return pd.DataFrame(rows, columns=columns).set_index("value")


@pytest.fixture
def gaps_with_margins(gaps: pd.DataFrame) -> pd.DataFrame:
    """The same, with the intervals of those of ten people or more."""
    ends = {"importance_low": [NAN, NAN, 3.1, 3.4], "importance_high": [NAN, NAN, 4.2, 4.7],
            "current_low": [NAN, NAN, 2.5, 3.7], "current_high": [NAN, NAN, 3.5, 4.8]}  # fmt: skip
    return gaps.assign(**ends)


@pytest.fixture
def figures() -> pd.DataFrame:
    rows = [
        ("privacy", 9, 2, 3, 1, 0, 1, 4, ""),
        ("veiligheid", 10, 0, 1, 3, 1, 2, 3, ""),
        ("doelmatigheid", 11, 0, NAN, NAN, NAN, NAN, NAN, "high"),
        ("eindverantwoordelijkheid", 60, 14, 20, 1, 1, 18, 20, ""),
    ]
    counts = [f"count_{score}" for score in range(1, 6)]
    frame = pd.DataFrame(rows, columns=["item", "n", "dont_know", *counts, "band"])
    return frame.assign(dimension="importance")


@pytest.fixture
def dots() -> pd.DataFrame:
    rows = [
        ("n1", 12.0, 11, None),
        ("n2", 4.0, 11, None),
        ("n3", 0.0, 11, None),
        ("privacy", NAN, 11, "high"),
    ]
    return pd.DataFrame(rows, columns=["item", "dots", "n", "band"]).set_index("item")


@pytest.fixture
def votes() -> pd.DataFrame:
    rows = [
        ("eindverantwoordelijkheid", 21.0, 26.0, 14, 13, None, None),
        ("privacy", 12.0, 12.0, 14, 13, None, None),
        ("doelmatigheid", 9.0, 0.0, 14, 13, None, None),
        ("veiligheid", 8.0, NAN, 14, 13, None, "high"),
    ]
    columns = ["item", "before", "after", "before_n", "after_n", "before_band", "after_band"]
    return pd.DataFrame(rows, columns=columns).set_index("item")


@pytest.fixture
def changes() -> pd.DataFrame:
    clear, unclear = "clearly_different", "not_told_apart"
    rows = [
        ("privacy", 2.2, 4.0, 1.8, 0.9, 2.7, 24, 21, 20, clear, None, None, "", True),
        (
            "eindverantwoordelijkheid",
            4.5,
            4.4,
            -0.1,
            -1.2,
            0.9,
            12,
            13,
            NAN,
            unclear,
            None,
            None,
            "",
            False,
        ),
        ("veiligheid", 3.6, 2.1, -1.5, NAN, NAN, 9, 13, NAN, None, None, None, "", False),
        ("doelmatigheid", 1.8, NAN, NAN, NAN, NAN, 11, 11, NAN, None, None, "high", "", False),
        ("n3", NAN, 3.0, NAN, NAN, NAN, NAN, 8, NAN, None, None, None, "too_few", True),
    ]
    columns = ["value", "before", "after", "change", "low", "high", "before_n", "after_n", "pairs", "verdict",
               "before_band", "after_band", "hidden", "has_agreement"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).set_index("value")


@pytest.fixture
def sides() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Seven teams, and all of them together."""
    with_change, without_change = [0.9, 1.4, 0.3, 0.8, 1.1, -0.2, 0.6], [0.1, 0.3, -0.4, 0.2, 0.0, -0.1, 0.4]
    teams = pd.DataFrame({"with_change": with_change, "without_change": without_change})
    teams["difference"] = teams["with_change"] - teams["without_change"]
    return teams, over_teams(teams)


@pytest.fixture
def tensions() -> pd.DataFrame:
    rows = [
        ("privacy", "veiligheid", 2.0, "privacy", 3),
        ("doelmatigheid", "privacy", -1.0, "privacy", 3),
        ("eindverantwoordelijkheid", "privacy", 0.0, "privacy", 3),
        ("eindverantwoordelijkheid", "veiligheid", NAN, "eindverantwoordelijkheid", 2),
    ]
    columns = ["about", "against", "lean", "busiest", "clashes"]
    named = pd.DataFrame(rows, columns=columns, index=["s1", "s2", "s3", "s4"])
    return named.assign(is_weighed=named["lean"].notna())


@pytest.fixture
def ideas() -> pd.DataFrame:
    rows = [
        ("n1", 4.4, 4.6, None, None, 11, "do_now"),
        ("n2", 4.4, 4.6, None, None, 11, "do_now"),
        ("n3", 2.1, 4.2, None, None, 9, "plan"),
        ("privacy", NAN, 4.0, "high", None, 10, "do_now"),
    ]
    columns = ["item", "necessity", "importance", "necessity_band", "importance_band", "n", "quadrant"]
    return pd.DataFrame(rows, columns=columns).set_index("item")


@pytest.fixture
def cells() -> pd.DataFrame:
    rows = [
        ("t1", "privacy", 4.6, 11, None, None),
        ("t2", "privacy", 2.0, 9, None, None),
        ("t1", "veiligheid", 3.9, 10, None, None),
        ("t2", "veiligheid", NAN, NAN, None, "too_few"),
        ("t1", "eindverantwoordelijkheid", NAN, 11, "high", None),
        ("t2", "eindverantwoordelijkheid", 1.0, 9, None, None),
    ]
    return pd.DataFrame(rows, columns=["team", "value", "measure", "n", "band", "reason"])


@pytest.fixture
def places() -> pd.DataFrame:
    rows = {
        "privacy": (4.6, 3.1, 24, 180, "higher"),
        "eindverantwoordelijkheid": (2.0, 2.04, 9, 60, "few"),
        "veiligheid": (NAN, 3.9, NAN, 100, None),
        "transparantie": (1.5, 3.5, 14, 1180, "lower"),
        "inclusie": (3.0, 3.6, 14, 1180, "not_told_apart"),
    }
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["own", "other", "own_n", "other_n", "verdict"]
    )


@pytest.fixture
def counts() -> pd.DataFrame:
    rows = [("t1", 4, 2, 2, 5, 3, 16), ("t2", 1, 0, 0, 0, 0, 1)]
    columns = ["team_id", "open", "started", "done", "secured", "dropped", "total"]
    return pd.DataFrame(rows, columns=columns).set_index("team_id")


@pytest.fixture
def spread() -> pd.DataFrame:
    rows = [
        ("privacy", 3.1, 3.6, 4.0, 4.3, 4.8, 9431),
        ("eindverantwoordelijkheid", -1.2, -0.4, 0.0, 0.9, 1.6, 12000),
        ("veiligheid", 5.0, 5.0, 5.0, 5.0, 5.0, 1),
    ]
    columns = ["value", "low", "lower", "middle", "upper", "high", "teams"]
    return pd.DataFrame(rows, columns=columns).set_index("value")


@pytest.fixture
def beside() -> pd.DataFrame:
    rows = [
        ("eindverantwoordelijkheid", 1.0, 4.94, None, 7),
        ("privacy", 5.0, NAN, "high", 10),
        ("veiligheid", NAN, 3.0, None, 11),
        ("doelmatigheid", 4.0, 4.0, None, 11),
    ]
    return pd.DataFrame(rows, columns=["value", "own", "group", "band", "n"]).set_index("value")
