"""What can be taken away, in the words of the visit: comparison, sums, the result of a workshop and agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from analytics.measures import COUNTS, profile
from analytics.ranking import top_five
from analytics.spread import PERCENTILES
from domain.content import Framework
from domain.roles import Deed, Visitor
from domain.workshops import Round, Workshop
from reads import agreements, comparison
from reads.outcome import outcome
from reads.scope import Within, departments_of, organisations_of
from reads.together import Beside, beside, together
from reports.table import About, Column, Table, rows_of
from storage import figures, organisations, sums
from storage.content import the_content
from ui import visit
from ui.comparing.responses import answered_of
from ui.taking_away.columns import WHY, columns_of, with_why_behind_n
from ui.taking_away.reasons import shown, told_of, untold, why_hidden
from ui.texts import framework, in_words, say


def comparison_table(who: Visitor, measure: str, values: Framework, within: Within) -> Table:
    """Every team of the chosen place by value; a team or a value without a figure says why."""
    store = visit.store()
    page = comparison.by_team(store, who, measure, values, within, 0, comparison.count(store, who, within))
    asked = say(f"comparison.{measure}")
    rows = [
        (
            cell.team,
            cell.value,
            name_of(values, cell.value),
            asked,
            cell.measure,
            cell.n,
            *page.answered[cell.team],
            page.days[cell.team],
            page.versions[cell.team],
            say(f"comparison.verdict_{cell.verdict or 'none'}"),
            *told_of(cell.reason, cell.band),
        )
        for cell in page.cells.itertuples()
    ]
    rows += [(team.team, "", say("export.all_values"), asked, *[None] * 6, say("comparison.verdict_none"),
              *why_hidden(team.reason, team.smallest_group)) for team in page.hidden]  # fmt: skip
    columns = columns_of("team", "value_id", "value", "measure", "figure", "n", "people", "expected", "published_on",
                         "values_version", "verdict_teams", *WHY)  # fmt: skip
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("comparison.which_survey"), say("research.newest")),
        (say("comparison.measure"), asked),
        made_with(values, values.version),
    )
    return table_of("comparison.title", about, columns, rows)


def overview_table(who: Visitor, measure: str, values: Framework, within: Within) -> Table:
    """Where all teams of the chosen place stand on each value: percentiles of their means, and how many teams show one."""
    seen = comparison.overview(visit.store(), who, measure, values, within)
    asked = say(f"comparison.{measure}")
    rows = [
        (
            value,
            name_of(values, value),
            asked,
            *(row[name] for name in PERCENTILES),
            row["teams"],
            *shown(),
        )
        for value, row in seen.spread.to_dict("index").items()
    ]
    percentiles = (f"comparison.{name}" for name in PERCENTILES)
    columns = columns_of("value_id", "value", "measure", *percentiles, "comparison.teams", *WHY)
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("comparison.which_survey"), say("research.newest")),
        (say("comparison.measure"), asked),
        (say("export.with_figure"), seen.shown),
        (say("export.without_figure"), sum(seen.too_few.values()) + seen.not_shown),
        (say("comparison.answered"), answered_of(*seen.answered)),
        made_with(values, values.version),
    )
    return table_of("comparison.all_teams", about, columns, rows)


def top_table(who: Visitor, values: Framework, within: Within, number: int) -> Table:
    """The values in the order of people's own top fives, in a department or an organisation."""
    found = together(visit.store(), who, within, number)
    top = top_five(found.shown) if found else pd.DataFrame()
    people = found.shown[found.shown["dimension"] == "top"].set_index("item")["n"] if found else pd.Series()
    rows = [
        (
            value,
            name_of(values, value),
            row["place"],
            row["points"],
            row["people"],
            people[value],
            *shown(),
        )
        for value, row in top.to_dict("index").items()
    ]
    columns = columns_of("value_id", "value", "place", "points", "placed_by", "n", *WHY)
    about = (
        *place_of(who, Deed.COMPARE, within),
        *(survey_of(within, found.number) if found else ()),
        made_with(values, values.version),
    )
    return table_of("comparison.top_title", about, columns, rows)


