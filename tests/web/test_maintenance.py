"""The running app backs up and compacts its own store when this machine asks with the key, and nobody notices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

import manage
from bench.crash import Server
from bench.crowd import Crowd, answering, invite
from domain.problems import StoreInUse
from domain.tokens import seal
from storage.backup import read_backup
from storage.open import open_store
from storage.settings import settings
from tests.caller import Caller
from tests.served import served
from web import maintenance


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served() as address:
        yield address


def token(work: str = "backup", folder: str = "", purpose: str = "maintenance") -> dict[str, str]:
    return {"Authorization": f"Bearer {seal(settings().key, purpose, {'work': work, 'folder': folder})}"}


def test_without_a_token_of_ours_there_is_nothing(base: str, tmp_path: Path) -> None:
    browser, folder = Caller(base), str(tmp_path / "backup")
    for headers in (
        {},
        {"Authorization": "Bearer nothing"},
        token(folder=folder, purpose="participant cookie"),
        {
            "Authorization": f"Bearer {seal('another key', 'maintenance', {'work': 'backup', 'folder': folder})}"
        },
    ):
        assert browser.call("POST", "/maintenance", headers=headers).status == 404
    assert browser.get("/maintenance", **token(folder=folder)).status == 405
    assert list(tmp_path.iterdir()) == []


def test_a_token_lasts_a_minute(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert maintenance._TOKEN_LASTS_SECONDS == 60
    monkeypatch.setattr(maintenance, "_TOKEN_LASTS_SECONDS", -1)
    old = token(folder=str(tmp_path / "backup"))
    assert Caller(base).call("POST", "/maintenance", headers=old).status == 404
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_came_through_a_proxy_is_not_from_here(base: str, tmp_path: Path, header: str) -> None:
    passed_on = {**token(folder=str(tmp_path / "backup")), header: "127.0.0.1"}
    assert Caller(base).call("POST", "/maintenance", headers=passed_on).status == 404
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "may"), [("127.0.0.1", True), ("::1", True), ("192.0.2.7", False), (None, False)]
)
def test_only_this_machine_may_ask(address: str | None, may: bool) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in token().items()]
    here = {"path": "/maintenance", "server": ("127.0.0.1", 8501), "scheme": "http"}
    scope = {"type": "http", "headers": headers, "client": (address, 5000) if address else None, **here}
    assert (maintenance._asked(Request(scope)) is not None) == may


def test_the_app_makes_a_backup_and_says_so(base: str, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    made = Caller(base).call("POST", "/maintenance", headers=token(folder=str(folder)))
    assert made.status == 200
    assert read_backup(folder).says() in made.text
    again = Caller(base).call("POST", "/maintenance", headers=token(folder=str(folder)))
    assert again.status == 409
    assert "BadInput" in again.text


def test_another_process_than_the_app_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "1")
    settings.cache_clear()
    with pytest.raises(StoreInUse) as told:
        maintenance.ask_the_app("compact")
    assert "http://127.0.0.1:1/maintenance" in maintenance.in_words(told.value)
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Puts the settings in the environment, as on the console of that app; all is as before afterwards."""

    def put(store_url: str, port: str) -> None:
        monkeypatch.setenv("STORE_URL", store_url)
        monkeypatch.setenv("PORT", port)
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def test_the_commands_work_while_people_answer_and_without_the_app(
    tmp_path: Path, here: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    store_url = f"duckdb:///{tmp_path}/here/workshops.duckdb"
    store = open_store(store_url)
    crowd = invite(store, 12)
    store.close()
    server = Server(store_url)
    here(store_url, server.environment["PORT"])
    server.start()
    try:
        told = asyncio.run(_meanwhile(server, crowd, tmp_path))
    finally:
        server.stop()
    assert told == [0, 0, 0, 1]
    assert "StoreInUse" in capsys.readouterr().err, "an app that runs is not written over"

    made = read_backup(tmp_path / "first")
    assert 0 < made.rows["answer"] <= read_backup(tmp_path / "second").rows["answer"]
    assert manage.main(["compact"]) == 0
    assert manage.main(["restore", str(tmp_path / "first")]) == 1, "a store with people in it stays"
    assert manage.main(["backup", str(tmp_path / "third")]) == 0
    there = f"duckdb:///{tmp_path}/there/workshops.duckdb"
    here(there, "1")
    assert manage.main(["backup", str(tmp_path / "nothing")]) == 1, "there is nothing yet"
    assert manage.main(["restore", str(tmp_path / "third")]) == 0
    for url in (store_url, there):
        store = open_store(url)
        ((stored,),) = store.rows("select count(*) from answer")
        store.close()
        assert stored >= crowd.acknowledged()
    assert set().union(*(person.refused for person in crowd.people)) <= {429}, "nobody was refused"


async def _meanwhile(server: Server, crowd: Crowd, folder: Path) -> list[int]:
    """How the commands end while everyone answers."""
    async with answering(crowd, server.base):
        while crowd.acknowledged() < 50:
            await asyncio.sleep(0.01)
        return [
            await asyncio.to_thread(manage.main, list(words))
            for words in (
                ("backup", str(folder / "first")),
                ("compact",),
                ("backup", str(folder / "second")),
                ("restore", str(folder / "first")),
            )
        ]
