"""A backup is whole, of one moment and of either engine; a restore takes all of it or nothing, in an empty store only."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from actions.agree import agree
from actions.note import note
from domain.agreements import AgreementDraft
from domain.answers import Mark, Remark
from domain.benchmark import LARGEST_BYTES
from domain.notes import Draft, NoteKind
from domain.problems import BadInput, NotSaved, StoreNotEmpty, StoreProblem, StoreTooNew
from storage import answers, benchmarks, workshops
from storage.backup import back_up, has_store, key_of, read_backup, restore, restore_key
from storage.benchmarks import TrustedKey
from storage.open import open_store
from storage.settings import settings, signing_seed
from storage.store import Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of
from tests.conftest import ENGINES, Server

AWKWARD = [
    "",
    "NULL",
    "null",
    "\\N",
    '"',
    '""',
    "a,b;c\td",
    "één €\u2028😀",
    "twee\nregels",
    "twee\r\nregels",
    " rand ",
    "'; --",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture(params=ENGINES)
def another(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a second store, still empty, of each engine."""
    if request.param == "duckdb":
        return f"duckdb:///{tmp_path}/another/workshops.duckdb"
    server: Server = request.getfixturevalue("server")
    return server.make(f"another-{new_id()}")


@pytest.fixture
def key_beside(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Path]]:
    """Lets the key be in a file beside the store, as it is by default; call it with the folder of the store."""

    def put(name: str) -> Path:
        monkeypatch.delenv("SECRET_KEY", raising=False)
        monkeypatch.setenv("STORE_URL", f"duckdb:///{tmp_path}/{name}/workshops.duckdb")
        settings.cache_clear()
        assert settings().key
        return tmp_path / name / "secret.key"

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def fill(store: Store, cast: Cast) -> None:
    """Rows in many tables, with all that a text can hold."""
    workshop = a_workshop(store, cast.duinstad, case_story="\n".join(AWKWARD))
    a_workshop(store, cast.duinstad, case_id="", card=(("goal", "rust"),), minutes=(("explore", 40),))
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, (1, 2, 3, 4, 5, 0))
    asked = round_of(store, workshop)
    for words in AWKWARD:
        store.write(answers.append_remark(asked.id, new_id(), Remark("worry", words), TODAY))
    draft = AgreementDraft("Bord", "Er hangt een bord", "Joris", TODAY, "privacy")
    agree(store, cast.duinstad.facilitator, workshop.id, new_id(), draft, now=NOW)
    store.write(workshops.end_round(asked.id, new_id(), NOW + timedelta(microseconds=123456)))
    note(store, people[0], workshop.id, new_id(), Draft(NoteKind.PARKED, "Wie betaalt dit?"), today=TODAY)


def everything(store: Store, made: dict[str, int]) -> dict[str, list[tuple[object, ...]]]:
    """All rows of these tables."""
    return {table: sorted(store.rows(f"select * from {table}"), key=repr) for table in made}


def test_what_is_restored_is_what_was_there_in_either_engine(
    store: Store, cast: Cast, folder: Path, another: str
) -> None:
    fill(store, cast)
    made = back_up(store, folder, now=NOW)
    assert made.rows["remark"] == len(AWKWARD)
    assert restore(another, folder) == made
    restored = open_store(another)
    assert everything(restored, made.rows) == everything(store, made.rows)
    restored.close()


def test_numbers_go_on_above_those_of_the_backup(
    store: Store, cast: Cast, folder: Path, another: str
) -> None:
    workshop = a_workshop(store, cast.duinstad)
    person = a_participant(store, workshop)
    for score in (1, 2, 5):
        give(store, workshop, [person], [score])
    back_up(store, folder, now=NOW)
    restore(another, folder)
    restored = open_store(another)
    (before,) = restored.rows("select max(seq) from answer")[0]
    give(restored, workshop, [person], [3])
    assert restored.rows("select max(seq) > $1::bigint from answer", before) == [(True,)]
    own = answers.own_marks(
        restored, round_of(restored, workshop).id, person.participant_in(workshop.id) or ""
    )
    assert own == {"privacy": {"importance": 3}}
    restored.close()


