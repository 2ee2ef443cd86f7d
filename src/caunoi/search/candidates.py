"""Who or what may answer a need: the index proposes, the database decides, the library scores.

`matches_for` is the whole of it. Of each kind the index proposes the thousand texts that share
most with the need; of those whose authors the viewer may find, the best few hundred candidates are
scored by all their texts, with the statistics of the whole collection. A score is therefore the
one `trithuc match` gives; what is approximate in a large register is only who is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caunoi.accounts.viewers import Viewer
from caunoi.search.collection import Collection as CandidateCollection
from caunoi.search.collection import read_collection
from caunoi.search.facets import Filters
from caunoi.search.index import NoIndex, Reader, read_index
from caunoi.search.kinds import SearchableKind, kind_of, kinds_of_candidates
from caunoi.search.queries import visible_ids
from caunoi.search.schema import TOKENS, sector_token, token_of, way_token
from caunoi.search.services import ask_for_index
from trithuc.matching import (
    WEIGHTS,
    Evidence,
    Match,
    Need,
    Text,
    WeighedNeed,
    analyse_need,
    explain,
    query_terms,
    rank,
    readings_of,
    weigh,
)
from trithuc.matching.candidates import Reading

if TYPE_CHECKING:
    from tantivy import Query, Schema

TEXTS_PROPOSED = 1_000
CANDIDATES_SCORED = 200
# Beyond so many documents only the weightiest terms propose; below, none is left out.
LARGE = 50_000
MOST_TERMS, MOST_TERMS_OF_A_LARGE_INDEX = 1_000, 40


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """record: the id of the expert's person, the organisation, the proposal …

    score: 0..1, comparable across candidates and needs. evidence: what says most first; its
    `work` is the id of a work, a project or the proposal itself, None for the profile.
    """

    kind: str
    record: int
    score: float
    evidence: tuple[Evidence, ...]


def matches_for(
    need: Need,
    *,
    viewer: Viewer,
    kinds: Collection[str] = (),
    filters: Filters = Filters(),  # noqa: B008
    top: int = 10,
) -> list[ScoredCandidate]:
    """The best `top` of each kind for which anything speaks, best first.

    kinds: codes; () for every kind that can answer a need. [] also while there is no index
    (`building.index_is_sound` tells which); it is then asked for.
    """
    try:
        return _matches(need, viewer, _wanted(kinds), filters, top)
    except (NoIndex, OSError, ValueError):
        ask_for_index()
        return []


def _wanted(codes: Collection[str]) -> Sequence[SearchableKind]:
    found = [kind_of(code) for code in codes] if codes else kinds_of_candidates()
    return [kind for kind in found if kind and kind.candidates_of]


def _matches(
    need: Need, viewer: Viewer, kinds: Iterable[SearchableKind], filters: Filters, top: int
) -> list[ScoredCandidate]:
    reader = read_index()
    collection = read_collection(reader.generation)
    weighed = weigh(analyse_need(need), collection.statistics)
    matched = [
        ScoredCandidate(kind.code, int(match.candidate), match.score, match.evidence)
        for kind in kinds
        for match in _best_of(kind, weighed, reader, collection, viewer, filters, top)
    ]
    return sorted(matched, key=lambda one: -one.score)


def _best_of(
    kind: SearchableKind,
    need: WeighedNeed,
    reader: Reader,
    collection: CandidateCollection,
    viewer: Viewer,
    filters: Filters,
    top: int,
) -> list[Match]:
    proposed = proposed_records(kind.code, need, reader)
    seen = visible_ids(kind, proposed, viewer, filters)
    records = [record for record in proposed if record in seen][: max(CANDIDATES_SCORED, top)]
    kept = reader.kept(kind.code, records)
    candidates = [kept[record].candidate for record in sorted(kept)]
    found = rank(need, candidates, collection.statistics, top, as_of=collection.as_of)
    return _explained(kind, found, need)


def proposed_records(kind: str, need: WeighedNeed, reader: Reader) -> list[int]:
    """Records of candidates, by the sum of what their proposed texts share with the need."""
    query = _query(kind, need, reader)
    sums: dict[int, float] = {}
    for record, score in reader.best(query, TEXTS_PROPOSED) if query else ():
        sums[record] = sums.get(record, 0.0) + score
    return sorted(sums, key=lambda record: -sums[record])


def _query(kind: str, need: WeighedNeed, reader: Reader) -> Query | None:
    from tantivy import Occur, Query

    is_large = reader.searcher.num_docs > LARGE
    limit = MOST_TERMS_OF_A_LARGE_INDEX if is_large else MOST_TERMS
    weights = {one.token: one.weight for one in query_terms(need, limit)}
    weights |= {
        sector_token(code): WEIGHTS["sectors"] * share for code, share in need.sectors.items()
    }
    weights |= {way_token(way): WEIGHTS["ways"] for way in need.need.ways_wanted}
    schema = reader.index.schema
    terms = [
        (Occur.Should, Query.boost_query(_term(schema, token_of(kind, token)), weight))
        for token, weight in weights.items()
        if weight > 0
    ]
    return Query.boolean_query(terms) if terms else None


def _term(schema: Schema, token: str) -> Query:
    from tantivy import Query

    return Query.term_query(schema, TOKENS, token, "freq")


# --- reasons ---


def _explained(kind: SearchableKind, matches: Sequence[Match], need: WeighedNeed) -> list[Match]:
    """With the passages that speak for each, as the register has them now."""
    assert kind.candidates_of  # noqa: S101  (only such kinds are matched)
    ids = [int(match.candidate) for match in matches]
    now = {int(one.id): readings_of(one) for one in kind.candidates_of(ids)}
    return [
        explain(match, need, _texts(match, now.get(int(match.candidate), []))) for match in matches
    ]


def _texts(match: Match, readings: Sequence[Reading]) -> Mapping[int, Text]:
    """By place; none for a place where another work stands since the index read it."""
    return {
        one.place: readings[one.place].text
        for one in match.evidence
        if one.place is not None
        and one.place < len(readings)
        and readings[one.place].id == one.work
    }