def together_table(who: Visitor, values: Framework, within: Within, number: int) -> Table:
    """The sums of a department or an organisation; a side of a value without a sum says so."""
    found = together(visit.store(), who, within, number)
    seen = (
        found.shown
        if found
        else pd.DataFrame(columns=["item", "dimension", "teams", "n", "dont_know", *COUNTS, "band"])
    )
    sides = {
        (row["item"], row["dimension"]): row
        for row in profile(seen).join(seen[["dont_know", *COUNTS]]).to_dict("records")
    }
    rows = [
        _sum_row(values, value, dimension, sides.get((value, dimension)))
        for value in _in_order(values, set(seen["item"]))
        for dimension in ("importance", "current")
    ]
    columns = columns_of(
        "value_id",
        "value",
        "measure",
        "figure",
        "n",
        "dont_know",
        *COUNTS,
        "teams",
        "people",
        "expected",
        *WHY,
    )
    about = (
        *place_of(who, Deed.COMPARE, within),
        *(survey_of(within, found.number) if found else ()),
        made_with(values, values.version),
    )
    return table_of("comparison.together", about, columns, rows)


def beside_table(who: Visitor, measure: str, values: Framework, within: Within, number: int) -> Table:
    """A place beside the larger one that it lies in, by value; of both how many people answered in the teams that show themselves."""
    found = beside(visit.store(), who, within, measure, values, number)
    rows = found.rows.reset_index(names="value").to_dict("records") if found else []
    told = [
        (row["value"], name_of(values, row["value"]), say(f"comparison.{measure}"), row["own"], row["own_n"], row["other"],
         row["other_n"], *_responses_of(found, row["value"]), say(f"comparison.verdict_{row['verdict'] or 'none'}"),
         *(untold(say("export.no_sum")) if pd.isna(row["own"]) else shown()))
        for row in rows
    ]  # fmt: skip
    columns = columns_of("value_id", "value", "measure", "figure", "n", "figure_around", "n_around", "people", "expected",
                         "people_around", "expected_around", "verdict", *WHY)  # fmt: skip
    around = (
        say("comparison.all_organisations", n=found.organisations) if found and found.organisations else ""
    )
    about = (
        *place_of(who, Deed.COMPARE, within),
        (say("export.around"), around or say("within.organisation")),
        *(survey_of(within, number) if found else ()),
        made_with(values, values.version),
    )
    return table_of("comparison.together", about, columns, told)


def _responses_of(found: Beside | None, value: str) -> list[object]:
    """How many people answered and were expected, in the place and in the larger one; None where that is not known."""
    told = [side.get(value, (None, None, None)) for side in found.responses] if found else []
    return [number for _, *numbers in told for number in numbers]


def result_table(who: Visitor, workshop: Workshop, rounds: Iterable[Round]) -> Table:
    """What each round of a workshop gave: importance and current practice per value, and dots."""
    who.must(Deed.SEE_RESULT, workshop.place)
    rows = [row for one in rounds for row in _round_rows(workshop, one)]
    columns = columns_of("round", "value_id", "value", "measure", "figure", "n", "published_on", *WHY)
    about = (
        (say("export.team"), organisations.team(visit.store(), workshop.team_id).name),
        (say("export.workshop"), workshop.title),
        (say("export.planned_on"), workshop.planned_on),
        (say("export.smallest_group"), workshop.smallest_group),
        made_with(framework(workshop), workshop.framework_version),
    )
    return table_of("result.title", about, columns, rows)


def agreements_table(who: Visitor, today: date, asked: agreements.Asked) -> Table:
    """The agreements that were asked for, what asks for attention first."""
    found = agreements.all_of(visit.store(), who, today, asked)
    rows = [
        (row.organisation, row.department, row.team, row.title, row.done_when, row.owner_name, row.due_on, row.value_id,
         name_of(the_content().frameworks[row.framework_id], row.value_id), say(f"status.{row.status}"),
         say(f"export.is_{row.urgency}"))
        for row in found.itertuples()
    ]  # fmt: skip
    columns = columns_of("organisation", "department", "team", "agreement", "done_when", "owner", "due_on", "value_id", "value",
                         "status_now", "attention")  # fmt: skip
    status = say(f"status.{asked.status}") if asked.status else say("within.all")
    about: About = (
        *place_of(who, Deed.FOLLOW_AGREEMENTS, asked.within),
        (chosen("agreements.status"), status),
        (chosen("agreements.owner"), asked.owner or say("within.all")),
        (say("export.rows"), len(rows)),
    )
    about += tuple(made_with(one, one.version) for one in the_content().frameworks.values())
    return table_of("agreements.title", about, columns, rows)


