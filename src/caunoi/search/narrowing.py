"""Tabs and facets as the page shows them: words, counts and where each leads.

Reach for it in the view. Each link carries the whole question, so that it works as a plain link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.wording import country_name, language_name
from caunoi.people.models import Contribution
from caunoi.search.facets import MOST_VALUES, Filters
from caunoi.search.kinds import kinds
from caunoi.sectors.models import Sector


@dataclass(frozen=True, slots=True)
class Choice:
    """count: None where choosing takes a filter away."""

    label: str | Promise
    url: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    title: str | Promise
    choices: tuple[Choice, ...]


def way_label(way: str) -> str:
    return str(Contribution(way).label) if way in Contribution.values else way


def sector_label(code: str) -> str:
    return Sector(code=code).label


WORDS: Mapping[str, tuple[Promise, Callable[[str], str]]] = {
    "sector": (_("Sector"), sector_label),
    "country": (_("Country"), country_name),
    "language": (_("Language"), language_name),
    "way": (_("Ways to contribute"), way_label),
}


def tabs_of(query: QueryDict, counts: Mapping[str, int], chosen: str) -> list[Choice]:
    """All, and each kind of which there is something."""
    everything = Choice(_("All"), _address(query, kind=""), sum(counts.values()), not chosen)
    return [
        everything,
        *(
            Choice(kind.label, _address(query, kind=kind.code), number, kind.code == chosen)
            for kind in kinds()
            if (number := counts.get(kind.code, 0)) or kind.code == chosen
        ),
    ]


def facet_groups(
    query: QueryDict, counts: Mapping[str, Counter[str]], filters: Filters
) -> list[FacetGroup]:
    """Of each filter the most frequent values; of one in use only the value, to take it away."""
    groups = []
    for name, (title, in_words) in WORDS.items():
        if value := filters.chosen.get(name):
            choices = [Choice(in_words(value), _address(query, **{name: ""}), None, True)]
        else:
            choices = [
                Choice(in_words(value), _address(query, **{name: value}), number, False)
                for value, number in counts.get(name, Counter()).most_common(MOST_VALUES)
            ]
        if choices:
            groups.append(FacetGroup(title, tuple(choices)))
    return groups


def _address(query: QueryDict, **changed: str) -> str:
    address = query.copy()
    address.pop("page", None)
    for name, value in changed.items():
        address[name] = value
        if not value:
            del address[name]
    return f"?{address.urlencode()}"
