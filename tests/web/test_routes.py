"""Every route of the table: as every kind of visitor, without changing anything by looking, and never from outside."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from starlette.routing import Route

from actions.sign_in import link
from domain.roles import MAY, Deed, Role, Visitor
from tests.caller import Caller, Reply
from tests.cast import a_participant, a_workshop, round_of
from tests.web.conftest import Site
from web.routes import ROUTES

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
VISITORS = (
    "nobody", "participant", "facilitator", "manager", "administrator", "participant of another workshop",
    "participant elsewhere", "facilitator elsewhere", "manager elsewhere", "administrator elsewhere",
)  # fmt: skip
ASKS_ITSELF = {
    "/metrics",
    "/maintenance",
}  # for a machine of this house, not for a visitor: they have tests of their own
LOOKED_AT = [route for route, _ in ROUTES if "GET" in (route.methods or ()) and route.path not in ASKS_ITSELF]
FILLED_IN = [
    route
    for route, _ in ROUTES
    if "POST" in (route.methods or ()) and route.path not in {"/answers", *ASKS_ITSELF}
]


def name_of(route: Route) -> str:
    return route.path


def path_of(route: Route, site: Site) -> str:
    """An address of this route that leads somewhere."""
    token = link(site.cast.duinstad.facilitator.email)
    if route.path.startswith("/p/"):
        token = site.personal
    return route.path.format(code=site.workshop.code, token=token, name="live")


def who(site: Site, name: str) -> Visitor | None:
    house = site.cast.elsewhere if name.endswith("elsewhere") else site.cast.duinstad
    match name:
        case "nobody":
            return None
        case "participant":
            return site.participant()
        case "participant of another workshop" | "participant elsewhere":
            return a_participant(site.store, a_workshop(site.store, house))
    found: Visitor = getattr(house, name.split()[0])
    return found


def may(deed: Deed, name: str) -> bool:
    """What the table of roles says."""
    return name in set(Role) and Role(name) in MAY[deed]


def looked(caller: Caller, route: Route, site: Site, is_open: bool) -> int:
    """The status of a look; of a stream that should be open the first word is read, and then it is left."""
    if not (is_open and route.path.startswith("/live")):
        return caller.get(path_of(route, site)).status
    stream = caller.stream(site.workshop.code)
    stream.next()
    stream.close()
    return 200


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_look_changes_nothing_whoever_looks(site: Site, visitor: str) -> None:
    caller = site.caller(who(site, visitor))
    before = site.rows()
    for route, deed in ROUTES:
        if route in LOOKED_AT:
            looked(caller, route, site, may(deed, visitor))
    assert site.rows() == before


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_look_is_allowed_to_whom_the_table_of_roles_allows_it(site: Site, visitor: str) -> None:
    caller = site.caller(who(site, visitor))
    for route, deed in ROUTES:
        if route in LOOKED_AT:
            is_open = deed is Deed.READ_OPEN or may(deed, visitor)
            assert (looked(caller, route, site, is_open) not in (401, 403)) is is_open, route.path


@pytest.mark.parametrize("visitor", VISITORS)
def test_an_answer_is_taken_from_participants_of_this_workshop_only(site: Site, visitor: str) -> None:
    caller = site.caller(who(site, visitor))
    before = site.rows()
    reply = caller.answer(site.workshop.code, round_of(site.store, site.workshop).id, "privacy", 4)
    if may(Deed.ANSWER, visitor):
        assert (reply.status, site.rows()["answer"]) == (200, before["answer"] + 1)
    else:
        assert reply.status in (401, 403)
        assert site.rows() == before


@pytest.mark.parametrize("route", FILLED_IN, ids=name_of)
@pytest.mark.parametrize("token", ["none", "false", "of another browser"])
def test_a_form_that_this_app_did_not_give_to_this_browser_does_nothing(
    site: Site, route: Route, token: str
) -> None:
    caller, path = site.caller(site.cast.duinstad.facilitator), path_of(route, site)
    caller.get("/sign-in")
    fields = {"perspective": "policy", "participant": "0b0e1a52-5d1f-4c0e-9a53-0a7a4d7c2f11"}
    if token == "false":
        fields["token"] = "0" * 32
    if token == "of another browser":
        fields["token"] = hidden(site.caller().get("/sign-in"), "token")
    held, before = dict(caller.cookies), site.rows()
    reply = caller.call("POST", path, urlencode(fields).encode(), FORM)
    assert reply.status in (400, 403)
    assert (site.rows(), caller.cookies) == (before, held)


def test_a_form_of_a_browser_without_cookies_does_nothing(site: Site) -> None:
    """Even with the token that belongs to no cookie at all."""
    before = site.rows()
    token = hidden(site.caller().get("/sign-in"), "token")
    for given in ("", token):
        fields = {"token": given, "email": "x@duinstad.example", "password": "een lang wachtwoord"}
        assert site.caller().call("POST", "/sign-in", urlencode(fields).encode(), FORM).status == 403
    assert site.rows() == before


@pytest.mark.parametrize("route", LOOKED_AT, ids=name_of)
def test_every_answer_has_the_headers_of_safety(site: Site, route: Route) -> None:
    if route.path.startswith("/live"):
        return  # the stream is looked at as a browser does, in its own test
    headers = site.caller().get(path_of(route, site)).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "form-action 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_every_cookie_is_kept_from_scripts_and_from_other_sites(site: Site) -> None:
    caller = site.caller()
    replies = [caller.get("/m?lang=en"), caller.join(site.workshop.code), entered(site)]
    cookies = [reply.headers["set-cookie"] for reply in replies]
    names = [cookie.split("=")[0] for cookie in cookies]
    assert names[1:] == [f"participant-{site.workshop.code}", "account"]
    for cookie in cookies:
        assert "httponly" in cookie.lower(), cookie
        assert "samesite=lax" in cookie.lower(), cookie


def test_a_page_keeps_nothing_in_a_shared_cache(site: Site) -> None:
    for path in ("/m", f"/m/{site.workshop.code}", "/sign-in", "/sign-out"):
        assert site.caller().get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/m/XXXXXX", "/m/%00", "/m/..%2f..%2fetc", "/m?code=ZZZZZZ", "/live/XXXXXX", "/qr/x.svg", "/qr/IIIIII.svg",
             "/parts/nothing.js", "/parts/..%2fshell.js", "/sign-in/x/y", "/p/x"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found_and_never_a_bug(site: Site, path: str) -> None:
    assert site.caller(site.cast.duinstad.manager).get(path).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(site: Site, method: str) -> None:
    assert site.caller().call(method, f"/m/{site.workshop.code}").status == 405


def test_the_qr_code_is_a_picture_of_lines(site: Site) -> None:
    reply = site.caller().get(f"/qr/{site.workshop.code}.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert "<svg" in reply.text
    assert site.caller().get("/qr/ABCDEF.svg").text != reply.text


def test_the_qr_code_does_not_tell_which_codes_exist(site: Site) -> None:
    assert (
        site.caller().get("/qr/ABCDEF.svg").status
        == site.caller().get(f"/qr/{site.workshop.code}.svg").status
    )


def hidden(reply: Reply, name: str) -> str:
    """A hidden field of the form on a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', reply.text)[1]  # type: ignore[index]


def entered(site: Site) -> Reply:
    """What someone gets who signs in by link."""
    return site.caller().send_form(f"/sign-in/{link(site.cast.duinstad.manager.email)}")
