"""What a collection of texts has in common: how often each word stands in it, how long texts are.

Reach for it once a collection: `StatisticsBuilder` takes analysed texts by batches of any size,
in any order, with bounded memory, and `build` gives the statistics every score needs. Invariant:
the same texts give the same statistics, however they came in.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import LANGUAGES_OF_TEXTS, AnalysedText
from trithuc.matching.frequencies import Frequencies, FrequencyCounter
from trithuc.matching.sample import Sample
from trithuc.matching.themes import Themes, learn_themes
from trithuc.matching.weights import IMAGINED_TEXTS
from trithuc.matching.words import Keys, are_phrases

Floats = npt.NDArray[np.float64]

_LAYOUT: Final = 1
_USUAL_LENGTH: Final = 100.0
_LEAST_RARITY: Final = 0.05


class UnreadableStatistics(ValueError):
    """Bytes that hold no statistics of this version: build them again."""


@dataclass(frozen=True, slots=True)
class CollectionStatistics:
    """texts, words: by language, how many texts and how many telling words they have in all.

    terms: of words only, a phrase being as rare as its words. themes: of the languages with
    texts enough to show any.
    """

    texts: Mapping[str, int]
    words: Mapping[str, int]
    terms: Frequencies
    concepts: Frequencies
    themes: Mapping[str, Themes]

    def rarities_of_terms(self, keys: Keys, language: str) -> Floats:
        """What each word weighs: the logarithm of how many texts it sets aside.

        language: of the text the words stand in. A word in more texts than its language has
        comes from another language, and is as rare as in all of them.
        """
        found = self.terms.of(keys)
        own = float(self.texts.get(language, 0))
        return _rarities(found, np.where(found > own, self._all_texts(), own))

    def rarities_of_concepts(self, keys: Keys) -> Floats:
        """Likewise of concepts, which stand in every language."""
        return _rarities(self.concepts.of(keys), np.float64(self._all_texts()))

    def usual_length(self, language: str) -> float:
        """Telling words of the usual text of a language; of a language not met, of any text."""
        texts, words = self.texts.get(language, 0), self.words.get(language, 0)
        everywhere = (sum(self.words.values()) + _USUAL_LENGTH) / (self._all_texts() + 1)
        return (words + everywhere) / (texts + 1)

    def to_bytes(self) -> bytes:
        arrays: dict[str, npt.NDArray[Any]] = {
            "layout": np.array([_LAYOUT]),
            "texts": np.array([self.texts.get(one, 0) for one in LANGUAGES_OF_TEXTS]),
            "words": np.array([self.words.get(one, 0) for one in LANGUAGES_OF_TEXTS]),
            "terms": np.stack((self.terms.keys, self.terms.texts)),
            "concepts": np.stack((self.concepts.keys, self.concepts.texts)),
        }
        for language, themes in self.themes.items():
            arrays[f"keys-{language}"] = themes.keys
            arrays[f"size-{language}"] = np.array([themes.words])
            arrays[f"directions-{language}"] = themes.directions
            arrays[f"rarities-{language}"] = themes.rarities
        kept = io.BytesIO()
        np.savez(kept, allow_pickle=False, **arrays)
        return kept.getvalue()

    @classmethod
    def from_bytes(cls, kept: bytes) -> CollectionStatistics:
        """Raises UnreadableStatistics for bytes of another layout."""
        try:
            arrays = dict(np.load(io.BytesIO(kept), allow_pickle=False))
        except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise UnreadableStatistics(str(error)) from None
        if arrays.get("layout", np.zeros(1))[0] != _LAYOUT:
            raise UnreadableStatistics("not the statistics of this version")
        return cls(
            _by_language(arrays["texts"]),
            _by_language(arrays["words"]),
            Frequencies(*arrays["terms"]),
            Frequencies(*arrays["concepts"]),
            MappingProxyType(
                {one: _themes(arrays, one) for one in LANGUAGES_OF_TEXTS if f"keys-{one}" in arrays}
            ),
        )

    def _all_texts(self) -> int:
        return sum(self.texts.values())


class StatisticsBuilder:
    """Holds counts and a bounded sample, never the texts themselves."""

    def __init__(self) -> None:
        self._texts = Counter[str]()
        self._words = Counter[str]()
        self._terms = FrequencyCounter()
        self._concepts = FrequencyCounter()
        self._sample = Sample()

    def add(self, texts: Sequence[AnalysedText]) -> None:
        for text in texts:
            self._texts[text.language] += 1
            self._words[text.language] += text.length
        self._terms.add(one.terms[~are_phrases(one.terms)] for one in texts)
        self._concepts.add(one.concepts for one in texts)
        self._sample.add(texts)

    def merge(self, other: StatisticsBuilder) -> None:
        """As if the other's texts had been added here."""
        self._texts.update(other._texts)
        self._words.update(other._words)
        self._terms.merge(other._terms)
        self._concepts.merge(other._concepts)
        self._sample.merge(other._sample)

    def build(self) -> CollectionStatistics:
        """Takes seconds where a language has thousands of texts: its themes are learnt."""
        learnt = {one: learn_themes(texts) for one, texts in self._sample.by_language().items()}
        return CollectionStatistics(
            MappingProxyType(dict(self._texts)),
            MappingProxyType(dict(self._words)),
            self._terms.frequencies(),
            self._concepts.frequencies(),
            MappingProxyType({one: themes for one, themes in learnt.items() if themes}),
        )


def _rarities(found: Floats, texts: Floats | np.float64) -> Floats:
    return np.maximum(np.log((texts + IMAGINED_TEXTS) / (found + 1)), _LEAST_RARITY)


def _by_language(counts: npt.NDArray[np.int64]) -> Mapping[str, int]:
    pairs = zip(LANGUAGES_OF_TEXTS, counts.tolist(), strict=True)
    return MappingProxyType({language: count for language, count in pairs if count})


def _themes(arrays: Mapping[str, npt.NDArray[Any]], language: str) -> Themes:
    return Themes(
        arrays[f"keys-{language}"],
        int(arrays[f"size-{language}"][0]),
        arrays[f"directions-{language}"],
        arrays[f"rarities-{language}"],
    )
