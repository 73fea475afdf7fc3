"""Live anonymity: whatever order people join, answer, change and leave in, and whatever is revealed, frozen, begun anew, voted
or asked again or moved in between, nothing that anyone ever sees is about one to four people, and nothing that they subtract from it is.

An attacker looks after every deed and forgets nothing: the counts, every figure of every round, and the comparison. In the
end every two figures of a round are subtracted, and every part from every whole. The test alone knows who said what.
Examples: 4 on DuckDB and 10 on PostgreSQL, each a story of up to 23 deeds; `STORIES=100` in the environment plays so many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, combinations
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.answer import answer
from actions.freeze import freeze
from actions.join import is_over
from actions.measure_again import measure_again
from actions.move import back, forward
from actions.note import note
from actions.publish import publish
from actions.reset import reset, undo
from actions.vote_again import vote_again
from analytics.tallies import COUNTS, COUNTS_ZERO
from domain.answers import Mark
from domain.notes import Draft, NoteKind
from domain.problems import Refused, TooFewPeople
from domain.resets import ROUND_OF
from domain.roles import Visitor
from domain.workshops import Round, RoundKind, Workshop
from reads import comparison
from reads.outcome import outcome
from reads.workshop import snapshot
from storage import figures, organisations, workshops
from storage.content import the_content
from storage.figures import Publication
from storage.store import Statement, Store
from tests.cast import NOW, TODAY, Cast, House, a_participant, a_workshop, new_id

K = 5
EXAMPLES = {
    engine: int(os.environ.get("STORIES", few)) for engine, few in (("duckdb", "4"), ("postgresql", "10"))
}
PERSPECTIVES = ("policy", "data", "legal")
VALUES = ("privacy", "vrijheid", "waardigheid")
ASKED = {
    RoundKind.VALUES: ("importance", "current", "top"),
    RoundKind.DOTS: ("dots",),
    RoundKind.IDEAS: ("necessity", "importance"),
    RoundKind.EXIT: ("exit",),
}
EXIT_QUESTIONS = ("worthwhile", "heard")
Deed = tuple[Any, ...]
Cell = tuple[str, str]  # item, dimension
Group = tuple[str, ...]  # perspectives together; with "" in front: everyone without them
Said = dict[
    tuple[str, str, str], int
]  # (person, item, dimension) -> score; in the order in which it was said


def stories() -> st.SearchStrategy[list[Deed]]:
    """People join and answer, and then things happen, mostly in one kind of round, so that it is revealed again and again."""
    crowd = st.tuples(st.just("join"), st.sampled_from(PERSPECTIVES), st.integers(3, 7))
    return st.sampled_from(list(ASKED)).flatmap(
        lambda kind: st.tuples(
            st.lists(crowd, min_size=1, max_size=3),
            st.lists(_all_answer(kind), min_size=1, max_size=4),
            st.lists(_deeds(kind), min_size=6, max_size=16),
        ).map(lambda parts: [*chain.from_iterable(parts)])
    )


def _deeds(kind: RoundKind) -> st.SearchStrategy[Deed]:
    """One thing that happens; people and places are numbers that are taken modulo how many there are."""
    few = st.lists(st.integers(0, 5), min_size=1, max_size=8)
    some = (st.just(kind), st.integers(0, 15), _PLACE, few)
    reveal = st.tuples(st.just("publish"), st.just(kind))
    return st.one_of(
        st.tuples(st.just("join"), st.sampled_from(PERSPECTIVES), st.integers(1, 6)),
        _all_answer(kind),
        st.tuples(st.just("answer"), *some),
        st.tuples(st.just("come late"), *some),
        st.tuples(st.just("come late"), *some),
        reveal,
        reveal,
        reveal,
        st.tuples(st.just("publish"), st.sampled_from(list(ASKED))),
        st.tuples(st.just("leave"), st.integers(0, 11)),
        st.tuples(st.just("move"), st.sampled_from(["forward", "back", "end"])),
        st.tuples(st.just("freeze"), st.just(kind), st.booleans()),
        st.tuples(st.sampled_from(["begin anew", "undo"]), st.sampled_from(list(ROUND_OF))),
        st.just(("vote again",)),
        st.just(("ask again",)),
    )


def _all_answer(kind: RoundKind) -> st.SearchStrategy[Deed]:
    everyone = st.lists(st.integers(0, 5), min_size=21, max_size=21)
    return st.tuples(st.just("answer"), st.just(kind), st.just(0), _PLACE, everyone)


_PLACE = st.tuples(st.integers(0, 1), st.integers(0, 2))


@dataclass
class Attacker:
    """Who sees every screen after every deed and keeps it."""

    store: Store
    house: House
    seen: dict[str, tuple[Publication, pd.DataFrame]] = field(default_factory=dict)

    def look(self, workshop: Workshop) -> None:
        for one in snapshot(self.store, workshop).rounds:
            shown = outcome(self.store, one.id)
            if shown is not None and shown.publication.id not in self.seen:
                whole = figures.figures(self.store, shown.publication.id)
                self.seen[shown.publication.id] = (shown.publication, whole)

    def groups(self, figure: pd.DataFrame, cell: Cell) -> Iterator[tuple[Group, pd.Series]]:
        """Every group whose counts can be made from one figure: parts together, and everyone less parts."""
        rows = figure[(figure["item"] == cell[0]) & (figure["dimension"] == cell[1])]
        rows = rows[rows["count_1"].notna()].set_index("perspective_id")[[*COUNTS, "n"]]
        parts = [name for name in rows.index if name]
        for names in chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1)):
            together = rows.loc[list(names)].sum()
            if names:
                yield names, together
            if "" in rows.index:
                yield ("", *names), rows.loc[""] - together


@dataclass
class Play:
    """A workshop of a team of its own, what happens in it, and what was truly said when each figure was made."""

    store: Store
    house: House
    workshop: Workshop
    people: list[Visitor] = field(default_factory=list)
    side: dict[str, str] = field(default_factory=dict)
    here: list[Visitor] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    truth: dict[str, Said] = field(default_factory=dict)
    revealed: set[str] = field(default_factory=set)
    ideas: list[str] = field(default_factory=list)

    def happen(self, deed: Deed) -> None:
        match deed:
            case ("join", perspective, count):
                for _ in range(0 if is_over(self.store, self.workshop) else count):
                    who = a_participant(self.store, self.workshop, perspective)
                    self.people.append(who)
                    self.here.append(who)
                    self.side[self.name(who)] = perspective
            case ("answer" | "come late", kind, first, place, scores):
                self.give(kind, first, place, scores, is_late=deed[0] == "come late")
            case ("leave", number) if self.here:
                self.here.pop(number % len(self.here))
            case ("publish", kind):
                self.reveal(kind)
            case ("move", where):
                self.move(where)
            case _:
                self.refused(lambda: self.lead(deed))

    def lead(self, deed: Deed) -> None:
        """What the facilitator does besides revealing and moving. raises Refused where it can't be done now."""
        here = self.store, self.house.facilitator, self.workshop.id
        match deed:
            case ("freeze", kind, is_frozen):
                freeze(*here, new_id(), self.round(kind).id, is_frozen, now=NOW)
            case ("begin anew", step):
                reset(*here, new_id(), step, now=NOW)
            case ("undo", step):
                undo(*here, new_id(), step, now=NOW)
            case ("vote again",):
                vote_again(*here, self.round(RoundKind.DOTS).number, now=NOW)
            case ("ask again",):
                measure_again(*here, now=NOW)

    def give(
        self, kind: RoundKind, first: int, place: tuple[int, int], scores: list[int], *, is_late: bool
    ) -> None:
        """Those who are here from number `first` on give one score each; late ones past the check that refuses them."""
        asked = self.round(kind)
        item = self.items(kind)[place[0]]
        dimension = ASKED[kind][place[1] % len(ASKED[kind])]
        around = self.here[first % max(1, len(self.here)) :] + self.here[: first % max(1, len(self.here))]
        for who, score in zip(around, scores, strict=False):
            if is_late and asked.is_closed:
                self.slip_in(asked, who, item, dimension, score)
            elif not self.refused(lambda who=who, score=score: answer(
                self.store, who, asked.id, [Mark(item, dimension, score)], [], today=TODAY)):  # fmt: skip
                self.keep(asked, who, item, dimension, score)

    def slip_in(self, asked: Round, who: Visitor, item: str, dimension: str, score: int) -> None:
        self.store.write(Statement(
            """insert into answer (round_id, participant_id, item, dimension, score, answered_on)
            values ($1, $2, $3, $4, $5, $6)""",
            (asked.id, self.name(who), item, dimension, score, TODAY),
        ))  # fmt: skip
        self.keep(asked, who, item, dimension, score)

    def keep(self, asked: Round, who: Visitor, item: str, dimension: str, score: int) -> None:
        said = self.said.setdefault(asked.id, {})
        said.pop((self.name(who), item, dimension), None)
        said[self.name(who), item, dimension] = score

    def reveal(self, kind: RoundKind) -> None:
        asked = self.round(kind)
        try:
            made = publish(self.store, self.house.facilitator, self.workshop.id, kind, now=NOW)
        except TooFewPeople:
            return
        self.revealed.add(asked.id)
        self.truth.setdefault(made.id, dict(self.said.get(asked.id, {})))

    def move(self, where: str) -> None:
        for _ in range(9 if where == "end" else 1):
            standing = workshops.standing(self.store, self.workshop.id)
            step = back if where == "back" else forward
            step(self.store, self.house.facilitator, self.workshop.id, standing, now=NOW)
            self.end_what_is_open()

    def end_what_is_open(self) -> None:
        """What the end of a workshop closed: it was revealed too, or hidden for good."""
        for one in snapshot(self.store, self.workshop).rounds:
            made = figures.latest_publication(self.store, one.id)
            if made and one.id not in self.revealed:
                self.revealed.add(one.id)
                self.truth.setdefault(made.id, dict(self.said.get(one.id, {})))

    def round(self, kind: RoundKind) -> Round:
        return workshops.latest_round(self.store, self.workshop.id, kind)

    def items(self, kind: RoundKind) -> tuple[str, ...]:
        if kind is RoundKind.EXIT:
            return EXIT_QUESTIONS
        return tuple(self.ideas) if kind is RoundKind.IDEAS else self.workshop.values

    def votes(self, publication: Publication) -> dict[str, dict[str, int]]:
        """What each person said on each value in a vote that was shown."""
        found: dict[str, dict[str, int]] = {}
        for (who, value, _), score in self.truth[publication.id].items():
            found.setdefault(who, {})[value] = score
        return found

    @staticmethod
    def refused(deed: Any) -> bool:
        try:
            deed()
        except Refused:
            return True
        return False

    @staticmethod
    def name(who: Visitor) -> str:
        return who.participations[0][1]

    def scores(self, publication: Publication, group: Group, cell: Cell) -> dict[str, int]:
        """Who of a group counts in a number of a figure, and with which score; 0 only where not choosing is an answer."""
        said = self.truth[publication.id]
        item, dimension = cell
        last_on_place = {(who, score): value for (who, value, asked), score in said.items() if asked == "top"}
        found: dict[str, int] = {}
        for who in {who for who, _, asked in said if asked == dimension}:
            is_in = self.side[who] not in group if group[0] == "" else self.side[who] in group
            score = said.get((who, item, dimension), 0)
            if dimension == "top" and last_on_place.get((who, score)) != item:
                score = 0
            if is_in and (score or dimension in COUNTS_ZERO):
                found[who] = score
        return found