def _round_rows(workshop: Workshop, one: Round) -> list[tuple[object, ...]]:
    """One row per value and what was asked of it; one row for a round that may not be seen."""
    store, named = visit.store(), say(f"export.round_{one.kind}", number=one.number)
    found, published = outcome(store, one.id), figures.latest_publication(store, one.id)
    if found is None:
        reason = published.hidden if published else comparison.NOT_SHOWN
        return [
            (
                named,
                "",
                say("export.all_values"),
                "",
                None,
                None,
                _on(published),
                *why_hidden(reason, workshop.smallest_group),
            )
        ]
    k, values = found.publication.smallest_group, framework(workshop)
    means = profile(found.shown).set_index(["item", "dimension"])["mean"].to_dict()
    asked = found.every[found.every["dimension"].isin(["importance", "current", "dots"])].to_dict("records")
    places = {value.id: place for place, value in enumerate(values.values)}
    asked.sort(key=lambda row: places[row["item"]])
    return [
        (named, row["item"], name_of(values, row["item"]), say(f"figure.{row['dimension']}"),
         row["total"] if row["dimension"] == "dots" else means.get((row["item"], row["dimension"])), row["n"],
         _on(found.publication), *(why_hidden(row["hidden"], k) if row["hidden"] else told_of(None, row["band"], row["dimension"])))
        for row in asked
    ]  # fmt: skip


def _sum_row(
    values: Framework, value: str, dimension: str, row: dict[str, object] | None
) -> tuple[object, ...]:
    named = (value, name_of(values, value), say(f"figure.{dimension}"))
    if row is None:
        return (*named, *[None] * 11, *untold(say("export.no_sum")))
    counts = [row[name] for name in ("n", "dont_know", *COUNTS, "teams", "answered", "expected")]
    return (*named, row["mean"], *counts, *shown())


def place_of(who: Visitor, deed: Deed, within: Within) -> tuple[tuple[str, str], ...]:
    """The organisation and department that were chosen, by name."""
    store = visit.store()
    theirs = organisations_of(store, who, deed)
    departments = departments_of(store, who, deed, within.organisation_id) if within.organisation_id else {}
    return (
        (chosen("within.organisation"), theirs.get(within.organisation_id, say("within.all"))),
        (chosen("within.department"), departments.get(within.department_id, say("within.all"))),
    )


def survey_of(within: Within, number: int) -> About:
    """Which surveys are summed, and when their sums were published."""
    on = sums.published_on(visit.store(), within.organisation_id, number)
    told: About = ((say("comparison.which_survey"), say("comparison.survey_number", number=number)),)
    return (*told, (say("export.published_on"), on)) if on else told


def chosen(key: str) -> str:
    """The heading of a choice, unlike that of a column."""
    return say("export.chosen", what=say(key))


def made_with(values: Framework, version: int) -> tuple[str, str]:
    return say("export.framework"), say("export.version", name=in_words(values.name), version=version)


def table_of(
    title: str, about: About, columns: Sequence[Column], rows: Sequence[tuple[object, ...]]
) -> Table:
    """The table with its title, the day it is made, what it is about and, where numbers can be missing, how it is read."""
    made_on = visit.now().date()
    told: About = ((say("export.title"), say(title)), (say("export.made_on"), made_on), *about)
    if say("export.status") in [column.heading for column in columns]:
        told += ((say("export.read"), say("export.how_to_read")),)
    as_read = with_why_behind_n(columns)
    made = rows_of(columns, rows)[[column.heading for column in as_read]]
    return Table(say(title), told, as_read, made, made_on)


def name_of(values: Framework, value_id: object) -> str:
    return in_words(values.value(str(value_id)).name)


def _in_order(values: Framework, items: set[str]) -> list[str]:
    return [value.id for value in values.values if value.id in items]


def _on(published: figures.Publication | None) -> date | None:
    return published.published_at.date() if published else None
