"""The demo: what must be in it, that its answers are no noise, and that no mistake in it goes unnoticed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from actions.demo import Filled, fill
from analytics.agreements import due_bucket
from domain.demo import Demo, DemoWorkshop
from domain.notes import NoteKind
from domain.problems import BrokenContent, StoreNotEmpty
from domain.roles import Grant, Role
from domain.workshops import Phase, RoundKind, Workshop
from reads.workshop import snapshot
from storage import accounts, agreements, figures, notes, organisations, pairs, participants, workshops
from storage.agreements import Listing
from storage.content import the_content
from storage.demo_content import ENDED, FOLDER, read_demo
from storage.open import open_store
from storage.store import Store

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 20, 15, tzinfo=UTC)


class Told(NamedTuple):
    """A store with the demo in it, filled once for all tests that only look."""

    store: Store
    filled: Filled
    demo: Demo

    def workshops(self) -> dict[str, Workshop]:
        """The workshops by the id of their file."""
        found = [workshops.by_id(self.store, row[0]) for row in self.store.rows("select id from workshop")]
        by_title = {workshop.title: workshop for workshop in found}
        return {one.id: by_title[one.title] for one in self.demo.workshops}

    def all_agreements(self) -> pd.DataFrame:
        everywhere = [Grant(Role.MANAGER, row[0]) for row in self.store.rows("select id from organisation")]
        return agreements.page(self.store, Listing(everywhere, NOW.date()), 0, 1000)

    def means(self) -> pd.DataFrame:
        """The published means. Index title, item; columns dimension, number."""
        seen = self.store.read(
            """select title, item, dimension, number, total / n as mean
            from figure
            join latest_publication as publication on publication.id = figure.publication_id
            join workshop on workshop.id = publication.workshop_id
            where kind = 'values' and perspective_id = '' and dimension <> 'top'"""
        )
        return seen.pivot_table(index=["title", "item"], columns=["dimension", "number"], values="mean")


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def told(request: pytest.FixtureRequest) -> Iterator[Told]:
    address = "duckdb:" if request.param == "duckdb" else request.getfixturevalue("server").make("demo")
    store = open_store(address)
    yield Told(store, fill(store, now=NOW), read_demo(the_content()))
    store.close()


class Twice(NamedTuple):
    """A store that two filled at once, and what each of them heard."""

    store: Store
    outcomes: list[str]


@pytest.fixture(scope="module")
def filled_by_two() -> Iterator[Twice]:
    twice = Twice(open_store("duckdb:"), [])

    def fill_too() -> None:
        try:
            fill(twice.store, now=NOW)
            twice.outcomes.append("filled")
        except StoreNotEmpty:
            twice.outcomes.append("refused")

    both = [threading.Thread(target=fill_too) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    yield twice
    twice.store.close()


@pytest.fixture
def empty() -> Iterator[Store]:
    store = open_store("duckdb:")
    yield store
    store.close()


def test_it_fills_an_empty_store_only(store: Store) -> None:
    store.write(
        organisations.add_organisation("8a1a6f0e-6a3c-4f8e-9d59-1f6d1c1f0001", "Er was al iemand", NOW.date())
    )
    with pytest.raises(StoreNotEmpty):
        fill(store, now=NOW)
    assert not store.rows("select 1 from team")


def test_of_two_at_once_one_is_refused(filled_by_two: Twice) -> None:
    assert sorted(filled_by_two.outcomes) == ["filled", "refused"]
    assert filled_by_two.store.rows("select count(*) from organisation") == [(2,)]


def test_two_organisations_with_departments_and_teams(told: Told) -> None:
    counts = told.store.rows(
        """select count(distinct team.department_id), count(*) from team
        join organisation on organisation.id = team.organisation_id
        group by organisation.name order by organisation.name"""
    )
    assert counts == [(3, 7), (2, 3)]


def test_people_sign_in_by_link_only(told: Told) -> None:
    roles = [role for role, _ in told.filled.emails]
    assert roles == [
        Role.FACILITATOR, Role.MANAGER, Role.ADMINISTRATOR, Role.RESEARCHER, Role.MANAGER,
    ]  # fmt: skip
    for role, email in told.filled.emails:
        account = accounts.by_email(told.store, email)
        assert account is not None and email.endswith(".example")
        assert [grant.role for grant in accounts.grants(told.store, account.id)] == [role]
        assert accounts.password_hash(told.store, account.id) is None
    organisations_of = {told.store.rows("select organisation_id from account where email = $1", email)[0][0]
                        for _, email in told.filled.emails}  # fmt: skip
    assert len(organisations_of) == 2


def test_the_open_survey_has_some_answers_and_comes_in_a_few_days(told: Told) -> None:
    workshop = workshops.by_code(told.store, told.filled.open_code)
    seen = snapshot(told.store, workshop)
    assert seen.phase is Phase.SURVEY and not seen.revealed
    assert 5 <= seen.answered < seen.joined < seen.expected
    assert timedelta(0) < workshop.planned_on - NOW.date() <= timedelta(days=7)
    earlier = [one for one in told.all_agreements()["team_id"] if str(one) == workshop.team_id]
    assert earlier, "its team has agreements from an earlier workshop"


def test_the_live_workshop_waits_for_its_result(told: Told) -> None:
    workshop = workshops.by_code(told.store, told.filled.live_code)
    seen = snapshot(told.store, workshop)
    assert (seen.phase, seen.step, seen.number, seen.revealed) == (Phase.LIVE, "values", 3, ())
    assert seen.answered >= 5 and 0 < seen.ready < seen.joined
    assert seen.since is not None and timedelta(0) < NOW - seen.since < timedelta(minutes=25)


def test_another_live_workshop_is_putting_dots(told: Told) -> None:
    workshop = told.workshops()["drones_natuurgebied"]
    seen = snapshot(told.store, workshop)
    assert (seen.phase, seen.step, seen.revealed) == (Phase.LIVE, "values", ("values1",))
    assert 5 <= seen.answered < seen.joined


def test_the_finished_workshop_tells_the_whole_story(told: Told) -> None:
    workshop = workshops.by_code(told.store, told.filled.finished_code)
    seen = snapshot(told.store, workshop)
    assert seen.phase is Phase.ENDED and workshop.case_id == "cameratoezicht"
    assert set(seen.revealed) == {"values1", "values2", "dots1", "dots2", "ideas1", "exit1"}
    assert {*NoteKind} == set(seen.notes)
    chosen = notes.chosen(told.store, workshop.id)
    assert {"transparantie", "uitlegbaarheid", "privacy", "eindverantwoordelijkheid"} == set(chosen)
    agreed = {agreement.value_id for agreement in agreements.of_workshop(told.store, workshop.id)}
    assert {*chosen, "verantwoording"} <= agreed


def test_four_people_have_no_figures(told: Told) -> None:
    workshop = told.workshops()["jeugd_vroeg_signaal"]
    seen = snapshot(told.store, workshop)
    assert seen.phase is Phase.ENDED and seen.joined == 4
    of_workshop = "join publication on publication.id = publication_id where workshop_id = $1::uuid"
    assert not told.store.rows(f"select 1 from figure {of_workshop}", workshop.id)
    hidden = told.store.rows(
        "select distinct hidden from publication where workshop_id = $1::uuid", workshop.id
    )
    assert hidden == [("too_few",)]
    assert agreements.of_workshop(told.store, workshop.id)


def test_several_are_measured_again_after_about_four_months(told: Told) -> None:
    published = told.store.rows(
        """select workshop_id, min(published_at), max(published_at) from latest_publication
        where kind = 'values' group by workshop_id having count(*) = 2"""
    )
    assert len(published) >= 3
    for _, first, second in published:
        assert timedelta(days=90) < second - first < timedelta(days=185)


def test_a_team_shows_what_the_same_people_changed_with_agreements_in_between(told: Told) -> None:
    workshop = told.workshops()["risicoscore_bijstand"]
    before, after = (one for one in workshops.rounds(told.store, workshop.id) if one.kind is RoundKind.VALUES)
    kept = pairs.between(told.store, before.id, after.id)
    current = kept[kept["dimension"] == "current"]
    assert len(current) >= 3 and (current["pairs"] == 17).all()
    assert current[["low", "high"]].notna().all(axis=None)
    first, second = (figures.latest_publication(told.store, one.id) for one in (before, after))
    assert first and second
    agreed = agreements.values_agreed_on(
        told.store, workshop.team_id, first.published_at, second.published_at
    )
    assert len(agreed) >= 3


def test_one_second_survey_is_open_now(told: Told) -> None:
    workshop = told.workshops()["scanauto_parkeren"]
    newest = workshops.latest_round(told.store, workshop.id, RoundKind.VALUES)
    assert newest.number == 2 and not newest.is_closed
    assert snapshot(told.store, workshop).answered >= 5


def test_agreements_have_all_statuses(told: Told) -> None:
    standing = told.all_agreements()
    counts = standing["status"].value_counts()
    assert set(counts.index) == {"open", "started", "done", "secured", "dropped"}
    assert counts.min() >= 3
    for agreement in standing["id"]:
        for status, remark, who, changed_at in agreements.history(told.store, agreement)[1:]:
            assert remark and who and changed_at < NOW, f"{status} of {agreement}"


def test_what_is_secured_was_confirmed_by_someone_else(told: Told) -> None:
    secured = told.all_agreements().query("status == 'secured'")["id"]
    for agreement in secured:
        told_by = {status: who for status, _, who, _ in agreements.history(told.store, agreement)}
        assert told_by["done"] != told_by["secured"]


def test_some_agreements_are_overdue_and_some_are_due_this_week(told: Told) -> None:
    standing = told.all_agreements().query("status in ('open', 'started')")
    buckets = [due_bucket(due_on, NOW.date()) for due_on in standing["due_on"]]
    assert min(buckets.count(bucket) for bucket in ("overdue", "this_week", "later")) >= 3


def test_every_agreement_comes_from_a_note_of_its_workshop(told: Told) -> None:
    for workshop in told.workshops().values():
        ideas = {idea.id for idea in notes.of_workshop(told.store, workshop.id, NoteKind.IDEA)}
        for agreement in agreements.of_workshop(told.store, workshop.id):
            assert agreement.note_id in ideas and agreement.value_id in workshop.values


def test_weighings_hang_on_tensions(told: Told) -> None:
    for workshop in told.workshops().values():
        tensions = {tension.id for tension in notes.of_workshop(told.store, workshop.id, NoteKind.TENSION)}
        weighed = {
            weighing.parent_id for weighing in notes.of_workshop(told.store, workshop.id, NoteKind.WEIGHING)
        }
        assert weighed <= tensions


def test_the_finished_example_shows_the_steps_in_full(told: Told) -> None:
    """A weighing with a condition, an objection, a minority view that goes along, and a second vote with its figure."""
    workshop = told.workshops()["cameras_stationsplein"]
    kinds = (NoteKind.WEIGHING, NoteKind.OBJECTION, NoteKind.MINORITY, NoteKind.LESSON)
    said = {kind: notes.of_workshop(told.store, workshop.id, kind) for kind in kinds}
    assert all(said.values())
    assert all(weighing.lean is not None and weighing.condition for weighing in said[NoteKind.WEIGHING])
    assert len(notes.minority_views(told.store, [said[NoteKind.MINORITY][0].parent_id or ""])) == 1
    votes = [one for one in workshops.rounds(told.store, workshop.id) if one.kind is RoundKind.DOTS]
    shown = [figures.latest_publication(told.store, one.id) for one in votes]
    assert [one is not None and one.hidden for one in shown] == ["", ""]


def test_a_team_agrees_in_part(told: Told) -> None:
    shown = told.store.rows("select kendalls_w from latest_publication where kind = 'values' and hidden = ''")
    found = [w for (w,) in shown if w is not None]  # not of a survey in which a value is held back
    assert len(found) > 5
    assert all(0.15 < w < 0.8 for w in found)


def test_values_that_pull_and_clash_are_more_important(told: Told) -> None:
    means = told.means()[("importance", 1)]
    raised = []
    for one in told.demo.workshops:
        if one.title not in means.index.get_level_values("title"):
            continue
        case = the_content().cases[one.case]
        at_stake = means[one.title].index.isin([*case.pulls, *case.against])
        raised.append(means[one.title][at_stake].mean() - means[one.title][~at_stake].mean())
    assert np.mean(raised) > 0.2


def test_answers_follow_the_levels_of_the_content(told: Told) -> None:
    for side in ("importance", "current"):
        means = told.means()[(side, 1)].dropna()  # a value on which all six of a small team agree has a band
        levels = [getattr(told.demo.levels[item], side) for item in means.index.get_level_values("item")]
        assert np.corrcoef(means, levels)[0, 1] > 0.4


def test_divided_values_divide(told: Told) -> None:
    spread = told.store.read(
        """select title, item, sqrt(
            (count_1 + 4 * count_2 + 9 * count_3 + 16 * count_4 + 25 * count_5) / (n + 0.0)
            - (total / n) * (total / n)) as spread
        from figure join latest_publication as publication on publication.id = figure.publication_id
        join workshop on workshop.id = publication.workshop_id
        where kind = 'values' and number = 1 and perspective_id = '' and dimension = 'importance'
          and band = ''"""
    ).set_index(["title", "item"])
    divided = [(one.title, value) for one in told.demo.workshops for value in one.divided]
    shown = [key for key in divided if key in spread.index]
    every = spread["spread"].astype(float)
    assert every[every.index.isin(shown)].mean() > 1.3 * every.mean()


def test_perspectives_differ_where_they_are_shown(told: Told) -> None:
    shown = told.store.rows("select count(distinct perspective_id) from figure where perspective_id <> ''")
    assert shown[0][0] >= 2


def test_people_do_not_know_everything(told: Told) -> None:
    asked, unknown = told.store.rows(
        "select count(*), sum(case when score = 0 then 1 else 0 end) from answer where dimension = 'current'"
    )[0]
    assert 0.03 < unknown / asked < 0.25


def test_top_fives_are_whole_and_come_from_what_is_important(told: Told) -> None:
    tops = told.store.read(
        """select top.round_id, top.participant_id, top.score as place, rated.score
        from latest_answer as top join latest_answer as rated
          on rated.round_id = top.round_id and rated.participant_id = top.participant_id
          and rated.item = top.item
        where top.dimension = 'top' and rated.dimension = 'importance' and rated.score > 0"""
    )
    places = told.store.rows("""select count(*), count(distinct score), max(score) from latest_answer
        where dimension = 'top' group by round_id, participant_id""")  # fmt: skip
    assert set(places) == {(5, 5, 5)}
    assert tops.loc[tops["place"] == 1, "score"].mean() > tops.loc[tops["place"] == 5, "score"].mean() > 4


def test_nobody_puts_more_dots_than_there_are(told: Told) -> None:
    found = told.store.rows(
        "select sum(score) from answer where dimension = 'dots' group by round_id, participant_id"
    )
    assert {int(dots) for (dots,) in found} == {5}


def test_values_with_an_agreement_improve_more_but_not_all(told: Told) -> None:
    means = told.means()
    gains = (means[("current", 2)] - means[("current", 1)]).dropna()
    worked_on = {(one.title, agreed.value) for one in told.demo.workshops for agreed in one.agreements
                 if any(change.status not in ("open", "dropped") for change in agreed.history)}  # fmt: skip
    with_agreement = gains[[key in worked_on for key in gains.index]]
    without = gains[[key not in worked_on for key in gains.index]]
    assert with_agreement.mean() > without.mean() + 0.2
    assert with_agreement.mean() < 1.2 and without.min() < 0.1


def test_nothing_happened_after_now_or_before_its_time(told: Told) -> None:
    times = {"move": "moved_at", "publication": "published_at", "round": "opened_at", "round_end": "ended_at",
             "agreement": "made_at", "agreement_status": "changed_at", "workshop": "made_at"}  # fmt: skip
    for table, column in times.items():
        assert told.store.rows(f"select max({column}) from {table}")[0][0] <= NOW, table
    assert told.store.rows("select max(answered_on) from answer")[0][0] <= NOW.date()
    early = told.store.rows(
        """select 1 from answer join round on round.id = round_id
        where answered_on < cast(opened_at as date) limit 1"""
    )
    assert not early


def test_workshops_are_on_working_days(told: Told) -> None:
    days = [row[0] for row in told.store.rows("select planned_on from workshop")]
    assert all(day.weekday() < 5 for day in days)


def test_voices_are_missing_here_and_there(told: Told) -> None:
    missing = [set(workshop.perspectives) - participants.perspectives(told.store, workshop.id).keys()
               for workshop in told.workshops().values()]  # fmt: skip
    assert any(missing) and not all(missing)


def test_the_same_moment_gives_the_same_demo(told: Told, filled_by_two: Twice) -> None:
    for sql in (
        """select round_id, participant_id, item, dimension, score, answered_on from answer
        order by round_id, participant_id, item, dimension""",
        "select id, title, planned_on from workshop order by id",
        "select id, body, said_on from note order by id",
        "select agreement_id, number, status, changed_at from agreement_status order by agreement_id, number",
        "select id, people, kendalls_w from publication order by id",
    ):
        again, before = filled_by_two.store.rows(sql), told.store.rows(sql)
        assert list(map(_rounded, again)) == list(map(_rounded, before))


def test_it_can_be_filled_in_a_weekend(empty: Store) -> None:
    filled = fill(empty, now=SATURDAY)
    seen = snapshot(empty, workshops.by_code(empty, filled.open_code))
    assert seen.phase is Phase.SURVEY
    this_week = empty.rows("select count(*) from agreement where due_on = $1::date", date(2026, 11, 28))
    assert this_week[0][0] >= 3


def test_a_case_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    broken = _broken(
        tmp_path, "workshops/chatbot_balie.toml", 'case = "chatbot_loket"', 'case = "chatbot_bureau"'
    )
    with pytest.raises(BrokenContent) as problem:
        read_demo(the_content(), broken)
    assert problem.value.facts["file"] == str(broken / "workshops/chatbot_balie.toml")
    assert problem.value.facts["line"] == 7


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("organisations.toml", 'organisation = "veenland"', 'organisation = "heideland"'),
        ("organisations.toml", 'role = "manager"', 'role = "participant"'),
        ("opinions.toml", 'perspective = "partner"', 'perspective = "buur"'),
        ("opinions.toml", "welzijn = [3.6, 3.3]", "welzijn = [3.6, 7]"),
        ("opinions.toml", "welzijn = [3.6, 3.3]", ""),
        ("workshops/woo_zoekhulp.toml", 'team = "openbaarheid"', 'team = "archief"'),
        ("workshops/woo_zoekhulp.toml", 'facilitator = "bram"', 'facilitator = "niemand"'),
        ("workshops/woo_zoekhulp.toml", 'against = "zorgvuldigheid"', 'against = "geduld"'),
        ("workshops/woo_zoekhulp.toml", 'type = "technology"', 'type = "magie"'),
        ("workshops/woo_zoekhulp.toml", 'idea = "tiende-pagina"', 'idea = "elfde-pagina"'),
        ("workshops/woo_zoekhulp.toml", 'status = "done"', 'status = "secured"'),
        ("workshops/woo_zoekhulp.toml", 'by = "carolien"', 'by = "iemand"'),
        ("workshops/woo_zoekhulp.toml", "legal = 3", "resident_of_mars = 4"),
        ("workshops/woo_zoekhulp.toml", 'text = "Twijfel mag"', f'text = "{"te lang " * 6}"'),
        ("workshops/woo_zoekhulp.toml", 'step = "ended"', 'step = "lunch"'),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, file: str, right: str, wrong: str) -> None:
    broken = _broken(tmp_path, file, right, wrong)
    with pytest.raises(BrokenContent) as problem:
        read_demo(the_content(), broken)
    assert problem.value.facts["file"] == str(broken / file)
    assert int(str(problem.value.facts["line"])) > 0 and problem.value.facts["reason"]


def test_titles_and_addresses_are_told_apart() -> None:
    demo = read_demo(the_content())
    assert len({one.title for one in demo.workshops}) == len(demo.workshops)
    assert len({person.email for person in demo.people}) == len(demo.people)


def test_finished_workshops_have_something_of_every_step() -> None:
    for one in read_demo(the_content()).workshops:
        if one.step == ENDED:
            assert _is_whole(one), one.id


def _is_whole(one: DemoWorkshop) -> bool:
    steps = {step.id for step in the_content().programmes[one.programme].steps}
    return (
        all(one.notes[step] for step in ("explore", "effects", "tensions", "agree") if step in steps)
        and 3 <= len(one.chosen) <= 5
        and len(one.ideas) >= 3
        and len(one.agreements) >= 3
    )


def _rounded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row whose fractions are no finer than both engines agree on."""
    return tuple(round(cell, 9) if isinstance(cell, float) else cell for cell in row)


def _broken(folder: Path, file: str, right: str, wrong: str) -> Path:
    """A copy of the demo's content with one thing wrong in it."""
    copy = folder / "demo"
    shutil.copytree(FOLDER, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert right in text
    (copy / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return copy
