"""The facilitator's personal links: made and shown, mailed in the language of the workshop, and never who answered."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from actions.invite import PersonalLink, invite
from actions.join import join_by_link
from domain.roles import Visitor
from domain.workshops import Workshop
from storage import invitations
from storage.store import Store
from tests.cast import TODAY, Cast, a_workshop, give, new_id
from tests.pages.tabs import Tab, cookies_of, tab
from tests.pages.test_prepare import field, text

ADDRESSES = [f"mens{place}@duinstad.example" for place in range(11)]


def control(cast: Cast, workshop: Workshop) -> Tab:
    return tab(cookies_of(cast.duinstad.facilitator)).open("control", workshop.code)


def pressed(shown: Tab, key: str) -> Tab:
    field(shown, "button", text(key)).click()
    shown.test.run()
    return shown


def coded(shown: Tab) -> list[str]:
    return [part.value for part in shown.test.code]


def answered(store: Store, workshop: Workshop, links: list[PersonalLink]) -> None:
    people = [join_by_link(store, link.token, "policy", "", was_first=False, today=TODAY) for link in links]
    visitors = [Visitor(participations=((workshop.id, person),)) for person in people]
    give(store, workshop, visitors, [4] * len(visitors))


def test_addresses_become_links_with_a_mail_for_each(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, title="Camera's & co", language="en")
    shown = control(cast, workshop)
    field(shown, "text_area", text("personal.addresses")).set_value(
        "kim@x.example\n\nSam (balie)\nkim@x.example"
    )
    field(shown, "number_input", text("personal.nameless")).set_value(1)
    pressed(shown, "personal.make")
    made = invitations.of_workshop(store, workshop.id)
    assert [one.name for one in made] == ["kim@x.example", "Sam (balie)", ""]
    listed = next(body for body in coded(shown) if "/p/" in body and "\t" in body)
    assert [line.split("\t")[0] for line in listed.splitlines()] == ["kim@x.example", "Sam (balie)", "Link 3"]
    mailed = next(part.body for part in shown.test.get("html") if "mailto:kim@x.example" in part.body)
    assert text("invite.personal_subject", "en", title="Camera's & co", day="8 December 2026") in unquote(
        mailed
    )
    assert shown.problems == []


def test_a_link_is_gone_in_another_visit_and_can_be_made_again(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad)
    (made,) = invite(store, cast.duinstad.facilitator, workshop.id, new_id(), ADDRESSES[:1], 0, today=TODAY)
    shown = control(cast, workshop)
    assert made.token not in shown.text
    assert made.token in pressed(shown, "personal.again").text


def test_before_it_may_be_told_who_answered_the_reminder_is_for_everyone(store: Store, cast: Cast) -> None:
    workshop, shown, links = _invited(store, cast, 4)
    assert text("personal.answered", answered=4, links=11) in _said(shown)
    pressed(shown, "personal.remind")
    assert text("personal.remind_all", k=5) in _said(shown)
    assert ", ".join(ADDRESSES) in coded(shown)
    assert f"bcc={','.join(ADDRESSES)}" in unquote(shown.text)


def test_from_k_on_the_reminder_is_for_those_who_have_not_answered(store: Store, cast: Cast) -> None:
    workshop, shown, links = _invited(store, cast, 5)
    pressed(shown, "personal.remind")
    assert text("personal.remind_some", k=5) in _said(shown)
    assert ", ".join(ADDRESSES[5:]) in coded(shown)


def test_the_mail_for_everyone_has_its_subject_and_text_in_the_language_of_the_workshop(
    store: Store, cast: Cast
) -> None:
    workshop = a_workshop(store, cast.duinstad, language="en")
    bodies = coded(control(cast, workshop))
    assert text("invite.mail_subject", "en", title=workshop.title, day="8 December 2026") in bodies
    assert any(f"/m/{workshop.code}" in body and "Dear colleague" in body for body in bodies)


def _invited(store: Store, cast: Cast, count: int) -> tuple[Workshop, Tab, Any]:
    """A workshop with eleven personal links, by so many of which someone answered."""
    workshop = a_workshop(store, cast.duinstad)
    links = invite(store, cast.duinstad.facilitator, workshop.id, new_id(), ADDRESSES, 0, today=TODAY)
    answered(store, workshop, links[:count])
    return workshop, control(cast, workshop), links


def _said(shown: Tab) -> list[str]:
    return [part.value for part in shown.test.markdown]
