"""Who or what is right for a need: candidates scored on their texts, with the reasons.

Reach for `analyse_candidate` and `StatisticsBuilder` once for a collection, then for each need
`analyse_need`, `rank` and, for what is shown, `explain`. `weights` is the table of what counts.
Invariant: a score lies in 0..1 and compares across needs and candidates alike.
"""

from trithuc.matching.analysis import (
    AnalysedText,
    Text,
    UnreadableAnalysis,
    analyse,
    analyse_many,
)
from trithuc.matching.candidates import (
    AnalysedCandidate,
    AnalysedWork,
    analyse_candidate,
    analyse_candidates,
    distinct_texts,
    readings_of,
)
from trithuc.matching.needs import AnalysedNeed, analyse_need
from trithuc.matching.proposing import QueryTerm, index_tokens, query_terms
from trithuc.matching.ranking import Evidence, Match, explain, rank
from trithuc.matching.records import Candidate, Need, Work
from trithuc.matching.scoring import score
from trithuc.matching.statistics import (
    CollectionStatistics,
    StatisticsBuilder,
    UnreadableStatistics,
)
from trithuc.matching.tables import WorkTable
from trithuc.matching.translation import labels_of
from trithuc.matching.weighing import WeighedNeed, weigh
from trithuc.matching.weights import WEIGHTS

__all__ = [
    "WEIGHTS",
    "AnalysedCandidate",
    "AnalysedNeed",
    "AnalysedText",
    "AnalysedWork",
    "Candidate",
    "CollectionStatistics",
    "Evidence",
    "Match",
    "Need",
    "QueryTerm",
    "StatisticsBuilder",
    "Text",
    "UnreadableAnalysis",
    "UnreadableStatistics",
    "WeighedNeed",
    "Work",
    "WorkTable",
    "analyse",
    "analyse_candidate",
    "analyse_candidates",
    "analyse_many",
    "analyse_need",
    "distinct_texts",
    "explain",
    "index_tokens",
    "labels_of",
    "query_terms",
    "rank",
    "readings_of",
    "score",
    "weigh",
]
