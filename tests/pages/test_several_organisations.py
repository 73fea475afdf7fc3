"""Who follows more than one organisation reads of which one a workshop and an agreement is; who follows one does not."""

from __future__ import annotations

import pytest

from domain.roles import Grant, Role
from storage import accounts
from storage.store import Store
from tests.cast import NOW, Cast, new_id
from tests.pages.tabs import cookies_of, tab, told


@pytest.mark.parametrize("page", ["home", "agreements"])
def test_the_organisation_stands_before_the_team_for_who_follows_several(
    store: Store, cast: Cast, page: str
) -> None:
    one, other = cast.duinstad, cast.elsewhere
    for house in (one, other):
        told(store, house, "ended")
    assert "Duinstad ›" not in tab(cookies_of(one.facilitator)).open(page).text
    both = Grant(Role.MANAGER, other.organisation_id)
    store.write(accounts.add_grant(new_id(), one.manager.account_id or "", both, NOW))
    shown = tab(cookies_of(one.manager)).open(page)
    assert shown.problems == []
    assert "Duinstad ›" in shown.text
    assert "Elders ›" in shown.text
