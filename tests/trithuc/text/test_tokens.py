"""Tokens lead back to the text, and script decides on both sides."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trithuc.text.tokens import tokens

MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aăâđêôơưáạ nghiệp-'’.,5G半导体人工智能é\u0301\u0323ß😀ｱａＡ日本の한국Жё₂\n\u200b"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nghiên cứu bán dẫn",
            [("Nghiên", "latin"), ("cứu", "latin"), ("bán", "latin"), ("dẫn", "latin")],
        ),
        (
            "semi-conducteurs d'État",
            [("semi", "latin"), ("conducteurs", "latin"), ("d", "latin"), ("État", "latin")],
        ),
        ("用AI技术", [("用", "han"), ("AI", "latin"), ("技术", "han")]),
        ("5G网络 2026", [("5G", "latin"), ("网络", "han"), ("2026", "number")]),
        ("集成电路设计", [("集成电路", "han"), ("设计", "han")]),
        ("CO₂ und Größe", [("CO₂", "latin"), ("und", "latin"), ("Größe", "latin")]),
        ("Энергия の 한국", [("Энергия", "cyrillic"), ("の", "hiragana"), ("한국", "hangul")]),
        ("ＡＩ　４", [("ＡＩ", "latin"), ("４", "number")]),
        ("😀 … —", []),
        ("", []),
    ],
)
def test_words_and_their_scripts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.text, token.script) for token in tokens(text)] == expected


def test_marks_written_apart_stay_with_their_letter() -> None:
    decomposed = unicodedata.normalize("NFD", "công nghệ bán dẫn")

    assert [unicodedata.normalize("NFC", token.text) for token in tokens(decomposed)] == [
        "công",
        "nghệ",
        "bán",
        "dẫn",
    ]


@settings(deadline=None)  # the first text loads what all need
@given(MIXED)
def test_every_token_leads_back_to_the_text(text: str) -> None:
    found = tokens(text)

    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@settings(deadline=None)  # the first text loads what all need
@given(MIXED)
def test_no_letter_is_lost(text: str) -> None:
    held = {place for token in tokens(text) for place in range(token.start, token.end)}

    assert all(place in held for place, letter in enumerate(text) if letter.isalpha())
