"""A need's words in another language, as far as the vocabulary knows them.

Reach for it through `weighing`. Two sources: the labels of the need's concepts, and the glossary
of everyday words that name none. Invariant: what a need says in its own language is never
translated into that language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import presumed_language
from trithuc.matching.needs import AnalysedNeed
from trithuc.matching.statistics import CollectionStatistics
from trithuc.matching.weights import (
    GLOSSED,
    GLOSSED_WHOLE,
    SYLLABLE_PHRASE_WEIGHT,
    SYLLABLE_WEIGHT,
    SYLLABLES_A_WORD,
    TRANSLATED,
)
from trithuc.matching.words import WEAK, Keys, keys_of, pair_key
from trithuc.vocabulary.concepts import concept
from trithuc.vocabulary.glossary import glossary, terms
from trithuc.vocabulary.sectors import LANGUAGES, sector, sectors

Floats = npt.NDArray[np.float64]


class _Term(NamedTuple):
    """A word, or a phrase of two. first, second: the keys of its words, of a word itself twice."""

    key: int
    first: int
    second: int


def translations(
    need: AnalysedNeed,
    concepts: Mapping[str, float],
    language: str,
    statistics: CollectionStatistics,
) -> Mapping[int, float]:
    """What the words of a need weigh in another language, by key.

    concepts: what each concept of the need counts, sum 1. language: one of the six.
    """
    weights = defaultdict(float, _of_labels(concepts, language, statistics))
    for key, weight in _of_glossary(need, language, statistics).items():
        weights[key] += weight
    return weights


def _of_labels(
    concepts: Mapping[str, float], language: str, statistics: CollectionStatistics
) -> Mapping[int, float]:
    """The words of all labels of each concept share what the concept counts."""
    labels = [_terms_of_labels(name, language) for name in concepts]
    terms = np.concatenate([_NO_TERMS, *(one.terms for one in labels)])
    kinds = np.concatenate([_NO_KINDS, *(one.kinds for one in labels)])
    owners = np.repeat(np.arange(len(labels)), [len(one.terms) for one in labels])
    said = _rarities(terms, language, statistics) * kinds
    all_said = np.bincount(owners, said, len(labels))
    counts = np.array(list(concepts.values()))
    shares = TRANSLATED * counts[owners] * said / all_said[owners]
    weights: defaultdict[int, float] = defaultdict(float)
    for key, share in zip(terms[:, 0].tolist(), shares.tolist(), strict=True):
        weights[key] += share
    return weights


def _of_glossary(
    need: AnalysedNeed, language: str, statistics: CollectionStatistics
) -> Mapping[int, float]:
    """Each word that the glossary knows, as rare as it is in the other language."""
    found = [
        (term, count, _share_of_one(need, len(called)))
        for called, count in _glossed(need, language)
        for term in called
    ]
    rarities = _rarities([term for term, _, _ in found], language, statistics).tolist()
    all_said = _all_said(need, statistics) or 1.0
    weights: defaultdict[int, float] = defaultdict(float)
    for (term, count, share), rarity in zip(found, rarities, strict=True):
        weight = share * rarity * mention(count) / all_said
        weights[term.key] = max(weights[term.key], weight)
    return weights


def _share_of_one(need: AnalysedNeed, called: int) -> float:
    """called: how many things the other language calls the word. Of a whole Vietnamese word some
    of them are beside the point, though a work that says any has said something of it.
    """
    return GLOSSED_WHOLE / called**0.5 if _is_read_by_words(need) else GLOSSED


def words_called(need: AnalysedNeed, language: str) -> Mapping[int, float]:
    """What another language calls the words of a need that was read by whole words, by key.

    What counts is how much the need speaks of each, 0..1: what is called several things speaks of
    each a little.
    """
    speaks: defaultdict[int, float] = defaultdict(float)
    for entry, count in need.said.items():
        called = _terms_of_entry(entry, language)
        for term in called:
            speaks[term.key] = max(speaks[term.key], mention(count) / len(called))
    return speaks


def _glossed(need: AnalysedNeed, language: str) -> Iterator[tuple[Sequence[_Term], int]]:
    """What the glossary gives for each of the need's words, and how often the need says it."""
    if _is_read_by_words(need):
        for entry, count in need.said.items():
            yield _terms_of_entry(entry, language), count
        return
    known = _glossary_between(presumed_language(need.language), language)
    counts = {key: word.count for key, word in need.words.items()}
    counts |= {key: phrase.count for key, phrase in need.phrases.items()}
    for key, count in counts.items():
        yield known.get(key, ()), count


