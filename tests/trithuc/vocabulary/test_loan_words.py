"""A loan word is one word however it is spelt."""

from __future__ import annotations

import pytest

from trithuc.vocabulary.loan_words import marked_key, spelling_key
from trithuc.vocabulary.spotting import spot


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("carbon", "cacbon"),
        ("module", "modun"),
        ("hydrogen", "hydro"),
        ("lithium", "lithi"),
        ("kỹ", "kĩ"),
    ],
)
def test_spellings_share_both_keys(one: str, other: str) -> None:
    assert marked_key(one) == marked_key(other)


def test_a_syllable_that_is_no_loan_word_keeps_its_own_key() -> None:
    assert spelling_key("ban") == "ban"
    assert marked_key("bán") != marked_key("bản")


@pytest.mark.parametrize("word", ["các-bon", "cacbon", "carbon", "các bon", "Các-bon"])
def test_a_label_is_found_in_every_spelling(word: str) -> None:
    assert [one.concept for one in spot(f"thị trường tín chỉ {word}", "vi")] == ["carbon-market"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("pin lithium", "lithium-ion-battery"),
        ("lò phản ứng module nhỏ", "small-modular-reactor"),
        ("tuabin gió", "wind-turbine"),
        ("vật liệu polymer", "polymers"),
        ("lưu trữ hydrogen", "hydrogen-storage"),
    ],
)
def test_by_ear_or_as_in_english(text: str, concept: str) -> None:
    assert [one.concept for one in spot(text, "vi")] == [concept]
