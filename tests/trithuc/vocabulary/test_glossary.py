"""Everyday words in six languages."""

from __future__ import annotations

from collections import Counter

import pytest

from trithuc.vocabulary.glossary import glossary, terms
from trithuc.vocabulary.sectors import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_words_in_each_language(language: str) -> None:
    for entry in terms():
        words = entry[language]
        assert words
        assert all(word == word.strip() != "" for word in words)
        assert len(set(words)) == len(words)


def test_what_a_word_is_called_elsewhere() -> None:
    (harvest,) = (entry for entry in glossary() if "harvest" in entry["en"])
    assert harvest["vi"][0] == "thu hoạch"
    assert harvest["fr"] == ("récolte",)
    assert harvest["zh"][0] == "收获"


def test_an_english_word_leads_one_entry_alone() -> None:
    firsts = Counter(entry["en"][0] for entry in glossary())
    assert [word for word, count in firsts.items() if count > 1] == []


def test_the_terms_are_the_everyday_words_and_after_them_technical_ones() -> None:
    everyday = len(glossary())
    assert terms()[:everyday] == glossary()
    firsts = Counter(entry["en"][0] for entry in terms()[everyday:])
    assert firsts["groundwater"] == 1
    assert [word for word, count in firsts.items() if count > 1] == []
