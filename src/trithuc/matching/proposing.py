"""The words with which an index proposes the works worth scoring.

Reach for it where a collection is too large to score whole. Put `index_tokens` of each analysed
text into a field that is cut at spaces only; ask it for the tokens of `query_terms`. Invariant:
a work that shares no token with the need has a score of 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Literal

from trithuc.matching.analysis import AnalysedText
from trithuc.matching.weighing import WeighedNeed
from trithuc.matching.weights import CONCEPTS_ACROSS_LANGUAGES, WEIGHTS
from trithuc.matching.words import concept_key

Kind = Literal["word", "theme", "concept"]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """weight: what naming it adds to a work's score at most, its rarity included.

    text: as the need writes it, or the id of its concept; "" for what is only near the need.
    """

    token: str
    weight: float
    kind: Kind
    text: str = ""


def index_tokens(text: AnalysedText) -> list[str]:
    """Of every word, phrase and concept of a text, repeated as often as it counts."""
    return [
        *_repeated(map(term_token, text.terms.tolist()), text.counts.tolist()),
        *_repeated(map(concept_token, text.concepts.tolist()), text.concept_counts.tolist()),
    ]


def query_terms(need: WeighedNeed, limit: int = 100) -> list[QueryTerm]:
    """The terms that can add most to a work's score, heaviest first."""
    terms = [*_words(need), *_concepts(need)]
    return sorted(terms, key=lambda one: (-one.weight, one.token))[:limit]


def _words(need: WeighedNeed) -> Iterator[QueryTerm]:
    texts = {key: word.text for key, word in need.need.words.items()}
    texts |= {key: phrase.text for key, phrase in need.need.phrases.items()}
    most = need.words.max(axis=1, initial=0.0).tolist()
    for key, own, related in zip(need.keys.tolist(), most, need.themes.tolist(), strict=True):
        weight = WEIGHTS["words"] * own + WEIGHTS["themes"] * related
        kind: Kind = "word" if key in texts else "theme"
        yield QueryTerm(term_token(key), weight, kind, texts.get(key, ""))


def _concepts(need: WeighedNeed) -> Iterator[QueryTerm]:
    names = {concept_key(name): name for name in need.concepts}
    adds = WEIGHTS["concepts"] * CONCEPTS_ACROSS_LANGUAGES * need.nearness * need.concept_weights
    for key, weight in zip(
        need.concept_keys.tolist(), adds.max(axis=1, initial=0.0).tolist(), strict=True
    ):
        yield QueryTerm(concept_token(key), weight, "concept", names.get(key, ""))


def _repeated(tokens: Iterable[str], counts: Iterable[int]) -> Iterator[str]:
    return chain.from_iterable(map(repeat, tokens, counts))


def term_token(key: int) -> str:
    return f"{key:x}"


def concept_token(key: int) -> str:
    return f"k{key:x}"
