"""Every screen of a workshop, at every moment of it, in both languages: it is drawn whole, and says what it is for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.take_benchmark import take_benchmark
from actions.trust import trust_key
from domain.signatures import fingerprint, public_key
from storage import content
from storage.content import the_content
from storage.settings import signing_seed
from storage.store import Store
from tests.benchmark_files import FIGURES, FRAMEWORK, SEED, signed, signed_by
from tests.benchmark_files import content as a_file
from tests.cast import NOW, Cast, new_id
from tests.pages.tabs import MOMENTS, SAID, WORRIED, Told, cookies_of, tab, told

SCREENS = {
    "facilitator": ("control", "projector", "paper", "script", "result"),
    "participant": ("room", "survey", "result"),
}


@pytest.fixture(scope="module", params=MOMENTS)
def held(request: pytest.FixtureRequest, store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, request.param)


@pytest.fixture(scope="module")
def whole(store: Store, cast: Cast) -> Told:
    return told(store, cast.duinstad, "asked again")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", SCREENS)
def test_every_screen_is_drawn_whole(held: Told, cast: Cast, role: str, language: str) -> None:
    who = cast.duinstad.facilitator if role == "facilitator" else held.people[0]
    cookies = cookies_of(who)
    turned_away = the_content().texts["problem.title"][language]
    for page in SCREENS[role]:
        shown = tab(cookies).open(page, held.workshop.code, language)
        assert shown.problems == [], page
        assert shown.headings, page
        assert turned_away not in shown.headings, page


@pytest.mark.parametrize("page", ["agreements", "comparison", "people", "prepare", "home", "values"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_screen_beside_the_workshop_is_drawn_whole(
    whole: Told, cast: Cast, page: str, language: str
) -> None:
    role = {"people": "administrator", "prepare": "facilitator"}.get(page, "manager")
    shown = tab(cookies_of(getattr(cast.duinstad, role))).open(page, language=language)
    assert shown.problems == []
    assert the_content().texts["problem.title"][language] not in shown.headings


@pytest.mark.parametrize(
    ("page", "exports"), [("agreements", ["agreements"]), ("comparison", ["comparison", "together"]), ("result", ["result"])]
)  # fmt: skip
def test_what_is_shown_can_be_taken_away_in_three_forms(
    whole: Told, cast: Cast, page: str, exports: list[str]
) -> None:
    shown = tab(cookies_of(cast.duinstad.manager)).open(page, whole.workshop.code)
    keys = [button.key for button in shown.test.download_button if button.key.startswith("export-")]
    assert keys == [f"export-{name}-{form}" for name in exports for form in ("csv", "xlsx", "parquet")]
    named = [button.label for button in shown.test.download_button]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(("role", "page"), [("manager", "comparison"), ("administrator", "people")])
def test_the_fingerprint_of_this_installation_can_be_read_out(
    whole: Told, cast: Cast, role: str, page: str
) -> None:
    shown = tab(cookies_of(getattr(cast.duinstad, role))).open(page)
    assert fingerprint(public_key(signing_seed())) in shown.text


@pytest.fixture(scope="module")
def taken_in(whole: Told, store: Store, cast: Cast) -> None:
    """A file of another organisation, which Marleen vouched for."""
    house = cast.duinstad
    own = fingerprint(public_key(SEED))
    trust_key(store, house.administrator, house.organisation_id, new_id(), own, "Marleen", now=NOW)
    take_benchmark(store, house.manager, house.organisation_id, new_id(), signed_by(SEED), FRAMEWORK, now=NOW)


@pytest.mark.usefixtures("taken_in")
@pytest.mark.parametrize("kind", ["organisation", "team"])
def test_an_organisation_whose_file_was_taken_in_is_shown_beside_ours(cast: Cast, kind: str) -> None:
    shown = tab(cookies_of(cast.duinstad.manager)).open("comparison", kind=kind)
    assert shown.problems == []
    assert "Heuvelrug" in shown.text
    assert "Marleen" in shown.text
    assert "Heuvelrug: verschil " in shown.text or "team 1: verschil " in shown.text


@pytest.fixture
def crosswalk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The content, with a crosswalk from another version of the values."""
    shutil.copytree(content.FOLDER, tmp_path / "content")
    (tmp_path / "content/crosswalks").mkdir()
    (tmp_path / "content/crosswalks/codio-werkset-7.toml").write_text(
        'id = "codio-werkset-7"\nframework = "codio-werkset"\nfrom = 7\nto = 1\n'
        '[[value]]\nid = "privacy"\nfate = "same"\nbecomes = ["privacy"]\n'
        '[[value]]\nid = "veiligheid"\nfate = "gone"\n'
        '[[value]]\nid = "vrijheid"\nfate = "split"\nbecomes = ["vrijheid", "waardigheid"]\n'
    )
    monkeypatch.setattr(content, "FOLDER", tmp_path / "content")
    the_content.cache_clear()
    yield
    monkeypatch.undo()
    the_content.cache_clear()


