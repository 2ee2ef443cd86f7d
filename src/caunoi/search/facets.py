"""By what hits can be narrowed, and how many each value would leave: asked of the database.

Reach for a `Facet` in a kind's table. Invariant: counts are those of the hits handed in, so they
say no more than the list they stand beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import Count, F, Func, Q, QuerySet

from caunoi.sources.many import among

MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Facet:
    """path: the lookup from a record to its value. only: which of the related rows count."""

    path: str
    is_array: bool = False
    only: Q = field(default_factory=Q)

    def holding(self, records: QuerySet[Any], value: str) -> QuerySet[Any]:
        lookup = {f"{self.path}__contains": [value]} if self.is_array else {self.path: value}
        fitting = records.model._default_manager.filter(self.only, **lookup)
        return records.filter(pk__in=fitting.order_by().values("pk"))

    def counts(self, records: QuerySet[Any]) -> Counter[str]:
        """{value: how many of these records have it}."""
        value = Func(F(self.path), function="unnest") if self.is_array else F(self.path)
        rows = records.filter(self.only).order_by().annotate(facet_value=value)
        counted = rows.values_list("facet_value").annotate(number=Count("pk", distinct=True))
        return Counter({value: number for value, number in counted if value})


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are narrowed to; "" does not narrow. Codes, as in the address of the page."""

    sector: str = ""
    country: str = ""
    language: str = ""
    way: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name in FILTERS if (value := getattr(self, name))}


FILTERS = tuple(one.name for one in fields(Filters))


def narrowed(
    records: QuerySet[Any], facets: Mapping[str, Facet], filters: Filters
) -> QuerySet[Any]:
    for name, value in filters.chosen.items():
        if name not in facets:
            return records.none()
        records = facets[name].holding(records, value)
    return records


def counted(
    records: QuerySet[Any], facets: Mapping[str, Facet], ids: Iterable[int]
) -> dict[str, Counter[str]]:
    """{filter: {value: how many of the records with these ids}}."""
    found = records.filter(among("pk", ids))
    return {name: facet.counts(found) for name, facet in facets.items()}
