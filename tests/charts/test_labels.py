"""Words that fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.labels import text_width, wrap
from domain import texts

# Widths of the typeface itself, in shares of its size.
MEASURED = {
    "Menselijke eindverantwoordelijkheid": 16.03,
    "Weet ik niet": 5.23,
    "n = 11": 2.55,
    "Veiligheid in de samenleving": 12.65,
}
letters = st.text(st.sampled_from("abcdefgiklmnoprstuvwzABDEKMW -"), max_size=60)


@pytest.mark.parametrize(("text", "measured"), MEASURED.items())
def test_a_text_is_judged_about_as_wide_as_it_is_and_never_narrower(text, measured):
    assert measured <= text_width(text, 1) <= measured * 1.12


@given(letters, st.integers(60, 300))
def test_every_line_fits_and_no_letter_is_lost(text, width):
    lines = wrap(text, width, 16)
    assert all(text_width(line, 16) <= width for line in lines)
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == text.replace("-", "").replace(" ", "")


def test_words_stay_whole_where_they_can():
    assert wrap("Menselijke eindverantwoordelijkheid", 200, 16) == ["Menselijke", "eindverantwoordelijkheid"]


def test_a_word_that_is_too_long_is_broken_in_parts_of_about_the_same_length():
    parts = wrap("eindverantwoordelijkheid", 120, 16)
    assert len(parts) == 2
    assert abs(len(parts[0].rstrip("-")) - len(parts[1])) <= 1


def test_a_word_with_a_hyphen_is_broken_there():
    assert wrap("Non-discriminatie", 120, 16, first=90) == ["Non-", "discriminatie"]
    assert wrap("Non-discriminatie", 300, 16) == ["Non-discriminatie"]


def test_a_hard_space_is_no_place_to_break():
    assert wrap("belang, n\u00a0=\u00a011", 80, 16) == ["belang,", "n\u00a0=\u00a011"]


def test_markup_is_shown_and_not_obeyed():
    assert wrap("<i>a</i> & b", 300, 16) == ["&lt;i&gt;a&lt;/i&gt; &amp; b"]


def test_nothing_is_one_empty_line():
    assert wrap("", 100, 16) == [""]


def test_numbers_are_written_as_the_language_does(words_of):
    assert words_of("nl").number(1.84) == "1,8"
    assert words_of("en").number(1.84) == "1.8"
    assert words_of("nl").number(-0.25, digits=2) == "\u22120,25"


def test_a_large_number_has_a_sign_between_its_thousands(words_of):
    assert words_of("nl").people(10_432) == "10.432\u00a0mensen"
    assert words_of("en").people(10_432) == "10,432\u00a0people"


def test_a_name_that_is_missing_is_its_id(labels):
    assert labels.name("privacy") == "Privacy"
    assert labels.name("unheard_of") == "unheard_of"


def test_a_band_has_a_word_and_no_band_has_a_dash(labels):
    assert labels.band("high") == "hoog"
    assert labels.band(None) == labels.band("") == labels.band(float("nan")) == "\u2013"


def test_a_mean_is_written_the_same_however_it_was_kept_in_pictures_and_in_words(words_of):
    picture = words_of("nl")
    for people in range(5, 41):
        for total in range(people, 5 * people + 1):
            mean = total / people
            kept = (mean, np.float64(mean), np.float32(mean), np.float64(total) * (1 / people))
            said = {picture.number(one) for one in kept} | {texts.number(one, "nl") for one in kept}
            assert len(said) == 1, (total, people)


def test_a_number_of_people_is_one_word(labels):
    assert labels.people(9) == "9\u00a0mensen"


def test_only_the_first_line_leaves_room_for_what_stands_beside_it():
    assert wrap("Menselijke eindverantwoordelijkheid", 200, 16, first=90) == [
        "Menselijke",
        "eindverantwoordelijkheid",
    ]
    assert wrap("eindverantwoordelijkheid", 300, 16, first=120)[0].endswith("-")
