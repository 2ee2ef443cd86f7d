"""A need weighed against a collection: what each word, theme and concept of it counts.

Reach for `weigh` before works are scored, and for `query_terms` where an index is to propose the
works worth scoring. Invariant: a weight depends on the need and the collection alone, never on
the candidates, so that scores compare across needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import LANGUAGES_OF_TEXTS, presumed_language
from trithuc.matching.needs import AnalysedNeed
from trithuc.matching.statistics import CollectionStatistics
from trithuc.matching.themes import Themes
from trithuc.matching.translation import mention, translations, words_called
from trithuc.matching.weights import (
    LEAST_NEARNESS,
    PHRASE_WEIGHT,
    SYLLABLE_PHRASE_WEIGHT,
    SYLLABLE_WEIGHT,
    THEME_TERMS,
)
from trithuc.matching.words import Keys, concept_key
from trithuc.vocabulary.concepts import concepts
from trithuc.vocabulary.neighbours import broader_of, relatedness
from trithuc.vocabulary.sectors import LANGUAGES, sectors

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class WeighedNeed:
    """keys: of words, phrases and themes' words, ascending. themes: what each counts, sum 1.

    words: (keys × `LANGUAGES_OF_TEXTS`), what each counts in a work of that language; the need's
    own sum to 1 in each. All are 0 for a need that has none. concepts: the need's own;
    concept_weights: of each, sum 1. concept_keys: of these and their neighbours, ascending;
    nearness: (concept_keys × concepts), 0..1. sectors: shares, sum 1.
    """

    need: AnalysedNeed
    keys: Keys
    words: Floats
    themes: Floats
    concepts: tuple[str, ...]
    concept_weights: Floats
    concept_keys: Keys
    nearness: Floats
    sectors: Mapping[str, float]


def weigh(need: AnalysedNeed, statistics: CollectionStatistics) -> WeighedNeed:
    names = tuple(sorted(need.concepts))
    weights = _concept_weights(need, names, statistics)
    named = dict(zip(names, weights.tolist(), strict=True))
    by_language = _words_by_language(need, named, statistics)
    related = _theme_words(need, statistics)
    keys = np.array(sorted(set(related).union(*by_language)), dtype=np.uint32)
    concept_keys, nearness = _neighbourhood(names)
    return WeighedNeed(
        need=need,
        keys=keys,
        words=np.stack([_column(one, keys) for one in by_language], axis=1),
        themes=_column(related, keys),
        concepts=names,
        concept_weights=weights,
        concept_keys=concept_keys,
        nearness=nearness,
        sectors=_sector_shares(need, names, weights),
    )


def _words_by_language(
    need: AnalysedNeed, concepts: Mapping[str, float], statistics: CollectionStatistics
) -> list[Mapping[int, float]]:
    """Of each of `LANGUAGES_OF_TEXTS` the need's own words, and what they are called in it."""
    own, spoken = _own_terms(need, statistics), presumed_language(need.language)
    said = {spoken: own} | {
        one: {**translations(need, concepts, one, statistics), **own}
        for one in LANGUAGES
        if one != spoken
    }
    return [said[presumed_language(one)] for one in LANGUAGES_OF_TEXTS]


def _own_terms(need: AnalysedNeed, statistics: CollectionStatistics) -> dict[int, float]:
    words = list(need.words)
    rarities = statistics.rarities_of_terms(np.array(words, dtype=np.uint32), need.language)
    rarity = dict(zip(words, rarities.tolist(), strict=True))
    word_weight = SYLLABLE_WEIGHT.get(need.language, 1.0)
    phrase_weight = SYLLABLE_PHRASE_WEIGHT.get(need.language, PHRASE_WEIGHT)
    weights = {
        key: word_weight * rarity[key] * mention(word.count) for key, word in need.words.items()
    }
    for key, phrase in need.phrases.items():
        of_both = (rarity[phrase.parts[0]] + rarity[phrase.parts[1]]) / 2
        weights[key] = phrase_weight * of_both * mention(phrase.count)
    return _shares(weights)


