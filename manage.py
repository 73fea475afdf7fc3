"""Maintenance from the console: migrate, demo, check-content, sign-in-link. `python manage.py --help` lists them."""

from __future__ import annotations

import argparse
import sys

from actions import demo
from actions import sign_in as signing
from domain.problems import Problem
from storage.content import mistakes, the_content
from storage.demo_content import demo_mistakes
from storage.migrate import FOLDER
from storage.open import open_store
from storage.settings import now, settings
from storage.store import Store


def check_content() -> int:
    """Say every mistake in `content/` with file, line and what is wrong; 0 when there is none."""
    found = mistakes() or demo_mistakes(the_content())
    for mistake in found:
        print(f"{mistake.facts['file']}:{mistake.facts['line']}: {mistake.facts['reason']}")
    if not found:
        print("content is in order")
    return 1 if found else 0


def migrate(store: Store) -> int:
    """The store was brought up to date when it was opened."""
    print(f"the store has migrations up to {max(path.name[:4] for path in FOLDER.glob('[0-9]*.sql'))}")
    return 0


def fill_demo(store: Store) -> int:
    """Fill an empty store with the demo, and say how to come in."""
    filled = demo.fill(store, now=now())
    for role, email in filled.emails:
        print(f"{role:20} {email}")
    print(f"{'participant':20} {settings().base_url}/m/{filled.open_code}")
    return 0


def sign_in_link(email: str) -> int:
    """Print a link that signs this account in, once, within ten minutes; works while the app runs too."""
    print(f"{settings().base_url}/sign-in/{signing.link(email)}")
    return 0


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check-content", help=check_content.__doc__)
    commands.add_parser("migrate", help="bring the store up to date")
    commands.add_parser("demo", help=fill_demo.__doc__)
    commands.add_parser("sign-in-link", help=sign_in_link.__doc__).add_argument("email")
    asked = parser.parse_args(words)
    try:
        if asked.command == "check-content":
            return check_content()
        if asked.command == "sign-in-link":
            return sign_in_link(asked.email)
        return _with_store(asked)
    except Problem as problem:
        facts = ", ".join(f"{name}: {fact}" for name, fact in problem.facts.items())
        print(
            f"{type(problem).__name__}: {facts or 'see the message in content/texts/problem.en.toml'}",
            file=sys.stderr,
        )
        return 1


def _with_store(asked: argparse.Namespace) -> int:
    store = open_store(settings().store_url)
    try:
        return migrate(store) if asked.command == "migrate" else fill_demo(store)
    finally:
        store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
