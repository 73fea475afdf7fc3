"""What can go wrong, as one tree; every leaf has a text `problem.<key>` that says what happened and what to do.

Problem
    NotAllowed            the visitor may not do this here
        NotSignedIn       nobody is known in this browser
    NotFound              no such thing, or not for this visitor: the two look the same
    Refused               understood, but it can't be done now
        RoundClosed       answers after closing
        RoundFrozen       answers while they stand still
        TooManyDots       more dots than the person has
        TooFewPeople      a figure about fewer than k people
        NotMovedYet       someone else moved the workshop first
        AlreadyDone       a step that works once was done
        UsedLink          a sign-in link that was used, or is too old
        LinkInUse         a personal link by which someone joined on another device
        FinishedAgreement an agreement that is done, which can't be corrected any more
        HasStarted        a workshop that can't be corrected any more
        HasEnded          a workshop that nobody can join any more
        HasAnswers        the values of a survey that somebody answered
        StoreNotEmpty     the demo and the set-up want an empty store
        ChangedBenchmark  a benchmark file with a byte that is not as it was signed
        NewerBenchmark    a benchmark file in a form that came after this version of the app
        UnknownKey        a benchmark file of someone who is not trusted here
        OtherFramework    a benchmark file about another version of the values
        UnsafeFigure      a figure about too few people, or about people who all answered the same
            SmallerGroup  a benchmark file that says itself that its groups may be smaller
        AlreadyTaken      a benchmark file that was taken in before
        OlderBenchmark    a benchmark file that is older than one that was taken in
        OwnBenchmark      one's own benchmark file
        NothingToShare    no published figure to put in a benchmark file
        LastAdministrator an organisation keeps someone who can add people
    BadInput              what was typed can't be taken as it is
        TooLong
        Empty
        NotAScore
        NotTogether           notes that can't be put together
        NotADate
        NotAnAddress
        NotAPassword      too short or too long for one
        PastDate          a day before today, where only what is to come makes sense
        SameTwice         two values that must differ are the same
        BlankSheet        a sheet of paper on which nothing was filled in
        WrongFields       some fields of a form, each with its own problem
        TooFewChosen      fewer shared values than a group needs to go on with
        TooFewValues      a survey about fewer values than a talk needs
        WrongOwnCode      not the own code of who has this personal link
        NotABenchmark         a file that is no benchmark, or not whole
        NotAFingerprint
        WrongCode             not the set-up code of the console
        WrongSignIn           address and password don't belong together
    TooMuch               more than a person can reasonably send
        TooManyAttempts   a password that was wrong too often
    StoreProblem          the disk or the database does not answer
        NotSaved          the disk is full or broken: said before anything is lost
        StoreInUse        another process holds the file
        StoreTooNew       made by a newer version of the app
    BrokenContent         a file of content/ is not as it should be
"""

from __future__ import annotations

from collections.abc import Mapping


class Problem(Exception):
    """Something a visitor can be told about; `key` is the name of its text, `facts` fill the text."""

    key = "problem.unknown"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.key, facts)
        self.facts = facts


class NotAllowed(Problem):
    key = "problem.not_allowed"


class NotSignedIn(NotAllowed):
    key = "problem.not_signed_in"


class NotFound(Problem):
    key = "problem.not_found"


class Refused(Problem):
    key = "problem.refused"


class RoundClosed(Refused):
    key = "problem.round_closed"


class RoundFrozen(Refused):
    key = "problem.round_frozen"


class TooManyDots(Refused):
    key = "problem.too_many_dots"


class TooFewPeople(Refused):
    key = "problem.too_few_people"


class NotMovedYet(Refused):
    key = "problem.not_moved_yet"


class AlreadyDone(Refused):
    key = "problem.already_done"


class UsedLink(Refused):
    key = "problem.used_link"


class LinkInUse(Refused):
    key = "problem.link_in_use"


class FinishedAgreement(Refused):
    key = "problem.finished_agreement"


class HasStarted(Refused):
    key = "problem.has_started"


class HasEnded(Refused):
    key = "problem.has_ended"


class HasAnswers(Refused):
    key = "problem.has_answers"


class StoreNotEmpty(Refused):
    key = "problem.store_not_empty"


class ChangedBenchmark(Refused):
    key = "problem.changed_benchmark"


class NewerBenchmark(Refused):
    key = "problem.newer_benchmark"


class UnknownKey(Refused):
    key = "problem.unknown_key"


class OtherFramework(Refused):
    key = "problem.other_framework"


class UnsafeFigure(Refused):
    key = "problem.unsafe_figure"


class SmallerGroup(UnsafeFigure):
    key = "problem.smaller_group"


class AlreadyTaken(Refused):
    key = "problem.already_taken"


class OlderBenchmark(Refused):
    key = "problem.older_benchmark"


class OwnBenchmark(Refused):
    key = "problem.own_benchmark"


class NothingToShare(Refused):
    key = "problem.nothing_to_share"


class LastAdministrator(Refused):
    key = "problem.last_administrator"


class BadInput(Problem):
    key = "problem.bad_input"


class TooLong(BadInput):
    key = "problem.too_long"


class Empty(BadInput):
    key = "problem.empty"


class NotAScore(BadInput):
    key = "problem.not_a_score"


class NotTogether(BadInput):
    key = "problem.not_together"


class NotADate(BadInput):
    key = "problem.not_a_date"


class NotAnAddress(BadInput):
    key = "problem.not_an_address"


class NotAPassword(BadInput):
    key = "problem.not_a_password"


class PastDate(BadInput):
    key = "problem.past_date"


class SameTwice(BadInput):
    key = "problem.same_twice"


class BlankSheet(BadInput):
    key = "problem.blank_sheet"


class WrongFields(BadInput):
    """`fields` holds what is the matter with each field, by its name in the domain, in the order of the form."""

    key = "problem.wrong_fields"

    def __init__(self, fields: Mapping[str, BadInput]) -> None:
        super().__init__(n=len(fields))
        self.fields = dict(fields)


class TooFewChosen(BadInput):
    key = "problem.too_few_chosen"


class TooFewValues(BadInput):
    key = "problem.too_few_values"


class WrongOwnCode(BadInput):
    key = "problem.wrong_own_code"


class NotABenchmark(BadInput):
    key = "problem.not_a_benchmark"


class NotAFingerprint(BadInput):
    key = "problem.not_a_fingerprint"


class WrongCode(BadInput):
    key = "problem.wrong_code"


class WrongSignIn(BadInput):
    key = "problem.wrong_sign_in"


class TooMuch(Problem):
    key = "problem.too_much"


class TooManyAttempts(TooMuch):
    key = "problem.too_many_attempts"


class StoreProblem(Problem):
    key = "problem.store"


class NotSaved(StoreProblem):
    key = "problem.not_saved"


class StoreInUse(StoreProblem):
    key = "problem.store_in_use"


class StoreTooNew(StoreProblem):
    key = "problem.store_too_new"


class BrokenContent(Problem):
    """A content file with a mistake: `file`, `line` (0 when unknown) and `reason` are in the facts."""

    key = "problem.broken_content"
