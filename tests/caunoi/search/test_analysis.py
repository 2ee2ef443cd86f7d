"""The same words on both sides: as texts are indexed and as they are asked for."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.search import analysis


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nguyễn Đức", ["nguyen", "duc"]),
        ("NGUYEN DUC", ["nguyen", "duc"]),
        (unicodedata.normalize("NFD", "Nguyễn Đức"), ["nguyen", "duc"]),
        ("KU-Leuven, d’Hondt", ["ku", "leuven", "d", "hondt"]),
        ("Straße", ["strasse"]),
        ("用AI技术", ["ai"]),
        ("量子", []),
        ("!? …", []),
    ],
)
def test_words_are_folded_and_stand_alone(text, words):
    assert analysis.folded_words(text) == words


@given(st.text(max_size=60))
def test_words_of_a_text_are_the_words_of_its_field(text):
    field = analysis.searchable(text)
    assert analysis.folded_words(text) == analysis.folded_words(field)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("Đức", "đức"), ("Hoà", "HÒA")],
)
def test_marks_are_one_however_they_are_placed_or_typed(one, other):
    assert analysis.marked_words(one) == analysis.marked_words(other) != []


@pytest.mark.parametrize(("one", "other"), [("hoà", "hoá"), ("Đức", "Đúc"), ("ma", "mà")])
def test_other_marks_are_another_word(one, other):
    assert analysis.marked_words(one) != analysis.marked_words(other)


def test_words_without_marks_have_no_marked_form():
    assert analysis.marked_words("Nguyen Duc và bạn 量子") == analysis.marked_words("và bạn")


def test_han_is_cut_into_words_and_the_pairs_within():
    assert analysis.han_terms("量子计算机") == ["量子", "计算机", "计算", "算机"]
    assert set(analysis.han_words_of("计算机")) <= set(analysis.han_terms("量子计算机"))


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("hydrogènes", "hydrogène", "fr"),
        ("batteries", "battery", "en"),
        ("Speicherungen", "Speicherung", "de"),
        ("halfgeleiders", "halfgeleider", "nl"),
    ],
)
def test_inflected_forms_have_one_stem(one, other, language):
    assert analysis.stems_of(one, language) == analysis.stems_of(other, language) != []
