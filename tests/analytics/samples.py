"""Single figures, made from scores that a test can read."""

from collections.abc import Sequence


def figure(item: str, dimension: str, scores: Sequence[int], band: str = "") -> dict[str, object]:
    """One row of figures; a score of 0 is "don't know", a band takes the place of the counts."""
    given = [score for score in scores if score > 0]
    counts = {f"count_{score}": float("nan") if band else given.count(score) for score in range(1, 6)}
    return {
        "perspective_id": "",
        "item": item,
        "dimension": dimension,
        "people": len(scores),
        "n": len(given),
        "dont_know": len(scores) - len(given),
        **counts,
        "total": float("nan") if band else sum(given),
        "rank_sum": float("nan"),
        "band": band,
        "hidden": "",
    }


def hidden_figure(item: str, dimension: str, people: int) -> dict[str, object]:
    """One row of figures of which nothing may be seen but the number of people in the round."""
    nothing = ("n", "dont_know", "total", *(f"count_{score}" for score in range(1, 6)))
    row = figure(item, dimension, [1] * people)
    return {**row, **dict.fromkeys(nothing, float("nan")), "hidden": "too_few"}
