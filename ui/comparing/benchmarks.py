"""Beside another organisation: share one's own figures in a signed file, take in a file of another, and see both by value."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from actions.recognise import recognise
from actions.take_benchmark import take_benchmark
from actions.trust import end_trust, trust_key
from charts.heatmap_chart import heatmap_chart
from domain.benchmark import Benchmark
from domain.content import Framework
from domain.problems import NothingToShare, Problem
from domain.roles import Visitor
from domain.signatures import fingerprint, public_key
from reads.benchmark import (
    Beside,
    in_common,
    kinds_of,
    others,
    own_benchmark,
    responses_of,
    shared_file,
    side_by_side,
)
from reads.comparison import SCALES
from reads.together import Responses
from storage import benchmarks
from storage.benchmarks import TrustedKey
from storage.settings import signing_seed
from ui import visit
from ui.apology import apologise
from ui.choosing import choose_one, pick_one
from ui.comparing.furthest import furthest_line
from ui.comparing.responses import sum_line
from ui.comparing.teams import told
from ui.doing import do
from ui.fields import faults_line, label, send
from ui.figures import look, principles_of, show, value_labels
from ui.taking_away.beside_exports import benchmark_table
from ui.taking_away.buttons import offer
from ui.texts import day, plain, say

_MEGABYTES = 1


def show_exchange(visitor: Visitor, organisation_id: str, measure: str, values: Framework) -> None:
    """Our organisation beside one whose file was taken in, and the way to give and take a file."""
    st.markdown(f"## {say('benchmark.title')}")
    st.markdown(say("benchmark.intro"))
    try:
        own = own_benchmark(visit.store(), visitor, organisation_id, values, visit.now().date(), False)
    except NothingToShare as problem:
        st.caption(say(problem.key))
        return
    if found := others(visit.store(), visitor, organisation_id, values):
        _show_beside(organisation_id, own, _chosen(found), measure, values)
    with st.expander(say("benchmark.share")):
        _share(organisation_id, own.organisation, values)
    with st.expander(say("benchmark.take")):
        _take(visitor, organisation_id, values)


def show_trusted(visitor: Visitor, organisation_id: str) -> None:
    """Our own fingerprint, and whose files are believed here."""
    st.markdown(f"## {say('benchmark.trusted')}")
    st.markdown(say("benchmark.trusted_intro"))
    _own_fingerprint()
    for key in benchmarks.trusted(visit.store(), organisation_id):
        _key_line(visitor, organisation_id, key)
    with st.expander(say("benchmark.add_key")):
        _trust_form(visitor, organisation_id)


def _key_line(visitor: Visitor, organisation_id: str, key: TrustedKey) -> None:
    """One organisation whose files are believed, with the button that ends it."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"key-{key.id}"):
        st.markdown(f"**{plain(key.name)}**  \n{key.fingerprint}", width="stretch")
        if st.button(
            say("benchmark.end_trust"), key=f"end-{key.id}", type="tertiary", icon=":material/block:"
        ):
            if do(lambda: end_trust(visit.store(), visitor, organisation_id, key.id, now=visit.now())):
                st.rerun()


def _trust_form(visitor: Visitor, organisation_id: str) -> None:
    key_id = visit.form_id("trusted key")
    form = f"trust-{key_id}"
    with st.form(form, border=False, enter_to_submit=False):
        name = st.text_input(label(f"{form}-name", say("benchmark.name")), key=f"{form}-name")
        typed = st.text_input(label(f"{form}-typed", say("benchmark.fingerprint")), key=f"{form}-typed")
        st.caption(say("benchmark.by_telephone"))
        sent = st.form_submit_button(say("benchmark.add_key"))
        faults_line(form)
    if sent and send(
        form, lambda: trust_key(visit.store(), visitor, organisation_id, key_id, typed, name, now=visit.now())
    ):
        visit.renew("trusted key")
        st.rerun()


