"""A mail that someone sends from their own mail program: to copy, or to open there with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import streamlit as st

from domain.texts import long_date
from domain.workshops import RoundKind, Workshop, survey_minutes
from storage import workshops
from ui import visit
from ui.texts import say, say_in

_MAILS = {
    "for_all": ("invite.mail_subject", "invite.mail_text"),
    "personal": ("invite.personal_subject", "invite.personal_text"),
    "reminder": ("invite.reminder_subject", "invite.reminder_text"),
}
_MAILS_AGAIN = {
    "for_all": ("invite.again_subject", "invite.again_text"),
    "personal": ("invite.again_personal_subject", "invite.again_personal_text"),
    "reminder": ("invite.again_reminder_subject", "invite.again_reminder_text"),
}
_LONGEST_ADDRESS = 2000  # mail programs cut off what is longer


@dataclass(frozen=True)
class Mail:
    """What is sent. `hidden` addresses do not see each other."""

    subject: str
    body: str
    to: str = ""
    hidden: Sequence[str] = ()

    @property
    def address(self) -> str:
        """The link that opens it in a mail program; "" when it would be cut off there."""
        parts = {
            "bcc": ",".join(self.hidden),
            "subject": self.subject,
            "body": self.body.replace("\n", "\r\n"),
        }
        asked = "&".join(f"{name}={quote(words, safe='@,')}" for name, words in parts.items() if words)
        made = f"mailto:{quote(self.to, safe='@')}?{asked}"
        return made if len(made) <= _LONGEST_ADDRESS else ""


def mail_of(workshop: Workshop, name: str, address: str, *, to: str = "", hidden: Sequence[str] = ()) -> Mail:
    """The mail of this name in the workshop's language: about the workshop, or about measuring again after it."""
    is_again = workshops.latest_round(visit.store(), workshop.id, RoundKind.VALUES).number > 1
    facts = {
        "title": workshop.title, "day": long_date(workshop.planned_on, workshop.language), "address": address,
        "k": workshop.smallest_group, "minutes": survey_minutes(len(workshop.values)),
        "workshop_minutes": sum(workshops.minutes(visit.store(), workshop).values()),
    }  # fmt: skip
    subject, body = (
        say_in(workshop.language, key, **facts) for key in (_MAILS_AGAIN if is_again else _MAILS)[name]
    )
    return Mail(subject, body, to, hidden)


def show_mail(mail: Mail, key: str) -> None:
    """Subject and text, each with a button to copy, and the way into the mail program."""
    with st.container(key=key):
        st.caption(say("invite.subject"))
        st.code(mail.subject, language=None, wrap_lines=True)
        st.caption(say("invite.body"))
        st.code(mail.body, language=None, wrap_lines=True)
        mail_link(mail, say("invite.open_mail"))


def mail_link(mail: Mail, label: str) -> None:
    """The way into the mail program; nothing for a mail that is too long for it."""
    if mail.address:
        st.html(f'<p class="ways"><a href="{escape(mail.address)}">{escape(label)}</a></p>')
