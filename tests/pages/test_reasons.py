"""The profile of a team leaves nothing out in silence: what is not shown stands there with the reason."""

from __future__ import annotations

import re

import pytest

from actions.administer import add_team
from actions.publish import close, publish
from domain.workshops import RoundKind, Workshop
from storage.content import the_content
from storage.store import Statement, Store
from tests.cast import NOW, Cast, a_workshop, give, new_id, participants_of
from tests.pages.tabs import cookies_of, tab

SCORES = (5, 4, 5, 3, 4, 2, 4, 5, 1, 4)


def part_of(key: str) -> str:
    """The longest part of a text between what is filled in and what is quoted."""
    return max(re.split(r"{\w+}|\"", the_content().texts[key]["nl"]), key=len)


def surveyed(store: Store, cast: Cast, unknown: int, values: int, *, is_alike: bool = False) -> Workshop:
    """Ten people scored all four values, and so many of them said “don't know” to the importance of the first values.

    is_alike  whether the importance of the last value is the same to all
    """
    house, team_id = cast.duinstad, new_id()
    add_team(
        store, house.administrator, house.organisation_id, house.department_id, team_id, f"{unknown} {values}"
    )
    workshop = a_workshop(store, house, team_id=team_id)
    people = participants_of(store, workshop, len(SCORES))
    for shift, value in enumerate(workshop.values):
        importance = [SCORES[(place + 3 * shift) % len(SCORES)] for place in range(len(SCORES))]
        if shift < values:
            importance[:unknown] = [0] * unknown
        if is_alike and value == workshop.values[-1]:
            importance = [2] * len(SCORES)
        give(store, workshop, people, importance, item=value)
        give(store, workshop, people, SCORES, item=value, dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    return workshop


@pytest.mark.parametrize(
    ("unknown", "values", "says"),
    [(0, 0, "figure.w_"), (5, 2, "figure.dont_know"), (5, 3, "figure.unknown_w"), (6, 1, "figure.no_w")],
)
def test_how_far_people_agree_is_said_or_why_not(
    store: Store, cast: Cast, unknown: int, values: int, says: str
) -> None:
    workshop = surveyed(store, cast, unknown, values)
    shown = tab(cookies_of(cast.duinstad.manager)).open("team", team=workshop.team_id).text
    words = [part_of(key) for key in the_content().texts if key.startswith("figure.w_")]
    assert any(part in shown for part in words) is (says in ("figure.w_", "figure.dont_know"))
    for key in ("figure.no_w", "figure.unknown_w"):
        assert (part_of(key) in shown) is (key == says)
    assert ("% van de antwoorden op belang is" in shown) is (says == "figure.dont_know")
    assert part_of("figure.no_top") in shown
    assert (part_of("figure.left_out_too_few") in shown) is (unknown > 5)


def test_how_far_people_agree_is_not_said_where_all_said_the_same_about_a_value(
    store: Store, cast: Cast
) -> None:
    workshop = surveyed(store, cast, 0, 0, is_alike=True)
    shown = tab(cookies_of(cast.duinstad.manager)).open("team", team=workshop.team_id).text
    assert part_of("figure.no_w") in shown and part_of("figure.w") not in shown


@pytest.mark.parametrize("reason", ["", "too_few_changed"])
def test_why_there_is_no_top_five(store: Store, cast: Cast, reason: str) -> None:
    workshop = surveyed(store, cast, 0, 0)
    store.write(
        Statement(
            """update figure set hidden = $2 where dimension = 'top' and publication_id in (
                select id from publication where workshop_id = $1::uuid)""",
            (workshop.id, reason or "too_few"),
        )
    )
    shown = tab(cookies_of(cast.duinstad.manager)).open("team", team=workshop.team_id).text
    assert (part_of("figure.no_top_too_few_changed") in shown) is bool(reason)
    assert (part_of("figure.no_top") in shown) is not bool(reason)


def test_a_value_with_a_large_gap_just_above_the_middle_keeps_its_gap_where_it_is_called_well_guarded(
    store: Store, cast: Cast
) -> None:
    house, team_id = cast.duinstad, new_id()
    add_team(store, house.administrator, house.organisation_id, house.department_id, team_id, "Net boven")
    workshop = a_workshop(store, house, team_id=team_id)
    people = participants_of(store, workshop, 10)
    give(store, workshop, people, (5, 5, 4, 5, 5, 4, 5, 5, 4, 5))
    give(store, workshop, people, (3, 3, 4, 3, 3, 2, 4, 3, 3, 3), dimension="current")
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    shown = tab(cookies_of(house.manager)).open("team", team=team_id)
    assert shown.problems == []
    keep = the_content().texts["team.keep"]["nl"]
    assert f"**{keep}:** Privacy (nog een verschil van 1,6)" in shown.text
    assert part_of("team.crosshair") in shown.text


def test_why_there_is_no_figure_is_said_in_the_same_words_on_every_page(store: Store, cast: Cast) -> None:
    house, teams, made = cast.duinstad, {}, {}
    for name, scores in (("Nog niets", SCORES[:8]), ("Met drie", SCORES[:3])):
        teams[name] = new_id()
        add_team(store, house.administrator, house.organisation_id, house.department_id, teams[name], name)
        made[name] = a_workshop(store, house, team_id=teams[name])
        give(store, made[name], participants_of(store, made[name], len(scores)), scores)
    close(store, house.facilitator, made["Met drie"].id, now=NOW)
    manager = tab(cookies_of(house.manager))
    few, none_yet = "want minder dan 5 mensen antwoordden.", "want de uitkomst is nog niet getoond."
    for page in ("comparison", "value"):
        shown = manager.open(page, value="privacy").text
        assert f"Met drie: geen cijfer, {few}" in shown
        assert f"Nog niets: geen cijfer, {none_yet}" in shown
    for name, why in (("Met drie", few), ("Nog niets", none_yet)):
        assert f"Er is geen cijfer, {why}" in manager.open("team", team=teams[name]).text
    lead = tab(cookies_of(house.facilitator))
    assert f"Er is geen cijfer, {few}" in lead.open("result", made["Met drie"].code).text
    assert part_of("result.not_yet") in lead.open("result", made["Nog niets"].code).text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_value_that_one_perspective_does_not_show_has_its_reason_in_picture_and_table(
    store: Store, cast: Cast, language: str
) -> None:
    """On privacy four residents and four jurists gave a score: too few by themselves, and together enough beside policy."""
    house, team_id, texts = cast.duinstad, new_id(), the_content().texts
    add_team(
        store, house.administrator, house.organisation_id, house.department_id, team_id, f"Delen {language}"
    )
    workshop = a_workshop(store, house, team_id=team_id)
    people = [*participants_of(store, workshop, 6), *participants_of(store, workshop, 6, "resident"),
              *participants_of(store, workshop, 6, "legal")]  # fmt: skip
    for value in workshop.values:
        those = people if value != "privacy" else people[:10] + people[12:16]
        for dimension in ("importance", "current"):
            give(store, workshop, those, (SCORES * 2)[: len(those)], item=value, dimension=dimension)
    publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=NOW)
    shown = tab(cookies_of(house.manager)).open("team", team=team_id, lang=language)
    assert shown.problems == []
    table = next(
        part.body
        for part in shown.test.get("html")
        if texts["team.hidden_cell"][language].format(k=5).replace("<", "&lt;") in part.body
    )
    assert table.count(texts["team.hidden_cell"][language].format(k=5).replace("<", "&lt;")) == 2
    assert texts["team.hidden_cells"][language].format(k=5) in shown.text
    assert texts["team.hidden_count"][language].format(hidden=2, total=12) in shown.text
