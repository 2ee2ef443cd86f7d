"""The words of a reason that meet a need are marked, in each language's own inflection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.needs.marking import marked, telling_keys

CASES = [
    ("en", "wafer packaging", "She packages wafers for cars.", ["packages wafers"]),
    ("vi", "đóng gói vi mạch", "Kỹ thuật đóng gói và thử vi mạch.", ["đóng gói", "vi mạch"]),
    ("fr", "réacteurs modulaires", "Un réacteur modulaire en Belgique.", ["réacteur modulaire"]),
    (
        "nl",
        "zuivering van afvalwater",
        "De zuivering van het afvalwater.",
        ["zuivering", "afvalwater"],
    ),
    ("de", "Reinigung von Abwasser", "Die Reinigung des Abwassers.", ["Reinigung", "Abwassers"]),
    ("zh", "半导体封装", "从事半导体封装研究。", ["半导体封装"]),
]


@pytest.mark.parametrize(("language", "need", "text", "expected"), CASES)
def test_words_of_the_need_are_marked_where_they_stand(language, need, text, expected):
    pieces = marked(text, telling_keys(need), ())

    assert [piece.text for piece in pieces if piece.is_met] == expected


def test_a_concept_is_marked_in_words_the_need_does_not_use():
    pieces = marked("Research on photovoltaics in deserts.", set(), {"photovoltaics"})

    assert [piece.text for piece in pieces if piece.is_met] == ["photovoltaics"]


def test_small_words_meet_nothing():
    assert not any(piece.is_met for piece in marked("for the", telling_keys("for the sun"), ()))


@given(st.text(max_size=80), st.text(max_size=40))
def test_the_pieces_always_add_up_to_the_text(text, need):
    assert "".join(piece.text for piece in marked(text, telling_keys(need), ())) == text
