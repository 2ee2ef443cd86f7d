"""The stem of a word, so that inflected forms meet.

Reach for it when texts are compared word by word; to recognise terms, `vocabulary.spotting` is
stricter. Stems are keys, never shown. Invariant: a stem is folded.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from trithuc.text.folding import fold

_ALGORITHMS: Final = {"en": "english", "fr": "french", "nl": "dutch", "de": "german"}


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Snowball's stem, folded afterwards, since the stemmers read the marks.

    language: one of the six; Vietnamese, Chinese and unknown words do not inflect here and are
    only folded. Algorithms: Porter, "Snowball" (2001), https://snowballstem.org.
    """
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return fold(word)
    return fold(_stemmer(algorithm)(word.lower()))


@cache
def _stemmer(algorithm: str) -> Callable[[str], str]:
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return stem_word
