"""What it takes to show results: of a question set with a hundred thousand people, and of a whole country."""

from __future__ import annotations

import time
from statistics import median

import duckdb
import psycopg

from actions.publish import publish
from analytics.gaps import value_gaps
from bench.filling import a_house, a_workshop, the_round, this_moment
from bench.measured import Row
from bench.nation import ROUNDS, TEAMS, fill_country, fill_round
from bench.place import ENGINES, Place, best_of, opened, within
from bench.reveals import COUNT, FIGURES, bare_ms, reveals
from charts.gap_chart import gap_chart
from charts.labels import Labels
from charts.spread_chart import spread_chart
from charts.style import Look
from domain.content import Framework
from domain.roles import Visitor
from domain.workshops import RoundKind
from reads import comparison, research, together
from reads.outcome import outcome
from reads.scope import Within
from storage.content import the_content
from storage.store import Store

_WORKSHOPS = 100
_PEOPLE = 1000  # the most that a workshop takes
_REVEALS = 3
_TIMES = 7
_LONGEST_FIGURE_SECONDS = 45

RESULTS = Row("results", "results of a question set with 100,000 people", "ms", 150, None)
REVEAL = Row("reveal", "the reveal before it, once for each workshop of 1,000 people", "ms", None, None)
ORDINARY = Row(
    "reveal-team", "processor time for a reveal of an ordinary team: 12 people, 64 questions", "ms", 20, None
)
SUMS = Row(
    "reveal-sums", "processor time for the sums of its organisation, made right after", "ms", None, None
)
COMPARISON = {
    engine: Row(f"comparison-{engine}", f"comparison over 10,000 teams x 3 rounds, data to figure, {engine}", "ms", 150, None)
    for engine in ENGINES
}  # fmt: skip
RESEARCH = {
    engine: Row(f"research-{engine}", f"a page of the figures of one organisation, of 10,000 teams, {engine}", "ms", 150, None)
    for engine in ENGINES
}  # fmt: skip
BESIDE = {
    engine: Row(f"beside-{engine}", f"an organisation beside the whole country of 10,000 teams, {engine}", "ms", 150, None)
    for engine in ENGINES
}  # fmt: skip
ROWS = (RESULTS, REVEAL, ORDINARY, SUMS, *COMPARISON.values(), *RESEARCH.values(), *BESIDE.values())

_COMPARE = """
select publication.organisation_id, figure.item, figure.dimension, sum(figure.total), sum(figure.n)
from (
    select *, row_number() over (partition by team_id order by published_at desc) as latest
    from latest_publication where kind = 'values'
) as publication
join figure on figure.publication_id = publication.id and figure.perspective_id = ''
where publication.latest = 1 group by 1, 2, 3
"""
_FIGURES_OF_ONE = """
select figure.* from figure join publication on publication.id = figure.publication_id
where publication.organisation_id = $1::uuid and figure.perspective_id = ''
"""
_COUNTED = (
    "n",
    "dont_know",
    "count_1",
    "count_2",
    "count_3",
    "count_4",
    "count_5",
    "teams",
    "answered",
    "expected",
)
_OF_ALL = "sum_figure join latest_sum_publication as published on published.id = sum_figure.sum_id"
_SUMS = f"""
select item, dimension, {", ".join(f"sum({name})" for name in _COUNTED)}
from {_OF_ALL} where department_id is null and published.number = 1 group by 1, 2
"""
_SUMS_OF_ONE = f"""
select item, dimension, {", ".join(_COUNTED)}
from {_OF_ALL} where department_id is null and published.number = 1 and published.organisation_id = $1::uuid
"""


def measure(place: Place) -> list[Row]:
    rows = _of_a_crowd(place)
    for engine in ENGINES:
        try:
            rows += _of_the_country(place, engine)
        except TimeoutError:
            why = f"there was no figure within {_LONGEST_FIGURE_SECONDS} s"
            rows += [which[engine].because(why) for which in (COMPARISON, RESEARCH, BESIDE)]
    return rows


