"""A text as compact numbers: what matching needs of it, made once and kept.

Reach for it when texts are indexed: analyse each once, keep its bytes, and every later need is
scored without reading the text again. Invariant: the same text gives the same bytes on every
machine, and `AnalysedText.from_bytes(one.to_bytes())` equals `one`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import numpy as np
import numpy.typing as npt

from trithuc.matching.words import WEAK, Keys, concept_key, keys_of, phrase_keys
from trithuc.text.languages import UNKNOWN, detect_language
from trithuc.vocabulary.sectors import LANGUAGES
from trithuc.vocabulary.spotting import spot

Counts = npt.NDArray[np.uint8]
Vector = npt.NDArray[np.float16]

_LAYOUT: Final = 1
_HEADER: Final = struct.Struct("<BBHHHI")
_KEY, _COUNT, _NUMBER = np.dtype("<u4"), np.dtype("u1"), np.dtype("<f2")
# A text's language by its place here; kept bytes hold the place.
LANGUAGES_OF_TEXTS: Final = (UNKNOWN, *LANGUAGES)
_MOST_COUNTED: Final = 255
# Beyond this a text's further terms are not kept: a two-megabyte text is no work of one person.
_MOST_TERMS: Final = 20_000
_MOST_CHARACTERS: Final = 200_000
_CHUNK: Final = 200


class UnreadableAnalysis(ValueError):
    """Bytes that hold no analysed text of this version: analyse the text again."""


@dataclass(frozen=True, slots=True, eq=False)
class AnalysedText:
    """terms: keys of words and phrases, ascending, each once; counts: of each, at most 255.

    concepts, concept_counts: likewise, of the concepts spotted. length: telling words, a title's
    twice. vector: of unit length, from an embedder; of no elements where there was none.
    """

    language: str
    length: int
    terms: Keys
    counts: Counts
    concepts: Keys
    concept_counts: Counts
    vector: Vector = field(default_factory=lambda: np.empty(0, dtype=np.float16))

    def to_bytes(self) -> bytes:
        header = _HEADER.pack(
            _LAYOUT,
            LANGUAGES_OF_TEXTS.index(self.language),
            len(self.terms),
            len(self.concepts),
            len(self.vector),
            self.length,
        )
        arrays = (self.terms, self.concepts, self.vector, self.counts, self.concept_counts)
        return header + b"".join(array.tobytes() for array in arrays)

    @classmethod
    def from_bytes(cls, kept: bytes) -> AnalysedText:
        """Raises UnreadableAnalysis for bytes of another layout."""
        if len(kept) < _HEADER.size or kept[0] != _LAYOUT:
            raise UnreadableAnalysis("not an analysed text of this version")
        _, language, terms, concepts, dimensions, length = _HEADER.unpack_from(kept)
        both = terms + concepts
        if len(kept) != _HEADER.size + 5 * both + 2 * dimensions:
            raise UnreadableAnalysis("an analysed text cut short")
        keys = np.frombuffer(kept, _KEY, both, _HEADER.size)
        counts = np.frombuffer(kept, _COUNT, both, len(kept) - both)
        return cls(
            LANGUAGES_OF_TEXTS[language],
            length,
            keys[:terms],
            counts[:terms],
            keys[terms:],
            counts[terms:],
            np.frombuffer(kept, _NUMBER, dimensions, _HEADER.size + 4 * both),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnalysedText) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be analysed. title: "" where there is none. language: "" to have it detected."""

    body: str
    title: str = ""
    language: str = ""

    def whole(self) -> str:
        return f"{self.title}. {self.body}" if self.title else self.body


def analyse(body: str, *, title: str = "", language: str = "") -> AnalysedText:
    """body: the whole text, the title apart; either may be empty. language: "" to detect it.

    A title's words count twice. Of either only the first 200,000 characters are read.
    """
    text = Text(body[:_MOST_CHARACTERS], title[:_MOST_CHARACTERS], language)
    language = language_of(text)
    keys = np.array(keys_of_text(text, language), dtype=np.uint32)
    telling = keys[keys != WEAK]
    terms, counts = _counted(np.concatenate((telling, phrase_keys(keys))))
    spotted = [concept_key(one.concept) for one in spot(text.whole(), language)]
    concepts, concept_counts = _counted(np.array(spotted, dtype=np.uint32))
    return AnalysedText(language, len(telling), terms, counts, concepts, concept_counts)


def analyse_many(texts: Iterable[Text], *, processes: int = 1) -> Iterator[AnalysedText]:
    """Each text analysed, in order. processes: how many share the work; 1 starts none."""
    if processes == 1:
        yield from map(_analysed, texts)
        return
    with ProcessPoolExecutor(processes) as pool:
        for analysed in pool.map(_analysed_chunk, _chunks(texts)):
            yield from map(AnalysedText.from_bytes, analysed)


def language_of(text: Text) -> str:
    """The language stated, if it is one of the six, else the one detected, else "unknown"."""
    return text.language if text.language in LANGUAGES else detect_language(text.whole())


def presumed_language(language: str) -> str:
    """English for a text too short to show its language: most of those are English terms."""
    return "en" if language == UNKNOWN else language


def keys_of_text(text: Text, language: str) -> list[int]:
    """The keys of the title twice and of the body, with a gap that no phrase reaches across."""
    title = keys_of(text.title, language) if text.title else []
    return [*title, WEAK, *title, WEAK, *keys_of(text.body, language)]


def _analysed(text: Text) -> AnalysedText:
    return analyse(text.body, title=text.title, language=text.language)


def _analysed_chunk(texts: Sequence[Text]) -> list[bytes]:
    return [_analysed(text).to_bytes() for text in texts]


def _chunks(texts: Iterable[Text]) -> Iterator[list[Text]]:
    waiting = iter(texts)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _counted(keys: Keys) -> tuple[Keys, Counts]:
    """The keys ascending, each once, and how often each stood there."""
    distinct, counts = np.unique(keys, return_counts=True)
    if len(distinct) > _MOST_TERMS:
        most = np.sort(np.argsort(-counts, kind="stable")[:_MOST_TERMS])
        distinct, counts = distinct[most], counts[most]
    return distinct, np.minimum(counts, _MOST_COUNTED).astype(np.uint8)
