"""How alike two texts are, across languages: 0..1, comparable from one pair to the next.

Reach for `likeness` for two texts and for `likenesses` where one is laid beside thousands.
`WEIGHTS` is the table of what counts. Invariant: symmetric, and 0 where either text says too
little to be told from others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from trithuc.likeness.gists import GROUP_BITS, ROW, Gist, Group, gist_of, language_of_header

Scores = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Table = npt.NDArray[np.void]
Places = npt.NDArray[np.intp]

# At and above it two proposals are shown as like each other. The curves below are fitted by
# `benchmarks/train_likeness.py` and moved so that at it eight in ten of what is shown are the same.
ALIKE: Final = 0.5
# Fewer concepts and meanings than this could be anybody's.
LEAST_SAID: Final = 3
_GROUPS: Final = GROUP_BITS + 1
_SIEVE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a logistic curve over how far two gists agree in each group, 0..1."""

    start: float
    by_group: Mapping[Group, float]

    def score(self, agreement: Floats) -> Scores:
        """agreement: texts × groups."""
        sums = np.full(len(agreement), self.start)
        for group, weight in self.by_group.items():
            sums += weight * agreement[:, group]
        return np.asarray(1 / (1 + np.exp(-sums)), dtype=np.float64)


# Words themselves can agree only within a language; across languages, concepts and meanings carry
# more, and a spelling that both share is a name or a word that travels.
WITHIN_A_LANGUAGE: Final = Weights(
    -4.2,
    MappingProxyType({Group.CONCEPT: 1.5, Group.MEANING: 6.4, Group.WORD: 5.0}),
)
ACROSS_LANGUAGES: Final = Weights(
    -3.6,
    MappingProxyType({Group.CONCEPT: 2.0, Group.MEANING: 7.4, Group.SPELLING: 1.1}),
)


def likeness(one: Gist, other: Gist) -> float:
    return float(likenesses(one, [other.to_bytes()])[0])


def likeness_of_texts(text: str, other: str, *, title: str = "", other_title: str = "") -> float:
    return likeness(gist_of(text, title=title), gist_of(other, title=other_title))


def agreement_of(one: Gist, other: Gist) -> Floats:
    """How far two agree in each group, 0..1, by the group's number: what the weights weigh."""
    shelf = Shelf.of([other.to_bytes()])
    return np.asarray(_agreement(one, shelf.table, shelf.starts)[0], dtype=np.float64)


def likenesses(one: Gist, kept: Sequence[bytes]) -> Scores:
    """One beside many, in their order. kept: as `to_bytes` gave them. Raises UnreadableGist."""
    return Shelf.of(kept).likenesses(one)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Many gists as one table, to lay one text after the other beside them.

    starts: where each gist begins, with its header. languages: of each. says_enough: likewise.
    """

    table: Table
    starts: Places
    languages: tuple[str, ...]
    says_enough: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, kept: Sequence[bytes]) -> Shelf:
        """kept: as `Gist.to_bytes` gave them. Raises UnreadableGist."""
        table = np.frombuffer(b"".join(kept), ROW)
        lengths = np.array([len(row) // ROW.itemsize for row in kept], dtype=np.intp)
        starts = np.cumsum(lengths) - lengths
        languages = tuple(language_of_header(one) for one in table["key"][starts].tolist())
        return cls(table, starts, languages, _many_said(table, starts) >= LEAST_SAID)

    def likenesses(self, one: Gist) -> Scores:
        """Of one to each, in their order."""
        if not self.languages or _said(one.keys) < LEAST_SAID:
            return np.zeros(len(self.languages))
        agreement = _agreement(one, self.table, self.starts)
        is_same = np.array([language == one.language for language in self.languages])
        scores = np.where(
            is_same, WITHIN_A_LANGUAGE.score(agreement), ACROSS_LANGUAGES.score(agreement)
        )
        return np.where(self.says_enough, scores, 0.0)


def _agreement(one: Gist, table: Table, starts: Places) -> Floats:
    """texts × groups: the cosine of each group of keys."""
    at = _shared(one, table["key"])
    if not len(at):
        return np.zeros((len(starts), _GROUPS))
    keys = table["key"][at]
    ours = one.weights[np.searchsorted(one.keys, keys)]
    texts = np.searchsorted(starts, at, side="right") - 1
    places = texts * _GROUPS + (keys & GROUP_BITS)
    sums = np.bincount(places, ours * table["weight"][at], minlength=len(starts) * _GROUPS)
    return np.asarray(sums, dtype=np.float64).reshape(len(starts), _GROUPS)


def _shared(one: Gist, keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
    """Where keys of one stand among many: first those whose lowest bits could be, then exactly."""
    sieve = np.zeros(_SIEVE, dtype=bool)
    sieve[one.keys & (_SIEVE - 1)] = True
    at = np.flatnonzero(sieve[keys & (_SIEVE - 1)])
    return at[np.isin(keys[at], one.keys)]


def _said(keys: npt.NDArray[np.uint32]) -> int:
    return int(np.count_nonzero((keys & GROUP_BITS) <= Group.MEANING))


def _many_said(table: Table, starts: Places) -> npt.NDArray[np.int64]:
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    said = (table["key"] & GROUP_BITS) <= Group.MEANING
    return np.asarray(np.add.reduceat(said.astype(np.int64), starts), dtype=np.int64)
