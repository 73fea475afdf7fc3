"""Publish: the one piece of code that reads everyone's answers, and makes the figure that everyone may see."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analytics.anonymity import (
    TOO_FEW,
    TOO_FEW_CHANGED,
    people_changed,
    people_who_differ,
    publishable,
    replaceable,
)
from analytics.anonymity import figures as seen_figures
from analytics.ranking import kendalls_w
from analytics.tallies import EVERYONE, RANKED, Tally, tally
from domain.answers import dimensions
from domain.notes import NoteKind
from domain.problems import TooFewPeople
from domain.roles import Deed, Visitor
from domain.workshops import Round, RoundKind, Workshop
from storage import answers, figures, notes, workshops
from storage.figures import Publication
from storage.store import Store


def publish(store: Store, who: Visitor, workshop_id: str, kind: RoundKind, *, now: datetime) -> Publication:
    """Close the newest round of this kind and give the figure that stands for it.

    The round is closed first, so no answer slips in between; a round that was closed already gives what it gave.
    A vote that was held again, and differs too little from one that was shown, closes with the reason and without figures.
    raises  NotAllowed; TooFewPeople for fewer than k people in the first round: then it stays open
    """
    workshop = workshops.by_id(store, workshop_id)
    who.must(Deed.LEAD, workshop.place)
    one = workshops.latest_round(store, workshop_id, kind)
    people = answers.of_round(store, one.id)["participant_id"].nunique()
    if not publishable(people, workshop.smallest_group) and not _is_vote_again(one):
        raise TooFewPeople(people=people, smallest_group=workshop.smallest_group)
    store.write(workshops.end_round(one.id, who.account_id or "", now))
    publication = _published(store, workshop, one, now)
    store.ring(workshop_id)
    return publication


def _published(store: Store, workshop: Workshop, one: Round, now: datetime) -> Publication:
    """The figure of a closed round: the one that stands, or a new one when there is none or enough people changed."""
    standing = figures.latest_publication(store, one.id)
    answered = answers.of_round(store, one.id)
    if standing and not replaceable(people_changed(answered, standing.last_seq), workshop.smallest_group):
        return standing
    summary = tally(answered, _items(store, workshop, one.kind), dimensions(one.kind))
    version = standing.version + 1 if standing else 1
    publication = _facts(workshop, one, version, summary, _reason(store, workshop, one, answered), now)
    tallies = summary.rows if not publication.hidden else summary.rows.head(0)
    if _is_vote_again(one):
        tallies = tallies[tallies["perspective_id"] == EVERYONE]
    shown = seen_figures(tallies, workshop.smallest_group)
    store.write(*figures.publish(publication, tallies, shown))
    return figures.latest_publication(store, one.id) or publication


def _is_vote_again(one: Round) -> bool:
    return one.kind is RoundKind.DOTS and one.number > 1


def _reason(store: Store, workshop: Workshop, one: Round, answered: pd.DataFrame) -> str:
    """Why a vote that was held again has no figures, or "" when it may have them: see rule 6 of `analytics.anonymity`."""
    if not _is_vote_again(one):
        return ""
    if not publishable(answered["participant_id"].nunique(), workshop.smallest_group):
        return TOO_FEW
    shown = [
        earlier
        for earlier in workshops.rounds(store, workshop.id)
        if earlier.kind is one.kind and earlier.number < one.number and _has_figures(store, earlier)
    ]
    differing = (people_who_differ(answers.of_round(store, earlier.id), answered) for earlier in shown)
    return (
        "" if all(publishable(people, workshop.smallest_group) for people in differing) else TOO_FEW_CHANGED
    )


def _has_figures(store: Store, one: Round) -> bool:
    standing = figures.latest_publication(store, one.id)
    return standing is not None and not standing.hidden


def _items(store: Store, workshop: Workshop, kind: RoundKind) -> tuple[str, ...]:
    if kind is RoundKind.IDEAS:
        return tuple(idea.id for idea in notes.of_workshop(store, workshop.id, NoteKind.IDEA))
    return workshop.values


def _facts(
    workshop: Workshop, one: Round, version: int, summary: Tally, hidden: str, now: datetime
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
        tie_term=summary.tie_term,
        dont_know_share=summary.dont_know_share,
        kendalls_w=_agreement(summary) if one.kind is RoundKind.VALUES else None,
        hidden=hidden,
        last_seq=summary.last_seq,
        framework_id=workshop.framework_id,
        framework_version=workshop.framework_version,
        published_at=now,
    )


def _agreement(summary: Tally) -> float | None:
    """Kendall's W over everyone's rankings, or None when nobody made a difference between values."""
    rows: pd.DataFrame = summary.rows
    ranked = rows[(rows["perspective_id"] == EVERYONE) & (rows["dimension"] == RANKED)]
    w = kendalls_w(ranked["rank_sum"].to_numpy(), summary.people, summary.tie_term)
    return None if pd.isna(w) else float(w)
