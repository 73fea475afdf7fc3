"""What of a tally may be seen: the one home of anonymity. Everything that is shown passes through here first.

The rules, for the smallest group k (5 or more):
1. A round of fewer than k people has no figure.
2. An item that fewer than k people scored has no figure, but the reason.
3. A group with fewer than two different answers shows a band, no counts. A band never says which answer it was:
   "high" is 4 or 5 on a scale, "low" is 1, 2 or 3. Of dots and places "high" is that everyone gave the same, at least one, and
   "low" that nobody chose it, which is no secret: what was chosen is shown.
4. Perspectives are shown beside each other only as whole parts: every part, and the rest that is not shown, holds at
   least k people and at least two different answers; otherwise no perspective is shown for that item. Sums of ranks
   are shown for all items or for none, because over all items they add up to a number that everyone knows.
5. A later figure of the same round replaces the one that stands only when, compared with every figure of it that was
   ever shown, at least k people were added or changed behind each number that would change. Who says the same again
   changed nothing. Nobody is counted as changed twice behind one number: when somebody behind a number that would change
   changed there before, the figure stands; else three figures together could tell what no two of them tell.
   The same perspectives stand beside each other in all figures of a round: else what an earlier figure did not show would be
   left of its total less a perspective that did not change.
   After an erasure nothing is replaced: who is gone would be what is left. Neither is a figure with a band: the counts of a
   later one would tell which answer all gave before. (That nobody chose a value is no secret, see 3.)
6. Numbers over all items (how far people agree, ties, the share of "don't know") are shown only when each item shows its
   counts to everyone: otherwise they would tell of the few who scored it, or which answer a band stands for.
7. A vote or a survey that is held again has a figure of its own only when it and all that was shown of the earlier ones (as
   it was shown: each perspective and the rest, sums with a pool, what the same people changed), added and subtracted at will,
   never leave fewer than k people: `analytics.subtraction` works that out. It has no perspectives, and of votes or surveys
   of one workshop none is replaced once there is another. One that fails this is in no pool either. Where too few people
   gave a score, so that they may be in a pool for that item and dimension, the same holds for that item and dimension alone:
   it is held back by itself. Who came, stayed away or was erased is known to the room, who changed their mind is not: an item
   and dimension that was not answered by the same people is held back too when whatever is left of those who came or went is
   about fewer than k people (`analytics.turnover`). Of what is chosen, dots and places, all items are held back together.
8. What the same people changed between two rounds is shown only when, for that item, every group of people who scored in
   the same rounds (of all rounds that have a figure) is nobody at all or at least k people who did not all say the same in
   any of them; where perspectives are shown beside each other, each of them by itself. Of each of those groups nobody, or at
   least k people, said something else in one round than in another. So a mean of pairs can't be taken from the figures of
   both rounds, or from other pairs, to leave fewer than k people. A round in it gets no later figure, and nothing is
   paired after an erasure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.tallies import COUNTS, COUNTS_ZERO, EVERYONE, RANKED, is_named, one_value_a_place

TOO_FEW = "too_few"
TOO_FEW_CHANGED = "too_few_changed"
CELL = ["item", "dimension"]
_NUMBER = ["perspective_id", *CELL]
_SAID = ["participant_id", *_NUMBER]
_NOTHING = -1
_PARTS = [*COUNTS, "n", "dont_know", "people"]
_HIGH_FROM = {"top": 1, "dots": 1}  # the other dimensions are scales
_HIGH_ON_A_SCALE = 4

_ABOVE = 6  # higher than any score

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


def publishable(people: int, smallest_group: int) -> bool:
    """Whether a round of so many people may have a figure at all."""
    return people >= smallest_group


def replaceable(shown: Sequence[pd.DataFrame], now: pd.DataFrame, smallest_group: int) -> bool:
    """Whether what counts now may replace the figure that stands.

    shown  what counted in each figure of the round that was ever shown, in that order; columns as in `people_changed`
    """
    if any(people_changed(before, now) < smallest_group for before in shown):
        return False
    moved = [_changes(before, after)[_SAID] for before, after in pairwise([*shown, now])]
    return not pd.concat(moved).duplicated().any()


def has_secret_band(shown: pd.DataFrame) -> bool:
    """Whether a figure says somewhere that all gave the same answer, and not which one; then it stands for good."""
    is_known = is_choice(shown) & is_named(shown, "band", "low")
    return bool((~is_named(shown, "band", "") & ~is_known).any())


def have_same_perspectives(figures: Sequence[pd.DataFrame]) -> bool:
    """Whether in all of these figures the same perspectives stand beside each other, for each item and dimension."""
    parts = (shown.loc[~_is_total(shown), _NUMBER] for shown in figures)
    return len({frozenset(part.itertuples(index=False, name=None)) for part in parts}) == 1


def people_changed(before: pd.DataFrame, after: pd.DataFrame) -> int:
    """How few people stand behind any number that differs between two figures of a round.

    before, after  what counted then and what counts now, one row per participant, item and dimension: participant_id,
                   perspective_id, item, dimension, score, seq
    returns        the fewest people whose answer differs, or who gave or had given a score there, over perspectives, items
                   and dimensions; 0 when there are none, and also when those behind one number all said the same
    """
    changed = _changes(before, after)
    fewest = changed.groupby(_NUMBER)["participant_id"].nunique().min()
    for side in ("score_before", "score_after"):
        scores = changed[changed[side] > 0].groupby(_NUMBER)[side].agg(["size", "nunique"])
        if (scores["nunique"] < 2).any():
            return 0
        fewest = min(fewest, scores["size"].min()) if len(scores) else fewest
    return 0 if pd.isna(fewest) else int(fewest)


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Who said something else behind which number: the columns of _SAID, score_before and score_after (-1 = nothing)."""
    told = [
        one_value_a_place(answers.reset_index(drop=True))[[*_SAID, "score"]] for answers in (before, after)
    ]
    asked = pd.concat(told)[CELL].drop_duplicates()
    both = _with_zeros(told[0], asked).merge(
        _with_zeros(told[1], asked), how="outer", on=_SAID, suffixes=("_before", "_after")
    )
    both = both.fillna({"score_before": _NOTHING, "score_after": _NOTHING})
    return both[both["score_before"] != both["score_after"]]


