"""What is taken away is what its visitor may see: no hidden figure is in any file, and nobody takes from elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from actions.agree import agree
from actions.answer import answer
from actions.note import note
from actions.publish import close, publish
from actions.take_benchmark import take_benchmark
from actions.trust import end_trust, trust_key
from domain.agreements import AgreementDraft
from domain.answers import Remark
from domain.content import Framework
from domain.notes import Draft, NoteKind
from domain.problems import NotAllowed, NotFound, Problem
from domain.roles import Grant, Role, Visitor
from domain.signatures import fingerprint, public_key
from domain.texts import rounded
from domain.workshops import Round, RoundKind, Workshop
from reads.agreements import ANY
from reads.benchmark import own_benchmark, shared_file
from reads.comparison import by_team
from reads.research import KINDS, Asked
from reads.scope import Within
from reads.together import together
from reports.table import Kind, Table, csv, excel, parquet
from storage import workshops
from storage.content import the_content
from storage.store import Statement, Store
from tests.benchmark_files import SEED, signed_by
from tests.cast import (
    NOW,
    TODAY,
    Cast,
    House,
    a_participant,
    a_workshop,
    give,
    new_id,
    participants_of,
    person,
)
from tests.reads.test_change import LATER, measured_twice
from tests.reads.test_together import other_department, publish_of
from ui import visit
from ui.comparing.research import research_table
from ui.taking_away.beside_exports import benchmark_table, perspectives_table
from ui.taking_away.change_exports import change_table, sides_table
from ui.taking_away.columns import WHY, columns_of
from ui.taking_away.exports import (
    agreements_table,
    beside_table,
    comparison_table,
    overview_table,
    result_table,
    together_table,
    top_table,
)
from ui.taking_away.team_exports import team_table, thread_table, value_table
from ui.texts import say

FRAMEWORK: Framework = next(iter(the_content().frameworks.values()))
SHOWN, WORDS = "getoond", "zoetwatermossel"
SHEETS = ("Cijfers", "Over", "Kolommen")


@pytest.fixture(autouse=True)
def _in_dutch(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit, "store", lambda: store)
    monkeypatch.setattr(visit, "now", lambda: NOW)
    visit.speak("nl")


def surveyed(store: Store, house: House) -> Workshop:
    """Six people scored privacy; four of them freedom, which stays hidden; all the same on safety, which is a band."""
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6)
    for dimension in ("importance", "current"):
        give(store, workshop, people, (5, 4, 3, 2, 1, 5), dimension=dimension)
        give(store, workshop, people[:4], (5, 4, 4, 4), item="vrijheid", dimension=dimension)
        give(store, workshop, people, (4, 4, 4, 4, 4, 4), item="veiligheid", dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    return workshop


def result(store: Store, who: Visitor, workshop: Workshop) -> Table:
    rounds = [one for one in workshops.rounds(store, workshop.id) if one.kind is not RoundKind.IDEAS]
    return result_table(who, workshop, rounds)


def about(table: Table, value: str) -> pd.DataFrame:
    return table.rows[table.rows["Waarde (code)"] == value]


def test_a_hidden_figure_is_in_no_file(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house)
    within = Within(house.organisation_id)
    tables = [
        comparison_table(house.manager, measure, FRAMEWORK, within)
        for measure in ("gap", "importance", "current")
    ]
    for table in (*tables, result(store, house.manager, workshop)):
        for hidden in ("vrijheid", "transparantie"):
            rows = about(table, hidden)
            assert len(rows), "a hidden value is named"
            assert rows[["Cijfer", "n"]].isna().all(axis=None)
            assert set(rows["Getoond of niet"]) == {"niet getoond: minder dan 5 mensen"}
        banded = about(table, "veiligheid")
        assert banded["Cijfer"].isna().all()
        assert (banded["n"] == 6).all()
        assert SHOWN not in set(banded["Getoond of niet"])
        privacy = about(table, "privacy")
        assert (privacy["n"] == 6).all()
        assert set(privacy["Getoond of niet"]) == {SHOWN}
    assert set(together_table(house.manager, FRAMEWORK, within, 1).rows["Waarde (code)"]) == {"privacy"}


def test_a_row_says_how_many_people_in_words_where_the_number_is_not_told(store: Store, cast: Cast) -> None:
    workshop = surveyed(store, cast.duinstad)
    told = result(store, cast.duinstad.manager, workshop).rows.set_index("Waarde (code)")["n in woorden"]
    assert set(told.loc[["privacy"]]) == set(told.loc[["veiligheid"]]) == {"5 of meer"}
    assert set(told.loc[["vrijheid"]]) == {"minder dan 5"}
    assert told.iloc[-1] == "niet verteld"


def test_why_a_number_is_missing_stands_behind_n(store: Store, cast: Cast) -> None:
    workshop = surveyed(store, cast.duinstad)
    n, *why = (column.heading for column in columns_of("n", *WHY))
    seen = set()
    for table in every_table(store, cast.duinstad, workshop):
        headings = list(table.rows.columns)
        assert headings == [column.heading for column in table.columns]
        if n in headings and why[0] in headings:
            at = headings.index(n) + 1
            assert headings[at : at + 2] == why, table.title
            seen.add(table.title)
    assert len(seen) > 4


@pytest.mark.parametrize(("language", "people"), [("nl", 10), ("en", 5)])
def test_what_is_missing_is_explained_in_every_file(
    store: Store, cast: Cast, language: str, people: int
) -> None:
    """No number is missing in a row that says that all is shown, and every text says something; also where nothing is shown."""
    house = cast.duinstad
    workshop = measured_twice(store, house, people)
    visit.speak(language)
    told_by_the_column = (
        "change.n_pairs",
        "change.with_values",
        "change.without_values",
        "export.values_version",
    )
    status, without = say("export.status"), {say(key) for key in told_by_the_column}
    for table in every_table(store, house, workshop):
        is_shown = table.rows.get(status, pd.Series(dtype=object)) == say("export.shown")
        for column in table.columns:
            cells = table.rows[column.heading]
            if column.kind is Kind.TEXT:
                assert (cells.str.len() > 0).all(), (table.title, column.heading)
            elif status in table.rows and column.heading not in without:
                assert cells[is_shown].notna().all(), (table.title, column.heading)
        assert len({column.heading for column in table.columns}) == len(table.columns)
        assert csv(table, language) and excel(table, SHEETS) and parquet(table)


def test_a_figure_is_rounded_as_on_the_screen_with_one_decimal_more(store: Store, cast: Cast) -> None:
    """Of eight people the mean is 2.125, which half to even would make 2.12."""
    house = cast.duinstad
    workshop = a_workshop(store, house)
    give(store, workshop, participants_of(store, workshop, 8), (1, 1, 2, 2, 2, 3, 3, 3))
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    row = about(comparison_table(house.manager, "importance", FRAMEWORK, Within()), "privacy").iloc[0]
    assert row["Cijfer"] == rounded(17 / 8, 2) == 2.13
    listed = research_table(house.researcher, FRAMEWORK, Asked(dimension="importance")).rows.iloc[0]
    assert listed[[f"Aantal met score {score}" for score in range(1, 6)]].to_list() == [2, 3, 3, 0, 0]
    assert (listed["Cijfer"], listed["Versie van de waardenset"]) == (2.13, FRAMEWORK.version)


def test_a_team_and_a_round_without_a_figure_are_named_with_the_reason(store: Store, cast: Cast) -> None:
    workshop = surveyed(store, cast.duinstad)
    compared = comparison_table(cast.duinstad.manager, "gap", FRAMEWORK, Within()).rows
    haven = compared[compared["Team"] == "Team Haven"].iloc[0]
    assert haven["Getoond of niet"] == "geen cijfer: de uitkomst is nog niet getoond"
    told = result(store, cast.duinstad.manager, workshop).rows
    dots = told[told["Ronde"] == "Stippen"].iloc[0]
    assert (dots["Waarde"], dots["Getoond of niet"]) == (
        "alle waarden",
        "geen cijfer: de uitkomst is nog niet getoond",
    )


def test_dots_are_in_the_result(store: Store, cast: Cast) -> None:
    workshop = surveyed(store, cast.duinstad)
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, (3, 5, 2, 1, 0, 4), dimension="dots", kind=RoundKind.DOTS)
    publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.DOTS, now=NOW)
    told = result(store, cast.duinstad.manager, workshop).rows
    dots = told[(told["Ronde"] == "Stippen") & (told["Waarde (code)"] == "privacy")].iloc[0]
    assert (dots["Maat"], dots["Cijfer"], dots["n"]) == ("Stippen", 15.0, 6)


def test_sums_have_their_mean_and_their_counts(store: Store, cast: Cast) -> None:
    surveyed(store, cast.duinstad)
    table = together_table(cast.duinstad.manager, FRAMEWORK, Within(cast.duinstad.organisation_id), 1)
    row = table.rows.iloc[0]
    assert (row["Maat"], row["Cijfer"], row["n"]) == ("Belang", 3.33, 6)
    assert [row[f"Aantal met score {score}"] for score in range(1, 6)] == [1, 1, 1, 1, 2]
    assert row[["Teams die ook zelf een uitkomst tonen", "Mensen die antwoordden", "Verwacht"]].tolist() == [
        1,
        6,
        8,
    ]


def test_a_place_and_the_whole_have_their_response(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house)
    within = Within(house.organisation_id, house.department_id)
    row = about(beside_table(house.manager, "gap", FRAMEWORK, within, 1), "privacy").iloc[0]
    told = ["Mensen die antwoordden", "Verwacht", "Antwoorden in het geheel", "Verwacht in het geheel"]
    assert row[told].tolist() == [6, 8, 6, 8]


def test_a_value_that_only_the_whole_shows_is_in_the_file_with_the_reason(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    department_id, team_id = other_department(store, house)
    leader = person(store, Grant(Role.FACILITATOR, house.organisation_id), "lea@duinstad.example")
    publish_of(store, house, house.team_id, [5, 4, 3, 5, 4, 3], vrijheid=[1, 2, 3, 1, 2, 3])
    publish_of(store, replace(house, facilitator=leader), team_id, [1, 2, 3, 1, 2, 3])
    within = Within(house.organisation_id, department_id)
    rows = beside_table(house.manager, "importance", FRAMEWORK, within, 1).rows.set_index("Waarde (code)")
    told = ["Verschil met de rest", "n in woorden", "Getoond of niet"]
    assert rows.loc["privacy", told[1:]].tolist() == ["5 of meer", SHOWN]
    assert rows.loc["vrijheid", ["Cijfer", "n", "n van het geheel"]].isna().tolist() == [True, True, False]
    assert rows.loc["vrijheid", told].tolist() == [
        say("comparison.verdict_none"),
        "niet verteld",
        say("export.no_sum"),
    ]
    assert rows.loc["privacy", told[0]] != rows.loc["vrijheid", told[0]]


def test_files_of_sums_that_do_not_say_how_many_answered_are_whole(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house)
    store.write(Statement("update sum_figure set answered = null, expected = null", ()))
    within, told = Within(house.organisation_id, house.department_id), ["Mensen die antwoordden", "Verwacht"]
    for table in (
        together_table(house.manager, FRAMEWORK, within, 1),
        beside_table(house.manager, "gap", FRAMEWORK, within, 1),
        research_table(house.researcher, FRAMEWORK, Asked("places")),
    ):
        assert about(table, "privacy")["n"].eq(6).all() and table.rows[told].isna().all(axis=None)
        assert csv(table, "nl") and excel(table, SHEETS) and parquet(table)
    shared = own_benchmark(store, house.manager, house.organisation_id, FRAMEWORK, TODAY)
    assert {len(numbers) for group in shared.groups for numbers in group.figures.values()} == {7}


def test_where_all_teams_stand_and_the_top_five_are_taken_away(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house)
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, (5, 4, 3, 2, 1, 5))
    give(store, workshop, people, (1, 1, 2, 1, 0, 3), dimension="top")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    within = Within(house.organisation_id)
    spread = overview_table(house.manager, "importance", FRAMEWORK, within)
    row = about(spread, "privacy").iloc[0]
    assert (row["Midden van de teams"], row["Teams met een cijfer"]) == (pytest.approx(3.33, abs=0.03), 1)
    assert dict(spread.about)["Teams zonder cijfer"] == 1
    assert dict(spread.about)["Antwoorden"] == "6 van 8 (75%)"
    top = top_table(house.manager, FRAMEWORK, within, 1).rows.iloc[0]
    assert (top["Waarde (code)"], top["Plaats"], top["Punten (5 voor de eerste plaats)"]) == (
        "privacy",
        1,
        22,
    )
    compared = about(comparison_table(house.manager, "importance", FRAMEWORK, within), "privacy").iloc[0]
    assert (compared["Mensen die antwoordden"], compared["Verwacht"]) == (6, 8)
    assert (compared["Gepubliceerd op"], compared["Versie van de waardenset"]) == (
        NOW.date(),
        FRAMEWORK.version,
    )


def test_a_file_of_sums_says_of_which_surveys_they_are_and_since_when_they_are_shown(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    measured_twice(store, house)
    within = Within(house.organisation_id)
    department = Within(house.organisation_id, house.department_id)
    for table in (
        *[
            make(house.manager, FRAMEWORK, within, asked)
            for make in (together_table, top_table)
            for asked in (2, 3)
        ],
        beside_table(house.manager, "current", FRAMEWORK, department, 2),
    ):
        told = dict(table.about)
        assert (told["Welke meting?"], told["Gepubliceerd op"]) == ("2e meting van elk team", LATER.date())
    told = dict(change_table(house.manager, within, "", (1, 2), "current", FRAMEWORK).about)
    assert (told["1e meting"], told["2e meting"]) == (NOW.date(), LATER.date())


def test_a_researcher_takes_exactly_what_is_filtered(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    surveyed(store, house)
    table = research_table(house.researcher, FRAMEWORK, Asked(value="privacy", dimension="importance"))
    (row,) = table.rows.to_dict("records")
    assert (row["Team"], row["Cijfer"], row["n"], row["Mensen die antwoordden"]) == ("Team Plein", 3.33, 6, 6)
    assert dict(table.about)["Keuze: Waarde"] == "Privacy"
    hidden = research_table(house.researcher, FRAMEWORK, Asked(value="vrijheid", dimension="importance"))
    assert set(hidden.rows["Getoond of niet"]) == {"niet getoond: minder dan 5 mensen"}
    assert csv(hidden, "nl") and excel(hidden, SHEETS) and parquet(table)


def test_the_list_of_figures_names_the_whole_of_a_place_and_all_values_of_a_survey_without_figures(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    surveyed(store, house)
    few = a_workshop(store, house, team_id=house.second_team_id)
    give(store, few, participants_of(store, few, 3), (5, 4, 3))
    close(store, house.facilitator, few.id, now=NOW)
    sums = research_table(
        house.researcher, FRAMEWORK, Asked("places", value="privacy", dimension="importance")
    )
    assert sums.rows[["Afdeling", "Team"]].to_numpy().tolist() == [
        ["Alle", "Alle"],
        ["Openbare ruimte", "Alle"],
    ]
    teams = research_table(house.researcher, FRAMEWORK, Asked()).rows.set_index("Team")
    told = teams.loc["Team Haven", ["Waarde (code)", "Waarde", "Maat", "n in woorden", "Getoond of niet"]]
    assert told.tolist() == ["–", "alle waarden", "–", "minder dan 5", "niet getoond: minder dan 5 mensen"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_says_what_it_is_about(store: Store, cast: Cast, language: str) -> None:
    house = cast.duinstad
    surveyed(store, house)
    visit.speak(language)
    told = dict(comparison_table(house.manager, "gap", FRAMEWORK, Within(house.organisation_id)).about)
    wanted = {
        "nl": {"Gemaakt op": TODAY, "Keuze: Organisatie": "Duinstad", "Keuze: Afdeling": "Alle",
               "Waardenset": "Werkset, geïnspireerd op CODIO, versie 1"},
        "en": {"Made on": TODAY, "Choice: Organisation": "Duinstad", "Choice: Department": "All",
               "Value set": "Working set, inspired by CODIO, version 1"},
    }[language]  # fmt: skip
    assert told.items() >= wanted.items()


def test_agreements_are_taken_away_as_they_stand(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    draft = AgreementDraft("=Bord", "Het hangt", "Joris", TODAY, "privacy")
    agree(store, house.facilitator, a_workshop(store, house).id, new_id(), draft, now=NOW)
    (row,) = agreements_table(house.manager, TODAY, ANY).rows.to_dict("records")
    assert (row["Afspraak"], row["Eigenaar"], row["Datum"], row["Status"], row["Aandacht"]) == (
        "=Bord", "Joris", TODAY, "Open", "loopt",
    )  # fmt: skip
    assert b"'=Bord" in csv(agreements_table(house.manager, TODAY, ANY), "nl")


def test_no_words_of_a_person_are_in_any_file_comparison_or_log(
    store: Store, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """The worry, the hope and what is said in the room stay where they were said."""
    house = cast.duinstad
    workshop = surveyed(store, house)
    who = a_participant(store, workshop)
    again = workshops.add_round(Round(new_id(), workshop.id, RoundKind.VALUES, 2), NOW)
    store.write(again)
    asked = workshops.latest_round(store, workshop.id, RoundKind.VALUES)
    with caplog.at_level(logging.DEBUG):
        for prompt in ("worry", "hope"):
            answer(store, who, asked.id, [], [Remark(prompt, WORDS)], today=TODAY)
        for kind in (NoteKind.QUESTION, NoteKind.REFLECTION, NoteKind.PARKED):
            note(store, who, workshop.id, new_id(), Draft(kind, WORDS), today=TODAY)
        within = Within(house.organisation_id)
        taken = [TAKE[name](house.manager, house) for name in TAKE] + [result(store, house.manager, workshop)]
        files = [csv(table, "nl").decode("utf-8-sig") for table in taken]
        files.append(
            shared_file(store, house.manager, house.organisation_id, FRAMEWORK, SEED, TODAY).decode()
        )
        files.append(str(by_team(store, house.manager, "gap", FRAMEWORK, within)))
        files.append(str(together(store, house.manager, within)))
    assert WORDS not in caplog.text
    assert all(WORDS not in file for file in files) and len(files) == len(TAKE) + 4


def every_table(store: Store, house: House, workshop: Workshop) -> list[Table]:
    """Every table that can be taken away, of a team, a department and an organisation, of two surveys and of one that is not there."""
    who, team = house.manager, house.team_id
    within = Within(house.organisation_id)
    department = Within(house.organisation_id, house.department_id)
    return [
        *[comparison_table(who, measure, FRAMEWORK, within) for measure in ("gap", "current")],
        *[make(who, FRAMEWORK, within, number) for make in (together_table, top_table) for number in (1, 3)],
        *[change_table(who, within, one, (1, 2), "current", FRAMEWORK) for one in (team, "")],
        *[value_table(who, value, FRAMEWORK, within) for value in ("privacy", "duurzaamheid")],
        *[research_table(who, FRAMEWORK, Asked(kind, within)) for kind in KINDS],
        *[team_table(who, one) for one in (team, house.second_team_id)],
        overview_table(who, "gap", FRAMEWORK, within),
        beside_table(who, "gap", FRAMEWORK, department, 1),
        sides_table(who, within, (1, 2), "current", FRAMEWORK),
        thread_table(who, workshop, "privacy"),
        agreements_table(who, TODAY, ANY),
        result(store, who, workshop),
    ]


TAKE: dict[str, Callable[[Visitor, House], Table]] = {
    "comparison": lambda who, house: comparison_table(who, "gap", FRAMEWORK, Within(house.organisation_id)),
    "together": lambda who, house: together_table(who, FRAMEWORK, Within(house.organisation_id), 1),
    "agreements": lambda who, house: agreements_table(who, TODAY, ANY),
    "research": lambda who, house: research_table(
        who, FRAMEWORK, Asked(within=Within(house.organisation_id))
    ),
    "beside": lambda who, house: beside_table(
        who, "importance", FRAMEWORK, Within(house.organisation_id, house.department_id), 1
    ),
    "overview": lambda who, house: overview_table(
        who, "importance", FRAMEWORK, Within(house.organisation_id)
    ),
}


@pytest.mark.parametrize("name", TAKE)
def test_nobody_takes_anything_from_another_organisation(store: Store, cast: Cast, name: str) -> None:
    house = cast.duinstad
    workshop = surveyed(store, house)
    draft = AgreementDraft("Bord", "Het hangt", "Joris", TODAY, "privacy")
    agree(store, house.facilitator, workshop.id, new_id(), draft, now=NOW)
    assert len(TAKE[name](house.manager, house).rows)
    for who in (cast.elsewhere.manager, cast.nobody, house.administrator):
        assert len(TAKE[name](who, house).rows) == 0
        assert "Duinstad" not in str(TAKE[name](who, house).about)
        with pytest.raises(NotAllowed):
            result(store, who, workshop)


def test_a_change_names_its_surveys_and_says_what_can_be_said(store: Store, cast: Cast) -> None:
    house = cast.duinstad
    for hours, scores in enumerate(((1, 2, 2, 1, 2, 1, 3, 2, 1, 2), (4, 4, 5, 4, 3, 5, 4, 4, 5, 4))):
        workshop = a_workshop(store, house)
        people = participants_of(store, workshop, 10)
        give(store, workshop, people, scores, dimension="current")
        give(store, workshop, people[:4], scores[:4], item="vrijheid", dimension="current")
        publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW + timedelta(hours=hours))
    within = Within(house.organisation_id)
    table = change_table(house.manager, within, house.team_id, (1, 2), "current", FRAMEWORK)
    told = dict(table.about)
    assert told["Keuze: Team"] == "Team Plein"
    assert told["1e meting"] == "24 november 2026; 10 van 8 mensen; waardenset versie 1"
    assert told["Dit is geen bewijs van de oorzaak."]
    privacy, hidden = about(table, "privacy").iloc[0], about(table, "vrijheid").iloc[0]
    assert privacy[["Eerst", "Daarna", "Verandering", "n eerst", "n daarna"]].tolist() == [
        1.7,
        4.2,
        2.5,
        10,
        10,
    ]
    assert privacy["Marge van"] < 2.5 < privacy["Marge tot"]
    assert (privacy["Wat kunt u zeggen?"], privacy["Afspraak ertussen"]) == ("duidelijk anders", "nee")
    assert hidden[["Eerst", "Daarna", "Verandering", "n eerst", "Marge van"]].isna().all()
    assert hidden["Wat kunt u zeggen?"] == "niet getoond: te weinig mensen gaven een score"
    assert csv(table, "nl")
    for who, team_id in (
        (cast.elsewhere.manager, house.team_id),
        (cast.elsewhere.manager, ""),
        (cast.nobody, house.team_id),
    ):
        assert change_table(who, within, team_id, (1, 2), "current", FRAMEWORK).rows.empty


def test_with_and_without_an_agreement_is_a_file_with_every_team_and_all_together(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    workshop = measured_twice(store, house)
    within = Within(house.organisation_id)
    table = sides_table(house.manager, within, (1, 2), "current", FRAMEWORK)
    rows = table.rows.set_index(table.rows.columns[0])
    assert rows.index.to_list() == ["Team Plein", "alle teams samen"]
    assert rows["Met afspraak"].notna().all() and rows["Teams"].to_list() == [1, 1]
    assert rows["n daarna"].to_list() == [10, 10]
    told = dict(table.about)
    assert "geen bewijs" in next(name for name in told if "bewijs" in name)
    assert workshop.framework_id and any("versie" in str(what) for what in told.values())
    for who in (cast.elsewhere.manager, cast.nobody, house.administrator):
        assert sides_table(who, within, (1, 2), "current", FRAMEWORK).rows.empty


def test_the_perspectives_of_a_team_are_a_file_and_one_that_is_not_shown_says_why(
    store: Store, cast: Cast
) -> None:
    house = cast.duinstad
    workshop = a_workshop(store, house, values=("privacy", "vrijheid", "veiligheid"))
    people = participants_of(store, workshop, 6) + participants_of(store, workshop, 6, "resident")
    for dimension in ("importance", "current"):
        give(store, workshop, people, (5, 4, 3, 2, 1, 5, 4, 4, 4, 5, 4, 4), dimension=dimension)
        give(
            store, workshop, people[:10], (5, 4, 3, 2, 1, 5, 4, 4, 4, 5), item="vrijheid", dimension=dimension
        )
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    table = perspectives_table(house.manager, house.team_id, "importance")
    privacy, hidden = about(table, "privacy"), about(table, "vrijheid")
    assert privacy[["Perspectief", "n"]].to_numpy().tolist() == [["Beleid", 6], ["Inwoner of gebruiker", 6]]
    assert set(privacy["Getoond of niet"]) == {SHOWN}
    assert hidden[["Cijfer", "n"]].isna().all(axis=None) and len(hidden) == 2
    assert all(why.startswith("niet apart te zien: ") for why in hidden["Getoond of niet"])
    assert csv(table, "nl") and perspectives_table(cast.elsewhere.manager, house.team_id, "gap").rows.empty


def test_an_organisation_beside_another_is_a_file_for_who_exchanges_only(store: Store, cast: Cast) -> None:
    house, file_id, key_id = cast.duinstad, new_id(), new_id()
    surveyed(store, house)
    own = fingerprint(public_key(SEED))
    trust_key(store, house.administrator, house.organisation_id, key_id, own, "Marleen", now=NOW)
    take_benchmark(store, house.manager, house.organisation_id, file_id, signed_by(SEED), FRAMEWORK, now=NOW)
    asked = (house.organisation_id, file_id, "team", "importance", FRAMEWORK)
    table = benchmark_table(house.manager, *asked)
    assert about(table, "privacy")[["Wie", "n", "Cijfer"]].to_numpy().tolist() == [
        ["Duinstad", 6, 3.33], ["team 1", 8, 3.75]
    ]  # fmt: skip
    assert dict(table.about)["Naast een andere organisatie"] == "Heuvelrug (Marleen)"
    assert csv(table, "nl")
    for who in (cast.elsewhere.manager, cast.nobody, house.researcher):
        with pytest.raises(Problem):
            benchmark_table(who, *asked)
    end_trust(store, house.administrator, house.organisation_id, key_id, now=NOW)
    with pytest.raises(NotFound):
        benchmark_table(house.manager, *asked)