def _share(organisation_id: str, name: str, values: Framework) -> None:
    """The file of this moment, made at the click for who is there then; and the fingerprint to read out."""
    cookies = visit.cookies()

    def file() -> bytes:
        who = recognise(visit.store(), cookies, now=visit.now())
        return shared_file(visit.store(), who, organisation_id, values, signing_seed(), visit.now().date())

    st.markdown(say("benchmark.share_hint"))
    _own_fingerprint()
    st.download_button(
        say("benchmark.download"), file, _file_name(name), "application/json",
        key="benchmark-download", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _take(visitor: Visitor, organisation_id: str, values: Framework) -> None:
    benchmark_id = visit.form_id("benchmark")
    st.markdown(say("benchmark.take_hint"))
    with st.form(f"benchmark-{benchmark_id}", border=False):
        file = st.file_uploader(say("benchmark.file"), type="json", max_upload_size=_MEGABYTES)
        sent = st.form_submit_button(say("benchmark.check"))
    if sent and file is None:
        st.caption(say("problem.empty"))
    if sent and file is not None and do(
        lambda: take_benchmark(
            visit.store(), visitor, organisation_id, benchmark_id, file.getvalue(), values, now=visit.now()
        ),
        "benchmark.taken_in",
    ):  # fmt: skip
        visit.renew("benchmark")
        st.rerun()


def _file_name(name: str) -> str:
    """With the name of the organisation in it, so that one's own file and that of another are told apart in a folder."""
    words = re.findall(r"\w+", name.lower())
    return f"{'-'.join([say('benchmark.file_name'), *words])}-{visit.now():%Y-%m-%d}.json"


def _own_fingerprint() -> None:
    try:
        own = fingerprint(public_key(signing_seed()))
    except Problem as problem:
        apologise(problem)
    else:
        st.markdown(f"{say('benchmark.own_fingerprint')}  \n**{own}**")


def _chosen(found: list[Beside]) -> Beside:
    """Which organisation: asked where there is more than one."""
    if len(found) == 1:
        return found[0]
    named = {one.id: f"{one.benchmark.organisation} ({one.name})" for one in found}
    chosen = choose_one("beside", named, say("benchmark.which"))
    return next(one for one in found if one.id == chosen)


def _show_beside(
    organisation_id: str, own: Benchmark, other: Beside, measure: str, values: Framework
) -> None:
    kinds = kinds_of(other.benchmark)
    named = {name: say(f"benchmark.kind_{name}") for name in kinds}
    kind = kinds[0] if len(kinds) == 1 else pick_one("kind", named, say("benchmark.kind"))
    cells = side_by_side(own, other.benchmark, kind, measure, values)
    st.caption(
        say("benchmark.from", name=plain(other.benchmark.organisation), signer=plain(other.name),
            day=day(other.benchmark.made_on), k=min(own.smallest_group, other.benchmark.smallest_group))
    )  # fmt: skip
    if other.benchmark.left_out:
        st.markdown(_left_out(other.benchmark, values))
    if cells.empty:
        st.markdown(say("comparison.none"))
        return
    words = value_labels(values)
    drawn = in_common(cells)
    picture = heatmap_chart(drawn, words, look(), SCALES[measure], principles_of(values))
    ours = str(cells["team"].cat.categories[0])
    says = furthest_line(drawn, measure, words, ours) or say("benchmark.says_one")
    show(picture, _table(cells, values, other.benchmark.left_out), says, "benchmark")
    if len(drawn) < len(cells):
        st.caption(say("benchmark.in_common"))
    _response_lines(responses_of(own, other.benchmark, kind, measure))
    st.caption(say("benchmark.no_league"))
    offer("benchmark", benchmark_table, organisation_id, other.id, kind, measure, values)


def _response_lines(told: Mapping[str, Responses]) -> None:
    """How many people answered in each of them, where the file says so: for a team it does not."""
    for name, responses in told.items():
        if line := sum_line(responses):
            st.caption(f"{plain(name)}: {line}")


def _left_out(benchmark: Benchmark, values: Framework) -> str:
    """Which values of an older version can't be compared, each with the reason."""
    words = value_labels(values)
    lines = [
        f"- {plain(words.name(value))}: {say(f'benchmark.fate_{fate}')}"
        for value, fate in benchmark.left_out.items()
    ]
    return "\n".join([say("benchmark.left_out", version=benchmark.framework_version), "", *lines])


def _table(cells: pd.DataFrame, values: Framework, left_out: Collection[str]) -> pd.DataFrame:
    """Values down, organisations across: a number with its n, or that there is none; of a value `left_out`, that it can't be compared."""
    every = cells.assign(told=[told(cell) for cell in cells.itertuples()])
    table = every.pivot(index="value", columns="team", values="told")
    ours, *theirs = cells["team"].cat.categories
    shown = [name for name in (ours, *theirs) if name in table]
    table = table.loc[list(dict.fromkeys(cells["value"])), shown].astype(object)
    older = table.index.isin(list(left_out)), table.columns.isin(theirs)
    table.loc[older] = table.loc[older].fillna(say("benchmark.not_comparable"))
    table = table.fillna(say("benchmark.no_figure"))
    return table.rename(index=value_labels(values).name)
