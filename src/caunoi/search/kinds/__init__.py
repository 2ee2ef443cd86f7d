"""The kinds of record that can be searched: what each says, to whom, and how a hit is shown.

A noun above search registers its own in its AppConfig.ready():

    from caunoi.search.kinds import register_kind
    register_kind(SearchableKind(code="need", …))

and puts triggers on the tables its documents are made of (`caunoi.search.triggers`). Invariant: a
hit is shown only if `visible(viewer)` holds it at that moment, whatever the index says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from caunoi.accounts.viewers import Viewer
from caunoi.search.documents import Document
from caunoi.search.facets import Facet
from trithuc.matching import Candidate


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as the page shows it. lines: short facts under the title, in the reader's language.

    texts: what is quoted under it: those of the document that the reader's audience may read.
    """

    title: str
    url: str
    lines: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchableKind:
    """label: the plural, for tabs; singular: beside a hit. icon: of site/icons.svg.

    records: all that may stand in the index, by their primary keys. documents_of: of those among
    the ids given that may stand in it now. visible: what the viewer may find. rows_of: of ids that
    are visible to the viewer. facets: by the name of the filter; a kind without a facet has no
    record that fits the filter. candidates_of: of the ids those that may answer a need, all they
    say included, by their records; None for a kind that answers none.
    """

    code: str
    label: str | Promise
    singular: str | Promise
    icon: str
    records: Callable[[], QuerySet[Any]]
    documents_of: Callable[[Collection[int]], Iterable[Document]]
    visible: Callable[[Viewer], QuerySet[Any]]
    rows_of: Callable[[Sequence[int], Viewer], Mapping[int, Row]]
    facets: Mapping[str, Facet] = field(default_factory=dict)
    candidates_of: Callable[[Collection[int]], Iterable[Candidate]] | None = None


_kinds: dict[str, SearchableKind] = {}


def register_kind(kind: SearchableKind) -> None:
    """In the order in which they are registered they stand on the page.

    Raises ValueError for a second kind of one code.
    """
    if kind.code in _kinds:
        raise ValueError(f"there is a kind {kind.code} already")
    _kinds[kind.code] = kind


def kinds() -> tuple[SearchableKind, ...]:
    return tuple(_kinds.values())


def kinds_of_candidates() -> tuple[SearchableKind, ...]:
    return tuple(kind for kind in kinds() if kind.candidates_of)


def kind_of(code: str) -> SearchableKind | None:
    """None for a code that nobody registered."""
    return _kinds.get(code)
