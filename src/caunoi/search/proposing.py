"""What the index proposes for a question: of each kind the best, in as few searches as it takes.

Most of what a search costs is the same for one kind and for all: finding the words, in every way
to meet them. So all kinds are searched together, and only those of which others left too little
room are searched again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from caunoi.search.asking import Question
from caunoi.search.documents import Audience
from caunoi.search.index import NoIndex, Reader
from caunoi.search.schema import kind_number, shelf_of

if TYPE_CHECKING:
    from tantivy import Query

Proposed = Sequence[tuple[int, float]]


def proposed_by_kind(
    question: Question, reader: Reader, audience: Audience, kinds: Sequence[str], most: int
) -> Mapping[str, Proposed]:
    """{kind: (record, score) of its best, best first, at most so many}.

    The same as if each kind were searched alone. Raises NoIndex.
    """
    found: dict[str, Proposed] = {}
    while lacking := [kind for kind in kinds if kind not in found]:
        # So many that, were there more, one kind at least would have its own.
        limit = most * len(lacking)
        shelves = [shelf_of(audience, kind) for kind in lacking]
        hits = _hits_by_kind(reader, question.on_shelves(shelves), limit)
        are_all = sum(map(len, hits.values())) < limit
        for kind in lacking:
            own = hits.get(kind_number(kind), [])
            if are_all or len(own) >= most:
                found[kind] = own[:most]
    return found


def _hits_by_kind(
    reader: Reader, query: Query, limit: int
) -> Mapping[int, list[tuple[int, float]]]:
    hits: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    try:
        for kind, record, score in reader.best_of_kinds(query, limit):
            hits[kind].append((record, score))
    except (OSError, ValueError, RuntimeError) as error:
        raise NoIndex from error
    return hits