@pytest.mark.usefixtures("crosswalk")
def test_a_file_of_another_version_is_shown_and_says_which_value_is_not(
    whole: Told, store: Store, cast: Cast
) -> None:
    house, values = cast.duinstad, the_content().frameworks[FRAMEWORK.id]
    key = fingerprint(public_key(bytes(32)))
    trust_key(store, house.administrator, house.organisation_id, new_id(), key, "Sam", now=NOW)
    figures = dict.fromkeys(("privacy", "veiligheid", "vrijheid"), FIGURES["privacy"])
    file_id = new_id()
    group = {"kind": "organisation", "name": "Boven", "measurement": 1, "figures": figures}
    framework = {"id": FRAMEWORK.id, "version": 7}
    file = signed(a_file(organisation="Boven", framework=framework, groups=[group]), bytes(32))
    take_benchmark(store, house.manager, house.organisation_id, file_id, file, values, now=NOW)
    shown = tab(cookies_of(house.manager)).open("comparison", beside=file_id)
    assert shown.problems == []
    assert f"<td>{the_content().texts['benchmark.not_comparable']['nl']}</td>" in shown.text
    assert the_content().texts["benchmark.fate_split"]["nl"] in shown.text
    assert f"- {values.value('vrijheid').name['nl']}: " in shown.text


@pytest.mark.parametrize("page", ["home", "agreements", "comparison"])
def test_a_screen_without_anything_to_show_says_so(cast: Cast, store: Store, page: str) -> None:
    shown = tab(cookies_of(cast.elsewhere.manager)).open(page)
    assert shown.problems == []
    assert the_content().texts[f"{page}.none"]["nl"] in [part.value for part in shown.test.markdown]


def test_every_screen_of_the_survey_comes_in_turn_and_ends_with_thanks(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "survey")
    opened = tab(cookies_of(held.people[0]))
    headings = [
        opened.open("survey", held.workshop.code, p=str(screen)).headings[0] for screen in range(1, 8)
    ]
    assert headings[-1] == headings[-2] == "Dank u wel"
    assert headings[-4:-2] == ["Uw top vijf", "Eén zorg en één hoop"]
    assert len(set(headings)) == len(headings) - 1


@pytest.mark.parametrize("screen", ["0", "-1", "99", "x", "²", ""])
def test_a_screen_number_that_does_not_exist_gives_a_screen_that_does(
    store: Store, cast: Cast, screen: str
) -> None:
    held = told(store, cast.duinstad, "survey")
    shown = tab(cookies_of(held.people[0])).open("survey", held.workshop.code, p=screen)
    assert shown.problems == []
    assert shown.headings


def test_before_the_reveal_no_screen_knows_an_answer(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "values")
    opened = tab(cookies_of(cast.duinstad.facilitator))
    for page in ("control", "projector", "result"):
        shown = opened.open(page, held.workshop.code)
        assert len(shown.test.get("plotly_chart")) == 0
        assert WORRIED not in shown.text


def test_a_person_reads_the_own_worry_where_it_may_be_shared(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "effects")
    assert WORRIED in tab(cookies_of(held.people[0])).open("room", held.workshop.code).text
    assert WORRIED not in tab(cookies_of(held.people[1])).open("room", held.workshop.code).text


def test_the_projector_shows_what_was_said_and_names_nobody(store: Store, cast: Cast) -> None:
    held = told(store, cast.duinstad, "explore")
    text = tab(cookies_of(cast.duinstad.facilitator)).open("projector", held.workshop.code).text
    assert SAID in text
    assert cast.duinstad.facilitator.name not in text
