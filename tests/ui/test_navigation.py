"""The menu of each role, and the addresses of the pages."""

from __future__ import annotations

import pytest

from domain.roles import NOBODY, Grant, Role, Visitor
from storage.settings import ROOT
from ui.navigation import PAGES, entry, menu


def with_role(*roles: Role) -> Visitor:
    return Visitor("an account", grants=tuple(Grant(role, "an organisation") for role in roles))


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        (NOBODY, ["home", "values"]),
        (with_role(Role.FACILITATOR), ["home", "agreements", "comparison", "research", "values"]),
        (with_role(Role.MANAGER), ["home", "agreements", "comparison", "research", "values"]),
        (with_role(Role.ADMINISTRATOR), ["home", "people", "values"]),
        (with_role(Role.RESEARCHER), ["home", "comparison", "research", "values"]),
        (
            with_role(Role.MANAGER, Role.ADMINISTRATOR),
            ["home", "agreements", "comparison", "research", "people", "values"],
        ),
        (Visitor(participations=(("a workshop", "a person"),)), ["home", "values"]),
    ],
)
def test_the_menu_has_what_a_role_may_open(who: Visitor, pages: list[str]) -> None:
    assert [page.name for page in menu(who)] == pages


def test_every_page_of_the_menu_has_an_icon_and_every_page_an_address_of_its_own() -> None:
    assert all(page.icon for page in PAGES if page.in_menu)
    assert len({page.name for page in PAGES}) == len(PAGES)
    assert all((ROOT / "pages" / f"{page.name}.py").exists() for page in PAGES)


def test_a_page_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(StopIteration):
        entry("nothing")
