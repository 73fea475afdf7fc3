"""What a country costs: comparison, agreements and the front page for who may see everything, beside the bare queries.

`python -m bench.nation STORE_URL` measures a store that `python manage.py demo --teams 10000` made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg

from actions.demo_nation import EVERYWHERE_EMAIL, ROUNDS, fill_nation
from bench.place import best_of, opened
from charts.heatmap_chart import heatmap_chart
from charts.labels import Labels
from charts.spread_chart import spread_chart
from charts.status_chart import status_chart
from charts.style import Look
from domain.roles import Visitor
from domain.workshops import Round, Workshop
from reads import agreements, comparison, workshops
from reads.scope import Within
from storage import accounts
from storage.content import the_content
from storage.duckdb_store import DuckDBStore
from storage.settings import now
from storage.store import Statement, Store

__all__ = ["ROUNDS", "TEAMS", "compare_afresh", "fill_country", "fill_round", "measure"]

TEAMS = 10_000
_TIMES = 7
_NEWEST = """
select id from (
    select id, row_number() over (partition by team_id order by published_at desc, number desc) as newest
    from publication where kind = 'values' and hidden = ''
) as numbered where newest = 1
"""
_BARE_LINES = f"""
select items, importance_marks, current_marks from figure_line where publication_id in ({_NEWEST})
"""
_BARE_FIGURES = f"""
select item, dimension, floor(20 * total / n), count(*) from figure
where perspective_id = '' and total is not null and publication_id in ({_NEWEST}) group by 1, 2, 3
"""
_BARE_STANDING = """
from agreement join agreement_status as latest on latest.agreement_id = agreement.id
where not exists (select 1 from agreement_status as later
                  where later.agreement_id = latest.agreement_id and later.number = latest.number + 1)
"""
_BARE_AGREEMENTS = (
    f"select status, due_on < current_date, count(*) {_BARE_STANDING} group by 1, 2",
    f"""select agreement.id, title, owner_name, due_on, status {_BARE_STANDING} and status in ('open', 'started')
    and due_on < current_date order by due_on, title, agreement.id limit 100""",
)


def measure(store: Store) -> dict[str, float]:
    """Milliseconds from data to figure for the manager of everything, the quickest of seven times.

    Names that end in _bare are the queries alone on the bare engine; those in _kept are for who comes after, as long as
    nothing was published or agreed meanwhile. `comparison_from_figures_bare` is the same question without the lines.
    """
    who, today = _ministry(store), now().date()
    bare = _bare(store)
    found: dict[str, Callable[[], object]] = {
        "comparison": compare_afresh(store, who),
        "comparison_kept": lambda: _compare(store, who),
        "comparison_bare": lambda: bare(_BARE_LINES),
        "comparison_from_figures_bare": lambda: bare(_BARE_FIGURES),
        "teams_of_one_organisation": lambda: _teams(store, who),
        "agreements": _afresh(lambda: _agreements(store, who, today)),
        "agreements_kept": lambda: _agreements(store, who, today),
        "agreements_bare": lambda: [bare(question) for question in _BARE_AGREEMENTS],
        "home": lambda: workshops.overview(store, who),
    }
    measured = {"teams": float(comparison.count(store, who))}
    for name, work in found.items():
        work()
        measured[f"{name}_ms"] = round(1000 * best_of(_TIMES, work), 1)
    return measured


def fill_country(store: Store, teams: int = TEAMS) -> Visitor:
    """A country of so many teams in an empty store; gives who may see everything."""
    fill_nation(store, teams, now=now())
    return _ministry(store)


def fill_round(store: Store, workshop: Workshop, asked: Round, people: int) -> None:
    """So many people join a workshop and answer every question of a value survey, by two statements."""
    today = now().date()
    person = "md5($1 || '/' || person)::uuid"
    store.write(
        Statement(
            f"""insert into participant
            select {person}, $1::uuid, ($2::varchar[])[1 + (person % $3)::integer], $4::date
            from generate_series(1, $5::integer) as people(person)""",
            (workshop.id, list(workshop.perspectives), len(workshop.perspectives), today, people),
        ),
        Statement(
            f"""insert into answer (round_id, participant_id, item, dimension, score, answered_on)
            select $2::uuid, {person}, item, dimension,
                1 + ((person * 7919 + place * 104729 + (person * place) % 13) % 97) % 5, $4::date
            from generate_series(1, $5::integer) as people(person)
            cross join (select unnest($3::varchar[]) as item, unnest($6::integer[]) as place) as items
            cross join (select unnest(array['importance', 'current']) as dimension) as dimensions""",
            (workshop.id, asked.id, list(workshop.values), today, people, list(range(len(workshop.values)))),
        ),
    )


def compare_afresh(store: Store, who: Visitor) -> Callable[[], None]:
    """The comparison of all teams, with nothing kept: from the store to the figure."""
    return _afresh(lambda: _compare(store, who))


def _compare(store: Store, who: Visitor) -> None:
    framework = next(iter(the_content().frameworks.values()))
    comparison.count(store, who)
    seen = comparison.overview(store, who, "gap", framework)
    spread_chart(seen.spread, _labels(), Look(), {value.id: value.principle for value in framework.values})


def _teams(store: Store, who: Visitor) -> None:
    framework = next(iter(the_content().frameworks.values()))
    page = comparison.by_team(store, who, "gap", framework, Within(who.grants[0].organisation_id))
    heatmap_chart(page.cells, _labels(), Look(), comparison.SCALES["gap"])


def _agreements(store: Store, who: Visitor, today: date) -> None:
    by = agreements.told_apart(who)
    counted = agreements.counts(store, who, today, by=by)
    if by:
        agreements.owners(store, who)
    agreements.page(store, who, today)
    status_chart(counted.statuses, _labels(), Look())


def _afresh(work: Callable[[], None]) -> Callable[[], None]:
    """The same work with nothing kept."""

    def worked() -> None:
        comparison.forget()
        agreements.forget()
        work()

    return worked


def _labels() -> Labels:
    return Labels({key: words["nl"] for key, words in the_content().texts.items()}, {})


def _ministry(store: Store) -> Visitor:
    account = accounts.by_email(store, EVERYWHERE_EMAIL)
    if account is None:
        raise SystemExit("this store was not made by `python manage.py demo --teams N`")
    return Visitor(account.id, account.name, account.email, accounts.grants(store, account.id))


def _bare(store: Any) -> Callable[[str], list[Any]]:
    """Asks the engine by its own driver."""
    if isinstance(store, DuckDBStore):
        cursor = store._connection.cursor()
        return lambda sql: cursor.execute(sql).fetchall()
    connection = psycopg.connect(store._address, autocommit=True)
    return lambda sql: connection.execute(sql.encode()).fetchall()


if __name__ == "__main__":
    with opened(sys.argv[1]) as asked:
        print(json.dumps(measure(asked), indent=2))
