"""The stem of a word, so that inflected forms meet.

Reach for it when texts are compared word by word; to recognise terms, `vocabulary.spotting` is
stricter. Stems are keys, never shown. Invariant: a stem is folded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
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
    return fold(_stemmers.of(algorithm)(word.lower()))


class _StemmersOfThisThread(threading.local):
    """A Snowball stemmer writes on itself while it reads a word, so no two threads share one."""

    def __init__(self) -> None:
        self._made: dict[str, Callable[[str], str]] = {}

    def of(self, algorithm: str) -> Callable[[str], str]:
        if algorithm not in self._made:
            import snowballstemmer

            self._made[algorithm] = snowballstemmer.stemmer(algorithm).stemWord
        return self._made[algorithm]


_stemmers = _StemmersOfThisThread()
