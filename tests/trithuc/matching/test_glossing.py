"""Whole words of a Vietnamese text."""

from __future__ import annotations

import pytest

from trithuc.matching.glossing import entries_said
from trithuc.vocabulary.glossary import terms
from trithuc.vocabulary.spotting import spot


def said(text: str) -> set[str]:
    """English words of all entries that the text says."""
    entries = entries_said(text, spot(text, "vi"))
    return {word for entry in entries for word in terms()[entry]["en"]}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ảnh hưởng đến phổi", "lung"),
        ("xây cầu mới", "bridge"),
        ("doanh nghiệp nhỏ và vừa", "small and medium enterprise"),
        ("sụt lún ở đồng bằng", "subsidence"),
        ("sức khoẻ tâm thần", "mental health"),
        ("sức khỏe tâm thần", "mental health"),
        ("suc khoe tam than cua tre em", "mental health"),
        ("màng lọc", "membrane"),
    ],
)
def test_a_word_is_said_however_many_syllables_it_has(text: str, word: str) -> None:
    assert word in said(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nhu cầu của tỉnh", "bridge"),  # a pair that says nothing
        ("biến đổi khí hậu toàn cầu", "bridge"),  # a longer word
        ("trí tuệ nhân tạo", "intelligence"),  # no entry of its own
        ("nha cao tang", "skin"),  # without marks a syllable alone says nothing
    ],
)
def test_a_syllable_of_something_longer_is_no_word(text: str, word: str) -> None:
    assert word not in said(text)


def test_a_longer_word_is_said_instead_of_its_parts() -> None:
    assert "health" not in said("sức khoẻ tâm thần")


def test_how_often_a_word_is_said() -> None:
    entries = entries_said("phổi và phổi", ())
    assert set(entries.values()) == {2}
