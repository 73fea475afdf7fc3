"""Sign in by password or by a link that works once; be recognised by cookies that say nothing themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from actions.recognise import (
    ACCOUNT_COOKIE,
    PARTICIPANT_COOKIE,
    account_cookie,
    participant_cookie,
    recognise,
    recognise_participant,
    sign_in_of,
)
from actions.sign_in import (
    LASTS,
    MOST_FAILURES,
    hashed,
    link,
    new_account,
    sign_out,
    who_is,
    with_link,
    with_password,
)
from domain.problems import AlreadyDone, BadInput, NotSignedIn, TooManyAttempts
from domain.roles import NOBODY
from storage import accounts
from storage.store import Store
from tests.cast import NOW, Cast, House, a_participant, a_workshop, new_id

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def house(store: Store, cast: Cast) -> House:
    """Duinstad, whose manager has a password."""
    store.write(
        accounts.set_password(new_id(), cast.duinstad.manager.account_id or "", hashed(PASSWORD), NOW)
    )
    return cast.duinstad


def test_the_right_password_signs_in_and_is_never_stored(store: Store, house: House) -> None:
    sign_in_id = with_password(store, f" {house.manager.email.upper()}", PASSWORD, now=NOW)
    assert who_is(store, sign_in_id, now=NOW) == house.manager
    stored = accounts.password_hash(store, house.manager.account_id or "") or ""
    assert stored.startswith("$argon2id$") and PASSWORD not in stored


@pytest.mark.parametrize(
    "password", ["", "een ander wachtwoord", PASSWORD.upper(), PASSWORD + " ", "x" * 2000]
)
def test_a_wrong_password_does_not(store: Store, house: House, password: str) -> None:
    with pytest.raises(NotSignedIn):
        with_password(store, house.manager.email, password, now=NOW)


@pytest.mark.parametrize("email", ["onbekend@duinstad.example", "", "x" * 5000])
def test_an_unknown_address_looks_the_same_as_a_wrong_password(
    store: Store, house: House, email: str
) -> None:
    with pytest.raises(NotSignedIn):
        with_password(store, email, PASSWORD, now=NOW)


def test_an_account_without_a_password_signs_in_by_link_only(store: Store, house: House) -> None:
    with pytest.raises(NotSignedIn):
        with_password(store, house.facilitator.email, "", now=NOW)
    assert with_link(store, link(house.facilitator.email), now=datetime.now(UTC))


def test_ten_wrong_passwords_lock_the_address_for_a_quarter_of_an_hour(store: Store, house: House) -> None:
    email = house.manager.email
    for _ in range(MOST_FAILURES - 1):
        store.write(accounts.note_failure(new_id(), email, NOW))
    with pytest.raises(NotSignedIn):
        with_password(store, email, "de tiende fout", now=NOW)
    with pytest.raises(TooManyAttempts):
        with_password(store, email, PASSWORD, now=NOW)
    with pytest.raises(TooManyAttempts):
        with_password(store, email, PASSWORD, now=NOW + timedelta(minutes=14))
    assert with_password(store, email, PASSWORD, now=NOW + timedelta(minutes=16))


def test_one_locked_address_leaves_the_others_alone(store: Store, house: House) -> None:
    store.write(
        *(accounts.note_failure(new_id(), "iemand@duinstad.example", NOW) for _ in range(MOST_FAILURES))
    )
    assert with_password(store, house.manager.email, PASSWORD, now=NOW)


def test_a_link_signs_in_once(store: Store, house: House) -> None:
    now, token = datetime.now(UTC), link(f" {house.manager.email.upper()} ")
    assert who_is(store, with_link(store, token, now=now), now=now) == house.manager
    with pytest.raises(AlreadyDone):
        with_link(store, token, now=now)


def test_a_link_that_is_clicked_everywhere_at_once_signs_in_once(store: Store, house: House) -> None:
    now, token = datetime.now(UTC), link(house.manager.email)

    def click(_: int) -> bool:
        try:
            with_link(store, token, now=now)
        except AlreadyDone:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(click, range(6))).count(True) == 1
    assert store.rows("select count(*) from sign_in") == [(1,)]


def test_a_link_lasts_ten_minutes(store: Store, house: House) -> None:
    token, now = link(house.manager.email), datetime.now(UTC)
    with pytest.raises(NotSignedIn):
        with_link(store, token, now=now + timedelta(minutes=11))
    assert with_link(store, token, now=now + timedelta(minutes=9))


def test_a_false_link_or_one_of_nobody_does_not_sign_in(store: Store, house: House) -> None:
    now = datetime.now(UTC)
    for token in ("", "x.y.z", account_cookie(new_id()), link("onbekend@duinstad.example")):
        with pytest.raises(NotSignedIn):
            with_link(store, token, now=now)


def test_a_sign_in_ends_when_it_is_ended_or_after_two_weeks(store: Store, house: House) -> None:
    sign_in_id = with_password(store, house.manager.email, PASSWORD, now=NOW)
    assert who_is(store, sign_in_id, now=NOW + LASTS - timedelta(minutes=1)) == house.manager
    assert who_is(store, sign_in_id, now=NOW + LASTS + timedelta(minutes=1)) == NOBODY
    for _ in range(2):
        sign_out(store, sign_in_id, now=NOW)
    assert who_is(store, sign_in_id, now=NOW) == NOBODY


def test_without_a_sign_in_there_is_nobody(store: Store, house: House) -> None:
    assert who_is(store, None, now=NOW) == NOBODY
    assert who_is(store, new_id(), now=NOW) == NOBODY


@pytest.mark.parametrize("password", ["", "elf letters", "x" * 1001])
def test_a_password_that_is_too_short_or_endless_is_refused(password: str) -> None:
    with pytest.raises(BadInput):
        hashed(password)


@pytest.mark.parametrize(
    ("email", "name"), [("ada", "Ada"), ("ada@x.nl", "  "), ("a@" + "x" * 200, "Ada"), ("a@x.nl", "x" * 121)]
)
def test_an_account_has_an_address_and_a_name(email: str, name: str) -> None:
    with pytest.raises(BadInput):
        new_account(new_id(), email, name)


def test_an_account_and_a_participant_can_stand_in_one_browser(
    store: Store, cast: Cast, house: House
) -> None:
    workshop = a_workshop(store, house)
    joined = a_participant(store, workshop).participations
    cookies = {
        ACCOUNT_COOKIE: account_cookie(with_password(store, house.manager.email, PASSWORD, now=NOW)),
        PARTICIPANT_COOKIE + workshop.code: participant_cookie(*joined[0]),
        "theme": "dark",
    }
    visitor = recognise(store, cookies, now=NOW)
    assert (visitor.account_id, visitor.grants, visitor.participations) == (
        house.manager.account_id,
        house.manager.grants,
        joined,
    )
    assert recognise_participant(cookies, workshop.code).participations == joined
    assert recognise_participant(cookies, workshop.code).account_id is None
    assert recognise_participant(cookies, "ABCDEF") == NOBODY


def test_a_cookie_that_we_did_not_make_is_nothing(store: Store, house: House) -> None:
    token = account_cookie(new_id())
    for cookies in (
        {}, {ACCOUNT_COOKIE: "x"}, {ACCOUNT_COOKIE: token[:-3] + "abc"}, {ACCOUNT_COOKIE: participant_cookie("a", "b")},
        {PARTICIPANT_COOKIE + "ABCDEF": token}, {PARTICIPANT_COOKIE + "ABCDEF": "x"},
    ):  # fmt: skip
        assert recognise(store, cookies, now=NOW) == NOBODY
        assert recognise_participant(cookies, "ABCDEF") == NOBODY
    assert sign_in_of({ACCOUNT_COOKIE: "x"}) is None


def test_the_cookie_of_a_sign_in_that_ended_is_nobody(store: Store, house: House) -> None:
    sign_in_id = with_password(store, house.manager.email, PASSWORD, now=NOW)
    cookies = {ACCOUNT_COOKIE: account_cookie(sign_in_id)}
    assert recognise(store, cookies, now=NOW) == house.manager
    sign_out(store, sign_in_id, now=NOW)
    assert recognise(store, cookies, now=NOW) == NOBODY
