"""Two processes behind the proxy serve one workshop; one is killed, and its people go on at the other as themselves."""

from __future__ import annotations

import os
import re
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from actions import sign_in as signing
from actions.recognise import recognise_participant
from domain.workshops import Workshop
from storage.open import open_store
from storage.store import Store
from tests.caller import Caller
from tests.cast import a_workshop, gather, round_of
from tests.conftest import Server
from tests.deploy.processes import free_port, made
from tests.journeys.conftest import App
from tests.journeys.screens import LAPTOP, PHONE, device, join, move_on, on, rate_screen, settled
from tests.proxy import Proxy

STEPS = ("Casus verkennen", "Perspectieven en effecten", "Waarden kiezen")
PATIENCE_SECONDS = 60


class Site(NamedTuple):
    """What stands in the computer room: a proxy, two processes, and the store that they share."""

    proxy: Proxy
    apps: tuple[App, App]
    store: Store
    workshop: Workshop


@pytest.fixture
def site(server: Server, tmp_path: Path) -> Iterator[Site]:
    address = server.make("two-servers")
    store = open_store(address)
    workshop = a_workshop(store, gather(store).duinstad, planned_on=datetime.now(UTC).date())
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="proxy-") as folder:
        apps = (_app(tmp_path, address, port), _app(tmp_path, address, port))
        proxy = Proxy(Path(folder), port, [int(app.base.rsplit(":", 1)[1]) for app in apps])
        try:
            with ThreadPoolExecutor() as both:
                list(both.map(App.start, apps))
            proxy.start()
            yield Site(proxy, apps, store, workshop)
        finally:
            proxy.stop()
            for app in apps:
                app.stop()
            store.close()


def test_one_process_dies_and_its_people_go_on_at_the_other(site: Site, browser: Browser) -> None:
    code, base = site.workshop.code, site.proxy.base
    control = device(browser, LAPTOP).new_page()
    control.goto(f"{base}/sign-in/{signing.link('fenna@duinstad.example')}")
    control.get_by_role("button").first.click()
    control.goto(f"{base}/control?m={code}")
    expect(control.get_by_role("heading", name="Voor de workshop")).to_be_visible()

    phones = [_phone_on(browser, site, app) for app in site.apps]
    with Crowd(site, people=6) as crowd:
        expect(control.get_by_text("8 van 8 vulden de vragenlijst in")).to_be_visible()
        _wait(lambda: _what_each_process_says(site, crowd.callers[0]) == 1, "both say the same")

        for phone in phones:
            phone.goto(f"{base}/room?m={code}")
            expect(phone.get_by_role("heading", name="U doet mee")).to_be_visible()
        screens = [control, *phones]
        on(control, "Begin de workshop")
        _all_follow(screens, STEPS[0])

        killed, other = site.apps
        assert killed.process
        before = len(crowd.acknowledged)
        os.killpg(killed.process.pid, signal.SIGKILL)
        killed.process.wait()
        killed.stop()
        _wait(lambda: _visits(other) >= len(screens), "every screen is at the other process")
        move_on(control, STEPS[1])
        _all_follow(screens, STEPS[1])
        on(phones[0], "Ik ben klaar")
        expect(control.get_by_text(re.compile("^1 van \\d+ is klaar"))).to_be_visible()
        _wait(lambda: len(crowd.acknowledged) > before + 50, "the crowd is answered")
        assert _ready(site) == {_person(phones[0], code)}, "the phone came back as the same person"
        assert _joined(site) == 8, "nobody became someone else"

        killed.start()
        move_on(control, STEPS[2])
        _all_follow(screens, STEPS[2])
        _wait(lambda: _is_home(phones[0], killed), "the process that came back serves its people again")
        _all_follow(screens, STEPS[2])
    assert crowd.lost() == []
    print(f"{len(crowd.acknowledged)} answers acknowledged, none lost; {crowd.again} were sent again")