def test_nothing_that_is_ever_seen_or_subtracted_is_about_one_to_four_people(
    store: Store, cast: Cast, engine: str
) -> None:
    @settings(
        max_examples=EXAMPLES[engine],
        deadline=None,
        phases=[
            Phase.explicit,
            Phase.reuse,
            Phase.generate,
        ],  # a story that tells is told as it was found, at once
        suppress_health_check=list(HealthCheck),
    )
    @given(stories())
    def no_story_tells(story: list[Deed]) -> None:
        play = begin(store, cast.duinstad)
        attacker = Attacker(store, cast.duinstad)
        for deed in story:
            play.happen(deed)
            only_counts(play)
            attacker.look(play.workshop)
        assert set(attacker.seen) <= set(play.truth)
        for publication, figure in attacker.seen.values():
            one_figure(play, attacker, publication, figure)
        for earlier, later in combinations(attacker.seen.values(), 2):
            if earlier[0].round_id == later[0].round_id:
                two_figures(play, attacker, earlier, later)
            elif earlier[0].kind == later[0].kind == RoundKind.DOTS:
                two_votes(play, earlier[0], later[0])
        compared(play, cast)

    no_story_tells()


def begin(store: Store, house: House) -> Play:
    """A workshop with two ideas in it, of a team that has no other."""
    team_id = new_id()
    store.write(organisations.add_team(team_id, house.organisation_id, house.department_id, "Team"))
    workshop = a_workshop(store, house, team_id=team_id, values=VALUES, perspectives=PERSPECTIVES)
    play = Play(store, house, workshop)
    for _ in VALUES:
        play.ideas.append(new_id())
        draft = Draft(NoteKind.IDEA, "Bord", about="privacy", idea_type="people")
        note(store, house.facilitator, workshop.id, play.ideas[-1], draft, today=date(2026, 11, 24))
    return play


