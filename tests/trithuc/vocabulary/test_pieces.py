"""A text falls into what labels are compared by, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.vocabulary.pieces import Keys, pieces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("solar cells", ["solar", "cells"]),
        ("semi-conductor", ["semi", "conductor"]),
        ("d'énergie", ["d", "énergie"]),
        ("IC设计", ["IC", "设", "计"]),
        ("chip. Design", ["chip", ".", "Design"]),
        ("title\n\ntext", ["title", "\n\n", "text"]),
        ("", []),
    ],
)
def test_words_han_characters_and_breaks(text: str, words: list[str]) -> None:
    assert pieces(text).words == words


def test_a_hyphenated_word_is_known_without_its_hyphens_too() -> None:
    assert pieces("a micro-elektronica b").joined == {1: ("microelektronica", 3)}


@given(st.text())
def test_every_piece_leads_back(text: str) -> None:
    cut = pieces(text)

    for word, start, end in zip(cut.words, cut.starts, cut.ends, strict=True):
        assert text[start:end] == word != ""


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Fibres", "fiber"),
        ("nl", "systemen", "Systeem"),
        ("zh", "體", "体"),
        ("vi", "Kỹ", "ki"),
    ],
)
def test_spellings_share_a_key(language: str, one: str, other: str) -> None:
    keys = Keys(language)

    assert keys[one] == keys[other]


def test_a_word_of_any_length_has_a_key() -> None:
    assert len(Keys("de")["x" * 100_000]) == 100_000
