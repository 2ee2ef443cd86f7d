"""A bounded sample of a collection, the same however the collection came in.

Reach for it through `statistics`. Invariant: of each language it holds the texts whose content
hashes lowest, each once, whatever the order of adding and merging.
"""

from __future__ import annotations

import heapq
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from trithuc.matching.analysis import AnalysedText

SIZE: Final = 4_000


class Sample:
    """Of each language at most `SIZE` texts."""

    def __init__(self) -> None:
        self._kept: defaultdict[str, dict[int, AnalysedText]] = defaultdict(dict)

    def add(self, texts: Iterable[AnalysedText]) -> None:
        for text in texts:
            kept = self._kept[text.language]
            kept[zlib.crc32(text.to_bytes())] = text
            if len(kept) > 2 * SIZE:
                self._kept[text.language] = _lowest(kept)

    def merge(self, other: Sample) -> None:
        for texts in other._kept.values():
            self.add(texts.values())

    def by_language(self) -> dict[str, Sequence[AnalysedText]]:
        return {
            language: list(_lowest(kept).values()) for language, kept in sorted(self._kept.items())
        }


def _lowest(kept: dict[int, AnalysedText]) -> dict[int, AnalysedText]:
    return {hash: kept[hash] for hash in heapq.nsmallest(SIZE, kept)}
