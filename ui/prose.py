"""Paragraphs that stand together are one element of a page: each element of its own costs on every screen that follows."""

from __future__ import annotations

import streamlit as st


class Prose:
    """Markdown that is gathered until something else has to be drawn."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []

    def add(self, *paragraphs: str) -> None:
        self._paragraphs += paragraphs

    def draw(self) -> None:
        """Draw what was gathered, when there is any; what comes after it begins a new element."""
        if self._paragraphs:
            st.markdown("\n\n".join(self._paragraphs))
            self._paragraphs.clear()
