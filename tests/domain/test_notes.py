"""What a note must have, for each kind of thing that is said in the room."""

from dataclasses import replace

import pytest

from domain.notes import LONGEST_NOTE, LONGEST_REFLECTION, Draft, NoteKind
from domain.problems import BadInput, Empty, TooLong

WHOLE = {
    NoteKind.QUESTION: Draft(NoteKind.QUESTION, "Wie kijkt er mee?"),
    NoteKind.EFFECT: Draft(
        NoteKind.EFFECT, "Bezoekers letten op.", about="resident", tone="bad", horizon="now"
    ),
    NoteKind.TENSION: Draft(NoteKind.TENSION, "Zien of vrij zijn.", about="veiligheid", against="vrijheid"),
    NoteKind.WEIGHING: Draft(NoteKind.WEIGHING, "Ja, mits kort bewaard.", parent_id="note 1"),
    NoteKind.IDEA: Draft(
        NoteKind.IDEA, "Een bord bij elke camera.", about="transparantie", idea_type="process"
    ),
    NoteKind.REFLECTION: Draft(NoteKind.REFLECTION, "Wakker"),
    NoteKind.PARKED: Draft(NoteKind.PARKED, "Wat doet de politie?"),
    NoteKind.LESSON: Draft(NoteKind.LESSON, "Eerst vragen voor wie het is."),
    NoteKind.OBJECTION: Draft(NoteKind.OBJECTION, "Dat mag niet van de wet.", parent_id="note 2"),
    NoteKind.MINORITY: Draft(
        NoteKind.MINORITY, "Liever geen camera's.", parent_id="agreement 1", travels=True
    ),
}


def test_a_condition_has_an_end_too() -> None:
    weighed = replace(WHOLE[NoteKind.WEIGHING], lean=2, condition="x" * (LONGEST_NOTE + 1))
    with pytest.raises(TooLong):
        weighed.checked()


def test_every_kind_is_described_here() -> None:
    assert set(WHOLE) == set(NoteKind)


@pytest.mark.parametrize("draft", WHOLE.values(), ids=WHOLE)
def test_a_whole_note_is_itself(draft: Draft) -> None:
    assert draft.checked() is draft


@pytest.mark.parametrize("draft", WHOLE.values(), ids=WHOLE)
def test_a_note_says_something(draft: Draft) -> None:
    with pytest.raises(Empty):
        replace(draft, body=" \n ").checked()


@pytest.mark.parametrize("draft", WHOLE.values(), ids=WHOLE)
def test_a_note_has_an_end(draft: Draft) -> None:
    limit = LONGEST_REFLECTION if draft.kind is NoteKind.REFLECTION else LONGEST_NOTE
    replace(draft, body="x" * limit).checked()
    with pytest.raises(TooLong) as told:
        replace(draft, body="x" * (limit + 1)).checked()
    assert told.value.facts == {"limit": limit}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (NoteKind.EFFECT, {"about": ""}), (NoteKind.EFFECT, {"tone": "mooi"}), (NoteKind.EFFECT, {"horizon": ""}),
        (NoteKind.TENSION, {"about": ""}), (NoteKind.TENSION, {"against": ""}), (NoteKind.TENSION, {"against": "veiligheid"}),
        (NoteKind.WEIGHING, {"parent_id": None}), (NoteKind.WEIGHING, {"lean": 3}), (NoteKind.WEIGHING, {"lean": -3}),
        (NoteKind.OBJECTION, {"parent_id": None}), (NoteKind.MINORITY, {"parent_id": None}),
        (NoteKind.IDEA, {"about": ""}), (NoteKind.IDEA, {"idea_type": "magic"}),
    ],
)  # fmt: skip
def test_a_note_without_a_part_that_its_kind_needs_is_refused(
    kind: NoteKind, change: dict[str, str | None]
) -> None:
    with pytest.raises(BadInput):
        replace(WHOLE[kind], **change).checked()  # type: ignore[arg-type]
