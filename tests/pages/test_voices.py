"""The missing voices: from whom nobody is here, once enough people joined; and that somebody is from everywhere."""

from __future__ import annotations

from storage.content import the_content
from storage.store import Store
from tests.cast import Cast, a_workshop, participants_of
from tests.pages.tabs import cookies_of, tab


def test_it_is_said_from_whom_nobody_is_here_and_when_somebody_is_from_everywhere(
    store: Store, cast: Cast
) -> None:
    workshop = a_workshop(store, cast.duinstad, perspectives=("policy", "resident"))

    def said() -> str:
        return tab(cookies_of(cast.duinstad.facilitator)).open("control", workshop.code).text

    later, none, missing = (
        the_content().texts[f"control.missing{end}"]["nl"] for end in ("_later", "_none", "")
    )
    participants_of(store, workshop, 4)
    assert later.format(k=5) in said(), "with four people, who is missing tells who is here"
    participants_of(store, workshop, 1)
    assert missing.split("{")[0] in said() and none not in said()
    participants_of(store, workshop, 1, "resident")
    assert none in said() and missing.split("{")[0] not in said()