def test_a_backup_is_of_one_moment_while_people_go_on(
    store: Store, cast: Cast, folder: Path, fresh_url: str
) -> None:
    """Each write puts an answer and a remark in one transaction: a backup holds as many of the one as of the other."""
    asked, stop = new_id(), threading.Event()
    acknowledged: list[str] = []

    def go_on() -> None:
        while not stop.is_set():
            person = new_id()
            store.write(
                answers.append(asked, person, [Mark("privacy", "importance", 3)], TODAY),
                answers.append_remark(asked, person, Remark("hope", "Licht"), TODAY),
            )
            acknowledged.append(person)

    writers = [threading.Thread(target=go_on) for _ in range(4)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 20:
        stop.wait(0.01)
    before = set(acknowledged)
    made = back_up(store, folder, now=NOW)
    written_meanwhile = len(acknowledged)
    stop.set()
    for writer in writers:
        writer.join()
    restore(fresh_url, folder)
    restored = open_store(fresh_url)
    stored = {str(row[0]) for row in restored.rows("select participant_id from answer")}
    restored.close()
    assert made.rows["answer"] == made.rows["remark"] == len(stored)
    assert before <= stored
    assert len(before) <= written_meanwhile


def test_a_store_with_a_single_row_is_not_written_over(
    store: Store, cast: Cast, folder: Path, fresh_url: str
) -> None:
    back_up(store, folder, now=NOW)
    taken = open_store(fresh_url)
    person = new_id()
    taken.write(answers.append(new_id(), person, [Mark("privacy", "importance", 3)], TODAY))
    taken.close()
    with pytest.raises(StoreNotEmpty):
        restore(fresh_url, folder)
    again = open_store(fresh_url)
    assert again.rows("select participant_id from answer") == [(person,)]
    assert again.rows("select count(*) from organisation") == [(0,)]
    again.close()


def spoil_a_table(folder: Path) -> None:
    (folder / "role_grant.csv.gz").unlink()


def cut_a_table(folder: Path) -> None:
    path = folder / "role_grant.csv.gz"
    path.write_bytes(path.read_bytes()[:-20])


def leave_out_rows(folder: Path) -> None:
    path = folder / "role_grant.csv.gz"
    path.write_bytes(
        gzip.compress(b"".join(gzip.decompress(path.read_bytes()).splitlines(keepends=True)[:-1]))
    )


@pytest.mark.parametrize(
    "spoil", [spoil_a_table, cut_a_table, leave_out_rows], ids=lambda spoil: spoil.__name__
)
def test_a_backup_that_is_not_whole_leaves_the_store_empty(
    store: Store, cast: Cast, folder: Path, fresh_url: str, spoil: Callable[[Path], None]
) -> None:
    made = back_up(store, folder, now=NOW)
    spoil(folder)
    with pytest.raises(StoreProblem) as told:
        restore(fresh_url, folder)
    assert told.value.facts["reason"]
    empty = open_store(fresh_url)
    assert [table for table, rows in everything(empty, made.rows).items() if rows] == []
    empty.close()


def test_a_folder_that_is_no_backup_is_said(tmp_path: Path, fresh_url: str) -> None:
    with pytest.raises(BadInput):
        restore(fresh_url, tmp_path / "nothing")
    (tmp_path / "backup.json").write_text('{"made_at": "today"}')
    with pytest.raises(BadInput):
        restore(fresh_url, tmp_path)


def test_a_backup_of_a_newer_version_is_refused(store: Store, folder: Path, fresh_url: str) -> None:
    back_up(store, folder, now=NOW)
    about = json.loads((folder / "backup.json").read_text())
    (folder / "backup.json").write_text(json.dumps({**about, "migration": 9999}))
    with pytest.raises(StoreTooNew):
        restore(fresh_url, folder)
    (folder / "backup.json").write_text(json.dumps({**about, "format": 2}))
    with pytest.raises(BadInput):
        restore(fresh_url, folder)


def test_a_backup_never_comes_in_a_folder_with_something_in_it(store: Store, folder: Path) -> None:
    back_up(store, folder, now=NOW)
    before = (folder / "backup.json").read_bytes()
    with pytest.raises(BadInput):
        back_up(store, folder, now=NOW + timedelta(days=1))
    assert (folder / "backup.json").read_bytes() == before
    (folder.parent / "a file").write_text("x")
    with pytest.raises(BadInput):
        back_up(store, folder.parent / "a file", now=NOW)


def test_a_backup_that_fails_leaves_nothing_behind(fresh_url: str, tmp_path: Path) -> None:
    store = open_store(fresh_url)
    store.close()
    (tmp_path / "place").mkdir()
    with pytest.raises(StoreProblem):
        back_up(store, tmp_path / "place" / "backup", now=NOW)
    assert list((tmp_path / "place").iterdir()) == []
    (tmp_path / "a file").write_text("x")
    with pytest.raises(NotSaved):
        back_up(store, tmp_path / "a file" / "backup", now=NOW)


def test_a_backup_is_for_its_owner_only(store: Store, folder: Path) -> None:
    back_up(store, folder, now=NOW)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_largest_benchmark_file_comes_back_whole(
    store: Store, folder: Path, another: str, cast: Cast
) -> None:
    """A line of a backup holds it whole, however many quotes are in it."""
    file = '{"x":"é"}' * (LARGEST_BYTES // 10)
    organisation_id = cast.duinstad.organisation_id
    key = TrustedKey(new_id(), "0000", "Elders")
    store.write(
        benchmarks.trust(key, organisation_id, new_id(), NOW),
        benchmarks.take(new_id(), organisation_id, "0000", "Elders", TODAY, file, new_id(), NOW),
    )
    back_up(store, folder, now=NOW)
    restore(another, folder)
    opened = open_store(another)
    try:
        assert [one.file for one in benchmarks.taken(opened, organisation_id)] == [file]
    finally:
        opened.close()


def test_the_key_goes_along_and_comes_back(
    store: Store, folder: Path, key_beside: Callable[[str], Path]
) -> None:
    key, seed = key_beside("here").read_text(), signing_seed()
    back_up(store, folder, now=NOW)
    assert (folder / "secret.key").read_text() == key
    assert str(folder / "secret.key") in key_of(folder)
    there = key_beside("there")
    assert there.read_text() != key
    assert str(there) in restore_key(folder)
    assert there.read_text() == key
    assert signing_seed() == seed
    assert there.stat().st_mode & 0o777 == 0o600


def test_a_key_of_the_environment_stays_there(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, folder, now=NOW)
    assert not (folder / "secret.key").exists()
    assert settings().key not in (folder / "backup.json").read_text()
    assert "SECRET_KEY" in key_of(folder)
    assert "the one that the backup was made with" in restore_key(folder)
    monkeypatch.setenv("SECRET_KEY", "quite another key, of another place")
    settings.cache_clear()
    assert "another one" in restore_key(folder)
    monkeypatch.undo()
    settings.cache_clear()


def test_a_store_that_was_never_made_has_nothing_to_back_up(tmp_path: Path) -> None:
    assert not has_store(f"duckdb:///{tmp_path}/workshops.duckdb")
    assert has_store("postgresql:///workshops")


def test_what_is_in_a_backup_is_said_in_it(store: Store, cast: Cast, folder: Path) -> None:
    made = back_up(store, folder, now=NOW)
    assert read_backup(folder) == made
    assert made.rows["organisation"] == 2
    assert made.says().endswith("made at 2026-11-24T09:00:00+00:00")
    assert sorted(path.name for path in folder.glob("*.csv.gz")) == sorted(
        f"{table}.csv.gz" for table in made.rows
    )