def only_counts(play: Play) -> None:
    """The live counts say who takes part, never what anyone said."""
    seen = snapshot(play.store, play.workshop)
    answered = [len({who for who, _, _ in play.said.get(one.id, {})}) for one in seen.rounds]
    assert seen.joined == len(play.people)
    assert seen.answered in answered
    assert {one.id for one in seen.rounds if one.is_published} == play.revealed


def one_figure(play: Play, attacker: Attacker, publication: Publication, figure: pd.DataFrame) -> None:
    assert publication.people >= K
    told = figure[["n", "dont_know", "total", "rank_sum", *COUNTS]].notna().any(axis=1)
    assert (figure["n"][told] >= K).all()
    importance = figure[(figure["perspective_id"] == "") & (figure["dimension"] == "importance")]
    if importance["count_1"].isna().any():
        about_all = publication.tie_term, publication.dont_know_share, publication.kendalls_w
        assert about_all == (0, 0, None), (
            "it would tell of the few who scored what is hidden, or what a band stands for"
        )
    for cell in cells(figure):
        for group, counted in attacker.groups(figure, cell):
            scores = play.scores(publication, group, cell)
            assert counted["n"] == len(scores), (group, cell)
            assert not scores or (len(scores) >= K and len(set(scores.values())) > 1), (group, cell, scores)


