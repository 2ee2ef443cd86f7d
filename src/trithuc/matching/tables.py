"""The works of many candidates laid out in columns, ready to be scored for any need.

Reach for it once for the candidates of one need (`WorkTable.of`), or once for all needs over one
collection (`.inverted()`). Invariant: works stand in the order of their candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from trithuc.matching.analysis import LANGUAGES_OF_TEXTS, AnalysedText
from trithuc.matching.candidates import AnalysedCandidate
from trithuc.matching.columns import Column, Floats, Inverted, Places, Row
from trithuc.matching.saturation import half_said_at
from trithuc.matching.statistics import CollectionStatistics
from trithuc.matching.weights import AGE_HALVES_IN, AGE_SHARE, CONCEPT_SATURATION
from trithuc.vocabulary.sectors import sectors

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class WorkTable:
    """owners: of each work the place of its candidate. rows: as `rows_of` gives them.

    freshness: 1 for a work of this year, less with age. languages: of each work the place of its
    language in `LANGUAGES_OF_TEXTS`.
    sectors: (candidates × sectors of the vocabulary), 1 where stated.
    vectors: (works × dimensions); None where a work has none.
    """

    candidates: Sequence[AnalysedCandidate]
    owners: Places
    rows: Sequence[Rows]
    freshness: Floats
    languages: npt.NDArray[np.uint8]
    sectors: Floats
    terms: Column
    concepts: Column
    vectors: npt.NDArray[np.float32] | None

    @classmethod
    def of(
        cls,
        candidates: Sequence[AnalysedCandidate],
        statistics: CollectionStatistics,
        as_of: int | None = None,
    ) -> WorkTable:
        """as_of: the year that age is counted from; None for the newest year among the works."""
        works = list(chain.from_iterable(one.works for one in candidates))
        texts = [work.text for work in works]
        sizes = [len(one.works) for one in candidates]
        lengths = _relative_lengths(texts, statistics)
        owners = np.repeat(np.arange(len(candidates), dtype=np.intp), sizes)
        return cls(
            candidates=candidates,
            owners=owners,
            rows=rows_of(owners),
            freshness=_freshness([work.year for work in works], as_of),
            languages=np.array(
                [LANGUAGES_OF_TEXTS.index(text.language) for text in texts], dtype=np.uint8
            ),
            sectors=_stated_sectors(candidates),
            terms=Row(
                [text.terms for text in texts],
                [text.counts for text in texts],
                half_said_at(lengths),
            ),
            concepts=Row(
                [text.concepts for text in texts],
                [text.concept_counts for text in texts],
                np.full(len(texts), CONCEPT_SATURATION),
            ),
            vectors=_vectors(texts),
        )

    def inverted(self) -> WorkTable:
        """The same table, sorted for many needs. Takes about a second for ten million terms."""
        if not isinstance(self.terms, Row) or not isinstance(self.concepts, Row):
            return self
        return replace(self, terms=Inverted(self.terms), concepts=Inverted(self.concepts))


def rows_of(owners: Places) -> tuple[Rows, ...]:
    """Of each candidate with works a row of their places; candidates of like numbers together.

    owners: ascending. Rows are filled up to a power of two with the place after the last work.
    """
    _, starts, sizes = np.unique(owners, return_index=True, return_counts=True)
    widths = np.exp2(np.ceil(np.log2(sizes))).astype(np.intp)
    return tuple(
        _filled_up(starts[widths == width], sizes[widths == width], np.arange(width), len(owners))
        for width in np.unique(widths)
    )


def _filled_up(starts: Places, sizes: Places, columns: Places, last: int) -> Rows:
    return np.where(columns < sizes[:, None], starts[:, None] + columns, last)


def _relative_lengths(texts: Sequence[AnalysedText], statistics: CollectionStatistics) -> Floats:
    usual = {one: statistics.usual_length(one) for one in {text.language for text in texts}}
    return np.array([text.length / usual[text.language] for text in texts])


def _freshness(years: Sequence[int | None], as_of: int | None) -> Floats:
    """A work of unknown year stands between the newest and the oldest: no year is no evidence."""
    newest = (
        as_of if as_of is not None else max((one for one in years if one is not None), default=0)
    )
    ages = np.array([max(newest - year, 0) if year is not None else np.inf for year in years])
    aged = np.where(np.isinf(ages), 0.5, 1 - 0.5 ** (ages / AGE_HALVES_IN))
    return 1 - AGE_SHARE * aged


def _stated_sectors(candidates: Sequence[AnalysedCandidate]) -> Floats:
    stated = [[code in one.sectors for code in _codes()] for one in candidates]
    return np.array(stated, dtype=np.float64).reshape(len(candidates), len(_codes()))


@cache
def _codes() -> tuple[str, ...]:
    return tuple(sector.code for sector in sectors())


def _vectors(texts: Sequence[AnalysedText]) -> npt.NDArray[np.float32] | None:
    if not texts or not all(len(text.vector) for text in texts):
        return None
    return np.stack([text.vector for text in texts]).astype(np.float32)
