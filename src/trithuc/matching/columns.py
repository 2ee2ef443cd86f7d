"""The keys of many texts in one row, and where a need's keys stand in it.

Reach for it where texts are scored. Two ways to look, which find the same: `Row` reads every key
once, best for the works an index proposed; `Inverted` is sorted first, best for many needs over
one collection. Invariant: of each text the hits come in the order of their keys, so that sums
agree to the last bit whichever way they were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import Counts
from trithuc.matching.saturation import saturated
from trithuc.matching.words import Keys

Places = npt.NDArray[np.intp]
# Half as wide: of ten million places few are asked for at once.
KeptPlaces = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

_BUCKETS: Final = 1 << 17


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """For each hit: the text's place, the place of the key among those asked, and how much the
    text speaks of it, 0..1.
    """

    texts: Places
    keys: Places
    spoken: Floats


class Column(Protocol):
    def hits(self, keys: Keys) -> Hits:
        """keys: ascending, each once."""
        ...


class Row:
    """keys, counts: of each text, its keys ascending.

    halves: of each text, as for `saturated`.
    """

    def __init__(self, keys: Sequence[Keys], counts: Sequence[Counts], halves: Floats) -> None:
        self.sizes = np.array([len(one) for one in keys], dtype=np.intp)
        self.keys: Keys = np.concatenate((*keys, np.empty(0, dtype=np.uint32)))
        self.counts: Counts = np.concatenate((*counts, np.empty(0, dtype=np.uint8)))
        self.halves = halves
        self._ends = np.cumsum(self.sizes)

    def hits(self, keys: Keys) -> Hits:
        if not len(keys):
            return _no_hits()
        wanted = np.zeros(_BUCKETS, dtype=bool)
        wanted[_bucket(keys)] = True
        maybe = np.flatnonzero(wanted[_bucket(self.keys)])
        at = np.minimum(np.searchsorted(keys, self.keys[maybe]), len(keys) - 1)
        found = keys[at] == self.keys[maybe]
        places = maybe[found]
        texts = np.searchsorted(self._ends, places, side="right")
        return Hits(texts, at[found], saturated(self.counts[places], self.halves[texts]))


class Inverted:
    """The same, by key: for each the texts that hold it, in order."""

    def __init__(self, row: Row) -> None:
        order = np.argsort(row.keys, kind="stable")
        texts = np.arange(len(row.sizes), dtype=np.int32)
        self._texts: KeptPlaces = np.repeat(texts, row.sizes)[order]
        self._spoken = saturated(row.counts[order], row.halves[self._texts])
        self._keys, self._starts = np.unique(row.keys[order], return_index=True)
        self._ends = np.append(self._starts[1:], len(order))

    def hits(self, keys: Keys) -> Hits:
        if not len(keys) or not len(self._keys):
            return _no_hits()
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = np.flatnonzero(self._keys[at] == keys)
        starts, ends = self._starts[at[known]].tolist(), self._ends[at[known]].tolist()
        slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        if not slices:
            return _no_hits()
        return Hits(
            np.concatenate([self._texts[one] for one in slices], dtype=np.intp),
            np.repeat(known, [one.stop - one.start for one in slices]),
            np.concatenate([self._spoken[one] for one in slices]),
        )


def _bucket(keys: Keys) -> Keys:
    return keys & np.uint32(_BUCKETS - 1)


def _no_hits() -> Hits:
    none = np.empty(0, dtype=np.intp)
    return Hits(none, none, np.empty(0))
