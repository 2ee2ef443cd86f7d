"""One toned form for the spellings of a marked syllable."""

from __future__ import annotations

import unicodedata

import pytest

from trithuc.text.tones import is_syllable_shaped, toned_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("HOÁ", "hóa"),
        ("thuỷ", "thủy"),
        ("kỹ", "kĩ"),
        ("lý", "lí"),
        ("nghiệp", unicodedata.normalize("NFD", "nghiệp")),
        ("Đất", "đất"),
    ],
)
def test_the_same_syllable(one: str, other: str) -> None:
    assert toned_form(one) == toned_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("vi", "ví"), ("vĩ", "vi"), ("hoa", "hoá"), ("bọt", "bột"), ("dẫn", "dân"), ("đa", "da")],
)
def test_another_syllable(one: str, other: str) -> None:
    assert toned_form(one) != toned_form(other)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghien", True),
        ("cuu", True),
        ("nuoc", True),
        ("quyen", True),
        ("semiconductor", False),
        ("energy", False),
        ("wafer", False),
        ("", False),
    ],
)
def test_what_could_be_a_syllable(word: str, is_one: bool) -> None:
    assert is_syllable_shaped(word) is is_one
