"""What was typed, read without any syntax of the index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.search.typed import LONGEST_TYPED, MOST_WORDS, read_typed


@pytest.mark.parametrize(
    ("text", "words", "phrases", "excluded", "is_unfinished"),
    [
        ("pin mặt trời", ("pin", "mặt", "trời"), (), (), True),
        ("pin ", ("pin",), (), (), False),
        ('"solid state" battery', ("battery",), ("solid state",), (), True),
        ("“pin thể rắn”", (), ("pin thể rắn",), (), False),
        ("「量子」 计算", ("计算",), ("量子",), (), True),
        ("hydrogen -methane", ("hydrogen",), (), ("methane",), False),
        ('hydrogen -"natural gas"', ("hydrogen",), (), ("natural gas",), False),
        ("e-mail KU-Leuven", ("e-mail", "KU-Leuven"), (), (), True),
        ("title:(semi* OR", ("title:(semi*", "OR"), (), (), True),
        ('"', (), (), (), False),
        ("* - ...", (), (), (), False),
        ("", (), (), (), False),
        ("a\x00b", ("a", "b"), (), (), True),
    ],
)
def test_words_phrases_and_what_is_left_out(text, words, phrases, excluded, is_unfinished):
    typed = read_typed(text)
    assert (typed.words, typed.phrases, typed.excluded) == (words, phrases, excluded)
    assert typed.is_unfinished == is_unfinished
    assert typed.asks_something == bool(words or phrases)


@given(st.text())
def test_any_text_is_read(text):
    typed = read_typed(text)
    assert len(typed.words) + len(typed.phrases) + len(typed.excluded) <= MOST_WORDS
    assert len(typed.text) <= LONGEST_TYPED
