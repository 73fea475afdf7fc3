"""Signed tokens open with the right key, for their purpose, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.tokens import keyed_hash, seal, unseal

KEY = "a key of the house"


@pytest.mark.parametrize("what", ["text", ["account", "link"], {"n": 1}, None])
def test_what_was_sealed_comes_out_again(what: object) -> None:
    assert unseal(KEY, "sign-in", seal(KEY, "sign-in", what)) == what


def test_a_token_opens_for_its_own_purpose_only() -> None:
    assert unseal(KEY, "participant", seal(KEY, "sign-in", "fenna")) is None


def test_a_token_of_another_key_does_not_open() -> None:
    assert unseal(KEY, "sign-in", seal("another key", "sign-in", "fenna")) is None


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é"])
def test_something_else_is_not_a_token(token: str) -> None:
    assert unseal(KEY, "sign-in", token) is None


def test_a_changed_token_does_not_open() -> None:
    token = seal(KEY, "sign-in", "fenna")
    assert unseal(KEY, "sign-in", token[:-2] + ("AA" if token[-2:] != "AA" else "BB")) is None


def test_a_token_grows_too_old() -> None:
    token, now = seal(KEY, "sign-in", "fenna"), datetime.now(UTC)
    assert unseal(KEY, "sign-in", token, 600, now + timedelta(minutes=9)) == "fenna"
    assert unseal(KEY, "sign-in", token, 600, now + timedelta(minutes=11)) is None
    assert unseal(KEY, "sign-in", token, 600) == "fenna"


def test_a_keyed_hash_links_the_same_and_means_nothing_without_the_key() -> None:
    one = keyed_hash(KEY, "author", "fenna")
    assert one == keyed_hash(KEY, "author", "fenna")
    assert (
        len(
            {
                one,
                keyed_hash("another", "author", "fenna"),
                keyed_hash(KEY, "link", "fenna"),
                keyed_hash(KEY, "author", "joris"),
            }
        )
        == 4
    )
    assert "fenna" not in one
