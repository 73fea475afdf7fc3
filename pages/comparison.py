"""Compare teams: how important each value is, how well it is guarded, and the gap; published figures only."""

from __future__ import annotations

import streamlit as st

from charts.heatmap_chart import heatmap_chart
from charts.heatmap_chart import words as heatmap_words
from domain.roles import Deed
from reads.comparison import MEASURES, SCALES, TOO_FEW, by_team, hidden_teams
from storage.content import the_content
from ui import access, visit
from ui.figures import look, principles_of, said, show, value_labels
from ui.texts import number, plain, say

visitor = access.require(Deed.COMPARE)
st.markdown(f"# {say('comparison.title')}")
st.markdown(say("comparison.intro"))
framework = next(iter(the_content().frameworks.values()))
measure = st.segmented_control(
    say("comparison.measure"),
    MEASURES,
    default="gap",
    required=True,
    format_func=lambda name: say(f"comparison.{name}"),
    bind="query-params",
    key="measure",
)
cells = by_team(visit.store(), visitor, str(measure), framework)
if not len(cells):
    st.markdown(say("comparison.none"))
else:
    words = value_labels(framework, {TOO_FEW: say("comparison.too_few")})
    table = cells.pivot(index="value", columns="team", values="measure").reindex(
        dict.fromkeys(cells["value"])
    )
    table = table.rename(index=words.name).map(lambda cell: number(cell) if cell == cell else "–")
    picture = heatmap_chart(cells, words, look(), SCALES[str(measure)], principles_of(framework))
    show(picture, table, said(heatmap_words(cells, words)), "heatmap")
    st.caption(say("comparison.no_league"))
for team in hidden_teams(visit.store(), visitor):
    st.caption(say("comparison.hidden", team=plain(team)))
