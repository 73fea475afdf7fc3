"""Maintenance from the console: backup, restore, compact, migrate, demo and more. `python manage.py --help` lists them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actions import demo
from actions import sign_in as signing
from actions.demo_nation import fill_nation
from domain.problems import Problem, StoreInUse, StoreProblem
from storage import backup
from storage.content import mistakes, the_content
from storage.demo_content import demo_mistakes
from storage.migrate import FOLDER
from storage.nation_words import nation_mistakes
from storage.open import open_store
from storage.settings import now, settings
from storage.store import Store
from web.maintenance import ask_the_app, do, in_words


def check_content() -> int:
    """Say every mistake in `content/` with file, line and what is wrong; 0 when there is none."""
    found = mistakes() or [*demo_mistakes(the_content()), *nation_mistakes(the_content())]
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


def fill_country(store: Store, teams: int) -> int:
    """Fill an empty store with a made-up country, and say who may sign in."""
    for role, email in fill_nation(store, teams, now=now()).emails:
        print(f"{role:20} {email}")
    return 0


def upkeep(work: str, folder: str = "") -> int:
    """Do it here, on a store as it is; or let the app do it that runs now and holds the store."""
    if not backup.has_store(settings().store_url):
        raise StoreProblem(reason=f"there is nothing at {settings().store_url} yet")
    try:
        store = open_store(settings().store_url, up_to=0)
    except StoreInUse:
        said = ask_the_app(work, folder)
    else:
        try:
            said = do(store, work, folder)
        finally:
            store.close()
    print("\n".join(said))
    return 0


def restore(folder: Path) -> int:
    """Put a backup of either engine in the store of the settings, which must be empty; then start the app."""
    made = backup.restore(settings().store_url, folder)
    print(f"restored: {made.says()}")
    print(backup.restore_key(folder))
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
    filling = commands.add_parser("demo", help=fill_demo.__doc__)
    filling.add_argument("--teams", type=int, help="a made-up country of so many teams (1 to 100000) instead")
    commands.add_parser("sign-in-link", help=sign_in_link.__doc__).add_argument("email")
    saving = commands.add_parser(
        "backup", help="copy the whole store to a new folder, also while the app runs"
    )
    saving.add_argument("folder", type=Path)
    commands.add_parser("restore", help=restore.__doc__).add_argument("folder", type=Path)
    commands.add_parser(
        "compact", help="make deleted rows vanish from the disk for good, also while the app runs"
    )
    asked = parser.parse_args(words)
    try:
        if asked.command == "backup":
            return upkeep("backup", str(asked.folder.absolute()))
        if asked.command == "compact":
            return upkeep("compact")
        if asked.command == "restore":
            return restore(asked.folder.absolute())
        if asked.command == "check-content":
            return check_content()
        if asked.command == "sign-in-link":
            return sign_in_link(asked.email)
        return _with_store(asked)
    except Problem as problem:
        print(in_words(problem), file=sys.stderr)
        return 1


def _with_store(asked: argparse.Namespace) -> int:
    store = open_store(settings().store_url)
    try:
        if asked.command == "migrate":
            return migrate(store)
        return fill_demo(store) if asked.teams is None else fill_country(store, asked.teams)
    finally:
        store.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
