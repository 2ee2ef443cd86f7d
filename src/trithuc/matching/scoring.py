"""The scores of every candidate of a table for one need.

Reach for it through `ranking`, or directly where all scores are wanted and no reasons. Invariant:
score = 1 - exp(-sum of contributions), so that it lies in 0..1, is 0 where nothing speaks for a
candidate, and no other candidate's presence changes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from trithuc.matching import features
from trithuc.matching.analysis import LANGUAGES_OF_TEXTS, presumed_language
from trithuc.matching.columns import Floats
from trithuc.matching.tables import Rows, WorkTable
from trithuc.matching.weighing import WeighedNeed
from trithuc.matching.weights import (
    CONCEPTS_ACROSS_LANGUAGES,
    CONCEPTS_BESIDE_WHOLE_WORDS,
    COUNTED_WORKS,
    WEIGHTS,
    WORK_DISCOUNT,
)

_SHARES: Final = np.arange(1.0, COUNTED_WORKS + 1) ** WORK_DISCOUNT
# What stands where a row of works is filled up: less than any work is worth.
_NO_WORK: Final = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """by_work: for each feature of works, what each work adds to its candidate; by_candidate:
    for each feature of candidates, what it adds. totals: of each candidate, their sum.
    """

    by_work: Mapping[str, Floats]
    by_candidate: Mapping[str, Floats]
    totals: Floats

    @property
    def scores(self) -> Floats:
        """Of each candidate, 0..1."""
        return 1 - np.exp(-self.totals)


def score(need: WeighedNeed, table: WorkTable) -> Scores:
    contributions = _contributions_of_works(need, table)
    of_works = sum(contributions.values(), np.zeros(len(table.owners)))
    counted = share_of_each_work(table.rows, of_works)
    by_candidate = {
        "sectors": WEIGHTS["sectors"] * features.sectors(need, table),
        "ways": WEIGHTS["ways"] * features.ways(need, table),
    }
    joined: Floats = np.bincount(table.owners, counted * of_works, len(table.candidates)).astype(
        np.float64
    )
    totals = joined + by_candidate["sectors"] + by_candidate["ways"]
    return Scores(
        {name: counted * values for name, values in contributions.items()},
        by_candidate,
        totals,
    )


def share_of_each_work(rows: Sequence[Rows], values: Floats) -> Floats:
    """A candidate's best work counts whole, the others less and less (`WORK_DISCOUNT`).

    Between the sum over all works (Fox and Shaw's CombSUM, 1994), which grows with their number
    alone, and the best one, which forgets that several show more than one. values: 0 or more.
    """
    shares = np.zeros(len(values) + 1)
    placed = np.append(values, _NO_WORK)
    for works in rows:
        order = np.argsort(-placed[works], axis=1, kind="stable")[:, :COUNTED_WORKS]
        best = np.take_along_axis(works, order, axis=1)
        shares[best] = _SHARES[: best.shape[1]]
    return shares[:-1]


def _contributions_of_works(need: WeighedNeed, table: WorkTable) -> dict[str, Floats]:
    hits = table.terms.hits(need.keys)
    values = {
        "words": features.words(need, table, hits),
        "themes": features.themes(need, table, hits),
        "concepts": features.concepts(need, table) * _concepts_speak_for_words(need, table),
    }
    if (semantic := features.semantic(need, table)) is not None:
        values["semantic"] = semantic
    return {name: WEIGHTS[name] * one * table.freshness for name, one in values.items()}


def _concepts_speak_for_words(need: WeighedNeed, table: WorkTable) -> Floats:
    """More where the languages differ, since words cannot meet there."""
    own = presumed_language(need.need.language)
    same = [presumed_language(one) == own for one in LANGUAGES_OF_TEXTS]
    across = CONCEPTS_BESIDE_WHOLE_WORDS.get(own, CONCEPTS_ACROSS_LANGUAGES)
    return np.where(np.array(same)[table.languages], 1.0, across)
