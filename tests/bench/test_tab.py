"""The bench's tab speaks the page server's protocol: it opens a page of the app, clicks, and sees what changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bench.filling import a_house, a_workshop
from bench.people import Facilitator, Participant
from bench.place import opened
from bench.serving import Serving, the_app
from bench.tab import RunFailed
from storage.content import the_content


def test_a_survey_is_clicked_through_and_a_step_is_followed(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/bench.duckdb"
    with opened(url) as store:
        house = a_house(store)
        workshop = a_workshop(store, house, 10)

    async def day(app: Serving) -> None:
        person = Participant(app.host, workshop.code)
        await person.join()
        first = await person.open("survey")
        items = first.component("answers_rating")["items"]
        assert items
        assert not first.has("back")
        second = await person.tab.click("on")
        assert second.component("answers_rating")["items"] != items
        assert (await person.tab.click("back")).component("answers_rating")["items"] == items

        await person.open("room")
        person.follow()
        facilitator = Facilitator(app.host, workshop.code, house.sign_in_id)
        await facilitator.tab.open()
        await facilitator.tab.click("move-on")
        async with asyncio.timeout(30):
            while not person.last_run_at:
                await asyncio.sleep(0.01)
        assert person.tab.last.has("ready-explore-False")
        assert 0 < person.went_ahead_at < person.last_run_at
        assert person.trouble() is None
        await facilitator.leave()
        await person.leave()

    with the_app(url) as app:
        assert app.cpu_seconds() > 0
        assert app.memory_megabytes() > 50
        asyncio.run(day(app))


def test_a_page_that_says_that_something_is_the_matter_is_no_success(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path}/bench.duckdb"
    with opened(url) as store:
        house = a_house(store)
        workshop = a_workshop(store, house, 10)

    async def say_nothing(app: Serving) -> None:
        facilitator, person = (
            Facilitator(app.host, workshop.code, house.sign_in_id),
            Participant(app.host, workshop.code),
        )
        await facilitator.tab.open()
        await facilitator.tab.click("move-on")
        await person.join()
        await person.open("room")
        with pytest.raises(RunFailed):
            await person.tab.click(the_content().texts["note.send"]["nl"])
        await person.leave()
        await facilitator.leave()

    with the_app(url) as app:
        asyncio.run(say_nothing(app))
