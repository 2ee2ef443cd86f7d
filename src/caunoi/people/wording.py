"""Codes as words: countries and languages in the reader's language, facts as statements hold them.

Reach for it where a page shows a code. Invariant: an unknown code is shown as it is, never lost.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from django.utils.translation import get_language

from caunoi.people.facts import Fact
from caunoi.people.models import Contribution
from caunoi.sectors.models import Sector
from trithuc.names import sort_key

# CLDR lists them among the territories, though nobody lives there under that name.
NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
LANGUAGES_OFFERED = (
    *("vi", "en", "fr", "nl", "de", "zh"),
    *("cs", "da", "es", "fi", "hu", "it", "ja", "ko", "lo", "no", "pl", "pt", "ru", "sv", "th"),
)


def country_name(code: str) -> str:
    return str(_locale().territories.get(code, code))


def language_name(code: str) -> str:
    return str(_locale().languages.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    """Every country in the reader's language, in that language's order."""
    return list(_countries(_language()))


def language_choices(held: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The usual languages, the six of the register first, and those in `held` as well."""
    codes = dict.fromkeys((*LANGUAGES_OFFERED, *held))
    return [(code, language_name(code)) for code in codes]


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


def _language() -> str:
    return (get_language() or "en")[:2]


def _locale() -> Locale:
    return _locale_of(_language())


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(language)


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    named = [
        (code, str(name))
        for code, name in _locale_of(language).territories.items()
        if len(code) == 2 and code not in NOT_COUNTRIES
    ]
    return tuple(sorted(named, key=lambda country: sort_key(country[1])))
