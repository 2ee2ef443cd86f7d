"""Candidates ranked for a need, each with the reasons for its score.

Reach for `rank` for one need over the candidates an index proposed, and for `explain` to quote
the texts for those that are shown. Invariant: score = 1 - product of (1 - evidence score), so
that the reasons listed are all there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from trithuc.matching.analysis import LANGUAGES_OF_TEXTS, Text, language_of
from trithuc.matching.candidates import AnalysedCandidate
from trithuc.matching.needs import AnalysedNeed
from trithuc.matching.passages import Passage, passage_naming, passage_with
from trithuc.matching.records import Identifier
from trithuc.matching.scoring import Scores, score
from trithuc.matching.statistics import CollectionStatistics
from trithuc.matching.tables import WorkTable
from trithuc.matching.weighing import WeighedNeed, weigh


@dataclass(frozen=True, slots=True)
class Evidence:
    """feature: a name in `weights.WEIGHTS`. score: what the candidate's score were by it alone.

    place: of the work that says most, among the candidate's analysed works, and work: its id,
    None for a profile; both None for a feature of the whole candidate. text, concepts: the
    passage, once `explain` has read it; for sectors and ways the words they share.
    """

    feature: str
    score: float
    place: int | None = None
    work: Identifier | None = None
    text: str = ""
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """score: 0..1, comparable across candidates and needs. evidence: what says most first."""

    candidate: Identifier
    score: float
    evidence: tuple[Evidence, ...]


def rank(
    need: AnalysedNeed | WeighedNeed,
    candidates: Sequence[AnalysedCandidate] | WorkTable,
    statistics: CollectionStatistics,
    top: int = 10,
    *,
    as_of: int | None = None,
) -> list[Match]:
    """The `top` candidates for which anything speaks, best first, equal ones in the order given.

    as_of: the year that age is counted from; None for the newest year among the works given.
    """
    weighed = need if isinstance(need, WeighedNeed) else weigh(need, statistics)
    table = (
        candidates
        if isinstance(candidates, WorkTable)
        else WorkTable.of(candidates, statistics, as_of)
    )
    scores = score(weighed, table)
    best = np.argsort(-scores.totals, kind="stable")[:top].tolist()
    return [_match(table, weighed, scores, place) for place in best if scores.totals[place] > 0]


def explain(match: Match, need: WeighedNeed, texts: Mapping[int, Text]) -> Match:
    """The same match with the passages that speak for it.

    texts: by place among the candidate's analysed works; evidence whose text is not among them
    stays as it is.
    """
    evidence = tuple(
        _quoting(one, need, texts[one.place])
        if one.place is not None and one.place in texts
        else one
        for one in match.evidence
    )
    return replace(match, evidence=evidence)


def _match(table: WorkTable, need: WeighedNeed, scores: Scores, place: int) -> Match:
    evidence = (*_of_works(table, scores, place), *_of_candidate(table, need, scores, place))
    return Match(
        table.candidates[place].id,
        float(scores.scores[place]),
        tuple(sorted(evidence, key=lambda one: -one.score)),
    )


def _of_works(table: WorkTable, scores: Scores, place: int) -> Iterator[Evidence]:
    start, end = np.searchsorted(table.owners, (place, place + 1)).tolist()
    for feature, values in scores.by_work.items():
        added = values[start:end]
        if added.any():
            best = int(added.argmax())
            work = table.candidates[place].works[best]
            yield Evidence(feature, float(1 - np.exp(-added.sum())), best, work.id)


def _of_candidate(
    table: WorkTable, need: WeighedNeed, scores: Scores, place: int
) -> Iterator[Evidence]:
    candidate = table.candidates[place]
    shared = {
        "sectors": [code for code in candidate.sectors if code in need.sectors],
        "ways": [way for way in candidate.ways_to_contribute if way in need.need.ways_wanted],
    }
    for feature, values in scores.by_candidate.items():
        if values[place] > 0:
            text = ", ".join(dict.fromkeys(shared[feature]))
            yield Evidence(feature, float(1 - np.exp(-values[place])), text=text)


def _quoting(evidence: Evidence, need: WeighedNeed, text: Text) -> Evidence:
    passage = _passage(evidence.feature, need, text)
    return replace(evidence, text=passage.text, concepts=passage.concepts)


def _passage(feature: str, need: WeighedNeed, text: Text) -> Passage:
    if feature == "concepts":
        return passage_naming(text, need)
    language = LANGUAGES_OF_TEXTS.index(language_of(text))
    weights = need.themes if feature == "themes" else need.words[:, language]
    return passage_with(text, need, dict(zip(need.keys.tolist(), weights.tolist(), strict=True)))
