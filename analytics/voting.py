"""What a vote says: dots put on items, and ideas weighed by necessity and importance."""

from collections.abc import Hashable, Mapping
from itertools import product

import pandas as pd

from analytics.measures import bands, profile, reach

SCALE_MIDDLE = 3.0
ALIKE_BELOW, DIVIDED_FROM = 0.6, 1.0
SIDES = ("necessity", "importance")
QUADRANTS: dict[tuple[bool, ...], str] = {
    (True, True): "do_now",
    (False, True): "plan",
    (True, False): "keep_small",
    (False, False): "later",
}


def dot_totals(figures: pd.DataFrame) -> pd.DataFrame:
    """How many dots each item got, most dots first.

    figures   rows of dimension dots: item, total (all its dots), n (people who gave it a score, 0 counts
              as none), people (who voted), band
    returns   index item; place (1 is first, level items share a place), dots, share (0 to 1, of all dots
              that are shown), n, people, band. An item to which everyone gave the same, at least one dot, has a
              band and no place, dots or share; it comes first, and then no item has a place. Hidden items are left out.
    raises    ValueError when one item has two figures (choose one perspective first)
    """
    votes = figures[figures["dimension"] == "dots"]
    votes = votes.assign(band=bands(votes)).dropna(subset=["total", "band"], how="all").set_index("item")
    is_alike = votes["band"] == "high"
    votes = votes.assign(
        total=votes["total"].where(votes["band"] != "low", 0.0), band=votes["band"].where(is_alike, None)
    )
    if votes.index.has_duplicates:
        raise ValueError("an item has more than one figure for dots")
    dots = votes["total"].astype(float)
    given = dots.sum()
    totals = pd.DataFrame(
        {
            "place": float("nan") if is_alike.any() else dots.rank(method="min", ascending=False),
            "dots": dots,
            "share": dots / (given or float("nan")),
            "n": votes["n"],
            "people": votes["people"],
            "band": votes["band"],
        }
    )
    ordered = totals.reset_index().sort_values(["dots", "item"], ascending=[False, True], na_position="first")
    return ordered.set_index("item")


def votes_compared(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What two votes about the same items gave, beside each other: two figures, each of its own round.

    before, after  rows of dimension dots, as for dot_totals
    returns        index item; before, after (dots), before_n, after_n (people who voted), before_band, after_band;
                   most dots after first. An item that is hidden in either is left out; one with a band has no dots there.
    """
    sides = {"before": dot_totals(before), "after": dot_totals(after)}
    both = sides["after"].index.intersection(sides["before"].index, sort=False)
    columns = {
        f"{side}{suffix}": totals.loc[both, name]
        for side, totals in sides.items()
        for name, suffix in (("dots", ""), ("n", "_n"), ("band", "_band"))
    }
    return pd.DataFrame(columns, index=both)


def priorities(figures: pd.DataFrame) -> pd.DataFrame:
    """The ideas in the order in which to take them up.

    figures   one row per idea and dimension necessity and importance, columns as for profile
    returns   index item; necessity, importance (means, 1 to 5), total (their sum, 2 to 10),
              necessity_spread, importance_spread (0 to 2), necessity_band, importance_band, n (the smaller),
              quadrant: 'do_now' (both above 3), 'plan' (important, not pressing),
              'keep_small' (pressing, not important), 'later' (neither); exactly 3 is not above 3.
              Largest total first, then the more necessary one; a band counts as the lowest that it can be.
              Quadrant is None where a band leaves it open. Ideas without both dimensions, or without a
              score in one of them, are left out.
    source    the matrix of necessity and importance of the workshop; the crosshair is the middle of the scale
    raises    ValueError when one idea has two figures of the same dimension (choose one perspective first)
    """
    scored = profile(figures).dropna(subset=["mean", "band"], how="all")
    if scored.duplicated(["item", "dimension"]).any():
        raise ValueError("an idea has more than one figure for a dimension")
    sides = {name: scored[scored["dimension"] == name].set_index("item") for name in SIDES}
    items = sides["necessity"].index.intersection(sides["importance"].index)
    ideas = pd.DataFrame(index=items.rename("item"))
    for name, side in sides.items():
        ideas[[name, f"{name}_spread", f"{name}_band", f"{name}_n"]] = side.loc[
            items, ["mean", "spread", "band", "n"]
        ]
        ideas[[f"{name}_low", f"{name}_high"]] = reach(side.loc[items, "mean"], side.loc[items, "band"])
    ideas["total"] = ideas["necessity"] + ideas["importance"]
    ideas["n"] = ideas[["necessity_n", "importance_n"]].min(axis=1).astype(int)
    ideas["quadrant"] = [_quadrant(idea) for idea in ideas.to_dict("records")]
    ideas["least"] = ideas["necessity_low"] + ideas["importance_low"]
    ordered = ideas.reset_index().sort_values(
        ["least", "necessity_low", "item"], ascending=[False, False, True]
    )
    return ordered.set_index("item")[
        [
            "necessity",
            "importance",
            "total",
            "necessity_spread",
            "importance_spread",
            "necessity_band",
            "importance_band",
            "n",
            "quadrant",
        ]
    ]


def together(necessity_spread: float, importance_spread: float) -> str | None:
    """How far people agree on an idea, by the wider of its two spreads (0 to 2).

    returns   'alike' below 0.6 point, 'apart' up to one point, 'divided' from one point on (the border that the agenda
              also takes); None when neither spread is shown
    """
    wider = max(
        (spread for spread in (necessity_spread, importance_spread) if pd.notna(spread)), default=None
    )
    if wider is None:
        return None
    return "alike" if wider < ALIKE_BELOW else "apart" if wider < DIVIDED_FROM else "divided"


def _quadrant(idea: Mapping[Hashable, float]) -> str | None:
    """The quadrant that every possible pair of means of an idea lies in, if there is one."""
    ends = [{idea[f"{name}_{end}"] > SCALE_MIDDLE for end in ("low", "high")} for name in SIDES]
    places = {QUADRANTS[place] for place in product(*ends)}
    return places.pop() if len(places) == 1 else None
