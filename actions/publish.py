"""Publish: the one piece of code that reads everyone's answers, and makes the figure that everyone may see."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations
from uuid import NAMESPACE_URL, uuid5

import numpy as np
import pandas as pd

from actions.aside import ASIDE
from actions.pair_up import pair_up
from actions.rehearsal_crowd import go_along
from actions.sum_up import sum_up
from analytics.anonymity import (
    TOO_FEW,
    TOO_FEW_CHANGED,
    has_secret_band,
    have_same_perspectives,
    held_back,
    publishable,
    ranks_may_be_seen,
    replaceable,
)
from analytics.anonymity import figures as seen_figures
from analytics.heard import Told
from analytics.ranking import kendalls_w
from analytics.subtraction import tells_of_few
from analytics.sums import may_wait
from analytics.tallies import EVERYONE, RANKED, Tally, is_named, tally
from analytics.turnover import told_cells
from domain.answers import dimensions
from domain.notes import NoteKind
from domain.problems import Refused, TooFewPeople
from domain.roles import Deed, Visitor
from domain.workshops import Round, RoundKind, Workshop
from storage import answers, erasures, figures, notes, pairs, sums, workshops
from storage.content import the_content
from storage.figures import Publication
from storage.store import Store


def publish(
    store: Store,
    who: Visitor,
    workshop_id: str,
    kind: RoundKind,
    *,
    now: datetime,
    even_without_outcome: bool = False,
) -> Publication:
    """Close the newest round of this kind and give the figure that stands for it.

    The round is closed first, so no answer slips in between; a round that was closed already gives what it gave.
    A vote or survey that was held again, and differs too little from one that was shown, closes with the reason and without
    figures.

    even_without_outcome  closes a vote that was held again also when too few people took part
    raises  NotAllowed; TooFewPeople for fewer than k people: then it stays open; Refused when the step began anew at this
            very moment
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    one = workshops.latest_round(store, workshop_id, kind)
    people = answers.people(store, one.id)
    may_be_empty = even_without_outcome and one.kind is RoundKind.DOTS and _told_before(store, workshop, one)
    if not publishable(people, workshop.smallest_group) and not may_be_empty:
        raise TooFewPeople(people=people, smallest_group=workshop.smallest_group)
    is_closed_now = store.write(workshops.end_round(one.id, who.account_id or "", now)) > 0
    if not is_closed_now:
        closed_before = [closed.id for closed in workshops.rounds(store, workshop_id) if closed.is_closed]
        if one.id not in closed_before:
            raise Refused()
    publication = _published(store, workshop, one, now, is_first=is_closed_now)
    go_along(store, workshop, now=now)
    store.ring(workshop_id)
    return publication


