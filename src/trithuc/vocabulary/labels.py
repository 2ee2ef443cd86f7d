"""The labels of one language, compiled for finding them all in one pass.

Internal to spotting. Each language is compiled when a text first needs it and then kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from trithuc.text.tones import toned_form
from trithuc.vocabulary.concepts import concepts
from trithuc.vocabulary.pieces import Keys, pieces
from trithuc.vocabulary.sectors import sectors

ENTRIES: Final = ""
Trie = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """concept: its id, or the code of a sector. toned: the syllables of a Vietnamese label."""

    text: str
    concept: str
    is_acronym: bool
    toned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """trie: key of a piece → trie; under `ENTRIES` the labels that end there."""

    language: str
    keys: Keys
    trie: Trie


@cache
def index_of(language: str) -> Index:
    """language: one of the six."""
    index = Index(language, Keys(language), {})
    for text, id in _labels_in(language):
        _add(index, text, id)
    for text, code in _labels_of_sectors(language):
        _add(index, text, code)
    return index


def _labels_in(language: str) -> Iterator[tuple[str, str]]:
    for concept in concepts():
        yield concept.pref_label[language], concept.id
        for text in concept.alt_labels[language]:
            yield text, concept.id


def _labels_of_sectors(language: str) -> Iterator[tuple[str, str]]:
    for sector in sectors():
        for text in (sector.labels[language], *sector.aliases):
            yield text, sector.code


def _add(index: Index, text: str, id: str) -> None:
    cut = pieces(text)
    words = cut.words
    toned = tuple(map(toned_form, words)) if index.language == "vi" else ()
    label = Label(text, id, _is_acronym(text), toned)
    _put(index.trie, [index.keys[word] for word in words], label)
    if 0 in cut.joined:
        whole, following = cut.joined[0]
        _put(index.trie, [index.keys[word] for word in (whole, *words[following:])], label)


def _put(trie: Trie, keys: list[str], label: Label) -> None:
    for key in keys:
        trie = trie.setdefault(key, {})
    entries = trie.setdefault(ENTRIES, [])
    if not entries or label.concept not in _sector_codes():
        entries.append(label)


def _is_acronym(text: str) -> bool:
    """AI, IoT, mRNA: a capital that is not the first letter of a word written small."""
    return " " not in text and any(letter.isupper() for letter in text[1:]) and "-" not in text


@cache
def _sector_codes() -> frozenset[str]:
    return frozenset(sector.code for sector in sectors())
