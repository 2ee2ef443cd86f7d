"""Invented works, needs and candidates in any number, for measuring pace and memory.

A work has 150 words: most from a vocabulary of meaningless words with the frequencies of a
language (Zipf), some of them small words, and some terms of a field. Invariant: the same number
gives the same texts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate, product

from trithuc.vocabulary.concepts import concepts, sector_of

WORDS_OF_A_WORK = 150
WORDS_OF_A_NEED = 40
_SMALL_WORDS = "the of and to for with is are by on in this that we from a as which at"
_VOCABULARY = 30_000
_YEARS = range(2000, 2026)


class Inventor:
    """seed: of all it invents."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        syllables = ["".join(pair) for pair in product("bdfglmnprstvz", "aeiou")]
        names = ["".join(three) for three in product(syllables, repeat=3)]
        self._words = random.Random(0).sample(names, _VOCABULARY)
        self._frequencies = list(accumulate(1 / (rank + 10) for rank in range(_VOCABULARY)))
        self._terms: dict[str, list[str]] = {}
        for one in concepts():
            self._terms.setdefault(sector_of(one.id), []).append(one.pref_label["en"])

    def candidates(self, number: int, works: int) -> Iterator[dict[str, object]]:
        for at in range(number):
            field = self._random.choice(sorted(self._terms))
            yield {
                "id": f"c{at}",
                "name": f"Expert {at} (demo)",
                "sectors": [field],
                "works": [self._work(f"w{at}-{one}", field) for one in range(works)],
            }

    def needs(self, number: int) -> Iterator[dict[str, object]]:
        for at in range(number):
            field = self._random.choice(sorted(self._terms))
            yield {"id": f"n{at}", "text": self._text(field, WORDS_OF_A_NEED)}

    def _work(self, id: str, field: str) -> dict[str, object]:
        return {
            "id": id,
            "title": self._text(field, 10),
            "abstract": self._text(field, WORDS_OF_A_WORK - 10),
            "year": self._random.choice(_YEARS),
        }

    def _text(self, field: str, length: int) -> str:
        small = self._random.choices(_SMALL_WORDS.split(), k=length // 3)
        terms = self._random.choices(self._terms[field], k=max(1, length // 30))
        words = self._random.choices(
            self._words, cum_weights=self._frequencies, k=length - len(small) - 2 * len(terms)
        )
        parts = [*small, *terms, *words]
        self._random.shuffle(parts)
        return " ".join(parts).capitalize() + "."
