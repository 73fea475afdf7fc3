"""Publish: one figure for a round, of at least five people, and a later one only when no difference shows anyone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pandas as pd
import pytest

from actions.measure_again import measure_again
from actions.move import forward
from actions.note import note
from actions.publish import publish
from domain.notes import Draft, NoteKind
from domain.problems import RoundClosed, TooFewPeople
from domain.roles import Visitor
from domain.workshops import Phase, RoundKind, Workshop
from storage import figures, workshops
from storage.figures import Publication
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, a_participant, a_workshop, give, new_id, participants_of, round_of

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def workshop(store: Store, cast: Cast) -> Workshop:
    return a_workshop(store, cast.duinstad, values=("privacy", "vrijheid", "waardigheid"))


def published(
    store: Store, cast: Cast, workshop: Workshop, kind: RoundKind = RoundKind.VALUES
) -> Publication:
    return publish(store, cast.duinstad.facilitator, workshop.id, kind, now=NOW)


def seen(store: Store, publication: Publication) -> pd.DataFrame:
    return figures.figures(store, publication.id).set_index(["perspective_id", "item", "dimension"])


def slip_in(
    store: Store,
    workshop: Workshop,
    people: Sequence[Visitor],
    scores: Iterable[int],
    item: str,
    dimension: str = "importance",
    kind: RoundKind = RoundKind.VALUES,
) -> None:
    """Answers that are in the store after the figure was made, past the check that refuses them."""
    asked = round_of(store, workshop, kind)
    for who, score in zip(people, scores, strict=True):
        store.write(
            Statement(
                """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
                values ($1, $2, $3, $4, $5, $6)""",
                (asked.id, who.participant_in(workshop.id), item, dimension, score, TODAY),
            )
        )


def test_four_participants_stay_hidden_and_the_round_stays_open(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 4)
    give(store, workshop, people, [1, 2, 3, 4])
    with pytest.raises(TooFewPeople) as told:
        published(store, cast, workshop)
    assert told.value.facts == {"people": 4, "smallest_group": 5}
    asked = round_of(store, workshop)
    assert not asked.is_closed and not asked.is_published
    assert figures.latest_publication(store, asked.id) is None
    give(store, workshop, people[:1], [5])


def test_five_participants_are_shown_and_the_round_is_closed(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 5)
    give(store, workshop, people, [1, 2, 3, 4, 5])
    publication = published(store, cast, workshop)
    row = seen(store, publication).loc[("", "privacy", "importance")]
    assert (publication.people, publication.version, row["n"], row["total"]) == (5, 1, 5, 15.0)
    assert row[["count_1", "count_2", "count_3", "count_4", "count_5"]].tolist() == [1, 1, 1, 1, 1]
    asked = round_of(store, workshop)
    assert asked.is_closed and asked.is_published
    with pytest.raises(RoundClosed):
        give(store, workshop, people[:1], [5])


def test_a_workshop_that_asks_for_a_larger_group_waits_for_it(store: Store, cast: Cast) -> None:
    workshop = a_workshop(store, cast.duinstad, smallest_group=7)
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    with pytest.raises(TooFewPeople):
        published(store, cast, workshop)
    give(store, workshop, participants_of(store, workshop, 1), [4])
    assert published(store, cast, workshop).people == 7


def test_someone_who_is_no_longer_in_the_store_does_not_count_towards_five(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 5)
    give(store, workshop, people, [1, 2, 3, 4, 5])
    store.write(Statement("delete from participant where id = $1", (people[0].participant_in(workshop.id),)))
    with pytest.raises(TooFewPeople):
        published(store, cast, workshop)


def test_publishing_twice_gives_the_same_figure(store: Store, cast: Cast, workshop: Workshop) -> None:
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    first = published(store, cast, workshop)
    assert publish(store, cast.duinstad.facilitator, workshop.id, RoundKind.VALUES, now=LATER) == first


def test_two_who_publish_at_once_make_one_figure(store: Store, cast: Cast, workshop: Workshop) -> None:
    give(store, workshop, participants_of(store, workshop, 6), [1, 2, 3, 4, 5, 5])
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: published(store, cast, workshop), range(4)))
    assert len({one.id for one in made}) == 1
    assert store.rows("select count(*) from publication") == [(1,)]
    assert store.rows("select count(*) from figure") == [(len(seen(store, made[0])),)]


def test_an_item_that_four_people_scored_has_a_reason_and_no_number(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 4, 5, 5])
    give(store, workshop, people, [1, 2, 3, 4, 0, 0], item="vrijheid")
    row = seen(store, published(store, cast, workshop)).loc[("", "vrijheid", "importance")]
    assert row["hidden"] == "too_few"
    assert row[["n", "dont_know", "count_1", "total", "rank_sum"]].isna().all()


def test_a_perspective_of_four_is_not_shown(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = [*participants_of(store, workshop, 6, "policy"), *participants_of(store, workshop, 4, "data")]
    give(store, workshop, people, [1, 2, 3, 4, 5, 5, 1, 2, 3, 4])
    assert set(seen(store, published(store, cast, workshop)).index.get_level_values(0)) == {""}


def test_perspectives_of_five_are_shown(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = [*participants_of(store, workshop, 5, "policy"), *participants_of(store, workshop, 5, "data")]
    give(store, workshop, people, [1, 2, 3, 4, 5, 1, 1, 2, 2, 4])
    shown = seen(store, published(store, cast, workshop))
    assert shown.loc[("policy", "privacy", "importance"), "total"] == 15.0
    assert shown.loc[("data", "privacy", "importance"), "total"] == 10.0


@pytest.mark.parametrize("late", [1, 4])
def test_a_later_figure_is_not_made_for_fewer_than_five_people(
    store: Store, cast: Cast, workshop: Workshop, late: int
) -> None:
    people = participants_of(store, workshop, 6 + late)
    give(store, workshop, people[:6], [1, 2, 3, 4, 5, 5])
    first = published(store, cast, workshop)
    slip_in(store, workshop, people[6:], [1, 2, 3, 4, 5][:late], "privacy")
    assert published(store, cast, workshop) == first


def test_a_later_figure_is_made_for_five_people(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 11)
    give(store, workshop, people[:6], [1, 2, 3, 4, 5, 5])
    first = published(store, cast, workshop)
    slip_in(store, workshop, people[6:], [1, 2, 3, 4, 5], "privacy")
    second = published(store, cast, workshop)
    assert (second.version, second.people) == (2, 11)
    assert second.id != first.id
    assert figures.latest_publication(store, first.round_id) == second


@pytest.mark.parametrize("common", [5, 1])
def test_a_figure_with_a_band_stands_for_good(
    store: Store, cast: Cast, workshop: Workshop, common: int
) -> None:
    """Six people all said 5: beside "high" the counts of a later figure would tell that it was not 4."""
    people = participants_of(store, workshop, 11)
    give(store, workshop, people[:6], [common] * 6)
    give(store, workshop, people[:6], [1, 2, 3, 4, 5, 1], item="vrijheid")
    first = published(store, cast, workshop)
    slip_in(store, workshop, people[6:], [1, 2, 3, 3, 5], "privacy")
    slip_in(store, workshop, people[6:], [1, 2, 3, 4, 5], "vrijheid")
    assert published(store, cast, workshop) == first


def test_a_later_figure_is_made_where_nobody_chose_a_value(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 11)
    give(store, workshop, people[:6], [1, 2, 3, 1, 2, 3], dimension="dots", kind=RoundKind.DOTS)
    first = published(store, cast, workshop, RoundKind.DOTS)
    slip_in(store, workshop, people[6:], [1, 2, 3, 1, 2], "privacy", "dots", RoundKind.DOTS)
    assert seen(store, first)["band"].tolist().count("low") == 2
    assert published(store, cast, workshop, RoundKind.DOTS).version == 2


def test_five_late_people_do_not_bring_one_late_answer_with_them(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """Five people changed, but one of them alone changed another item: its difference would be that one answer."""
    people = participants_of(store, workshop, 11)
    for item in workshop.values:
        give(store, workshop, people[:6], [1, 2, 3, 4, 5, 5], item=item)
    first = published(store, cast, workshop)
    slip_in(store, workshop, people[6:], [1, 2, 3, 4, 5], "privacy")
    slip_in(store, workshop, people[6:7], [5], "vrijheid")
    assert published(store, cast, workshop) == first


def test_a_round_that_was_closed_without_a_figure_still_gets_one(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """The app may stop between closing and publishing: the next click does the rest."""
    give(store, workshop, participants_of(store, workshop, 5), [1, 2, 3, 4, 5])
    store.write(workshops.end_round(round_of(store, workshop).id, new_id(), NOW))
    assert published(store, cast, workshop).people == 5


def test_how_far_people_agree_is_told_for_values_only(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 5)
    give(store, workshop, people, [5, 5, 4, 4, 5])
    give(store, workshop, people, [2, 3, 3, 2, 3], item="vrijheid")
    give(store, workshop, people, [1, 2, 2, 1, 2], item="waardigheid")
    give(store, workshop, people, [1, 2, 3, 1, 2], dimension="dots", kind=RoundKind.DOTS)
    assert published(store, cast, workshop).kendalls_w == pytest.approx(1.0)
    dots = published(store, cast, workshop, RoundKind.DOTS)
    assert dots.kendalls_w is None
    assert seen(store, dots).loc[("", "privacy", "dots"), "total"] == 9.0


def test_ideas_have_figures_too(store: Store, cast: Cast, workshop: Workshop) -> None:
    people, idea = participants_of(store, workshop, 5), new_id()
    note(
        store,
        people[0],
        workshop.id,
        idea,
        Draft(NoteKind.IDEA, "Bord", about="privacy", idea_type="people"),
        today=TODAY,
    )
    give(store, workshop, people, [1, 2, 3, 4, 5], item=idea, dimension="necessity", kind=RoundKind.IDEAS)
    shown = seen(store, published(store, cast, workshop, RoundKind.IDEAS))
    assert shown.loc[("", idea, "necessity"), "total"] == 15.0
    assert shown.loc[("", idea, "importance"), "hidden"] == "too_few"


def test_the_figures_hold_nothing_that_names_a_person(store: Store, cast: Cast, workshop: Workshop) -> None:
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 4, 5, 5])
    published(store, cast, workshop)
    told = (
        str(store.rows("select * from figure"))
        + str(store.rows("select * from tally"))
        + str(store.rows("select * from publication"))
    )
    assert not any((who.participant_in(workshop.id) or "") in told for who in people)


def test_a_participant_of_a_closed_round_can_still_join_for_the_rest(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    give(store, workshop, participants_of(store, workshop, 5), [1, 2, 3, 4, 5])
    published(store, cast, workshop)
    late = a_participant(store, workshop)
    with pytest.raises(RoundClosed):
        give(store, workshop, [late], [3])
    give(store, workshop, [late], [2], dimension="dots", kind=RoundKind.DOTS)


def asked_again(store: Store, cast: Cast, workshop: Workshop) -> None:
    """The workshop ends, and its values are asked once more."""
    leader = cast.duinstad.facilitator
    while (standing := workshops.standing(store, workshop.id)).phase is not Phase.ENDED:
        forward(store, leader, workshop.id, standing, now=NOW)
    measure_again(store, leader, workshop.id, now=LATER)


def test_late_answers_that_no_figure_has_are_no_change_in_a_second_survey(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """Four people sent something after the reveal, and took it back later: beside the figure that stands one person changed."""
    people = participants_of(store, workshop, 6)
    give(store, workshop, people, [1, 2, 3, 4, 5, 5])
    first = published(store, cast, workshop)
    slip_in(store, workshop, people[:4], [5, 5, 5, 5], "privacy")
    assert published(store, cast, workshop) == first
    asked_again(store, cast, workshop)
    give(store, workshop, people, [1, 2, 3, 4, 5, 4])
    second = published(store, cast, workshop)
    assert second.hidden == "too_few_changed"
    assert seen(store, second).empty


def test_a_second_survey_less_a_perspective_of_the_first_leaves_nobody_alone(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    """All of one perspective say the same again, and one resident with them: the rest stays away, which is enough people."""
    policy, residents = (participants_of(store, workshop, 6, side) for side in ("policy", "resident"))
    give(store, workshop, [*policy, *residents], [1, 2, 3, 4, 5, 5] * 2)
    first = published(store, cast, workshop)
    assert ("policy", "privacy", "importance") in seen(store, first).index
    asked_again(store, cast, workshop)
    give(store, workshop, [*policy, residents[0]], [1, 2, 3, 4, 5, 5, 2])
    assert published(store, cast, workshop).hidden == "too_few_changed"


def test_a_second_survey_in_which_most_people_changed_has_a_figure(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    policy, residents = (participants_of(store, workshop, 6, side) for side in ("policy", "resident"))
    give(store, workshop, [*policy, *residents], [1, 2, 3, 4, 5, 5] * 2)
    published(store, cast, workshop)
    asked_again(store, cast, workshop)
    give(store, workshop, [*policy, residents[0]], [2, 3, 4, 5, 1, 4, 2])
    second = published(store, cast, workshop)
    assert (second.hidden, second.people) == ("", 7)
    assert set(seen(store, second).index.get_level_values("perspective_id")) == {""}


def test_a_second_survey_keeps_its_figure_however_many_come_later(
    store: Store, cast: Cast, workshop: Workshop
) -> None:
    people = participants_of(store, workshop, 11)
    give(store, workshop, people[:6], [1, 2, 3, 4, 5, 5])
    published(store, cast, workshop)
    asked_again(store, cast, workshop)
    give(store, workshop, people[:5], [2, 3, 4, 5, 1])
    second = published(store, cast, workshop)
    slip_in(store, workshop, people[6:], [1, 2, 3, 4, 5], "privacy")
    assert not second.hidden
    assert published(store, cast, workshop) == second
