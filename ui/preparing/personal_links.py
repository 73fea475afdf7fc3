"""Personal links for the facilitator: make them, make one again, see how many answered, and remind."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from actions.invite import PersonalLink, invite, link_again
from actions.remind import Reminder, remind
from domain.invitations import Invitation
from domain.workshops import MOST_PEOPLE, Workshop
from reads.invitations import Invited, invited
from storage.settings import settings
from ui import access, visit
from ui.doing import do
from ui.preparing.mail import mail_link, mail_of, show_mail
from ui.texts import plain, say

_MOST_MAILS = 40  # as links beside each other; more people are mailed from the list


def personal_links(workshop: Workshop) -> None:
    """Everything about the personal links of this workshop."""
    seen = invited(visit.store(), workshop)
    st.markdown(say("personal.about"))
    _count(workshop, seen)
    _make(workshop)
    _again(workshop, seen.people)
    _made(workshop)
    if seen.people and seen.is_open:
        _remind(workshop)


def _count(workshop: Workshop, seen: Invited) -> None:
    if seen.people and seen.answered is None:
        st.markdown(say("personal.few", n=len(seen.people), k=workshop.smallest_group))
    elif seen.people:
        st.markdown(say("personal.answered", answered=seen.answered, links=len(seen.people)))


def _make(workshop: Workshop) -> None:
    """Addresses, one a line, or a number of links without a name."""
    form_id = visit.form_id("invite")
    with st.form(f"invite-{form_id}", border=False, enter_to_submit=False):
        typed = st.text_area(say("personal.addresses"), key=f"addresses-{form_id}", height=120)
        nameless = st.number_input(
            say("personal.nameless"),
            min_value=0,
            max_value=MOST_PEOPLE,
            value=0,
            step=1,
            key=f"nameless-{form_id}",
        )
        sent = st.form_submit_button(say("personal.make"))
    if sent and do(lambda: _keep(workshop, invite(
        visit.store(), access.visitor(), workshop.id, form_id, (typed or "").splitlines(), int(nameless),
        today=visit.now().date(),
    )), "personal.made"):  # fmt: skip
        visit.renew("invite")
        st.rerun()


def _again(workshop: Workshop, people: Sequence[Invitation]) -> None:
    """The link of one person once more."""
    if not people:
        return
    names = {one.id: _name(one) for one in people}
    chosen = st.selectbox(say("personal.whose"), list(names), format_func=lambda one: names[one],
                          filter_mode="contains", key="link-of")  # fmt: skip
    if st.button(say("personal.again"), key="link-again", icon=":material/link:"):
        do(
            lambda: _keep(workshop, [link_again(visit.store(), access.visitor(), workshop.id, chosen or "")]),
            "personal.made",
        )


def _keep(workshop: Workshop, links: list[PersonalLink]) -> None:
    """Shown in this visit, and not stored."""
    visit.keep(f"links of {workshop.code}", links)


def _made(workshop: Workshop) -> None:
    """The links that were just made: a list to copy, and a mail for each address."""
    links: list[PersonalLink] = visit.kept(f"links of {workshop.code}") or []
    if not links:
        return
    st.markdown(say("personal.once"))
    lines = [f"{_name(one.invitation)}\t{_address(one)}" for one in links]
    st.code("\n".join(lines), language=None, wrap_lines=True)
    addressed = [one for one in links if one.invitation.is_address]
    for one in addressed[:_MOST_MAILS]:
        mail = mail_of(workshop, "personal", _address(one), to=one.invitation.name)
        mail_link(mail, say("personal.mail_to", name=one.invitation.name))
    if len(addressed) < len(links) or len(addressed) > _MOST_MAILS:
        show_mail(mail_of(workshop, "personal", say("personal.here")), "mail-personal")


def _remind(workshop: Workshop) -> None:
    """Whom a reminder goes to, as far as that may be told, and its mail."""
    if st.button(say("personal.remind"), key="remind", icon=":material/notifications:"):
        do(lambda: visit.keep(f"reminder of {workshop.code}",
                              remind(visit.store(), access.visitor(), workshop.id)), "personal.reminded")  # fmt: skip
    reminder: Reminder | None = visit.kept(f"reminder of {workshop.code}")
    if reminder is None:
        return
    key = "personal.remind_all" if reminder.is_for_all else "personal.remind_some"
    st.markdown(say(key, k=workshop.smallest_group))
    addresses = [one.name for one in reminder.invited if one.is_address]
    if addresses:
        st.code(", ".join(addresses), language=None, wrap_lines=True)
    others = [_name(one) for one in reminder.invited if not one.is_address]
    if others:
        st.markdown(say("personal.others", names=plain(", ".join(others))))
    show_mail(mail_of(workshop, "reminder", "", hidden=addresses), "mail-reminder")


def _name(one: Invitation) -> str:
    return one.name or say("personal.link_number", number=one.number)


def _address(one: PersonalLink) -> str:
    return f"{settings().base_url}/p/{one.token}"
