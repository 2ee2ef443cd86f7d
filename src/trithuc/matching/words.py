"""Words and pairs of words as numbers, the same for every way of writing them.

Reach for it where a text is counted (`keys_of`) or where a key must lead back to its place in the
text (`words_of`). A key is 32 bits: even for a word's stem, odd for two words in a row.
Invariant: `keys_of` and `words_of` agree, and no key depends on the machine or the run.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from trithuc.matching.weak_words import WEAK_PAIRS, WEAK_WORDS
from trithuc.text.folding import fold
from trithuc.text.stems import stem
from trithuc.text.tokens import tokens
from trithuc.text.tones import toned_form

Keys = npt.NDArray[np.uint32]

# What stands where a word says nothing of the subject; no pair reaches across it.
WEAK: Final = 0
_ASCII_WORD: Final = re.compile("[A-Za-z0-9]+")
_KEPT_WORDS: Final = 200_000
_PHRASE_BIT: Final = np.uint32(1)


@dataclass(frozen=True, slots=True)
class Word:
    """start, end: code points in the text as given, end exclusive. key: `WEAK` or even."""

    start: int
    end: int
    text: str
    key: int


def keys_of(text: str, language: str) -> list[int]:
    """The key of each word of the text, in order, `WEAK` for a word that says nothing."""
    key_of = _keys_in(language).__getitem__
    if text.isascii():
        # `tokens` cuts such a text alike, several times slower.
        return list(map(key_of, _ASCII_WORD.findall(text)))
    words = [token.text for token in tokens(text)]
    return _without_weak_pairs(words, list(map(key_of, words)), language)


def words_of(text: str, language: str) -> list[Word]:
    cut = tokens(text)
    words = [one.text for one in cut]
    keys = _without_weak_pairs(words, list(map(_keys_in(language).__getitem__, words)), language)
    return [Word(one.start, one.end, one.text, key) for one, key in zip(cut, keys, strict=True)]


def _without_weak_pairs(words: Sequence[str], keys: list[int], language: str) -> list[int]:
    """The keys, `WEAK` for both of two words that together say nothing."""
    if not (pairs := _weak_pairs(language)):
        return keys
    for at, pair in enumerate(pairwise(map(_spelling, words))):
        if pair in pairs:
            keys[at : at + 2] = WEAK, WEAK
    return keys


def phrase_keys(keys: Sequence[int] | Keys) -> Keys:
    """The keys of each two telling words that follow each other, in order."""
    words = np.asarray(keys, dtype=np.uint32)
    first, second = words[:-1], words[1:]
    telling = (first != WEAK) & (second != WEAK)
    return pair_keys(first[telling], second[telling])


def pair_keys(first: Keys, second: Keys) -> Keys:
    """Key of the phrase of two words; their order counts."""
    mixed = first * np.uint32(0x9E3779B1) ^ (second * np.uint32(0x85EBCA6B) >> np.uint32(7))
    return (mixed ^ second) | _PHRASE_BIT


def pair_key(first: int, second: int) -> int:
    one, other = np.array([first], dtype=np.uint32), np.array([second], dtype=np.uint32)
    return int(pair_keys(one, other)[0])


def are_phrases(keys: Keys) -> npt.NDArray[np.bool_]:
    return (keys & _PHRASE_BIT).astype(bool)


def concept_key(id: str) -> int:
    """32 bits of a concept's id or a sector's code, stable when the vocabulary grows."""
    return zlib.crc32(id.encode())


class _KeysOfWords(dict[str, int]):
    """The key of each word of one language, filled as asked."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT_WORDS:
            self.clear()
        key = self[word] = _key(word, self._language)
        return key


@lru_cache(maxsize=_KEPT_WORDS)
def _spelling(word: str) -> str:
    return toned_form(word)


@cache
def _weak_pairs(language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(_spelling, pair)) for pair in WEAK_PAIRS.get(language, ()))


@cache
def _keys_in(language: str) -> _KeysOfWords:
    return _KeysOfWords(language)


def _key(word: str, language: str) -> int:
    if _is_weak(word, language):
        return WEAK
    # English words stand in Chinese and Vietnamese texts as they do in English ones.
    spoken = "en" if language == "zh" and word.isascii() else language
    return zlib.crc32(stem(word, spoken).encode("utf-8", "surrogatepass")) & ~1 or 2


def _is_weak(word: str, language: str) -> bool:
    if word.isdigit() or (len(word) == 1 and word.isascii()):
        return True
    # Marks tell Vietnamese words apart: khi is "when", khí is "gas".
    spelt = _spelling(word) if language == "vi" else fold(word)
    return spelt in _weak_words(language) or _lowered(word) in WEAK_WORDS.get(language, ())


@cache
def _weak_words(language: str) -> frozenset[str]:
    words = WEAK_WORDS.get(language, frozenset())
    return frozenset(map(_spelling, words)) if language == "vi" else words


def _lowered(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()
