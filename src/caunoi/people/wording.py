"""What people's codes mean in words: sectors under their families, ways to contribute, facts.

Reach for it where a page shows a code; countries and languages are those of organisations.
Invariant: an unknown code is shown as it is, never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.organisations.wording import country_name, language_name, reader_language
from caunoi.people.facts import Fact
from caunoi.people.models import Contribution
from caunoi.sectors.models import Sector
from trithuc.vocabulary import families, sectors


def sector_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The sectors under their families, in the order they are always shown."""
    return [
        (
            _label(family.labels),
            [(one.code, _label(one.labels)) for one in sectors() if one.family == family.code],
        )
        for family in families()
    ]


def fact_in_words(field: str, value: Any) -> str:
    """A fact's JSON value as a reader expects it; "" when it says that there is nothing."""
    if field == Fact.COUNTRY:
        return country_name(value or "")
    if field == Fact.LANGUAGES:
        return ", ".join(map(language_name, value))
    if field == Fact.WAYS:
        return ", ".join(map(way_label, value))
    if field == Fact.SECTORS:
        return ", ".join(Sector(code=code).label for code in value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if part)
    return str(value or "")


def way_label(way: str) -> str:
    return str(Contribution(way).label) if way in Contribution.values else way


def _label(labels: Mapping[str, str]) -> str:
    return labels.get(reader_language(), labels["en"])
