"""The glossary's words in a Vietnamese need, taken as words and not as syllables.

Reach for it through `needs`. Vietnamese writes a word as one to five syllables with spaces
between them, so that what a syllable means shows only once the longer words are found: "cầu" is a
bridge, and no bridge is in "nhu cầu". Invariant: no syllable belongs to two words said, and one
that is part of a longer word, a concept's label or a pair that says nothing is no word itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from trithuc.matching.weak_words import WEAK_PAIRS
from trithuc.text.folding import fold
from trithuc.text.tokens import Token, tokens
from trithuc.vocabulary.fitting import is_typed_without_marks
from trithuc.vocabulary.glossary import terms
from trithuc.vocabulary.loan_words import marked_key, spelling_key
from trithuc.vocabulary.spotting import Spot

_LONGEST: Final = 5
_Spelt = tuple[str, ...]
_Words = Mapping[_Spelt, tuple[int, ...]]


class _Found(NamedTuple):
    """start, end: places among the syllables. entries: places in the table of terms."""

    start: int
    end: int
    entries: tuple[int, ...]


def entries_said(text: str, spots: Sequence[Spot]) -> Mapping[int, int]:
    """How often a Vietnamese text says each entry of `terms`. spots: its concepts."""
    cut = tokens(text)
    marked = not is_typed_without_marks(text)
    words = _words(marked=marked)
    spelt = _keys(cut, marked=marked)
    long = list(_longest_first(spelt, words))
    said = Counter(entry for one in long for entry in one.entries)
    if marked:
        taken = {place for one in long for place in range(one.start, one.end)}
        taken |= _in_weak_pairs(spelt) | _in_spots(cut, spots)
        free = (place for place in range(len(spelt)) if place not in taken)
        said.update(entry for place in free for entry in words.get((spelt[place],), ()))
    return said


def _longest_first(spelt: Sequence[str], words: _Words) -> Iterator[_Found]:
    """From left to right: words of two syllables and more."""
    at = 0
    while at < len(spelt):
        found = _longest_at(spelt, at, words)
        if found:
            yield found
        at = found.end if found else at + 1


def _longest_at(spelt: Sequence[str], at: int, words: _Words) -> _Found | None:
    for end in range(min(at + _LONGEST, len(spelt)), at + 1, -1):
        if entries := words.get(tuple(spelt[at:end])):
            return _Found(at, end, entries)
    return None


def _in_weak_pairs(spelt: Sequence[str]) -> set[int]:
    return {
        place
        for at, pair in enumerate(pairwise(spelt))
        if pair in _weak_pairs()
        for place in (at, at + 1)
    }


def _in_spots(cut: Sequence[Token], spots: Sequence[Spot]) -> set[int]:
    return {
        place
        for place, one in enumerate(cut)
        if any(spot.start <= one.start and one.end <= spot.end for spot in spots)
    }


def _keys(cut: Sequence[Token], *, marked: bool) -> list[str]:
    return [marked_key(one.text) if marked else spelling_key(fold(one.text)) for one in cut]


@cache
def _weak_pairs() -> frozenset[_Spelt]:
    return frozenset(tuple(map(marked_key, pair)) for pair in WEAK_PAIRS["vi"])


@cache
def _words(*, marked: bool) -> _Words:
    """By its syllables the entries that a word stands in."""
    found: defaultdict[_Spelt, list[int]] = defaultdict(list)
    for place, entry in enumerate(terms()):
        for word in entry["vi"]:
            spelt = tuple(_keys(tokens(word), marked=marked))
            if place not in found[spelt]:
                found[spelt].append(place)
    return {spelt: tuple(entries) for spelt, entries in found.items()}