class Crowd:
    """Participants without a screen, who answer all the time and keep what was acknowledged."""

    def __init__(self, site: Site, people: int) -> None:
        self._site = site
        self._code = site.workshop.code
        self._round_id = round_of(site.store, site.workshop).id
        self._is_over = threading.Event()
        self.callers = [Caller(site.proxy.base) for _ in range(people)]
        self.acknowledged: list[tuple[str, str, int]] = []
        self.again = 0
        self._thread = threading.Thread(target=self._answer, name="crowd")

    def __enter__(self) -> Crowd:
        for caller in self.callers:
            assert caller.join(self._code).status == 303
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def lost(self) -> list[tuple[str, str]]:
        """Whose last acknowledged answer to what is not in the store."""
        latest = {(person, item): score for person, item, score in self.acknowledged}
        kept = {
            (str(row[0]), row[1]): row[2]
            for row in self._site.store.rows(
                "select participant_id, item, score from latest_answer where round_id = $1::uuid",
                self._round_id,
            )
        }
        return [what for what, score in latest.items() if kept.get(what) != score]

    def _answer(self) -> None:
        number = 0
        while not self._is_over.wait(0.02):
            number += 1
            caller = self.callers[number % len(self.callers)]
            item = self._site.workshop.values[number % len(self._site.workshop.values)]
            score = 1 + number % 5
            while not self._is_saved(caller, item, score) and not self._is_over.wait(0.1):
                self.again += 1

    def _is_saved(self, caller: Caller, item: str, score: int) -> bool:
        """Whether it was acknowledged; what was not is sent again, as a browser does."""
        try:
            reply = caller.answer(self._code, self._round_id, item, score)
        except (OSError, HTTPException):
            return False
        if reply.status == 200:
            ((_, person),) = recognise_participant(caller.cookies, self._code).participations
            self.acknowledged.append((person, item, score))
        return reply.status == 200


def _app(folder: Path, address: str, proxy_port: int) -> App:
    return made(folder, STORE_URL=address, BASE_URL=f"http://127.0.0.1:{proxy_port}")


def _phone_on(browser: Browser, site: Site, wanted: App) -> Page:
    """A phone that took part and whose visit is with this process; one that lands elsewhere is put away before joining."""
    for _ in range(20):
        context = device(browser, PHONE)
        phone = context.new_page()
        before = _visits(wanted)
        phone.goto(f"{site.proxy.base}/survey?m={site.workshop.code}")
        settled(phone)
        if _visits(wanted) > before:
            join(phone, site.proxy.base, site.workshop.code, "Beleid")
            rate_screen(phone, 4, 2)
            return phone
        context.close()
    raise AssertionError("no visit came to this process")


def _is_home(phone: Page, app: App) -> bool:
    """Whether the phone is with its own process again after a reload; the proxy tries that one every five seconds."""
    phone.reload()
    settled(phone)
    return _visits(app) >= 1


def _what_each_process_says(site: Site, caller: Caller) -> int:
    """How many different things the processes say about the workshop, once the crowd has all answered."""
    said = set()
    for app in site.apps:
        asking = Caller(app.base)
        asking.cookies = caller.cookies
        stream = asking.stream(site.workshop.code)
        event = stream.next() or {}
        stream.close()
        said.add(repr((event["scene"], event["counts"])))
    return len(said)


def _visits(app: App) -> float:
    text = Caller(app.base).get("/metrics").text
    return float(re.findall(r"^app_visits (\d+)$", text, re.MULTILINE)[0])


def _person(phone: Page, code: str) -> str:
    cookies = {one["name"]: one["value"] for one in phone.context.cookies()}
    ((_, person),) = recognise_participant(cookies, code).participations
    return person


def _ready(site: Site) -> set[str]:
    found = site.store.rows(
        "select participant_id from readiness where workshop_id = $1::uuid", site.workshop.id
    )
    return {str(row[0]) for row in found}


def _joined(site: Site) -> int:
    found = site.store.rows("select count(*) from participant where workshop_id = $1::uuid", site.workshop.id)
    return int(found[0][0])


def _all_follow(screens: list[Page], heading: str) -> None:
    for screen in screens:
        expect(screen.get_by_role("heading", name=heading, level=1)).to_be_visible(timeout=30_000)
        settled(screen)


def _wait(happened: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until, what
        threading.Event().wait(0.1)