def two_figures(
    play: Play,
    attacker: Attacker,
    earlier: tuple[Publication, pd.DataFrame],
    later: tuple[Publication, pd.DataFrame],
) -> None:
    """The same group in both figures, subtracted: those who differ are nobody or at least five who don't say the same. And no
    counts are seen where a band was: beside each other they would tell which answer it stood for."""
    is_secret = (earlier[1]["band"] != "") & ~(
        earlier[1]["dimension"].isin(COUNTS_ZERO) & (earlier[1]["band"] == "low")
    )
    assert not set(cells(earlier[1][is_secret])) & set(cells(later[1][later[1]["count_1"].notna()]))
    for cell in set(cells(earlier[1])) & set(cells(later[1])):
        then = dict(attacker.groups(earlier[1], cell))
        for group, counted in attacker.groups(later[1], cell):
            if group not in then:
                continue
            before, after = play.scores(earlier[0], group, cell), play.scores(later[0], group, cell)
            changed = {who for who in before.keys() | after.keys() if before.get(who) != after.get(who)}
            difference = [int(counted[name] - then[group][name]) for name in COUNTS]
            truth = [
                [*after.values()].count(score) - [*before.values()].count(score) for score in range(1, 6)
            ]
            assert difference == truth
            assert not changed or len(changed) >= K, (group, cell, changed)


def two_votes(play: Play, earlier: Publication, later: Publication) -> None:
    """Two votes that were both shown: at least five people voted differently, or in one of them only."""
    then, after = play.votes(earlier), play.votes(later)
    assert len({who for who in then.keys() | after.keys() if then.get(who) != after.get(who)}) >= K


def compared(play: Play, cast: Cast) -> None:
    """The comparison of teams shows a number about at least five people, or none."""
    framework = the_content().frameworks[play.workshop.framework_id]
    for measure in comparison.MEASURES:
        cells_of_teams = comparison.by_team(play.store, cast.duinstad.manager, measure, framework).cells
        assert (cells_of_teams[cells_of_teams["reason"].isna()]["n"] >= K).all()


def cells(figure: pd.DataFrame) -> list[Cell]:
    return list(dict.fromkeys(zip(figure["item"], figure["dimension"], strict=True)))
