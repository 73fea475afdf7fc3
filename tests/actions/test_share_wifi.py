"""Share the Wi-Fi: the latest that was typed is shown; without a name there is none."""

from __future__ import annotations

import pytest

from actions.share_wifi import share_wifi
from domain.problems import TooLong
from domain.workshops import Wifi
from reads.workshop import snapshot
from storage import steering
from storage.store import Store
from tests.cast import Cast, a_workshop, new_id


def test_the_latest_counts_and_an_empty_name_takes_it_away(store: Store, cast: Cast) -> None:
    workshop, other = a_workshop(store, cast.duinstad), a_workshop(store, cast.duinstad)
    lead, before = cast.duinstad.facilitator, snapshot(store, workshop).scene
    share_wifi(store, lead, workshop.id, new_id(), Wifi("Gasten", "verkeerd"))
    share_wifi(store, lead, workshop.id, new_id(), Wifi(" Gasten ", "welkom"))
    assert steering.wifi(store, workshop.id) == Wifi("Gasten", "welkom")
    assert steering.wifi(store, other.id) is None, "for this workshop only"
    assert snapshot(store, workshop).scene != before, "the big screen follows"
    share_wifi(store, lead, workshop.id, new_id(), Wifi("", "welkom"))
    assert steering.wifi(store, workshop.id) is None


@pytest.mark.parametrize("wifi", [Wifi("é" * 17, ""), Wifi("Gasten", "x" * 64)])
def test_what_no_network_can_have_is_refused(store: Store, cast: Cast, wifi: Wifi) -> None:
    workshop = a_workshop(store, cast.duinstad)
    with pytest.raises(TooLong):
        share_wifi(store, cast.duinstad.facilitator, workshop.id, new_id(), wifi)
    assert steering.wifi(store, workshop.id) is None
