"""How every chart looks: the one home of colour, sign, type and size, and no chart chooses its own."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

Size = Literal["phone", "desktop", "projector"]

FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Arial, sans-serif"
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Palette:
    """The colours of one ground. Ink, soft and accent can be read on it (contrast 4.5 or more)."""

    ground: str
    surface: str
    ink: str
    soft: str
    line: str
    hatch: str  # pale enough to write on
    accent: str
    on_accent: str
    tint: str  # a breath of accent, for a field that stands out
    scale: tuple[str, str, str, str, str]  # answers 1 to 5: brown, through grey, to blue-green
    bare: str  # what has not begun
    progress: tuple[str, str, str]  # from begun to secured, ever fuller
    heat: tuple[str, str, str]  # from low to high


LIGHT = Palette(
    ground="#FBF9F5",
    surface="#F1EDE5",
    ink="#1D1B18",
    soft="#5F5A52",
    line="#DDD7CB",
    hatch="#B9B1A2",
    accent="#0B5B60",
    on_accent="#FFFFFF",
    tint="#E4EEEB",
    scale=("#8A4610", "#D9A564", "#B8B1A4", "#6FB0AE", "#0B5B60"),
    bare="#E6E0D4",
    progress=("#A3CCC8", "#57A09E", "#0B5B60"),
    heat=("#F1EDE5", "#7DB5B2", "#0B4A4F"),
)
DARK = Palette(
    ground="#171614",
    surface="#24221F",
    ink="#F3EFE8",
    soft="#B3ACA1",
    line="#45413A",
    hatch="#57524A",
    accent="#6FC7C4",
    on_accent="#10211F",
    tint="#1B2B2B",
    scale=("#E08A45", "#8F5B27", "#6B665D", "#2F7C7B", "#7BD0CC"),
    bare="#4A463F",
    progress=("#2F6A68", "#4FA9A6", "#A5E6E2"),
    heat=("#24221F", "#2F7C7B", "#A5E6E2"),
)


@dataclass(frozen=True)
class Measures:
    """Sizes in pixels. `width` is the narrowest place that a chart must fit in; wider is only roomier."""

    width: int
    text: int
    small: int
    sign: int
    bar: int
    space: int
    name_width: int  # 0 puts the name above its row

    @property
    def line(self) -> float:
        return self.text * 1.3


MEASURES: dict[Size, Measures] = {
    "phone": Measures(width=288, text=16, small=16, sign=15, bar=22, space=14, name_width=0),
    "desktop": Measures(width=640, text=16, small=15, sign=15, bar=22, space=16, name_width=208),
    "projector": Measures(width=1000, text=28, small=24, sign=26, bar=38, space=24, name_width=380),
}


@dataclass(frozen=True)
class Family:
    """The hue and the sign of a foundation: two shades on a light ground, two on a dark one."""

    sign: str
    light: tuple[str, str]
    dark: tuple[str, str]


# Told apart with each of the three kinds of colour blindness, each at least 3 to 1 on its ground;
# in grey the sign and the order tell them apart.
FOUNDATIONS = {
    "democratie": Family("circle", ("#2E5399", "#5E8BEC"), ("#2E8AE6", "#94B9F9")),
    "rechtsstaat": Family("square", ("#7E324F", "#D1668D"), ("#DE5781", "#FA99B2")),
    "bestuurskracht": Family("diamond", ("#634C0A", "#A2833C"), ("#C99C52", "#FAD090")),
}
PRINCIPLES = {
    "participatie": ("democratie", 0),
    "maatschappelijke_waarde": ("democratie", 1),
    "mensenrechten": ("rechtsstaat", 0),
    "procedurele_rechtvaardigheid": ("rechtsstaat", 1),
    "bestuurskwaliteit": ("bestuurskracht", 0),
    "verantwoordelijkheid": ("bestuurskracht", 1),
}


@dataclass(frozen=True)
class Look:
    """On which ground and at which size a chart is drawn."""

    dark: bool = False
    size: Size = "desktop"

    @property
    def palette(self) -> Palette:
        return DARK if self.dark else LIGHT

    @property
    def measures(self) -> Measures:
        return MEASURES[self.size]


def foundation_of(principle: str) -> str | None:
    """The foundation that a principle belongs to; None for a principle without a hue of its own."""
    return PRINCIPLES[principle][0] if principle in PRINCIPLES else None


def foundation_colour(foundation: str, look: Look) -> str:
    """The first shade of a foundation; ink for one that has no hue."""
    return _shade(foundation, 0, look)


def principle_colour(principle: str, look: Look) -> str:
    """The shade of a principle within the hue of its foundation; ink for one that has none."""
    foundation, shade = PRINCIPLES.get(principle, ("", 0))
    return _shade(foundation, shade, look)


def foundation_sign(foundation: str | None) -> str:
    """The marker of a foundation: circle, square or diamond; a circle for one that has none."""
    return FOUNDATIONS[foundation].sign if foundation in FOUNDATIONS else "circle"


@cache
def ink_on(fill: str) -> str:
    """Black or white, whichever reads best on a fill; one of them always has a contrast of 4.5 or more."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21.

    source    WCAG 2.2, relative luminance and contrast ratio
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(share: float, low: str, middle: str, high: str) -> str:
    """The colour at a share (0 to 1) of the way from low through middle to high."""
    start, end, way = (low, middle, share * 2) if share < 0.5 else (middle, high, share * 2 - 1)
    mixed = (round(a + (b - a) * way) for a, b in zip(_channels(start), _channels(end), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def config(language: str) -> dict[str, object]:
    """What Plotly is told beside a figure: no mode bar (eight tab stops), no zoom, the page scrolls on."""
    return {
        "displayModeBar": False,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        "responsive": True,
        "locale": language,
    }


def _shade(foundation: str, shade: int, look: Look) -> str:
    if foundation not in FOUNDATIONS:
        return look.palette.ink
    family = FOUNDATIONS[foundation]
    return (family.dark if look.dark else family.light)[shade]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
