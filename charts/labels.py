"""The words that a chart is given, and how they are broken into lines; a chart has none of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from domain import texts

# The widths of letters as a share of their size, measured in the typeface of the house.
EM = {
    **dict.fromkeys(".,:;'", 0.22),
    **dict.fromkeys("ijl|", 0.27),
    **dict.fromkeys(" \u00a0!()[]", 0.3),
    **dict.fromkeys("rft-/", 0.36),
    **dict.fromkeys("csvxyzk", 0.48),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 0.66),
    **dict.fromkeys("mMW%", 0.87),
    "w": 0.7,
    "1": 0.42,
    "I": 0.4,
}
LETTER, SAFETY = 0.57, 1.03
NOTHING, HARD_SPACE = "\u2013", "\u00a0"


@dataclass(frozen=True)
class Labels:
    """Texts by their full key (such as chart.n) in one language, and the names of items by id."""

    texts: Mapping[str, str]
    names: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """A text of the subject chart, filled in."""
        return texts.filled(self.texts[f"chart.{key}"], values, self.texts["chart.decimal"])

    def name(self, item: object) -> str:
        """The name of an item, or its id when it has none."""
        return self.names.get(str(item), str(item))

    def band(self, band: object, where: str = "band") -> str:
        """The word for a band; a dash when there is none."""
        return self.texts.get(f"chart.{where}.{band}", NOTHING)

    def people(self, n: int, key: str = "n_is", **values: object) -> str:
        """How many people, as one word that is never broken."""
        return self.say(key, n=n, **values).replace(" ", HARD_SPACE)

    def number(self, value: float, digits: int = 1) -> str:
        """A number as this language writes it."""
        return texts.written(value, self.say("decimal"), digits)

    def signed(self, change: float) -> str:
        """A change with its sign, also when it went up."""
        return texts.signed(change, self.say("decimal"))


def text_width(text: str, size: float) -> float:
    """About how wide a text is in pixels, rather a little too wide than too narrow."""
    return size * SAFETY * sum(EM.get(letter, LETTER) for letter in text)


def wrap(text: str, width: float, size: float, first: float | None = None) -> list[str]:
    """A text in lines that fit a width in pixels; a longer word is broken. Never empty, and safe as markup.

    first   the width of the first line, when something stands beside it
    A hard space (as in n = 9) keeps words together.
    """
    lines, room = [""], width if first is None else first
    for whole in re.split(r"[ \t\r\n]+", text.strip()):
        for word in _broken(whole, width if lines[0] else room, width, size):
            longer = f"{lines[-1]} {word}".strip()
            if text_width(longer, size) <= (room if len(lines) == 1 else width) or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
    return [escape(line, quote=False) for line in lines]


def _broken(word: str, width: float, rest: float, size: float) -> list[str]:
    """A word in its own parts where it has hyphens, or in the fewest parts of about the same length that fit.

    rest   the width of the lines after the first
    """
    first, *own = re.findall(r"[^-]+-*|^-+", word) or [word]
    is_long = text_width(word, size) > width >= text_width(first, size)
    if own and is_long and all(text_width(part, size) <= rest for part in own):
        return [first, *own]
    for count in range(1, len(word)):
        length = -(-len(word) // count)
        parts = [word[start : start + length] for start in range(0, len(word), length)]
        parts = [*(f"{part}-" for part in parts[:-1]), parts[-1]]
        if all(text_width(part, size) <= width for part in parts):
            return parts
    return [word]
