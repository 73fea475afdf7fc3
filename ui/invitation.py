"""How people come in: the link, the code, the QR, and a text to send."""

from __future__ import annotations

import streamlit as st

from domain.workshops import Workshop
from storage.settings import settings
from ui import navigation
from ui.texts import day, say


def invitation(workshop: Workshop) -> None:
    """Link and code in large letters, the QR beside them, and the text of a mail."""
    address = f"{settings().base_url}/m/{workshop.code}"
    words, picture = st.columns([3, 2])
    with words:
        st.markdown(f"### {say('invite.title')}")
        st.markdown(say("invite.code"))
        st.html(f'<p class="code">{workshop.code}</p><p class="address">{address}</p>')
        with st.expander(say("invite.mail")):
            st.code(say("invite.mail_text", title=workshop.title, day=day(workshop.planned_on), address=address,
                        k=workshop.smallest_group), language=None, wrap_lines=True)  # fmt: skip
        navigation.link("paper", say("paper.link"), workshop.code, icon=":material/description:")
    with picture:
        qr_picture(workshop)


def qr_picture(workshop: Workshop) -> None:
    """The QR code of the link."""
    st.html(f'<img class="qr" src="/qr/{workshop.code}.svg" alt="{say("invite.qr", code=workshop.code)}">')