def _of_a_crowd(place: Place) -> list[Row]:
    """A hundred workshops of a thousand people; one after the other is revealed, and its result is drawn."""
    url, revealed, drawn = place.new_store("duckdb"), [], []
    with opened(url) as store:
        house = a_house(store)
        held = [a_workshop(store, house, _PEOPLE) for _ in range(_WORKSHOPS)]
        for workshop in held:
            fill_round(store, workshop, the_round(store, workshop), _PEOPLE)
        ordinary = reveals(store)
        for workshop in held[:_REVEALS]:
            started = time.perf_counter()
            made = publish(store, house.facilitator, workshop.id, RoundKind.VALUES, now=this_moment())
            revealed.append(time.perf_counter() - started)
            drawn.append(best_of(_TIMES, lambda one=made.round_id: _result(store, one)))
    place.crowded = url
    return [
        Row(RESULTS.name, RESULTS.what, RESULTS.unit, RESULTS.goal, 1000 * median(drawn),
            1000 * _bare(url, FIGURES, made.id), "the bare query of the same figures on bare DuckDB",
            f"one of {_WORKSHOPS} workshops of {_PEOPLE} people, 6.4 million answers: from the store to the figure"),
        Row(REVEAL.name, REVEAL.what, REVEAL.unit, REVEAL.goal, 1000 * median(revealed),
            1000 * _bare(url, COUNT, made.round_id), "counting the latest scores of that workshop on bare DuckDB",
            f"median of {_REVEALS}; 64,000 answers each"),
        Row(ORDINARY.name, ORDINARY.what, ORDINARY.unit, ORDINARY.goal, ordinary.shown_ms, bare_ms(url, ordinary.made),
            "counting its latest scores and writing its figures by two statements on bare DuckDB, not committed",
            "median of 5, in the same store of 6.4 million answers"),
        Row(SUMS.name, SUMS.what, SUMS.unit, SUMS.goal, ordinary.summed_ms,
            note="median of 5; by a thread of its own, and once for teams that are shown at the same moment"),
    ]  # fmt: skip


def _result(store: Store, round_id: str) -> object:
    """What the result of a survey takes, from the store to the figure."""
    found = outcome(store, round_id)
    assert found is not None
    labels, principles = _words()
    return gap_chart(value_gaps(found.shown), labels, Look(), principles)


def _of_the_country(place: Place, engine: str) -> list[Row]:
    url, how = place.new_store(engine), f"{TEAMS} teams, {ROUNDS} rounds, 64 questions"
    with opened(url) as store:
        who = fill_country(store)
        chosen = Within(who.grants[0].organisation_id)
        with within(_LONGEST_FIGURE_SECONDS):
            compared = best_of(3, lambda: _data_to_figure(store, who))
            listed = best_of(3, lambda: _page_of_figures(store, who, chosen))
            beside = best_of(3, lambda: together.beside(store, who, chosen, "gap", _framework(), 1))
    organisation = chosen.organisation_id
    return [
        _beside_the_bare(COMPARISON[engine], compared, _bare(url, _COMPARE),
            "the newest sums of each organisation by a bare query on the bare engine; goal: at most twice", how),
        _beside_the_bare(RESEARCH[engine], listed, _bare(url, _FIGURES_OF_ONE, organisation),
            "all figures of that organisation by a bare query", f"{how}; how many there are, and fifty of them"),
        _beside_the_bare(BESIDE[engine], beside, _bare(url, _SUMS) + _bare(url, _SUMS_OF_ONE, organisation),
            "the newest sums of that organisation, and of all together, by two bare queries; goal: at most twice",
            f"{how}; with who can be told apart"),
    ]  # fmt: skip


def _beside_the_bare(row: Row, seconds: float, bare_seconds: float, floor: str, how: str) -> Row:
    return Row(row.name, row.what, row.unit, row.goal, 1000 * seconds, 1000 * bare_seconds, floor, how)


def _page_of_figures(store: Store, who: Visitor, chosen: Within) -> None:
    """What the page of a researcher reads."""
    asked = research.Asked(within=chosen)
    research.one_page(store, who, _framework(), asked, 0)


def _data_to_figure(store: Store, who: Visitor) -> object:
    """What the comparison page does between the click and the picture, with nothing kept from before."""
    comparison.forget()
    found = comparison.overview(store, who, "gap", _framework())
    labels, principles = _words()
    return spread_chart(found.spread, labels, Look(), principles)


def _framework() -> Framework:
    return next(iter(the_content().frameworks.values()))


def _words() -> tuple[Labels, dict[str, str]]:
    """The words of a chart, and the principle of each value."""
    values = _framework().values
    texts = {key: words["nl"] for key, words in the_content().texts.items() if key.startswith("chart.")}
    names = {value.id: value.name["nl"] for value in values}
    return Labels(texts, names), {value.id: value.principle for value in values}


def _bare(url: str, sql: str, *args: str) -> float:
    """The seconds of a query on the engine itself, its answer fetched."""
    if url.startswith("duckdb"):
        with duckdb.connect(url.removeprefix("duckdb:///"), read_only=True) as connection:
            return best_of(_TIMES, lambda: connection.execute(sql, list(args)).fetchall())
    with psycopg.connect(url, cursor_factory=psycopg.RawCursor) as server:
        return best_of(_TIMES, lambda: server.execute(sql.encode(), list(args)).fetchall())
