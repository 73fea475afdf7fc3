"""How people come in: the link, the code, the QR, a mail to send, and links of their own."""

from __future__ import annotations

import streamlit as st

from domain.workshops import Workshop
from storage.settings import settings
from ui import navigation
from ui.preparing.mail import mail_of, show_mail
from ui.preparing.personal_links import personal_links
from ui.texts import say


def invitation(workshop: Workshop) -> None:
    """Link and code in large letters, the QR beside them, the mail for everyone, and the personal links."""
    address = f"{settings().base_url}/m/{workshop.code}"
    words, picture = st.columns([3, 2])
    with words:
        st.markdown(f"### {say('invite.title')}")
        st.markdown(say("invite.code"))
        st.html(f'<p class="code">{workshop.code}</p><p class="address">{address}</p>')
        if settings().is_only_here:
            st.warning(say("invite.only_here"))
        with st.expander(say("invite.mail")):
            show_mail(mail_of(workshop, "for_all", address), "mail-for-all")
        with st.expander(say("personal.title"), key="personal-links"):
            personal_links(workshop)
        navigation.link("paper", say("paper.link"), workshop.code, icon=":material/description:")
    with picture:
        qr_picture(workshop)


def result_to_send(workshop: Workshop) -> None:
    """The way to the result, and its link to send round: it opens for who took part, on the device they used."""
    navigation.link("result", say("home.result"), workshop.code, icon=":material/summarize:")
    st.caption(say("result.send"))
    st.code(f"{settings().base_url}/result?m={workshop.code}", language=None, wrap_lines=True)


def qr_picture(workshop: Workshop) -> None:
    """The QR code of the link."""
    st.html(f'<img class="qr" src="/qr/{workshop.code}.svg" alt="{say("invite.qr", code=workshop.code)}">')
