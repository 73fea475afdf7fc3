"""What is the matter with a field, said at the field: in its label, so that a screen reader reads it with the field.

A field of a form has the key `<form>-<name>`, with the name that it has in the domain. What is the matter with it is said
as long as it holds what it held when it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import streamlit as st

from domain.problems import BadInput, NotADate, WrongFields
from domain.texts import parse_date
from ui import visit
from ui.doing import do
from ui.texts import say

_FAULTS = "faults"
_MARK = "\u2060"  # is not seen and not read aloud; by it the style knows a field with a fault


@dataclass(frozen=True)
class Fault:
    held: Any
    said: str


def label(key: str, text: str) -> str:
    """The label of a field, followed by what is the matter with it."""
    fault = _standing(key)
    if fault is None:
        return text
    visit.keep(f"label of {key}", text)
    return f"{text}{_MARK} – {fault.said}"


def is_faulty(key: str) -> bool:
    """Whether something is the matter with what the field holds."""
    return _standing(key) is not None


def typed_date(typed: str) -> date | None:
    """The date that was typed, or None when it is not one."""
    try:
        return parse_date(typed)
    except NotADate:
        return None


def part_line(key: str, text: str, holds: object) -> None:
    """What is the matter with a part of a form that is made of several fields; `holds` is what they hold together."""
    visit.keep(f"held of {key}", holds)
    fault = _standing(key)
    if fault:
        visit.keep(f"label of {key}", text)
        st.markdown(f"**:red[{fault.said}]**")


def send(
    form: str,
    action: Callable[[], object],
    saved: str = "app.saved",
    *,
    only: str = "",
    at: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Whether it was done. When fields are wrong, the page is drawn anew with what is the matter at each of them.

    only   the field that a problem is about that names none: of a form with one field
    at     the keys of fields that do not have the usual one
    """
    try:
        done = do(lambda: _told_by_field(action, only), saved, passes=(WrongFields,))
    except WrongFields as wrong:
        _show_faults(form, wrong, at)
        st.rerun()
    visit.keep(_FAULTS, None)  # with what the fields held
    return done


def must_be_right(form: str, check: Callable[[], object]) -> None:
    """Before anything is saved: when fields are wrong, the page is drawn anew with what is the matter at each of them."""
    try:
        check()
    except WrongFields as wrong:
        _show_faults(form, wrong, {})
        st.rerun()


def _show_faults(form: str, wrong: WrongFields, at: Mapping[str, str]) -> None:
    """At the next run each field says what is the matter, and the keyboard goes on at the first of them."""
    keys = {at.get(name, f"{form}-{name}"): problem for name, problem in wrong.fields.items()}
    faults = {key: Fault(_held(key), _said(problem)) for key, problem in keys.items()}
    visit.keep(_FAULTS, faults)
    visit.move_focus(next(iter(faults)))


def faults_line(form: str) -> None:
    """By the button of a form: which fields are wrong, and why."""
    wrong = [key for key in _faults() if key.startswith(f"{form}-") and _standing(key)]
    if wrong:
        lines = (f"- {visit.kept(f'label of {key}') or ''} – {_faults()[key].said}" for key in wrong)
        st.error("\n".join([say("problem.wrong_fields", n=len(wrong)), "", *lines]))


def _told_by_field(action: Callable[[], object], only: str) -> None:
    try:
        action()
    except WrongFields:
        raise
    except BadInput as problem:
        if only:
            raise WrongFields({only: problem}) from problem
        raise


def _faults() -> Mapping[str, Fault]:
    return visit.kept(_FAULTS) or {}


def _standing(key: str) -> Fault | None:
    fault = _faults().get(key)
    return fault if fault and fault.held == _held(key) else None


def _held(key: str) -> Any:
    together = visit.kept(f"held of {key}")
    return visit.held(key) if together is None else together


def _said(problem: BadInput) -> str:
    return say(problem.key, **{"limit": "", "reason": "", **problem.facts})
