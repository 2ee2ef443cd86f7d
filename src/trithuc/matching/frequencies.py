"""In how many texts each key stands.

Reach for it through `statistics`. Invariant: keys ascend, each once, and merging in any order
gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from trithuc.matching.words import Keys

_BATCH_KEYS: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """keys: ascending. texts: in how many texts each stands, uint32."""

    keys: Keys
    texts: npt.NDArray[np.uint32]

    @classmethod
    def none(cls) -> Self:
        return cls(np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint32))

    def of(self, keys: Keys) -> npt.NDArray[np.float64]:
        """The number of texts for each of the keys; 0 for a key never met."""
        if not len(self.keys):
            return np.zeros(len(keys))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.texts[at], 0).astype(np.float64)

    def plus(self, other: Frequencies) -> Frequencies:
        keys, places = np.unique(np.concatenate((self.keys, other.keys)), return_inverse=True)
        texts = np.bincount(places, np.concatenate((self.texts, other.texts)), len(keys))
        return Frequencies(keys, texts.astype(np.uint32))


class FrequencyCounter:
    """Counts by batches: what waits is merged when it has grown as large as what was counted."""

    def __init__(self) -> None:
        self._counted = Frequencies.none()
        self._waiting: list[Keys] = []
        self._waiting_keys = 0

    def add(self, keys_of_texts: Iterable[Keys]) -> None:
        for keys in keys_of_texts:
            self._waiting.append(keys)
            self._waiting_keys += len(keys)
            if self._waiting_keys > max(_BATCH_KEYS, len(self._counted.keys)):
                self._merge_waiting()

    def merge(self, other: FrequencyCounter) -> None:
        self._counted = self.frequencies().plus(other.frequencies())

    def frequencies(self) -> Frequencies:
        self._merge_waiting()
        return self._counted

    def _merge_waiting(self) -> None:
        if self._waiting:
            keys, texts = np.unique(np.concatenate(self._waiting), return_counts=True)
            self._counted = self._counted.plus(Frequencies(keys, texts.astype(np.uint32)))
            self._waiting, self._waiting_keys = [], 0
