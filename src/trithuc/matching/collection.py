"""A whole collection of candidates held in memory, for as many needs as come.

Reach for it where candidates come from files; where an index proposes them, `rank` is enough.
Invariant: a candidate's score here is the one `rank` gives it, to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trithuc.matching.analysis import Text
from trithuc.matching.candidates import analyse_candidates, distinct_texts, readings_of
from trithuc.matching.embedding import Embedder, embed_candidates, embed_need
from trithuc.matching.needs import AnalysedNeed, analyse_need
from trithuc.matching.ranking import Match, explain, rank
from trithuc.matching.records import Candidate, Identifier, Need
from trithuc.matching.scoring import score
from trithuc.matching.statistics import CollectionStatistics, StatisticsBuilder
from trithuc.matching.tables import WorkTable
from trithuc.matching.weighing import weigh


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """embedder: the one that read the works; None where meaning is not compared."""

    candidates: Mapping[Identifier, Candidate]
    statistics: CollectionStatistics
    table: WorkTable
    embedder: Embedder | None = None

    @classmethod
    def of(
        cls,
        candidates: Sequence[Candidate],
        *,
        as_of: int | None = None,
        embedder: Embedder | None = None,
        processes: int = 1,
    ) -> Collection:
        """candidates: of distinct ids. as_of: the year that age is counted from; None for the
        newest year among the works. processes: how many share the reading.
        """
        analysed = analyse_candidates(candidates, processes=processes)
        if embedder is not None:
            analysed = embed_candidates(analysed, candidates, embedder)
        builder = StatisticsBuilder()
        builder.add(distinct_texts(analysed))
        statistics = builder.build()
        return cls(
            candidates={one.id: one for one in candidates},
            statistics=statistics,
            table=WorkTable.of(analysed, statistics, as_of).inverted(),
            embedder=embedder,
        )

    def read(self, need: Need) -> AnalysedNeed:
        analysed = analyse_need(need)
        return analysed if self.embedder is None else embed_need(analysed, need, self.embedder)

    def best(self, need: AnalysedNeed, top: int = 10) -> list[Match]:
        """The best candidates with the passages that speak for them."""
        weighed = weigh(need, self.statistics)
        return [
            explain(match, weighed, self._texts(match.candidate))
            for match in rank(weighed, self.table, self.statistics, top)
        ]

    def all_scores(self, need: AnalysedNeed) -> list[tuple[Identifier, float]]:
        """Every candidate with its score, best first, equal ones in the order given."""
        scores = score(weigh(need, self.statistics), self.table).scores
        ids = [one.id for one in self.table.candidates]
        order = np.argsort(-scores, kind="stable")
        return list(zip(map(ids.__getitem__, order.tolist()), scores[order].tolist(), strict=True))

    def _texts(self, candidate: Identifier) -> Mapping[int, Text]:
        return dict(enumerate(one.text for one in readings_of(self.candidates[candidate])))
