"""Share the Wi-Fi: the facilitator types its name and password, and the big screen shows them in the lobby."""

from __future__ import annotations

from domain.roles import Deed, Visitor
from domain.workshops import Wifi
from storage import steering, workshops
from storage.store import Store


def share_wifi(store: Store, who: Visitor, workshop_id: str, wifi_id: str, wifi: Wifi) -> None:
    """For this workshop only; without a name nothing is shown any more. raises NotAllowed, TooLong."""
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    store.write(steering.set_wifi(wifi_id, workshop_id, wifi.checked()))
    store.ring(workshop_id)
