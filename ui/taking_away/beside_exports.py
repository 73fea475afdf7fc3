"""What can be taken away of groups beside each other: the perspectives of a team, and an organisation beside another one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from domain.content import Framework
from domain.problems import NotFound
from domain.roles import Visitor
from reads.benchmark import others, own_benchmark, side_by_side
from reads.team import perspective_cells, profile
from reports.table import Table
from ui import visit
from ui.comparing.teams import why_hidden
from ui.taking_away.columns import WHY, columns_of
from ui.taking_away.exports import chosen, made_with, name_of, table_of
from ui.taking_away.reasons import told_of, untold
from ui.texts import framework, perspective_name, say

Row = tuple[object, ...]
_NOT_COMPARABLE = "not_comparable"


def perspectives_table(who: Visitor, team_id: str, measure: str) -> Table:
    """The perspectives of a team by value; no rows outside the visitor's roles, and where none may be seen."""
    found = profile(visit.store(), who, team_id)
    columns = columns_of("perspective", "value_id", "value", "measure", "figure", "n", *WHY)
    if found is None or found.workshop is None or found.surveyed is None:
        return table_of("team.perspectives", (), columns, [])
    workshop, values = found.workshop, framework(found.workshop)
    cells = perspective_cells(found, measure, values)
    names = [perspective_name(workshop, str(one)) for one in cells["team"]]
    about = (
        (say("export.team"), found.team.name),
        (say("export.department"), found.team.department_name),
        (say("export.published_on"), found.apart_on or found.surveyed.publication.published_at.date()),
        (chosen("comparison.measure"), say(f"comparison.{measure}")),
        made_with(values, workshop.framework_version),
    )
    return table_of("team.perspectives", about, columns, _rows(cells, names, measure, values))


def benchmark_table(
    who: Visitor, organisation_id: str, beside_id: str, kind: str, measure: str, values: Framework
) -> Table:
    """One's own organisation and the groups of another one by value. raises NotAllowed, and NotFound when its file is gone."""
    store, today = visit.store(), visit.now().date()
    own = own_benchmark(store, who, organisation_id, values, today, False)
    other = next((one for one in others(store, who, organisation_id, values) if one.id == beside_id), None)
    if other is None:
        raise NotFound()
    cells = side_by_side(own, other.benchmark, kind, measure, values)
    ours, *theirs = cells["team"].cat.categories
    every = pd.MultiIndex.from_product(
        [list(dict.fromkeys(cells["value"])), [ours, *theirs]], names=["value", "team"]
    )
    cells = cells.set_index(["value", "team"]).reindex(every).reset_index()
    is_older = cells["value"].isin(list(other.benchmark.left_out)) & cells["team"].isin(theirs)
    cells.loc[is_older & cells["n"].isna(), "reason"] = _NOT_COMPARABLE
    about = (
        (say("export.organisation"), own.organisation),
        (say("benchmark.title"), f"{other.benchmark.organisation} ({other.name})"),
        (chosen("export.group"), say(f"benchmark.kind_{kind}")),
        (say("export.file_made_on"), other.benchmark.made_on),
        (chosen("comparison.measure"), say(f"comparison.{measure}")),
        (say("export.smallest_group"), min(own.smallest_group, other.benchmark.smallest_group)),
        made_with(values, values.version),
    )
    columns = columns_of("group", "value_id", "value", "measure", "figure", "n", *WHY)
    return table_of("benchmark.title", about, columns, _rows(cells, list(cells["team"]), measure, values))


def _rows(cells: pd.DataFrame, names: Sequence[object], measure: str, values: Framework) -> list[Row]:
    """One row per cell; one without a figure says why, or that it was not asked or may not be shown."""
    asked = say(f"comparison.{measure}")
    return [
        (str(name), cell.value, name_of(values, cell.value), asked, cell.measure, cell.n, *_told(cell.reason, cell.band, cell.n))
        for name, cell in zip(names, cells.itertuples(), strict=True)
    ]  # fmt: skip


def _told(reason: object, band: object, n: object) -> tuple[str, str]:
    if isinstance(reason, str):
        return untold(say("export.not_comparable") if reason == _NOT_COMPARABLE else why_hidden(reason))
    return untold(say("export.not_here")) if pd.isna(n) else told_of(None, band)
