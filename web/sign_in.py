"""Sign in and out, by password or by a link that works once; the link's page only shows a button."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions import sign_in as signing
from actions.recognise import ACCOUNT_COOKIE, account_cookie, sign_in_of
from domain.problems import AlreadyDone, NotSignedIn, Problem, UsedLink, WrongSignIn
from storage.open import the_store
from storage.settings import now
from web.html import must_be_ours, page, problem_page, set_cookie


async def sign_in_page(request: Request) -> Response:
    back = _own_path(request.query_params.get("back", "/"))
    return page(request, "sign_in.html", "sign_in.title", back=back, typed="", link=False)


async def sign_in_form(request: Request) -> Response:
    form = await request.form()
    email, password = str(form.get("email", "")), str(form.get("password", ""))
    back = _own_path(str(form.get("back", "/")))
    try:
        must_be_ours(request, form)
        made = await to_thread.run_sync(
            lambda: signing.with_password(the_store(), email, password, now=now())
        )
    except Problem as problem:
        said = WrongSignIn() if isinstance(problem, NotSignedIn) else problem
        return page(
            request,
            "sign_in.html",
            "sign_in.title",
            problem=said,
            status=403,
            back=back,
            typed=email[:200],
            link=False,
        )
    return signed_in(made, back)


async def link_page(request: Request) -> Response:
    return page(request, "sign_in.html", "sign_in.title", link=True)


async def link_form(request: Request) -> Response:
    form = await request.form()
    token = request.path_params["token"]
    try:
        must_be_ours(request, form)
        made = await to_thread.run_sync(lambda: signing.with_link(the_store(), token, now=now()))
    except Problem as problem:
        said = UsedLink() if isinstance(problem, NotSignedIn | AlreadyDone) else problem
        return problem_page(request, said, back="/sign-in", status=403)
    return signed_in(made, "/")


async def sign_out_form(request: Request) -> Response:
    form = await request.form()
    try:
        must_be_ours(request, form)
    except Problem as problem:
        return problem_page(request, problem, status=403)
    sign_in_id = sign_in_of(request.cookies)
    if sign_in_id:
        await to_thread.run_sync(lambda: signing.sign_out(the_store(), sign_in_id, now=now()))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(ACCOUNT_COOKIE)
    return response


async def sign_out_page(request: Request) -> Response:
    """GET never changes anything: signing out is a button."""
    return page(request, "sign_out.html", "sign_in.out_title")


def signed_in(sign_in_id: str, back: str) -> Response:
    response = RedirectResponse(back, 303)
    set_cookie(response, ACCOUNT_COOKIE, account_cookie(sign_in_id), int(signing.LASTS.total_seconds()))
    return response


def _own_path(back: str) -> str:
    """A path of this app, never another site."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
