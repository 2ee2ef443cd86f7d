"""What a document shows a linear model: its words, pieces of words, and the concepts it names.

Reach for it to score or to learn; both must see the same. Words are keyed by a hash of their
stem, concepts by a hash of their id and of those above it, so that what was learned of a concept
in English counts in Vietnamese. Invariant: the same document gives the same features, whatever
the vocabulary or the model; time is linear in its length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from trithuc.categorise.results import Document
from trithuc.text.languages import detect_language
from trithuc.text.stems import stem
from trithuc.text.tokens import tokens
from trithuc.vocabulary.neighbours import broader_of
from trithuc.vocabulary.sectors import LANGUAGES, sectors
from trithuc.vocabulary.spotting import Spot, spot

if TYPE_CHECKING:
    from trithuc.text.tokens import Token

FIELDS: Final = ("title", "text")
GROUPS: Final = ("words", "pairs", "pieces", "concepts")
_PIECE_LENGTHS: Final = (4, 5)
_LEAST_WORD_WITH_PIECES: Final = 5
_CACHED_WORDS: Final = 100_000
# A concept speaks for those above it too, less the further up.
_ABOVE: Final = 0.6
# A longer label, and one deeper in the tree, is less likely to be there by chance.
_DEPTHS: Final = (0.7, 1.0, 1.2, 1.4)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a field, and the keys of what it shows: the word itself, then its pieces."""

    start: int
    end: int
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one field shows. groups: per group of `GROUPS`, key → weight.

    masses: per sector, the weight of the concepts spotted under it.
    """

    groups: tuple[Mapping[int, float], ...]
    masses: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """shown: per field of `FIELDS`. units, spots: where words and concepts stand, by field."""

    language: str
    shown: tuple[Shown, ...]
    units: tuple[Sequence[Unit], ...]
    spots: tuple[Sequence[Spot], ...]


def features_of(document: Document) -> Features:
    language = language_of(document)
    texts = (document.title, document.text)
    read = [_words(text, language) for text in texts]
    spots = tuple(spot(text, language) for text in texts)
    shown = tuple(
        Shown((*groups, concepts), masses)
        for (_, groups), (concepts, masses) in zip(read, map(_concepts, spots), strict=True)
    )
    return Features(language, shown, tuple(units for units, _ in read), spots)


def _words(text: str, language: str) -> tuple[list[Unit], tuple[Counter[int], ...]]:
    """Where each word stands, and the words, pairs and pieces with their counts."""
    words: list[int] = []
    pairs: list[int] = []
    pieces: list[int] = []
    units: list[Unit] = []
    before = ""
    for token in tokens(text):
        word = _word(token, language)
        keys = _keys(word, token.script)
        units.append(Unit(token.start, token.end, keys))
        words.append(keys[0])
        pieces += keys[1:]
        if before:
            pairs.append(hashed(f"p:{before} {word}"))
        before = word
    return units, (Counter(words), Counter(pairs), Counter(pieces))


def language_of(document: Document) -> str:
    """The language said, if one of the six ("vi-VN" is vi), else the one found."""
    said = document.language.strip().lower().replace("_", "-").partition("-")[0]
    return said if said in LANGUAGES else detect_language(f"{document.title}\n{document.text}")


def hashed(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"))


def keys_of_concept(concept: str) -> tuple[tuple[int, float], ...]:
    """The keys of a concept and of all above it, each with its weight."""
    weight, shown = 1.0, []
    for id in (concept, *_above(concept)):
        shown.append((hashed(f"c:{id}"), weight))
        weight *= _ABOVE
    return tuple(shown)


def sector_of_spot(found: Spot) -> str:
    return (found.concept, *_above(found.concept))[-1]


def _word(token: Token, language: str) -> str:
    return token.text if token.script == "han" else stem(token.text, language)


@lru_cache(maxsize=_CACHED_WORDS)
def _keys(word: str, script: str) -> tuple[int, ...]:
    return (hashed(f"w:{word}"), *(hashed(f"g:{piece}") for piece in _pieces(word, script)))


def _pieces(word: str, script: str) -> Iterator[str]:
    """Runs of letters: scientific words share them across inflections, compounds and languages."""
    if script == "han":
        yield from (word[at : at + 2] for at in range(len(word) - 1))
        return
    if script != "latin" or len(word) < _LEAST_WORD_WITH_PIECES:
        return
    marked = f"^{word}"
    for length in _PIECE_LENGTHS:
        yield from (marked[at : at + length] for at in range(len(marked) - length + 1))


def _concepts(spots: Sequence[Spot]) -> tuple[Mapping[int, float], Mapping[str, float]]:
    concepts: defaultdict[int, float] = defaultdict(float)
    masses: defaultdict[str, float] = defaultdict(float)
    for found in spots:
        weight = _specificity(found)
        masses[sector_of_spot(found)] += weight
        for key, share in _keys_of_concept(found.concept):
            concepts[key] += weight * share
    return concepts, masses


_keys_of_concept = cache(keys_of_concept)


@cache
def _above(concept: str) -> tuple[str, ...]:
    return broader_of(concept)


def _specificity(found: Spot) -> float:
    return _DEPTHS[min(len(_above(found.concept)), len(_DEPTHS) - 1)]


@cache
def codes() -> tuple[str, ...]:
    """The sectors in the order of every array's columns."""
    return tuple(sector.code for sector in sectors())
