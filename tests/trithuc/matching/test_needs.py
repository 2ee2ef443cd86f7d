"""A need, read once."""

import pytest

from trithuc.matching import Need, analyse_need

HYDROGEN = {
    "en": "We need experts in hydrogen storage.",
    "vi": "Cần chuyên gia về lưu trữ hydro.",
    "fr": "Nous cherchons des experts en stockage de l'hydrogène.",
    "nl": "Wij zoeken deskundigen in waterstofopslag.",
    "de": "Wir suchen Fachleute für Wasserstoffspeicherung.",
    "zh": "我们需要储氢专家。",
}


@pytest.mark.parametrize("language", HYDROGEN)
def test_a_need_names_the_same_concept_in_every_language(language: str) -> None:
    need = analyse_need(Need("n", HYDROGEN[language]))
    assert need.language == language
    assert "hydrogen-storage" in need.concepts


def test_words_and_phrases_can_be_read() -> None:
    need = analyse_need(Need("n", "Storage of hydrogen in salt caverns", language="en"))
    assert sorted(word.text for word in need.words.values()) == [
        "Storage",
        "caverns",
        "hydrogen",
        "salt",
    ]
    assert [phrase.text for phrase in need.phrases.values()] == ["salt caverns"]
    assert all(part in need.words for one in need.phrases.values() for part in one.parts)


def test_a_title_counts_twice() -> None:
    need = analyse_need(Need("n", "photonics", title="lasers", language="en"))
    assert {word.text: word.count for word in need.words.values()} == {"photonics": 1, "lasers": 2}


@pytest.mark.parametrize("text", ["", "?!", "👍🏽", "the of and", "2025", "\ud800", "<br>"])
def test_a_need_that_says_nothing_is_an_answer(text: str) -> None:
    need = analyse_need(Need("n", text))
    assert not need.concepts
    assert len(need.words) <= 1
