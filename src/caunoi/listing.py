"""Lists that stand under tabs: pages whose length is known already, and the tabs with their counts.

Reach for it in the view of a list whose rows are counted by state in one query. It knows no noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

Record = TypeVar("Record", bound=Model)
State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str | Promise
    url: str
    is_current: bool
    count: int


def page_of(
    rows: QuerySet[Record], count: int, number: str | None, *, per_page: int
) -> Page[Record]:
    """count: already known from the tabs, so it is not asked for again."""
    paginator = Paginator(rows, per_page)
    paginator.__dict__["count"] = count
    return paginator.get_page(number)


def tabs_of(
    query: QueryDict,
    parameter: str,
    labels: Mapping[State, str | Promise],
    *,
    current: State,
    counts: Mapping[State, int],
    forgets: Sequence[str] = ("page",),
) -> list[Tab]:
    """A tab a state, in the order of the labels; the filters in force stay.

    parameter: what the address calls the state. forgets: what means nothing under another tab.
    """
    return [
        Tab(
            label, f"?{_address(query, parameter, state, forgets)}", state == current, counts[state]
        )
        for state, label in labels.items()
    ]


def _address(query: QueryDict, parameter: str, state: Any, forgets: Sequence[str]) -> str:
    address = query.copy()
    for name in forgets:
        address.pop(name, None)
    address[parameter] = state.value
    return address.urlencode()
