"""The answer on top of the comparison is one sentence, made of the figures, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.gaps import value_gaps, with_margins
from analytics.intervals import FEWEST_PEOPLE
from analytics.shrinkage import apart
from analytics.spread import team_spread
from domain.content import Framework
from reads.comparison import TeamPage
from storage.content import the_content
from tests.analytics.samples import figure
from ui import visit
from ui.comparing.furthest import furthest_line
from ui.comparing.places import alike_top
from ui.comparing.responses import sum_line
from ui.comparing.teams import answer, spread_table, standing_out, told
from ui.figures import gap_table, value_labels
from ui.texts import say

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))


def spread(**values: tuple[float, int]) -> pd.DataFrame:
    found = pd.DataFrame.from_dict(values, orient="index", columns=["middle", "teams"])
    return found.assign(lower=found["middle"] - 0.05, upper=found["middle"] + 0.05)


@pytest.mark.parametrize(
    ("language", "measure", "asked", "sentence"),
    [
        ("nl", "gap", spread(privacy=(1.46, 9), inclusie=(0.2, 9)),
         "Het meest bij Privacy: in het middelste team van de 9 is het belang 1,5 punt hoger dan de praktijk."),
        ("en", "gap", spread(privacy=(1.46, 9), inclusie=(0.2, 9)),
         "Most on Privacy: in the middle one of 9 teams importance is 1.5 points higher than practice."),
        ("nl", "gap", spread(privacy=(1.46, 1)),
         "Het meest bij Privacy: het belang is daar 1,5 punt hoger dan de praktijk. Eén team heeft een cijfer."),
        ("en", "gap", spread(privacy=(0.04, 3)),
         "Nowhere: in the middle one of 3 teams practice is at least as high as importance everywhere."),
        ("nl", "importance", spread(privacy=(4.6, 3), inclusie=(4.6, 2)),
         "Inclusie (4,5 en 4,7), Privacy: 4,6 van 5 in het midden van 2 tot 3 teams."),
        ("en", "gap", spread(privacy=(0.8, 258), inclusie=(0.84, 263)),
         "Most on Inclusion, Privacy: in the middle of 258 to 263 teams importance is 0.8 points higher than practice."),
        ("nl", "importance", spread(privacy=(4.6, 3), inclusie=(4.6, 3)),
         "Inclusie, Privacy: 4,6 van 5 in het middelste team van de 3."),
        ("en", "current", spread(privacy=(4.6, 3), inclusie=(2.1, 3)),
         "Inclusion: 2.1 out of 5 in the middle one of 3 teams."),
        ("nl", "current", spread(), "Er zijn nog geen cijfers om te vergelijken."),
    ],
)  # fmt: skip
def test_the_answer_is_one_sentence(language: str, measure: str, asked: pd.DataFrame, sentence: str) -> None:
    visit.speak(language)
    order = [value.id for value in FRAMEWORK.values if value.id in asked.index]
    assert answer(asked.loc[order], measure, FRAMEWORK) == sentence


@pytest.mark.parametrize(
    ("language", "means", "sentence"),
    [
        ("nl", (1.1, 2.9), "Het meest bij Privacy (1,1 en 2,9): in het gemiddelde van twee teams is het belang 2,0 punt hoger"
                           " dan de praktijk."),
        ("en", (2.9, 1.1), "Most on Privacy (1.1 and 2.9): in the mean of two teams importance is 2.0 points higher than"
                           " practice."),
        ("nl", (1.0, 2.0, 3.0, 4.0), "Het meest bij Privacy: in het midden van 4 teams is het belang 2,5 punt hoger dan de"
                                     " praktijk."),
        ("en", (1.0, 2.0, 3.0, 4.0), "Most on Privacy: in the middle of 4 teams importance is 2.5 points higher than"
                                     " practice."),
    ],
)  # fmt: skip
def test_only_of_an_odd_number_of_teams_one_is_in_the_middle(
    language: str, means: tuple[float, ...], sentence: str
) -> None:
    visit.speak(language)
    assert answer(team_spread(pd.DataFrame({"privacy": means})), "gap", FRAMEWORK) == sentence


@pytest.mark.parametrize(
    ("language", "share", "size", "words"),
    [
        ("nl", 1 / 5, 5, "De top vijf van Zorg en die van de rest van Duinstad hebben 1 van de 5 waarden gemeen."),
        ("nl", 1 / 6, 6, "De top vijf van Zorg en die van de rest van Duinstad hebben 1 van de 6 waarden gemeen."
                         " De langste telt 6 waarden, omdat er waarden gelijk eindigen."),
        ("en", 0.0, 5, "The top five of Zorg and that of the rest of Duinstad have no value in common."),
        ("en", 1.0, 5, "The top five of Zorg and that of the rest of Duinstad have 5 of the 5 values in common."),
    ],
)  # fmt: skip
def test_two_tops_have_a_number_of_values_in_common(
    language: str, share: float, size: int, words: str
) -> None:
    visit.speak(language)
    assert alike_top(share, size, "Zorg", "Duinstad") == words


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "{n} antwoorden op een vraag"), ("en", "{n} answers to a question")]
)
def test_intervals_go_by_the_answers_to_each_question(language: str, words: str) -> None:
    """A value of which one question has enough answers and the other has not, has an interval on that side only."""
    visit.speak(language)
    sides = [
        figure("privacy", "importance", [1, 2, 3, 4, 5] * 2),
        figure("privacy", "current", [1, 2, 3] * 3),
    ]
    shown = pd.DataFrame(sides)
    gaps = with_margins(value_gaps(shown), shown)
    assert gaps["n"].tolist() == [FEWEST_PEOPLE - 1]
    assert gaps["importance_low"].notna().all() and gaps["current_low"].isna().all()
    assert words.format(n=FEWEST_PEOPLE) in say("figure.margins")


@pytest.mark.parametrize(("language", "people"), [("nl", "12.000"), ("en", "12,000")])
def test_a_large_number_of_people_or_teams_is_written_the_same_in_a_table_and_in_words(
    language: str, people: str
) -> None:
    visit.speak(language)
    sides = [figure("privacy", side, [1, 2, 3, 4, 5, 5] * 2000) for side in ("importance", "current")]
    gaps = value_gaps(pd.DataFrame(sides))
    assert gap_table(gaps, value_labels(FRAMEWORK))[say("figure.n")].tolist() == [people]
    table = spread_table(spread(privacy=(0.4, 12_000)).assign(low=0.1, high=0.9), FRAMEWORK)
    assert table[say("comparison.teams")].tolist() == [people]
    assert people in sum_line({"privacy": (3, 12_000, 15_000)})


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ({"measure": 1.25, "n": 14, "verdict": "higher"}, "1,3 (14 mensen), duidelijk hoger"),
        ({"measure": 1.25, "n": 14, "verdict": "not_told_apart"}, "1,3 (14 mensen)"),
        ({"reason": "too_few_5"}, "n < 5: te weinig mensen gaven een score"),
        ({"band": "high", "n": 8}, "4-5"),
        ({"band": "alike", "n": 8}, "antwoorden te gelijk"),
    ],
)
def test_every_cell_says_its_number_or_why_there_is_none(cell: dict[str, object], words: str) -> None:
    visit.speak("nl")
    nothing = {"reason": None, "measure": None, "band": None, "n": None, "verdict": None}
    (row,) = pd.DataFrame([{**nothing, **cell}]).itertuples()
    assert told(row) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Menselijke maat: 1,1 (30 mensen). Dat is duidelijk lager dan het gemiddelde van de 2 teams met een cijfer, dit team meegeteld: 2,0."),
        ("en", "Human scale: 1.1 (30 people). That is clearly lower than the mean of the 2 teams with a figure, this one included: 2.0."),
    ],
)  # fmt: skip
def test_the_number_that_is_named_is_the_one_compared_with(language: str, words: str) -> None:
    """With two teams it is neither the figure of the other one: it lies between both."""
    visit.speak(language)
    teams = [("Team Haven", 2.9), ("Team Plein", 1.1)]
    rows = [
        {"team": team, "value": "menselijke_maat", "measure": mean, "n": 30, "spread": 0.8}
        for team, mean in teams
    ]
    cells = pd.DataFrame(rows)
    cells = cells.join(apart(cells.rename(columns={"value": "item"})))
    assert list(cells["overall"]) == [pytest.approx(2.0)] * 2
    lines = standing_out(TeamPage(cells, (), {}), "gap", FRAMEWORK)
    assert lines[1] == f"Team Plein, {words}"


@pytest.mark.parametrize(
    ("language", "measure", "people", "sentence"),
    [
        ("nl", "gap", 6, "Bij Privacy is de afstand het grootst. Uitvoering: verschil 0,4 (6 mensen). Inwoner: verschil 2,4"
                         " (6 mensen). Dat kan toeval zijn: bij elke waarde heeft minstens een van de twee minder dan 10 antwoorden."),
        ("en", "current", 14, "The distance is largest on Privacy. Uitvoering: guarded now 0.4 (14 people). Inwoner: guarded now"
                              " 2.4 (14 people). The distance is more than chance on: Privacy."),
    ],
)  # fmt: skip
def test_of_groups_beside_each_other_it_is_said_who_is_where_and_whether_that_can_be_chance(
    language: str, measure: str, people: int, sentence: str
) -> None:
    visit.speak(language)
    rows = [
        ("Inwoner", "privacy", 2.4),
        ("Uitvoering", "privacy", 0.4),
        ("Inwoner", "vrijheid", 1.0),
        ("Uitvoering", "vrijheid", 1.1),
    ]
    cells = pd.DataFrame(rows, columns=["team", "value", "measure"]).assign(n=people, spread=1.0)
    assert furthest_line(cells, measure, value_labels(FRAMEWORK)) == sentence


def test_groups_that_share_no_value_are_not_set_beside_each_other() -> None:
    visit.speak("nl")
    cells = pd.DataFrame(
        {"team": ["a", "b"], "value": ["privacy", "vrijheid"], "measure": 3.0, "n": 9, "spread": 1.0}
    )
    assert furthest_line(cells, "gap", value_labels(FRAMEWORK)) == ""
