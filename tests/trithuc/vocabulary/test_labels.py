"""The compiled labels hold every word of the tables."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from trithuc.vocabulary import concept, concepts, sectors
from trithuc.vocabulary.crosswalks.tables import rows
from trithuc.vocabulary.labels import ENTRIES, Label, Trie, index_of
from trithuc.vocabulary.pieces import pieces

LANGUAGES = ["vi", "en", "fr", "nl", "de", "zh"]


def labels_at(text: str, language: str) -> list[Label]:
    index = index_of(language)
    trie = index.trie
    for word in pieces(text).words:
        trie = trie.get(index.keys[word], {})
    return trie.get(ENTRIES, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_reached(language: str) -> None:
    for one in concepts():
        for text in (one.pref_label[language], *one.alt_labels[language]):
            assert one.id in [label.concept for label in labels_at(text, language)], text


@pytest.mark.parametrize(
    ("text", "is_acronym"),
    [("AI", True), ("IoT", True), ("mRNA", True), ("energy", False), ("RISC-V", False)],
)
def test_what_is_an_acronym(text: str, is_acronym: bool) -> None:
    assert {label.is_acronym for label in labels_at(text, "en")} == {is_acronym}


def test_a_bare_label_is_marked_by_the_concepts_note() -> None:
    assert [label.is_bare for label in labels_at("chip", "en")] == [True]
    assert [label.is_bare for label in labels_at("microchip", "en")] == [False]


def test_every_bare_label_is_a_label() -> None:
    """A word misspelt in a note would settle nothing."""
    for held in concepts():
        if "bare: " in held.note:
            words = held.note.split("bare: ")[1].split(". context: ")[0].split(" | ")
            for word in words:
                found = [one for language in LANGUAGES for one in labels_at(word, language)]
                assert held.id in [one.concept for one in found if one.is_bare], word


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_reads_alike_is_one_concept_or_the_note_says_why(language: str) -> None:
    """Two spellings of one word on two concepts would make two experts of one."""
    unexplained = {
        tuple(sorted({label.text for label in labels}))
        for labels in ends_of(index_of(language).trie)
        if len({label.concept for label in labels}) > 1
        and not any(concept(label.concept).note for label in labels)
    }

    assert unexplained == set()


def ends_of(trie: Trie) -> Iterator[list[Label]]:
    for key, below in trie.items():
        if key == ENTRIES:
            yield below
        else:
            yield from ends_of(below)


def test_the_words_of_sectors_are_theirs() -> None:
    codes = {sector.code for sector in sectors()}

    assert {row["code"] for row in rows("sector_words.csv")} <= codes


def test_all_languages_are_compiled_soon() -> None:
    index_of.cache_clear()

    started = time.process_time()
    for language in LANGUAGES:
        index_of(language)

    assert time.process_time() - started < 3  # 0.7 s measured; machines differ


def test_a_plain_word_of_vietnamese_names_no_concept() -> None:
    for row in rows("plain_words.csv"):
        assert {label.concept for label in labels_at(row["word"], "vi")} == {""}, row["word"]
