"""Every problem has a text key of its own and stands in the tree at the top of its file."""

import domain.problems
from domain.problems import NotAllowed, NotSignedIn, Problem


def every(kind: type[Problem]) -> list[type[Problem]]:
    return [
        kind,
        *(
            below
            for one in kind.__subclasses__()
            if one.__module__ == "domain.problems"
            for below in every(one)
        ),
    ]


def test_every_problem_has_a_key_of_its_own() -> None:
    keys = [kind.key for kind in every(Problem)]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("problem.") for key in keys)


def test_every_problem_is_drawn_in_the_tree() -> None:
    drawn = {line.split()[0] for line in (domain.problems.__doc__ or "").splitlines() if line.strip()}
    assert {kind.__name__ for kind in every(Problem)} <= drawn


def test_facts_fill_the_text() -> None:
    assert Problem(limit=3).facts == {"limit": 3}


def test_who_is_not_signed_in_is_not_allowed() -> None:
    assert issubclass(NotSignedIn, NotAllowed)
