"""The labels of one language, compiled for finding them all in one pass.

Internal to spotting. Each language is compiled when a text first needs it and then kept.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from trithuc.text.folding import fold
from trithuc.text.simplified import simplified
from trithuc.text.tokens import HAN
from trithuc.vocabulary.concepts import Concept, concepts
from trithuc.vocabulary.loan_words import marked_key
from trithuc.vocabulary.pieces import Keys, Pieces, pieces
from trithuc.vocabulary.sectors import sectors

# No key of a piece: folding leaves no white space at its ends.
ENTRIES: Final = " "
Trie = dict[str, Any]

_BARE: Final = re.compile(r"\bbare: (.+?)\.(?= context:)")
_SHORT_HAN: Final = re.compile(f"[{HAN}]{{1,2}}")
_LONGEST_ACRONYM_IN_A_PHRASE: Final = 3


@dataclass(frozen=True, slots=True)
class Label:
    """What stands at the end of a way through the trie.

    concept: its id, or the code of a sector; "" for a word of no concept. capitals: the words
    only meant where written in capitals, by their index. toned: the syllables of a Vietnamese
    label. is_bare: means this concept only where the context says so. is_short_han: could be a
    part of a longer word.
    """

    text: str
    concept: str
    words: int
    is_acronym: bool
    capitals: tuple[int, ...] = ()
    toned: tuple[str, ...] = ()
    is_bare: bool = False
    is_short_han: bool = False


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
    for concept in concepts():
        bare = _bare_labels(concept)
        for text in (concept.pref_label[language], *concept.alt_labels[language]):
            _add(index, text, concept.id, is_bare=_spelling(text) in bare)
    for text, code in _labels_of_sectors(language):
        _add(index, text, code, is_bare=False)
    for text in _plain_words() if language == "vi" else ():
        _add(index, text, "", is_bare=False)
    return index


def _plain_words() -> Iterator[str]:
    """Words of two syllables that name no concept and must not be cut: mô hình học ≠ hình học."""
    table = files("trithuc.vocabulary") / "data" / "plain_words.csv"
    yield from table.read_text(encoding="utf-8").splitlines()[1:]


def _bare_labels(concept: Concept) -> frozenset[str]:
    found = _BARE.search(concept.note)
    return frozenset(map(_spelling, found[1].split(" | "))) if found else frozenset()


def _spelling(text: str) -> str:
    return simplified(fold(text))


def _labels_of_sectors(language: str) -> Iterator[tuple[str, str]]:
    """A sector's label, and the plain words that by themselves speak for it in that language."""
    for sector in sectors():
        yield sector.labels[language], sector.code
    table = (files("trithuc.vocabulary") / "data" / "sector_words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        yield from ((word, row["code"]) for word in row[language].split(" | ") if word)


def _add(index: Index, text: str, id: str, *, is_bare: bool) -> None:
    cut = pieces(text)
    words = cut.words
    label = Label(
        text=text,
        concept=id,
        words=len(words),
        is_acronym=_is_acronym(text),
        capitals=_capitals(words),
        toned=tuple(map(marked_key, words)) if index.language == "vi" else (),
        is_bare=is_bare,
        is_short_han=_SHORT_HAN.fullmatch(text) is not None,
    )
    for spelling in _spellings(cut):
        _put(index.trie, [index.keys[word] for word in spelling], label)


def _spellings(cut: Pieces) -> Iterator[list[str]]:
    """With each hyphenated word in parts, and as one word: tín chỉ các-bon, tín chỉ cacbon."""
    yield cut.words
    for first, (whole, following) in cut.joined.items():
        yield [*cut.words[:first], whole, *cut.words[following:]]


def _put(trie: Trie, keys: list[str], label: Label) -> None:
    """A concept's label is more to the point than the same words as the name of its sector."""
    for key in keys:
        trie = trie.setdefault(key, {})
    entries: list[Label] = trie.setdefault(ENTRIES, [])
    if not entries or (label not in entries and label.concept not in _without_concept()):
        entries.append(label)


@cache
def _without_concept() -> frozenset[str]:
    return frozenset((*(sector.code for sector in sectors()), ""))


def _is_acronym(text: str) -> bool:
    """AI, IoT, mRNA, 5G: one word with a capital after its first letter."""
    return " " not in text and "-" not in text and any(map(str.isupper, text[1:]))


def _capitals(words: list[str]) -> tuple[int, ...]:
    """AI in "AI chip": small words of capitals, which written small would be another word."""
    if len(words) < 2:
        return ()
    return tuple(
        index
        for index, word in enumerate(words)
        if word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_ACRONYM_IN_A_PHRASE
    )