def _theme_words(need: AnalysedNeed, statistics: CollectionStatistics) -> dict[int, float]:
    """The words that go with the need's, in each language of the collection."""
    weights: defaultdict[int, float] = defaultdict(float)
    for language, themes in statistics.themes.items():
        mentions = _mentions(need, themes, language)
        keys, found = themes.words_that_go_with(mentions, THEME_TERMS)
        for key, weight in zip(keys.tolist(), found.tolist(), strict=True):
            weights[key] = max(weights[key], weight)
    return dict(weights)


def _mentions(need: AnalysedNeed, themes: Themes, language: str) -> Floats:
    """In themes of another language whole words stand as they are called there."""
    words = {key: mention(word.count) for key, word in need.words.items()}
    if presumed_language(need.language) != presumed_language(language):
        words = {**words_called(need, presumed_language(language)), **words}
    named = {concept_key(id): mention(count) for id, count in need.concepts.items()}
    of_words = _values_among(words, themes.keys[: themes.words])
    return np.concatenate((of_words, _values_among(named, themes.keys[themes.words :])))


def _values_among(values: Mapping[int, float], keys: Keys) -> Floats:
    """keys: ascending, each once."""
    among = np.zeros(len(keys))
    asked = np.array(list(values), dtype=np.uint32)
    places = np.searchsorted(keys, asked).tolist()
    for place, (key, value) in zip(places, values.items(), strict=True):
        if place < len(keys) and keys[place] == key:
            among[place] = value
    return among


def _concept_weights(
    need: AnalysedNeed, names: Sequence[str], statistics: CollectionStatistics
) -> Floats:
    keys = np.array([concept_key(name) for name in names], dtype=np.uint32)
    mentions = np.array([mention(need.concepts[name]) for name in names])
    weights = statistics.rarities_of_concepts(keys) * mentions
    shares: Floats = weights / (float(weights.sum()) or 1.0)
    return shares


def _neighbourhood(names: Sequence[str]) -> tuple[Keys, Floats]:
    """The keys of all neighbours of the concepts, and how near each is to each concept."""
    near = [_neighbours(name) for name in names]
    keys = sorted({key for neighbours in near for key in neighbours})
    nearness = [[neighbours.get(key, 0.0) for neighbours in near] for key in keys]
    return np.array(keys, dtype=np.uint32), np.array(nearness).reshape(len(keys), len(names))


@cache
def _neighbours(name: str) -> Mapping[int, float]:
    """Keys of the concepts near one, itself with 1, a parent or a child with about a half."""
    near = {other: relatedness(name, other) for other in _concepts_of_sector()[_sector_of(name)]}
    return MappingProxyType(
        {concept_key(other): value**2 for other, value in near.items() if value >= LEAST_NEARNESS}
    )


@cache
def _concepts_of_sector() -> Mapping[str, Sequence[str]]:
    under = {sector.code: [sector.code] for sector in sectors()}
    for one in concepts():
        under[_sector_of(one.id)].append(one.id)
    return under


def _sector_of(name: str) -> str:
    return (name, *broader_of(name))[-1]


def _sector_shares(
    need: AnalysedNeed, names: Sequence[str], weights: Floats
) -> Mapping[str, float]:
    if need.sectors:
        return MappingProxyType({code: 1 / len(need.sectors) for code in need.sectors})
    shares: defaultdict[str, float] = defaultdict(float)
    for name, weight in zip(names, weights.tolist(), strict=True):
        shares[_sector_of(name)] += weight
    return MappingProxyType(dict(shares))


def _shares(weights: Mapping[int, float]) -> dict[int, float]:
    total = sum(weights.values()) or 1.0
    return {key: weight / total for key, weight in weights.items()}


def _column(weights: Mapping[int, float], keys: Keys) -> Floats:
    """keys: ascending, all that have a weight among them."""
    column = np.zeros(len(keys))
    column[np.searchsorted(keys, np.array(list(weights), dtype=np.uint32))] = list(weights.values())
    return column
