"""The tension map: which values clash with which, in the order to look at them; from what was said in the room."""

import pandas as pd


def tension_map(tensions: pd.DataFrame) -> pd.DataFrame:
    """The tensions of the values that clash most come first.

    tensions  index tension, in the order they were named; about and against (the two values), lean (-2 far towards
              `about`, to 2 far towards `against`; NaN when it was not weighed)
    returns   the same rows with busiest (the value of the two that stands in most tensions; `about` when they are level)
              and clashes (in how many tensions that is: 1 or more). Most clashes first, then as they were named.
    """
    named = pd.concat([tensions["about"], tensions["against"]]).value_counts()
    one, other = (tensions[side].map(named).astype(int) for side in ("about", "against"))
    marked = tensions.assign(
        busiest=tensions["about"].where(one >= other, tensions["against"]),
        clashes=one.where(one >= other, other),
    )
    return marked.sort_values("clashes", ascending=False, kind="stable")
