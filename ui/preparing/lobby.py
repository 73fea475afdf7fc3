"""Before the workshop begins: the big screen with code, QR and Wi-Fi, and the form for the Wi-Fi of the room."""

from __future__ import annotations

from html import escape

import streamlit as st
from segno import helpers

from actions.share_wifi import share_wifi
from domain.workshops import Wifi, Workshop
from storage import steering
from storage.settings import settings
from ui import visit
from ui.doing import do
from ui.live import live
from ui.preparing.invitation import qr_picture
from ui.scene import Scene
from ui.texts import plain, say


def lobby(here: Scene) -> None:
    """What the room sees while people come in: first the Wi-Fi, when there is one, then where to go and the code."""
    st.markdown(f"# {plain(here.workshop.title)}")
    wifi = steering.wifi(visit.store(), here.workshop.id)
    columns = st.columns(2 if wifi else [3, 2], gap="large")
    if wifi:
        with columns[0], st.container(key="lobby-wifi"):
            _wifi(wifi)
        with columns[1], st.container(key="lobby-way-in"):
            _way_in(here)
            qr_picture(here.workshop)
        return
    with columns[0]:
        _way_in(here)
    with columns[1]:
        qr_picture(here.workshop)


def way_in(workshop: Workshop) -> None:
    """For who comes late: where to go and the code, in one quiet line."""
    address = settings().base_url.split("://")[-1]
    st.caption(say("projector.way_in", address=f"{address}/m", code=workshop.code))


def wifi_form(here: Scene) -> None:
    """Name and password of the Wi-Fi; saving without a name takes it off the big screen."""
    known = steering.wifi(visit.store(), here.workshop.id) or Wifi("", "")
    wifi_id = visit.form_id("wifi")
    with (
        st.expander(say("lobby.wifi"), key="wifi-part"),
        st.form(f"wifi-{wifi_id}", border=False, enter_to_submit=False),
    ):
        st.caption(say("lobby.wifi_hint"))
        network = st.text_input(say("lobby.network"), value=known.network, autocomplete="off")
        password = st.text_input(say("lobby.password"), value=known.password, autocomplete="off")
        sent = st.form_submit_button(say("lobby.show_wifi"))
    if sent and do(
        lambda: share_wifi(visit.store(), here.who, here.workshop.id, wifi_id, Wifi(network, password))
    ):
        visit.renew("wifi")
        st.rerun()


def _way_in(here: Scene) -> None:
    st.markdown(say("projector.join"))
    st.html(
        f'<p class="address">{settings().base_url.split("://")[-1]}/m</p><p class="code">{here.workshop.code}</p>'
    )
    live(here.workshop, here.seen, ["live.joined"], large=True)


def _wifi(wifi: Wifi) -> None:
    """The network in words, to be typed on a laptop, and as a QR for a phone."""
    st.markdown(say("lobby.first_wifi"))
    words = f'<p class="address">{escape(say("lobby.network"))}: <b>{escape(wifi.network)}</b></p>'
    if wifi.password:
        words += f'<p class="address">{escape(say("lobby.password"))}: <b>{escape(wifi.password)}</b></p>'
    st.html(words)
    made = helpers.make_wifi(
        ssid=wifi.network, password=wifi.password or None, security="WPA" if wifi.password else None
    )
    picture = made.svg_data_uri(scale=8, border=2, dark="black", light="white")
    st.html(
        f'<img class="qr" src="{escape(picture)}" alt="{escape(say("lobby.wifi_qr", network=wifi.network))}">'
    )
