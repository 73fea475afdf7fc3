"""Two surveys of many teams at once: their published figures, what the same people changed, and what was agreed in between."""

from __future__ import annotations

import pandas as pd

from storage.scope import Scope, counted, covered, covering
from storage.store import Store

_COUNTS = "count_1, count_2, count_3, count_4, count_5"
# The newest publication of every survey that shows figures; $1 are organisations.
_PUBLISHED = f"""published as (
    select * from (
        select publication.id, publication.round_id, hidden, people, published_at, row_number() over (
            partition by publication.round_id order by version desc) as newest
        from publication where kind = 'values' and organisation_id = any($1::uuid[]) and {counted("publication")}
    ) as numbered where newest = 1 and hidden = ''
)"""


def shown(store: Store, organisation_id: str, department_id: str) -> dict[int, list[str]]:
    """The ids of the teams that show figures of their first, second ... survey, by its number; of one department, or of all without."""
    rows = store.rows(
        f"""with {_PUBLISHED}
        select number, cast(team_id as varchar) from measurement
        join published on published.round_id = measurement.round_id
        where organisation_id = any($1::uuid[]) and ($2 = '' or department_id = nullif($2, '')::uuid)
        order by number""",
        [organisation_id],
        department_id,
    )
    return {number: [team for one, team in rows if one == number] for number, _ in rows}


def twice(store: Store, scope: Scope, one: int, other: int) -> pd.DataFrame:
    """The teams of a scope that show figures of both these surveys: the first, the second ... of each team.

    returns  one row per team: team_id, before_id, after_id (publications), before_round_id, before_at, after_at, people (who
             answered the later one)
    """
    return store.read(
        f"""with {_PUBLISHED}
        select team.id as team_id, before.id as before_id, after.id as after_id, before.round_id as before_round_id,
            before.published_at as before_at, after.published_at as after_at, after.people
        from team
        join measurement as one on one.team_id = team.id and one.number = $6::smallint
        join measurement as other on other.team_id = team.id and other.number = $7::smallint
        join published as before on before.round_id = one.round_id
        join published as after on after.round_id = other.round_id
        where {covered("team", "id")}""",
        *covering(scope),
        one,
        other,
    )


def figures_of(store: Store, publication_ids: list[str]) -> pd.DataFrame:
    """The counts of these publications for everyone together: publication_id, item, dimension, count_1 .. count_5."""
    return store.read(
        f"""select publication_id, item, dimension, {_COUNTS} from figure
        where perspective_id = '' and dimension in ('importance', 'current') and count_1 is not null
          and publication_id = any($1::uuid[])""",
        publication_ids,
    )


def changes_of_pairs(store: Store, teams: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """What the same people changed, where that is shown: team_id, item, change. `teams` as `twice` gives them."""
    return store.read(
        """select asked.team_id, item, change from paired_change
        join (select unnest($1::uuid[]) as team_id, unnest($2::uuid[]) as before_id, unnest($3::uuid[]) as after_id) as asked
            on asked.before_id = before_round_id and asked.after_id = publication_id
        where dimension = $4""",
        teams["team_id"].tolist(),
        teams["before_round_id"].tolist(),
        teams["after_id"].tolist(),
        dimension,
    )


def agreed_between(store: Store, teams: pd.DataFrame) -> pd.DataFrame:
    """The values about which each team made an agreement between its two surveys: team_id, item. `teams` as `twice` gives them."""
    return store.read(
        f"""select distinct agreement.team_id, value_id as item from worded_agreement as agreement
        join (select unnest($1::uuid[]) as team_id, unnest($2::timestamptz[]) as since, unnest($3::timestamptz[]) as until) as asked
            on asked.team_id = agreement.team_id
        where made_at > since and made_at <= until and {counted("agreement")}""",
        teams["team_id"].tolist(),
        teams["before_at"].tolist(),
        teams["after_at"].tolist(),
    )
