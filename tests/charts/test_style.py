"""Colours that can be read, told apart by everyone, and that never carry a meaning alone."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.style import (
    DARK,
    FOUNDATIONS,
    LIGHT,
    PRINCIPLES,
    Look,
    blend,
    config,
    contrast,
    foundation_colour,
    foundation_of,
    foundation_sign,
    ink_on,
    principle_colour,
)

# How eyes without red, green or blue cones see linear RGB: Machado, Oliveira & Fernandes 2009, severity 1.
EYES = {
    "all cones": np.eye(3),
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
]
WHITE = [0.95047, 1.0, 1.08883]


def seen(colour: str, eyes: str) -> np.ndarray:
    """A colour as these eyes see it, in CIELAB, where distance is about what we call difference."""
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    share = np.array(TO_XYZ) @ np.clip(np.array(EYES[eyes]) @ linear, 0, 1) / WHITE
    x, y, z = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_contrast_is_that_of_the_guideline():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(
        4.48, abs=0.01
    )  # the well-known grey that just fails


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_can_be_read_on_their_ground(palette):
    for word, ground in product(
        (palette.ink, palette.soft, palette.accent), (palette.ground, palette.surface)
    ):
        assert contrast(word, ground) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.ink, palette.tint) >= 4.5
    assert contrast(palette.ink, palette.hatch) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_hues_stand_out_from_their_ground(dark):
    look = Look(dark)
    for principle in PRINCIPLES:
        assert contrast(principle_colour(principle, look), look.palette.ground) >= 3


@pytest.mark.parametrize(("dark", "eyes"), list(product([False, True], EYES)))
def test_foundations_are_told_apart_by_every_kind_of_eyes(dark, eyes):
    families = [
        [seen(shade, eyes) for shade in (family.dark if dark else family.light)]
        for family in FOUNDATIONS.values()
    ]
    for one, other in combinations(families, 2):
        assert min(np.linalg.norm(a - b) for a, b in product(one, other)) > 15


def test_without_colour_a_foundation_has_a_sign_of_its_own():
    assert len({foundation_sign(foundation) for foundation in FOUNDATIONS}) == len(FOUNDATIONS)


@pytest.mark.parametrize("dark", [False, True])
def test_principles_of_one_foundation_are_shades_of_it(dark):
    look = Look(dark)
    shades = [principle_colour(principle, look) for principle in PRINCIPLES]
    assert len(set(shades)) == len(PRINCIPLES)
    assert foundation_of("privacy-is-no-principle") is None
    assert foundation_colour("democratie", look) == principle_colour("participatie", look)


def test_what_has_no_hue_is_drawn_in_ink():
    assert principle_colour("new", Look()) == LIGHT.ink
    assert foundation_colour("new", Look(dark=True)) == DARK.ink
    assert foundation_sign(None) == "circle"


@given(st.floats(0, 1), st.sampled_from([LIGHT, DARK]))
def test_a_number_can_be_read_on_every_shade(share, palette):
    fill = blend(share, *palette.heat)
    assert contrast(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_number_can_be_read_on_every_piece_of_bar(palette):
    for fill in (*palette.scale, *palette.progress, palette.bare):
        assert contrast(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_progress_is_told_apart_without_colour(palette):
    steps = [seen(colour, "all cones")[0] for colour in (palette.bare, *palette.progress)]
    assert all(abs(one - other) > 8 for one, other in zip(steps, steps[1:], strict=False))
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_blend_begins_passes_and_ends_where_it_should():
    assert [blend(share, "#000000", "#808080", "#FFFFFF") for share in (0, 0.5, 1)] == [
        "#000000",
        "#808080",
        "#FFFFFF",
    ]
    assert blend(0.25, "#000000", "#808080", "#FFFFFF") == "#404040"


def test_no_mode_bar_stands_in_the_way_of_the_keyboard():
    told = config("nl")
    assert told["displayModeBar"] is False
    assert told["scrollZoom"] is False
    assert told["locale"] == "nl"