def _is_read_by_words(need: AnalysedNeed) -> bool:
    return need.language in SYLLABLE_WEIGHT


@cache
def _terms_of_entry(entry: int, language: str) -> Sequence[_Term]:
    """Of several words each, since the order of two languages differs."""
    keys = [key for word in terms()[entry][language] for key in keys_of(word, language)]
    return tuple(_Term(key, key, key) for key in dict.fromkeys(keys) if key != WEAK)


def _all_said(need: AnalysedNeed, statistics: CollectionStatistics) -> float:
    """What all words of a need weigh in its own language."""
    keys = np.array(list(need.words), dtype=np.uint32)
    mentions = np.array([mention(word.count) for word in need.words.values()])
    rarities = statistics.rarities_of_terms(keys, need.language)
    return float(rarities @ mentions) / SYLLABLES_A_WORD.get(need.language, 1.0)


def mention(count: int) -> float:
    """How much of it a word says that is mentioned so often, 0..1."""
    return count / (count + 1)


def _rarities(
    terms: Sequence[_Term] | Keys, language: str, statistics: CollectionStatistics
) -> Floats:
    """A phrase is as rare as its words are on average."""
    if not isinstance(terms, np.ndarray):
        flat = np.fromiter(chain.from_iterable(terms), dtype=np.uint32, count=3 * len(terms))
        terms = flat.reshape(len(terms), 3)
    parts = terms[:, 1:]
    rarities = statistics.rarities_of_terms(parts.ravel(), language).reshape(len(terms), 2)
    means: Floats = (rarities[:, 0] + rarities[:, 1]) / 2
    return means


@dataclass(frozen=True, slots=True, eq=False)
class _LabelTerms:
    """terms: (terms × 3), as `_Term`. kinds: what each counts, a word or a phrase."""

    terms: Keys
    kinds: Floats


_NO_TERMS: Final = np.empty((0, 3), dtype=np.uint32)
_NO_KINDS: Final = np.empty(0)


@cache
def _terms_of_labels(name: str, language: str) -> _LabelTerms:
    """Of all labels of a concept, as often as they stand in them; phrases where words are two."""
    terms = []
    for label in labels_of(name)[language]:
        keys = keys_of(label, language)
        terms += [_Term(key, key, key) for key in keys if key != WEAK]
        if language in SYLLABLE_PHRASE_WEIGHT:
            terms += _phrases(keys)
    word, phrase = SYLLABLE_WEIGHT.get(language, 1.0), SYLLABLE_PHRASE_WEIGHT.get(language, 0.0)
    return _LabelTerms(
        np.array(terms, dtype=np.uint32).reshape(len(terms), 3),
        np.array([word if term.key == term.first else phrase for term in terms]),
    )


def _phrases(keys: list[int]) -> Iterator[_Term]:
    for first, second in pairwise(keys):
        if first != WEAK and second != WEAK:
            yield _Term(pair_key(first, second), first, second)


def labels_of(name: str) -> Mapping[str, tuple[str, ...]]:
    """What a concept or a sector is called in each language, its preferred label first."""
    if name in _codes():
        labels = sector(name).labels
        return {language: (labels[language],) for language in LANGUAGES}
    found = concept(name)
    return {
        language: (found.pref_label[language], *found.alt_labels[language])
        for language in LANGUAGES
    }


@cache
def _codes() -> frozenset[str]:
    return frozenset(one.code for one in sectors())


@cache
def _glossary_between(own: str, other: str) -> Mapping[int, tuple[_Term, ...]]:
    """By the key of a word of one language the words for it in the other."""
    known: defaultdict[int, dict[_Term, None]] = defaultdict(dict)
    for entry in glossary():
        targets = [term for word in entry[other] for term in _term(word, other)]
        for word in entry[own]:
            for term in _term(word, own):
                known[term.key].update(dict.fromkeys(targets))
    return {key: tuple(terms) for key, terms in known.items()}


def _term(word: str, language: str) -> Iterator[_Term]:
    """None for a word that says nothing or is longer than two; for a syllable, half of many."""
    keys = keys_of(word, language)
    if len(keys) == 1 and keys[0] != WEAK and language not in SYLLABLE_WEIGHT:
        yield _Term(keys[0], keys[0], keys[0])
    elif len(keys) == 2:
        yield from _phrases(keys)
