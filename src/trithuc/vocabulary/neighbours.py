"""How concepts stand to each other: above, below, near.

Reach for it to let a text about one concept count for a need about its neighbour. Invariant:
every way up ends at a sector, so a concept's depth is at least 1 and a sector's is 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from trithuc.vocabulary.concepts import concepts
from trithuc.vocabulary.sectors import sectors


def broader_of(id: str) -> tuple[str, ...]:
    """Every concept above, nearest first, and last the code of the sector. Of a sector: none.

    Raises KeyError for what is neither a concept nor a sector.
    """
    above = []
    while (parent := _parents()[id]) is not None:
        above.append(parent)
        id = parent
    return tuple(above)


def narrower_of(id: str) -> tuple[str, ...]:
    """The concepts directly under a concept or a sector, in the order of the tables.

    Raises KeyError for what is neither.
    """
    _parents()[id]
    return _children().get(id, ())


def depth_of(id: str) -> int:
    """Steps up to the sector: 0 for a sector itself. Raises KeyError for what is neither."""
    return len(broader_of(id))


def relatedness(one: str, other: str) -> float:
    """Nearness in the tree, 0..1, symmetric: 1 for the same, 0 under different sectors.

    Wu and Palmer, "Verb semantics and lexical selection", ACL 1994,
    https://doi.org/10.3115/981732.981751: twice the depth of what both stand under, over the sum
    of both depths; a sector counts as depth 1, so siblings directly under a sector have 0.5.
    Raises KeyError for what is neither a concept nor a sector.
    """
    path, other_path = _path(one), _path(other)
    shared = sum(1 for a, b in zip(path, other_path, strict=False) if a == b)
    return 2 * shared / (len(path) + len(other_path))


@cache
def _path(id: str) -> tuple[str, ...]:
    return (*reversed(broader_of(id)), id)


@cache
def _parents() -> Mapping[str, str | None]:
    above: dict[str, str | None] = {sector.code: None for sector in sectors()}
    return MappingProxyType(above | {one.id: one.broader for one in concepts()})


@cache
def _children() -> Mapping[str, tuple[str, ...]]:
    below: defaultdict[str, list[str]] = defaultdict(list)
    for one in concepts():
        below[one.broader].append(one.id)
    return MappingProxyType({id: tuple(ids) for id, ids in below.items()})
