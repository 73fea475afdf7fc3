"""Every route with the deed it asks for: the table that the access tests walk."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from domain.roles import Deed
from web import answers, erase, health, join, live, maintenance, metrics, parts, personal, qr, setup, sign_in

ROUTES: tuple[tuple[Route, Deed], ...] = (
    (Route("/answers", answers.post_answers, methods=["POST"]), Deed.ANSWER),  # first: asked most
    (Route("/m", join.code_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/m/{code}", join.join_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/m/{code}", join.join_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/m/{code}/leave", join.leave_form, methods=["POST"]), Deed.READ_OPEN),
    (
        Route("/m/{code}/erase", erase.erase_page, methods=["GET"]),
        Deed.READ_OPEN,
    ),  # who takes no part is sent to the promise
    (Route("/m/{code}/erase", erase.erase_form, methods=["POST"]), Deed.ANSWER),
    (Route("/p/{token}", personal.personal_page, methods=["GET"]), Deed.READ_OPEN),  # the link is the key
    (Route("/p/{token}", personal.personal_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/sign-in", sign_in.sign_in_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/sign-in", sign_in.sign_in_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/sign-in/{token}", sign_in.link_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/sign-in/{token}", sign_in.link_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/sign-out", sign_in.sign_out_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/sign-out", sign_in.sign_out_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/setup", setup.setup_page, methods=["GET"]), Deed.READ_OPEN),
    (Route("/setup", setup.setup_form, methods=["POST"]), Deed.READ_OPEN),
    (Route("/live/{code}", live.stream, methods=["GET"]), Deed.SEE_RESULT),
    (Route("/parts/{name}.js", parts.script, methods=["GET"]), Deed.READ_OPEN),
    (Route("/qr/{code}.svg", qr.qr, methods=["GET"]), Deed.READ_OPEN),
    (Route("/healthz", health.health, methods=["GET"]), Deed.READ_OPEN),
    (Route("/metrics", metrics.metrics, methods=["GET"]), Deed.READ_OPEN),  # asks for the token itself
    (Route("/maintenance", maintenance.maintain, methods=["POST"]), Deed.READ_OPEN),  # with the key
    (Route("/.well-known/security.txt", health.security_contact, methods=["GET"]), Deed.READ_OPEN),
)


def routes() -> list[BaseRoute]:
    return [route for route, _ in ROUTES]
