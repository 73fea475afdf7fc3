"""Who may what: the table of deeds, and how far a role reaches."""

import pytest

from domain.problems import NotAllowed, NotSignedIn
from domain.roles import MAY, NOBODY, Deed, Grant, Place, Role, Visitor

PLEIN = Place("duinstad", "ruimte", "plein", "camera's")
HAVEN = Place("duinstad", "ruimte", "haven")
ZORG = Place("duinstad", "zorg", "wijk")
ELDERS = Place("elders", "ruimte", "plein")


def someone(role: Role, *place: str) -> Visitor:
    return Visitor("account", "Fenna", "fenna@duinstad.example", (Grant(role, *place),))


def test_every_deed_stands_in_the_table() -> None:
    assert set(MAY) == set(Deed)


@pytest.mark.parametrize("deed", set(Deed) - {Deed.READ_OPEN})
def test_nobody_may_nothing_but_read_what_is_open(deed: Deed) -> None:
    assert NOBODY.may(Deed.READ_OPEN, PLEIN)
    assert not NOBODY.may(deed)
    assert not NOBODY.may(deed, PLEIN)
    with pytest.raises(NotSignedIn):
        NOBODY.must(deed, PLEIN)


@pytest.mark.parametrize("deed", set(Deed) - {Deed.READ_OPEN})
@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MANAGER, Role.ADMINISTRATOR, Role.RESEARCHER])
def test_a_role_counts_in_its_own_organisation_only(role: Role, deed: Deed) -> None:
    who = someone(role, "duinstad")
    assert who.may(deed, PLEIN) == (role in MAY[deed])
    assert not who.may(deed, ELDERS)
    with pytest.raises(NotAllowed):
        who.must(deed, ELDERS)


def test_only_a_manager_confirms_and_only_an_administrator_administers() -> None:
    assert MAY[Deed.CONFIRM_AGREEMENT] == {Role.MANAGER}
    assert MAY[Deed.ADMINISTER] == {Role.ADMINISTRATOR}


def test_a_researcher_compares_and_does_nothing_else() -> None:
    assert {deed for deed, roles in MAY.items() if Role.RESEARCHER in roles} == {Deed.READ_OPEN, Deed.COMPARE}


def test_only_a_participant_answers() -> None:
    assert MAY[Deed.ANSWER] == MAY[Deed.TAKE_PART] == {Role.PARTICIPANT}


@pytest.mark.parametrize(
    ("place", "covered"),
    [
        (("duinstad",), [PLEIN, HAVEN, ZORG]),
        (("duinstad", "ruimte"), [PLEIN, HAVEN]),
        (("duinstad", "ruimte", "plein"), [PLEIN]),
    ],
)
def test_a_grant_covers_what_lies_within_its_place(place: tuple[str, ...], covered: list[Place]) -> None:
    grant = Grant(Role.MANAGER, *place)
    assert [one for one in (PLEIN, HAVEN, ZORG, ELDERS) if grant.covers(one)] == covered


def test_a_grant_for_a_team_does_not_cover_its_organisation() -> None:
    assert not Grant(Role.ADMINISTRATOR, "duinstad", "ruimte", "plein").covers(Place("duinstad"))


def test_a_participant_is_one_in_the_joined_workshop_only() -> None:
    who = Visitor(participations=(("camera's", "participant 1"),))
    assert who.may(Deed.ANSWER, PLEIN)
    assert who.participant_in("camera's") == "participant 1"
    assert not who.may(Deed.ANSWER, HAVEN)
    assert who.participant_in("sensoren") is None


def test_a_participant_does_not_lead() -> None:
    assert not Visitor(participations=(("camera's", "participant 1"),)).may(Deed.LEAD, PLEIN)


def test_without_a_place_the_question_is_whether_anywhere() -> None:
    assert someone(Role.MANAGER, "duinstad").may(Deed.COMPARE)
    assert not someone(Role.MANAGER, "duinstad").may(Deed.ADMINISTER)
    assert Visitor(participations=(("camera's", "participant 1"),)).may(Deed.ANSWER)


def test_the_scope_of_a_deed_is_the_grants_that_allow_it() -> None:
    lead, rule = Grant(Role.FACILITATOR, "duinstad"), Grant(Role.ADMINISTRATOR, "elders")
    who = Visitor("account", grants=(lead, rule))
    assert who.grants_for(Deed.LEAD) == (lead,)
    assert who.grants_for(Deed.ADMINISTER) == (rule,)
    assert who.grants_for(Deed.CONFIRM_AGREEMENT) == ()
