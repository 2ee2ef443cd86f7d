"""Texts asked, experts ranked: the shared `expert_finding_dblp`, beside two baselines.

1,641 abstracts, 114 of them asked about seven topics, and who of a pool of 199 is an expert of a
query's topics. The weights were chosen on the topics whose SHA-256 begins with an even digit;
both halves are reported. An asked text also stands among the works, as in the published figures;
the rows "without the asked text" leave it out.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.reports import Report, Target
from benchmarks.retrieval import (
    Interval,
    area_under_curve,
    average_precision,
    by_topic,
    precision_at,
    reciprocal_rank,
)
from trithuc.matching import (
    Candidate,
    Need,
    StatisticsBuilder,
    Work,
    WorkTable,
    analyse_candidates,
    analyse_need,
    distinct_texts,
    score,
    weigh,
)

FULL = 114
SMALL = 12
VOTING_WORKS = 100
COMPARED_NEEDS = 300

Floats = npt.NDArray[np.float64]
# (query's document) → the score of each author, in the order of `Data.authors`
Scorer = Callable[[int], Floats]


@dataclass(frozen=True)
class Query:
    document: int
    topics: tuple[str, ...]
    experts: frozenset[int]

    @property
    def is_for_tuning(self) -> bool:
        return int(hashlib.sha256(self.topics[0].encode()).hexdigest()[0], 16) % 2 == 0


@dataclass(frozen=True)
class Data:
    """texts, writers: by document, in the order of the file."""

    texts: tuple[str, ...]
    writers: tuple[tuple[int, ...], ...]
    cites: tuple[frozenset[int], ...]
    pool: tuple[int, ...]
    queries: tuple[Query, ...]

    @cached_property
    def authors(self) -> tuple[int, ...]:
        return tuple(sorted({one for writers in self.writers for one in writers}))

    @cached_property
    def authorship(self) -> Floats:
        """(documents × authors), 1 where one wrote the other."""
        place = {author: at for at, author in enumerate(self.authors)}
        matrix = np.zeros((len(self.texts), len(self.authors)))
        for document, writers in enumerate(self.writers):
            matrix[document, [place[one] for one in writers]] = 1
        return matrix


def read_data() -> Data:
    folder = Path(os.environ.get("CAUNOI_SHARED", "../shared")) / "data" / "expert_finding_dblp"
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    asked = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    place = {one["id"]: at for at, one in enumerate(documents)}
    return Data(
        texts=tuple(one["text"] for one in documents),
        writers=tuple(tuple(one["candidates"]) for one in documents),
        cites=tuple(
            frozenset(place[cited] for cited in one["cites"] if cited in place) for one in documents
        ),
        pool=tuple(asked["candidate_pool"]),
        queries=tuple(
            Query(place[one["doc_id"]], tuple(one["topics"]), frozenset(one["relevant_experts"]))
            for one in asked["queries"]
        ),
    )


def baselines(data: Data) -> Mapping[str, Scorer]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2), stop_words="english").fit_transform(data.texts)

    def cosines(document: int) -> Floats:
        return (vectors @ vectors[document].T).toarray().ravel()

    def voting(document: int) -> Floats:
        votes = np.zeros(len(data.texts))
        votes[np.argsort(-cosines(document), kind="stable")[:VOTING_WORKS]] = 1
        return votes @ data.authorship

    def summed(document: int) -> Floats:
        return cosines(document) @ data.authorship

    def mean(document: int) -> Floats:
        return summed(document) / data.authorship.sum(axis=0)

    return {
        f"voting (best {VOTING_WORKS} works), 1–2-gram TF-IDF": voting,
        "CombSUM, 1–2-gram TF-IDF": summed,
        "mean over works, 1–2-gram TF-IDF": mean,
    }


class Matching:
    """The library on the same works."""

    def __init__(self, data: Data) -> None:
        works = [Work(title="", abstract=text, id=at) for at, text in enumerate(data.texts)]
        written: dict[int, list[Work]] = defaultdict(list)
        for work, writers in zip(works, data.writers, strict=True):
            for author in writers:
                written[author].append(work)
        analysed = analyse_candidates(
            [Candidate(id=author, works=tuple(written[author])) for author in data.authors]
        )
        builder = StatisticsBuilder()
        builder.add(distinct_texts(analysed))
        self._texts = data.texts
        self._statistics = builder.build()
        self._table = WorkTable.of(analysed, self._statistics).inverted()
        self._works = np.array([work.id for one in analysed for work in one.works])

    def scores(self, document: int) -> Floats:
        return self._scores(document, self._table)

    def scores_without_it(self, document: int) -> Floats:
        fresh = np.where(self._works == document, 0.0, self._table.freshness)
        return self._scores(document, replace(self._table, freshness=fresh))

    def _scores(self, document: int, table: WorkTable) -> Floats:
        need = analyse_need(Need(id=document, text=self._texts[document]))
        return score(weigh(need, self._statistics), table).scores


@dataclass(frozen=True)
class Measured:
    """precisions: of each query, 0..1. The rest in hundredths, with intervals; of average
    precision also the means of both halves.
    """

    precisions: tuple[float, ...]
    topics: tuple[str, ...]
    precision: Interval
    first_ten: Interval
    reciprocal: Interval
    tuning: float
    held_out: float


def measured(data: Data, queries: Sequence[Query], scorer: Scorer) -> Measured:
    ranked = [_ranked(data, scorer(query.document)) for query in queries]
    pairs = list(zip(ranked, (query.experts for query in queries), strict=True))
    topics = [query.topics[0] for query in queries]
    precisions = [average_precision(one, experts) for one, experts in pairs]
    halves = defaultdict(list)
    for query, value in zip(queries, precisions, strict=True):
        halves[query.is_for_tuning].append(100 * value)
    return Measured(
        tuple(precisions),
        tuple(topics),
        by_topic(precisions, topics),
        by_topic([precision_at(10, one, experts) for one, experts in pairs], topics),
        by_topic([reciprocal_rank(one, experts) for one, experts in pairs], topics),
        statistics.fmean(halves[True]),
        statistics.fmean(halves[False]),
    )


def _ranked(data: Data, scores: Floats) -> list[int]:
    known = dict(zip(data.authors, scores.tolist(), strict=True))
    return sorted(data.pool, key=lambda one: (-known.get(one, -1.0), one))


def agreement_across_needs(data: Data, scorer: Scorer) -> float:
    """Do scores compare across needs? Of all pairs of a text and an author with two works or
    more, the chance that one whose works cite or are cited by the text scores above another;
    the text's own authors are left out.
    """
    wanted, others = list[float](), list[float]()
    several = data.authorship.sum(axis=0) >= 2
    linked = _linked(data)
    documents = [at for at in range(len(data.texts)) if linked[at].any()]
    for document in documents[:: max(1, len(documents) // COMPARED_NEEDS)]:
        scores = scorer(document)
        near = (linked[document] @ data.authorship) > 0
        asked = several & (data.authorship[document] == 0)
        wanted += scores[asked & near].tolist()
        others += scores[asked & ~near].tolist()
    return area_under_curve(wanted, others)


def _linked(data: Data) -> npt.NDArray[np.bool_]:
    linked = np.zeros((len(data.texts), len(data.texts)), dtype=bool)
    for document, cited in enumerate(data.cites):
        for other in cited - {document}:
            linked[document, other] = linked[other, document] = True
    return linked


def measure(number: int) -> Report:
    """number: of queries, of 114."""
    data = read_data()
    queries = data.queries[:number]
    matching = Matching(data)
    scorers = dict(baselines(data)) | {"**trithuc.matching**": matching.scores}
    found = {name: measured(data, queries, scorer) for name, scorer in scorers.items()}
    without = measured(data, queries, matching.scores_without_it)
    agreement = {name: agreement_across_needs(data, one) for name, one in scorers.items()}
    rows = [_row(name, one, agreement[name]) for name, one in found.items()]
    rows.append(_row("trithuc.matching, without the asked text", without, None))
    return Report(
        f"{len(queries)} texts asked, experts of their topics ranked; in hundredths, with 95% "
        "bootstrap intervals by topic. The last column compares scores of all needs at once.",
        ("method", "AP", "P@10", "MRR", "AP, tuning half", "AP, other half", "across needs"),
        rows,
        tuple(_targets(found, agreement)),
    )


def _gain(ours: Measured, other: Measured) -> Interval:
    """How much more average precision, query by query, and how sure that is."""
    pairs = zip(ours.precisions, other.precisions, strict=True)
    return by_topic([own - theirs for own, theirs in pairs], ours.topics)


def _row(name: str, found: Measured, agreement: float | None) -> tuple[str, ...]:
    return (
        name,
        str(found.precision),
        str(found.first_ten),
        str(found.reciprocal),
        f"{found.tuning:.1f}",
        f"{found.held_out:.1f}",
        "" if agreement is None else f"{100 * agreement:.1f}",
    )


def _targets(found: Mapping[str, Measured], agreement: Mapping[str, float]) -> Iterator[Target]:
    voting, summed, mean, ours = found
    precision = found[ours].precision.mean
    yield Target("AP at least 37", f"{precision:.1f}", precision >= 37)
    for other in (voting, summed):
        gain = _gain(found[ours], found[other])
        yield Target(f"AP above {other.split(',')[0]}", f"by {gain}", gain.low > 0)
    compared = f"{100 * agreement[ours]:.1f} > {100 * agreement[mean]:.1f}"
    yield Target("across needs above the mean", compared, agreement[ours] > agreement[mean])
