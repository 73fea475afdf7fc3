"""How people might answer: a model of levels, views, styles and camps, for a demo that is no mere noise.

The generator of chance is always an argument, so that the same seed gives the same people.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
SIDES = ("importance", "current")
PULL, PRESSURE = (
    0.35,
    0.6,
)  # how much more important a case makes the values that speak for it, and those at risk
TEAM_TASTE, TEAM_PRACTICE = 0.2, 0.3
RAISED, GUARDED = 0.6, 0.7
LENIENCY = {"importance": 0.35, "current": 0.45}
OWN_MIND = {"importance": 0.6, "current": 0.75}
CAMPS = 1.2  # how far each camp stands from the middle
DRIFT = 0.4  # how far a person's mind wanders in some months: of importance a quarter to a third of the scores changes
DONT_KNOW = (1.0, 9.0)  # beta distribution: most people know, a few often don't
FEW_UNSURE = 0.015
HASTE = 0.35
TOP, DOTS = 5, 5


@dataclass(frozen=True)
class Minds:
    """What each person of a group thinks, before it is put on a scale.

    items       what is asked about, one column each
    importance  one row per person, about 1 to 5, not rounded; `current` likewise
    unsure      per person the chance of "don't know" about current practice, 0 to 1
    """

    items: tuple[str, ...]
    importance: Numbers
    current: Numbers
    unsure: Numbers


def team_levels(
    chance: np.random.Generator,
    levels: pd.DataFrame,
    pulls: Collection[str],
    against: Collection[str],
    raised: Collection[str],
    guarded: Collection[str],
    neglected: Collection[str],
) -> pd.DataFrame:
    """Where one team stands on average in one case.

    levels   index item; importance, current (1 to 5): where people stand before a case moves them
    returns  the same, moved: values that pull and above all values under pressure are more important, those
             under pressure are less well looked after, and every team has tastes and practices of its own
    """
    moved = levels[list(SIDES)].astype(float)
    moved["importance"] += chance.normal(0, TEAM_TASTE, len(moved)) + RAISED * moved.index.isin(list(raised))
    moved["importance"] += PULL * moved.index.isin(list(pulls)) + PRESSURE * moved.index.isin(list(against))
    moved["current"] += chance.normal(0, TEAM_PRACTICE, len(moved)) - PRESSURE * moved.index.isin(
        list(against)
    )
    moved["current"] += GUARDED * moved.index.isin(list(guarded)) - GUARDED * moved.index.isin(
        list(neglected)
    )
    return moved


def minds(
    chance: np.random.Generator,
    levels: pd.DataFrame,
    views: pd.DataFrame,
    perspectives: Sequence[str],
    divided: Collection[str],
) -> Minds:
    """The minds of a group of people.

    levels        index item; importance, current, as from team_levels
    views         one row per perspective and item that differs: perspective_id, item; importance, current
    perspectives  one for each person
    divided       items about which people fall apart into two camps
    """
    shape = (len(perspectives), len(levels))
    camps = np.where(chance.random((shape[0], 1)) < 0.5, CAMPS, -CAMPS) * levels.index.isin(list(divided))
    sides = {
        side: levels[side].to_numpy(dtype=float)
        + _shifts(views, side, perspectives, levels.index)
        + chance.normal(0, LENIENCY[side], (shape[0], 1))
        + chance.normal(0, OWN_MIND[side], shape)
        for side in SIDES
    }
    return Minds(
        items=tuple(levels.index),
        importance=sides["importance"] + camps,
        current=sides["current"],
        unsure=chance.beta(*DONT_KNOW, shape[0]),
    )


def later(chance: np.random.Generator, before: Minds, gains: Sequence[float], people: int) -> Minds:
    """The first so many people some months later: practice moved by the gains, one for each item."""
    shape = (people, len(before.items))
    steps = chance.normal(0, DRIFT, (2, *shape))
    importance = before.importance[:people]
    return replace(
        before,
        importance=importance + 0.1 * (importance.mean(axis=0) - importance) + steps[0],
        current=before.current[:people] + np.asarray(gains, dtype=float) + steps[1],
        unsure=before.unsure[:people] * 0.7,
    )


def gains(chance: np.random.Generator, efforts: Sequence[float]) -> list[float]:
    """How much better values are looked after some months later, in points of the scale, one for each effort.

    efforts  0 nothing was done, 1 an agreement about it was kept: then most values gain more, but not all
    """
    meant = np.asarray(efforts, dtype=float)
    return [float(gain) for gain in 0.1 + 0.65 * meant + chance.normal(0, 0.2, len(meant))]


def survey_answers(chance: np.random.Generator, group: Minds) -> pd.DataFrame:
    """What these people fill in.

    returns  one row per person, item and dimension (importance, current, top): score; 0 is "don't know".
             Persons count from 0. Top holds the places 1 to 5 only, drawn from one's own importance.
    """
    shape = group.importance.shape
    unsure = {"importance": np.full((shape[0], 1), FEW_UNSURE), "current": group.unsure[:, None]}
    scores = {
        side: np.where(chance.random(shape) < unsure[side], 0, _on_scale(getattr(group, side)))
        for side in SIDES
    }
    order = np.argsort(-(group.importance + chance.gumbel(0, HASTE, shape)), axis=1)[:, :TOP]
    places = np.zeros(shape, dtype=int)
    np.put_along_axis(places, order, np.arange(1, order.shape[1] + 1)[None, :], axis=1)
    frames = [_long(scores[side], group.items, side) for side in SIDES]
    placed = _long(places, group.items, "top")
    return pd.concat([*frames, placed[placed["score"] > 0]], ignore_index=True)


def dots(chance: np.random.Generator, group: Minds, discussed: Collection[str]) -> pd.DataFrame:
    """How these people divide five dots: over what is important, what is neglected and what was talked about.

    returns  one row per person and item with at least one dot: person, item, dimension (dots), score (1 to 5)
    """
    wish = (
        group.importance
        + 0.4 * (group.importance - group.current)
        + 1.5 * np.isin(group.items, list(discussed))
    )
    odds = np.exp(wish - wish.max(axis=1, keepdims=True))
    given = np.array([chance.multinomial(DOTS, row / row.sum()) for row in odds]).reshape(wish.shape)
    put = _long(given, group.items, "dots")
    return put[put["score"] > 0].reset_index(drop=True)


def one_dot_moved(given: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    """How the same people divide their dots after a talk: each moves one, from where they put most to where they put fewest.

    given    as `dots` gives it, of at least two items
    returns  the same columns
    """
    table = given.pivot_table(index="person", columns="item", values="score", fill_value=0)
    put = np.array(table.reindex(columns=list(items), fill_value=0), dtype=np.int64)
    people, most, fewest = np.arange(len(put)), put.argmax(axis=1), put.argmin(axis=1)
    put[people, most] -= 1
    put[people, fewest] += 1
    moved = _long(put, items, "dots")
    return moved[moved["score"] > 0].reset_index(drop=True)


def idea_scores(chance: np.random.Generator, ideas: pd.DataFrame, people: int) -> pd.DataFrame:
    """How so many people weigh ideas.

    ideas    index item; necessity, importance (1 to 5): what people give on average
    returns  one row per person, item and dimension (necessity, importance): score; 0 is "don't know"
    """
    shape = (people, len(ideas))
    style = chance.normal(0, 0.3, (people, 1))
    frames = []
    for side in ("necessity", "importance"):
        meant = ideas[side].to_numpy(dtype=float) + style + chance.normal(0, 0.75, shape)
        scores = np.where(chance.random(shape) < 2 * FEW_UNSURE, 0, _on_scale(meant))
        frames.append(_long(scores, tuple(ideas.index), side))
    return pd.concat(frames, ignore_index=True)


def _shifts(views: pd.DataFrame, side: str, perspectives: Sequence[str], items: pd.Index) -> Numbers:
    """How far each person's perspective moves each item: one row per person, one column per item."""
    table = views.pivot(index="perspective_id", columns="item", values=side)
    return table.reindex(index=list(perspectives), columns=items).fillna(0.0).to_numpy(dtype=float)


def _on_scale(meant: Numbers) -> npt.NDArray[np.int64]:
    return np.clip(np.rint(meant), 1, 5).astype(np.int64)


def _long(scores: npt.NDArray[np.int64], items: Sequence[str], dimension: str) -> pd.DataFrame:
    """One row per person and item: person, item, dimension, score."""
    people, asked = scores.shape
    return pd.DataFrame(
        {
            "person": np.repeat(np.arange(people), asked),
            "item": np.tile(np.asarray(items, dtype=object), people),
            "dimension": dimension,
            "score": scores.ravel(),
        }
    )
