"""The components by which someone answers: each click goes to `/answers` by itself, and no page runs again.

Every function draws one component and gives nothing back. All take
code      the workshop's code
round_id  the round that is answered; an emptied round is a new round with a new id
texts     the visible words, `content/texts/answers.*.toml` without the subject
key       Streamlit's key; another key, round, item or text draws the component anew
frozen    shows the answers and takes no new ones
level     the level of the headings of items: one below the heading above the component
person    an opaque mark of who answers, so that a shared device never sends what waits for someone else
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from ui.parts import at_its_address, sent

MOST_ITEMS_ON_A_SCREEN = 8

_FOLDER = Path(__file__).parent
_SHARED_TEXTS = ("language", "saving", "saved", "offline", "refused", "not_joined", "not_allowed", "frozen")
_TOP_FIVE_TEXTS = ("choose", "chosen", "nothing_chosen", "counted", "full", "placed", "removed")
_RANK_TEXTS = ("up", "down", "remove")


def _read(*names: str) -> str:
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


def _registered(name: str) -> Any:
    return st.components.v2.component(
        f"answers_{name}",
        html='<div class="answers"></div>',
        js=at_its_address(name, _read("outbox.js", "drawing.js", f"{name}.js"), _read("answers.css")),
        isolate_styles=True,
    )


_RATING = _registered("rating")
_TOP_FIVE = _registered("top_five")
_DOTS = _registered("dots")
_WRITING = _registered("writing")


def rating(
    *,
    code: str,
    round_id: str,
    texts: Mapping[str, str],
    key: str,
    items: Sequence[Mapping[str, str]],
    dimensions: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Mapping[str, int]],
    frozen: bool,
    person: str = "",
    level: int = 3,
) -> None:
    """Score items on five points, "don't know" (0) apart.

    items       at most eight: id, name, gist, help ("" leaves it out), tone (a CSS colour)
    dimensions  id, question, labels (five, from low to high)
    answers     item -> dimension -> score (0 to 5)
    raises      ValueError for a ninth item or another number of labels
    """
    if len(items) > MOST_ITEMS_ON_A_SCREEN:
        raise ValueError(f"{len(items)} items do not fit on a screen of {MOST_ITEMS_ON_A_SCREEN}")
    if any(len(dimension["labels"]) != 5 for dimension in dimensions):
        raise ValueError("a dimension has five labels")
    words = _words(texts, "help", "dont_know")
    shown = {"items": _plain(items), "dimensions": _plain(dimensions), "answers": answers, "level": level}
    _RATING(key=key, data=sent(_data(code, round_id, person, key, words, frozen) | shown))


def top_five(
    *,
    code: str,
    round_id: str,
    texts: Mapping[str, str],
    key: str,
    items: Sequence[Mapping[str, str]],
    places: Mapping[str, int],
    frozen: bool,
    count: int = 5,
    person: str = "",
    level: int = 3,
) -> None:
    """Choose and order the own top five; an act sends each place that changed (dimension `top`, 0 = out).

    items   id, name, tone, principle (its visible name; items of one principle stand together)
    places  item -> place (1 to count)
    """
    words = _words(texts, *_TOP_FIVE_TEXTS, *_RANK_TEXTS)
    shown = {"items": _plain(items), "answers": places, "count": count, "level": level}
    _TOP_FIVE(key=key, data=sent(_data(code, round_id, person, key, words, frozen) | shown))


def dots(
    *,
    code: str,
    round_id: str,
    texts: Mapping[str, str],
    key: str,
    items: Sequence[Mapping[str, str]],
    given: Mapping[str, int],
    limit: int,
    frozen: bool,
    person: str = "",
    level: int = 3,
) -> None:
    """Divide a fixed number of dots; an act sends the item's new number (dimension `dots`).

    items  id, name, gist ("" leaves it out), tone
    given  item -> number of dots
    limit  dots per person
    """
    words = _words(texts, "dots_left", "none_left", "less", "more", "given")
    shown = {"items": _plain(items), "answers": given, "limit": limit, "level": level}
    _DOTS(key=key, data=sent(_data(code, round_id, person, key, words, frozen) | shown))


def writing(
    *,
    code: str,
    round_id: str,
    texts: Mapping[str, str],
    key: str,
    prompts: Sequence[Mapping[str, str]],
    bodies: Mapping[str, str],
    frozen: bool,
    limit: int = 500,
    person: str = "",
) -> bool:
    """Answer open questions; saved when typing stops, and never cut off. Gives whether every text fits.

    prompts  id, question, hint
    bodies   prompt -> text
    limit    characters; a longer text stays on screen and is not sent
    """
    words = _words(texts, "characters_left", "too_long")
    shown = {"prompts": _plain(prompts), "answers": bodies, "limit": limit}
    written = _WRITING(key=key, data=sent(_data(code, round_id, person, key, words, frozen) | shown),
                       default={"too_long": False}, on_too_long_change=lambda: None)  # fmt: skip
    return not written.too_long


def _data(
    code: str, round_id: str, person: str, key: str, words: Mapping[str, str], frozen: bool
) -> dict[str, Any]:
    return {"code": code, "round": round_id, "person": person, "key": key, "texts": words, "frozen": frozen}


def _words(texts: Mapping[str, str], *own: str) -> dict[str, str]:
    return {name: texts[name] for name in (*_SHARED_TEXTS, *own)}


def _plain(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]
