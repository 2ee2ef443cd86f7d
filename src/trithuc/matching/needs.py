"""A need, read once, with its words still readable.

Reach for `analyse_need` where a need comes in. Invariant: what it holds comes from the need
alone; what each word weighs is the collection's to say (`weighing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from trithuc.matching.analysis import Text, Vector, language_of
from trithuc.matching.glossing import entries_said
from trithuc.matching.records import Identifier, Need
from trithuc.matching.words import WEAK, Word, pair_keys, words_of
from trithuc.vocabulary.spotting import spot


@dataclass(frozen=True, slots=True)
class NeedWord:
    """text: as first written. count: of its mentions, a title's counting twice."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class NeedPhrase:
    """parts: the keys of its two words."""

    text: str
    count: int
    parts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class AnalysedNeed:
    """words, phrases: by key. concepts: by id, how often each is spotted.

    said: of a Vietnamese need how often it says each entry of the glossary's `terms`, by its place.
    sectors, ways_wanted: as stated. vector: as in `AnalysedText`.
    """

    id: Identifier
    language: str
    words: Mapping[int, NeedWord]
    phrases: Mapping[int, NeedPhrase]
    concepts: Mapping[str, int]
    said: Mapping[int, int] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    ways_wanted: tuple[str, ...] = ()
    vector: Vector = field(default_factory=lambda: np.empty(0, dtype=np.float16))


def analyse_need(need: Need) -> AnalysedNeed:
    """An answer for any text: one without a telling word or concept has none of either."""
    text = Text(need.text, need.title, need.language)
    language = language_of(text)
    parts = [words_of(one, language) for one in (need.title, need.title, need.text)]
    spots = spot(text.whole(), language)
    return AnalysedNeed(
        id=need.id,
        language=language,
        words=_words(parts),
        phrases=_phrases(parts),
        concepts=MappingProxyType(dict(Counter(one.concept for one in spots))),
        said=entries_said(text.whole(), spots) if language == "vi" else {},
        sectors=need.sectors,
        ways_wanted=need.ways_wanted,
    )


def _words(parts: Sequence[Sequence[Word]]) -> Mapping[int, NeedWord]:
    telling = [word for part in parts for word in part if word.key != WEAK]
    counts = Counter(word.key for word in telling)
    texts = {word.key: word.text for word in reversed(telling)}
    return MappingProxyType({key: NeedWord(texts[key], counts[key]) for key in sorted(counts)})


def _phrases(parts: Sequence[Sequence[Word]]) -> Mapping[int, NeedPhrase]:
    telling = [
        (first, second)
        for part in parts
        for first, second in pairwise(part)
        if first.key != WEAK and second.key != WEAK
    ]
    firsts, seconds = (
        np.array([(first.key, second.key) for first, second in telling], dtype=np.uint32)
        .reshape(len(telling), 2)
        .T
    )
    keys = pair_keys(firsts, seconds).tolist()
    counts = Counter(keys)
    phrases = {}
    for key, (first, second) in zip(reversed(keys), reversed(telling), strict=True):
        joint = "" if first.end == second.start else " "
        phrases[key] = NeedPhrase(
            f"{first.text}{joint}{second.text}", counts[key], (first.key, second.key)
        )
    return MappingProxyType({key: phrases[key] for key in sorted(phrases)})