def _with_zeros(told: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """What counts, with a 0 for what somebody who chose something else did not choose: that is an answer too, said or not."""
    of_choice = told["dimension"].isin(COUNTS_ZERO)
    voters = told.loc[of_choice, ["participant_id", "perspective_id", "dimension"]].drop_duplicates()
    chosen = voters.merge(asked, on="dimension").merge(told[of_choice], how="left", on=_SAID)
    return pd.concat([told[~of_choice], chosen.fillna({"score": 0})])


def ranks_may_be_seen(shown: pd.DataFrame) -> bool:
    """Whether numbers over all items may be shown; `shown` is what `figures` gave."""
    is_ranked = _is_total(shown) & is_named(shown, "dimension", RANKED)
    has_counts = is_named(shown, "hidden", "") & is_named(shown, "band", "")
    return bool(has_counts[is_ranked].all())


def figures(tallies: pd.DataFrame, smallest_group: int) -> pd.DataFrame:
    """What may be seen of a tally.

    tallies  one row per perspective, item and dimension, as `analytics.tallies.tally` gives it
    returns  the same columns plus band ("" | "high" | "low") and hidden ("" | a reason); where band or hidden is set,
             counts, total and rank_sum are missing; where hidden is set, n and dont_know are too.
             Perspectives that may not be shown are left out.
    """
    counts, n, of_choice = _counted(tallies)
    is_total, varies = _is_total(tallies), _varies(counts, n, of_choice)
    few = n < smallest_group
    alike = ~few & ~varies
    seen = is_total | _parts_may_be_seen(tallies, is_total, varies, smallest_group)
    is_open = seen & ~few & ~alike
    whole = _all_of_group(_group(tallies, ["perspective_id", "dimension"]), is_open)
    missing = dict.fromkeys([*COUNTS, "total"], is_open) | {"rank_sum": whole, "n": ~few, "dont_know": ~few}
    shown = {
        name: np.where(keep, tallies[name].to_numpy(dtype=np.float64), np.nan)
        for name, keep in missing.items()
    }
    shown["band"] = np.where(alike, _bands(tallies), "").astype(object)
    shown["hidden"] = np.where(few, TOO_FEW, "").astype(object)
    order = np.concatenate([np.flatnonzero(is_total), np.flatnonzero(seen & ~is_total)])
    kept = {name: tallies[name].array for name in tallies.columns if name not in shown}
    columns = [*tallies.columns, "band", "hidden"]
    return pd.DataFrame({name: (kept | shown)[name][order] for name in columns})


def held_back(shown: pd.DataFrame, cells: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """The same figures without the numbers of some items and dimensions, and then without sums of ranks: see rule 7."""
    if not cells:
        return shown
    named = list(zip(shown["item"].tolist(), shown["dimension"].tolist(), strict=True))
    is_held = np.array([cell in cells for cell in named], dtype=bool)
    held, left = shown.copy(), is_held & _is_total(shown)
    held.loc[left, [*COUNTS, "n", "dont_know", "total"]] = np.nan
    held.loc[left, ["band", "hidden"]] = "", TOO_FEW_CHANGED
    held.loc[shown["dimension"].isin({dimension for _, dimension in cells}), "rank_sum"] = np.nan
    kept: pd.DataFrame = held[left | ~is_held]
    return kept


def pairs_may_be_seen(given: Whole, parts: Whole, smallest_group: int) -> Flags:
    """Whether what the same people changed between rounds may be shown, for each item: see rule 8.

    given   people x items x rounds: the score, 1 to 5, or lower for none; every round that has a figure
    parts   people x items: the number of the perspective that someone is shown in, the same number for all others
    """
    scored = given > 0
    taken = (scored << np.arange(given.shape[2])).sum(axis=2)
    together = [taken == rounds for rounds in range(1, 1 << given.shape[2])]
    groups = [group & (parts == part) for group in together for part in np.unique(parts)]
    safe = [_is_safe(group, given, smallest_group) for group in groups]
    return np.asarray(np.all([*safe, *(_moved(group, given, smallest_group) for group in together)], axis=0))


def _moved(group: Flags, given: Whole, k: int) -> Flags:
    """Per item, whether between any two rounds nobody of a group said something else, or at least k people did."""
    both = combinations(range(given.shape[2]), 2)
    changed = [(given[:, :, one] > 0) & (given[:, :, other] > 0) & (given[:, :, one] != given[:, :, other])
               for one, other in both]  # fmt: skip
    people = np.array([(group & here).sum(axis=0) for here in changed])
    return np.asarray(((people == 0) | (people >= k)).all(axis=0))


def _is_safe(group: Flags, given: Whole, k: int) -> Flags:
    """Per item, whether a group (people x items) is nobody, or k people who did not all say the same in a round."""
    people = group.sum(axis=0)
    those = group[:, :, None] & (given > 0)
    highest = np.where(those, given, 0).max(axis=0, initial=0)
    lowest = np.where(those, given, _ABOVE).min(axis=0, initial=_ABOVE)
    varies = ((highest > lowest) | ~those.any(axis=0)).all(axis=1)
    return np.asarray((people == 0) | ((people >= k) & varies))


def _parts_may_be_seen(tallies: pd.DataFrame, is_total: Flags, varies: Flags, k: int) -> Flags:
    """Whether each row is a perspective that may be shown: when all parts of its item and dimension are safe, and the rest."""
    is_part = ~is_total & (tallies["n"].to_numpy(dtype=np.int64) >= k)
    if not is_part.any():
        return is_part
    cell = _group(tallies, CELL)
    all_vary = _all_of_group(cell, ~(is_total | is_part) | varies)
    return np.asarray(
        is_part & all_vary & _rest_is_safe(tallies, cell, is_total.astype(np.int64) - is_part, k)
    )


def _rest_is_safe(tallies: pd.DataFrame, cell: Whole, sign: Whole, k: int) -> Flags:
    """Whether what is left of each row's cell, the total less the parts, is nobody at all or a group that may be shown."""
    rest = np.zeros((cell.max(initial=-1) + 1, len(_PARTS)), dtype=np.int64)
    np.add.at(rest, cell, tallies[_PARTS].to_numpy(dtype=np.int64) * sign[:, None])
    of_choice = np.zeros(len(rest), dtype=bool)
    of_choice[cell] = is_choice(tallies)
    counts, n = rest[:, : len(COUNTS)], rest[:, len(COUNTS)]
    is_nobody = (rest[:, len(COUNTS) :] == 0).all(axis=1)
    return np.asarray((is_nobody | ((n >= k) & _varies(counts, n, of_choice)))[cell])


def varied(tallies: pd.DataFrame) -> Flags:
    """Whether at least two different answers were given, for each row of a tally."""
    return _varies(*_counted(tallies))


def is_choice(rows: pd.DataFrame) -> Flags:
    """Whether each row is about a choice: places or dots, which add up over all items to as many as there are people."""
    return np.array([dimension in COUNTS_ZERO for dimension in rows["dimension"].tolist()], dtype=bool)


def _varies(counts: Whole, n: Whole, of_choice: Flags) -> Flags:
    """Whether at least two different answers were given (for a choice, not choosing is an answer too)."""
    has_not_chosen = of_choice & (n > counts.sum(axis=1))
    return np.asarray((counts > 0).sum(axis=1) + has_not_chosen >= 2)


def _bands(tallies: pd.DataFrame) -> npt.NDArray[np.str_]:
    """What may be said of an answer that everyone gave; each band holds at least two answers."""
    common = tallies["total"].to_numpy(dtype=np.float64) / np.maximum(
        tallies["n"].to_numpy(dtype=np.int64), 1
    )
    high_from = [_HIGH_FROM.get(dimension, _HIGH_ON_A_SCALE) for dimension in tallies["dimension"].tolist()]
    return np.where(common >= np.array(high_from), "high", "low")


def _counted(tallies: pd.DataFrame) -> tuple[Whole, Whole, Flags]:
    """Of each row the counts of the scores, how many gave one, and whether it is about a choice."""
    counts, n = (
        np.column_stack([tallies[name].to_numpy(dtype=np.int64) for name in names])
        for names in (COUNTS, ("n",))
    )
    return counts, n[:, 0], is_choice(tallies)


def _is_total(tallies: pd.DataFrame) -> Flags:
    return is_named(tallies, "perspective_id", EVERYONE)


def _group(tallies: pd.DataFrame, columns: list[str]) -> Whole:
    """The number of each row's group: rows with the same two names have the same number."""
    one, other = (pd.factorize(tallies[name].to_numpy(dtype=object))[0] for name in columns)
    return pd.factorize(one * len(tallies) + other)[0].astype(np.int64)


def _all_of_group(group: Whole, is_so: Flags) -> Flags:
    """Of each row whether it is so for every row of its group."""
    return np.asarray((np.bincount(group, weights=~is_so) == 0)[group])