def close(store: Store, who: Visitor, workshop_id: str, *, now: datetime) -> None:
    """Close every round that is still open and was answered, and publish what may be seen of it.

    Of a round of too few people that is only the reason why there is no figure. raises NotAllowed
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    for one in workshops.rounds(store, workshop_id):
        if not one.is_closed and answers.people(store, one.id):
            store.write(workshops.end_round(one.id, who.account_id or "", now))
            _published(store, workshop, one, now)


def counted(store: Store, workshop: Workshop, one: Round, made: Publication, without: str) -> pd.DataFrame:
    """The tally of a publication, for everyone together, as if one person had not answered. For who erases that person only."""
    answered = _counted(store, made)
    left = answered[answered["participant_id"] != without]
    rows = tally(left, _items(store, workshop, one.kind), dimensions(one.kind)).rows
    return rows[rows["perspective_id"] == EVERYONE]


def _published(
    store: Store, workshop: Workshop, one: Round, now: datetime, *, is_first: bool = False
) -> Publication:
    """The figure of a closed round: the one that stands, or a new one when there is none or enough people changed.

    is_first  whether the round was closed just now, so that no figure can stand
    """
    standing = None if is_first else figures.latest_publication(store, one.id)
    erased = erasures.count(store, workshop.id)
    answered = answers.of_round(store, one.id)
    before = _told_before(store, workshop, one)
    if standing and (standing.hidden or before):  # for good: its people may be in a sum by a pool
        return standing
    summary = tally(answered, _items(store, workshop, one.kind), dimensions(one.kind))
    version = standing.version + 1 if standing else 1
    is_whole = bool(before) or one.kind is RoundKind.EXIT  # not told by perspective
    tallies = summary.rows[summary.rows["perspective_id"] == EVERYONE] if is_whole else summary.rows
    seen = seen_figures(tallies, workshop.smallest_group)
    if standing and not _is_replaceable(store, workshop, one, answered, seen):
        return standing
    shown, reason = _shown(store, workshop, before, answered, seen)
    publication = _facts(workshop, one, version, summary, reason, ranks_may_be_seen(shown), now)
    is_summed = one.kind is RoundKind.VALUES and not workshop.is_rehearsal
    waiting = _waiting(tallies, shown, reason) if is_summed else tallies.iloc[:0]
    if reason:
        shown = shown.iloc[:0]
    paired = pair_up(store, workshop, publication, answered, shown)
    measured = [sums.count_measurement(publication)] if is_summed else []
    if not store.write(*figures.publish(publication, waiting, shown, erased), *paired, *measured):
        if erasures.count(store, workshop.id) > erased:
            return _published(
                store, workshop, one, now
            )  # somebody had their answers erased at this very moment
        publication = figures.latest_publication(store, one.id) or publication  # somebody else was first
    if is_summed:
        ASIDE.do("sums", lambda: sum_up(store, publication.round_id, now))
    return publication


def _is_replaceable(
    store: Store, workshop: Workshop, one: Round, answered: pd.DataFrame, seen: pd.DataFrame
) -> bool:
    """Whether a figure with these answers tells of nobody, beside every figure of this round that was ever shown."""
    if erasures.count(store, workshop.id):
        return False
    made = figures.publications(store, one.id)
    shown = [figures.figures(store, before.id) for before in made]
    if any(map(has_secret_band, shown)) or not have_same_perspectives([*shown, seen]):
        return False
    return replaceable([_counted(store, before) for before in made], answered, workshop.smallest_group)


def _told_before(store: Store, workshop: Workshop, one: Round) -> list[Publication]:
    """Every figure of an earlier vote or survey of this workshop; and of a survey of too few people, who may be in a sum."""
    if one.number == 1:
        return []
    earlier = [
        before
        for before in workshops.rounds(store, workshop.id)
        if before.kind is one.kind and before.number < one.number
    ]
    told = ("", TOO_FEW) if one.kind is RoundKind.VALUES else ("",)
    made = [made for before in earlier for made in figures.publications(store, before.id)]
    return [one for one in made if one.hidden in told]


def _shown(
    store: Store, workshop: Workshop, before: list[Publication], answered: pd.DataFrame, seen: pd.DataFrame
) -> tuple[pd.DataFrame, str]:
    """The figures that a round may have, and why it has none, or "": see rules 1 and 7 of `analytics.anonymity`."""
    k = workshop.smallest_group
    is_enough = publishable(answered["participant_id"].nunique(), k)
    reason = "" if is_enough else TOO_FEW
    if not before:
        return seen, reason
    earlier = [
        Told(_counted(store, one), None if one.hidden else figures.figures(store, one.id)) for one in before
    ]
    paired = [
        (one, other)
        for one, other in combinations(range(len(before)), 2)
        if len(pairs.between(store, before[one].round_id, before[other].round_id))
    ]
    told = told_cells([*earlier, Told(answered, seen if is_enough else None)], k, paired)
    left = held_back(seen, told)
    now = Told(answered, left if is_enough else None)
    is_nothing_left = is_enough and bool(told) and not left["count_1"].notna().any()
    return left, TOO_FEW_CHANGED if is_nothing_left or tells_of_few([*earlier, now], k, paired) else reason


def _waiting(tallies: pd.DataFrame, shown: pd.DataFrame, reason: str) -> pd.DataFrame:
    """What was counted of everyone, but of too few people to show it: it may enter a sum, in a pool with others.

    Of everyone both have a row for each item and dimension, in the same order.
    """
    everyone = np.flatnonzero(is_named(tallies, "perspective_id", EVERYONE))
    if reason not in ("", TOO_FEW):
        return tallies.iloc[:0]
    is_few = is_named(shown, "hidden", TOO_FEW)[is_named(shown, "perspective_id", EVERYONE)]
    waiting: pd.DataFrame = tallies.iloc[everyone[may_wait(tallies.iloc[everyone]) & is_few]]
    return waiting


def _counted(store: Store, made: Publication) -> pd.DataFrame:
    """The answers that a figure was made of, of whoever is still there."""
    return answers.of_round(store, made.round_id, made.last_seq)


def _items(store: Store, workshop: Workshop, kind: RoundKind) -> tuple[str, ...]:
    if kind is RoundKind.IDEAS:
        return tuple(idea.id for idea in notes.of_workshop(store, workshop.id, NoteKind.IDEA))
    if kind is RoundKind.EXIT:
        return tuple(asked.id for asked in the_content().surveys[workshop.survey_id].exit)
    return workshop.values


def _facts(
    workshop: Workshop, one: Round, version: int, summary: Tally, hidden: str, has_ranks: bool, now: datetime
) -> Publication:
    return Publication(
        id=str(uuid5(NAMESPACE_URL, f"{one.id}/{version}")),
        round_id=one.id,
        workshop_id=workshop.id,
        organisation_id=workshop.organisation_id,
        department_id=workshop.department_id,
        team_id=workshop.team_id,
        kind=one.kind.value,
        number=one.number,
        version=version,
        people=summary.people,
        expected=workshop.expected,
        smallest_group=workshop.smallest_group,
        tie_term=summary.tie_term if has_ranks else 0.0,
        dont_know_share=summary.dont_know_share if has_ranks else 0.0,
        kendalls_w=_agreement(summary) if has_ranks and one.kind is RoundKind.VALUES else None,
        hidden=hidden,
        last_seq=summary.last_seq,
        framework_id=workshop.framework_id,
        framework_version=workshop.framework_version,
        published_at=now,
    )


def _agreement(summary: Tally) -> float | None:
    """Kendall's W over everyone's rankings, or None when nobody made a difference between values."""
    rows: pd.DataFrame = summary.rows
    is_ranked = is_named(rows, "perspective_id", EVERYONE) & is_named(rows, "dimension", RANKED)
    w = kendalls_w(rows["rank_sum"].to_numpy()[is_ranked], summary.people, summary.tie_term)
    return None if pd.isna(w) else float(w)
