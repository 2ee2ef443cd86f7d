"""Searching: the index proposes, the database decides what of it the viewer finds.

`find` gives ids, counts and facets; `shown` what a page of hits looks like. Both ask the database
through each kind's `visible(viewer)` at that moment, so a stale index neither shows nor counts
what may not be seen. Of each kind the best that the index proposes are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from caunoi.accounts.viewers import Viewer
from caunoi.search.asking import Question
from caunoi.search.documents import audience_of
from caunoi.search.facets import Filters, counted, narrowed
from caunoi.search.index import read_index
from caunoi.search.kinds import Row, SearchableKind, kind_of, kinds
from caunoi.search.models import SavedFilter
from caunoi.search.proposing import proposed_by_kind
from caunoi.search.snippets import Marker
from caunoi.search.typed import Typed
from caunoi.sources.many import among

LOOKED_AT = 400
# The index knows no filter: those that one leaves may stand far down.
LOOKED_AT_WHEN_NARROWED = 5_000


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    record: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the viewer finds, best first.

    counts: by kind, of all kinds, whichever one was asked for. is_bounded: of some kind there was
    more than is looked at. holds_every_word: False where no record had all, and these have some.
    """

    hits: tuple[Hit, ...] = ()
    counts: Mapping[str, int] | None = None
    is_bounded: bool = False
    holds_every_word: bool = True

    def of_kind(self, code: str) -> tuple[Hit, ...]:
        """All of them for ""."""
        return tuple(hit for hit in self.hits if not code or hit.kind == code)


def find(typed: Typed, *, viewer: Viewer, filters: Filters = Filters()) -> Found:  # noqa: B008
    """Raises NoIndex where there is none to ask."""
    if not typed.asks_something:
        return Found()
    every_word = _find(typed, viewer, filters, every_word=True)
    if every_word.hits or len(typed.words) < 2:
        return every_word
    return _find(typed, viewer, filters, every_word=False)


def _find(typed: Typed, viewer: Viewer, filters: Filters, *, every_word: bool) -> Found:
    reader = read_index()
    question = Question(typed, reader, every_word=every_word)
    codes = [kind.code for kind in kinds()]
    most = looked_at(filters)
    proposed = proposed_by_kind(question, reader, audience_of(viewer), codes, most)
    hits: list[Hit] = []
    counts: dict[str, int] = {}
    for kind in kinds():
        records = (record for record, _ in proposed[kind.code])
        seen = visible_ids(kind, records, viewer, filters)
        counts[kind.code] = len(seen)
        hits += [Hit(kind.code, *one) for one in proposed[kind.code] if one[0] in seen]
    hits.sort(key=lambda hit: -hit.score)
    is_bounded = any(len(some) == most for some in proposed.values())
    return Found(tuple(hits), counts, is_bounded, every_word)


def looked_at(filters: Filters) -> int:
    """How many of each kind at most."""
    return LOOKED_AT_WHEN_NARROWED if filters.chosen else LOOKED_AT


def visible_ids(
    kind: SearchableKind, ids: Iterable[int], viewer: Viewer, filters: Filters
) -> Collection[int]:
    """Those of them that the viewer may find today and that the filters leave."""
    proposed = list(ids)
    if not proposed:
        return frozenset()
    records = narrowed(kind.visible(viewer), kind.facets, filters)
    return set(records.filter(among("pk", proposed)).order_by().values_list("pk", flat=True))


def facets_of(hits: Sequence[Hit]) -> Mapping[str, Counter[str]]:
    """{filter: {value: how many of these hits have it}}, of hits as `find` has just given them."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for code, ids in _ids_by_kind(hits).items():
        kind = kind_of(code)
        if kind is None:
            continue
        everything = kind.records().model._default_manager.all()
        for name, counts in counted(everything, kind.facets, ids).items():
            found[name] += counts
    return found


@dataclass(frozen=True, slots=True)
class ShownHit:
    """title and snippet are marked and escaped; a snippet may be ""."""

    kind: SearchableKind
    row: Row
    title: SafeString
    snippet: SafeString


def shown(hits: Sequence[Hit], typed: Typed, viewer: Viewer) -> list[ShownHit]:
    """Each hit as its kind shows it; one that was visible a moment ago and is gone is left out."""
    marker = Marker.of(typed)
    made: dict[tuple[str, int], ShownHit] = {}
    for code, ids in _ids_by_kind(hits).items():
        kind = kind_of(code)
        if kind is None:
            continue
        for record, row in kind.rows_of(ids, viewer).items():
            snippet = marker.snippet(row.texts)
            made[code, record] = ShownHit(kind, row, marker.marked(row.title), snippet)
    return [made[hit.kind, hit.record] for hit in hits if (hit.kind, hit.record) in made]


def _ids_by_kind(hits: Iterable[Hit]) -> Mapping[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for hit in hits:
        found[hit.kind].append(hit.record)
    return found


def saved_filters(viewer: Viewer, page: str) -> QuerySet[SavedFilter]:
    """The viewer's own for one list."""
    return SavedFilter.objects.visible_to(viewer).filter(page=page)
