"""Codes as words: countries, languages, kinds, places, ties, in the reader's language.

Reach for it where a page shows a code or a fact's JSON value. Invariant: an unknown code is shown
as it is, never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from caunoi.organisations.facts import Fact
from caunoi.organisations.models import OrganisationKind, OrganisationStatus, RelationKind
from trithuc.names import sort_key

# CLDR lists them among the territories, though they are no countries.
NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# As the country writes its own name, where CLDR writes it otherwise.
OWN_SPELLINGS = {("en", "VN"): "Viet Nam"}
LANGUAGES_OFFERED = (
    *("vi", "en", "fr", "nl", "de", "zh"),
    *("cs", "da", "es", "fi", "hu", "it", "ja", "ko", "lo", "no", "pl", "pt", "ru", "sv", "th"),
)
FACT_LABELS: Mapping[str, Promise] = {
    Fact.DISPLAY_NAME: gettext_lazy("name"),
    Fact.STATUS: gettext_lazy("status"),
    Fact.KINDS: gettext_lazy("kinds"),
    Fact.ESTABLISHED: gettext_lazy("established"),
    Fact.WEBSITE: gettext_lazy("website"),
    Fact.PLACE: gettext_lazy("place"),
    Fact.NAMES: gettext_lazy("names"),
    Fact.RELATIONS: gettext_lazy("ties"),
}
NAME_KINDS = {
    "label": gettext_lazy("name"),
    "alias": gettext_lazy("other name"),
    "acronym": gettext_lazy("acronym"),
}


def country_name(code: str) -> str:
    return _country_name(reader_language(), code)


def language_name(code: str) -> str:
    return str(_locale(reader_language()).languages.get(code, code))


def reader_language() -> str:
    """The language of the interface, as in the names of organisations: "vi", "en"."""
    return (get_language() or "en")[:2]


def countries_in_order(codes: Iterable[str]) -> list[str]:
    """The codes as a reader would list their countries."""
    return sorted(codes, key=lambda code: sort_key(country_name(code)))


def country_choices() -> list[tuple[str, str]]:
    """Every country in the reader's language, in that language's order."""
    return list(_countries(reader_language()))


def language_choices(held: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The usual languages, the six of the register first, and those in `held` as well."""
    codes = dict.fromkeys((*LANGUAGES_OFFERED, *filter(None, held)))
    return [(code, language_name(code)) for code in codes]


def kind_label(kind: str) -> str:
    return str(OrganisationKind(kind).label) if kind in OrganisationKind.values else kind


def status_label(status: str) -> str:
    return str(OrganisationStatus(status).label) if status in OrganisationStatus.values else status


def name_kinds_in_words(kinds: Iterable[str]) -> str:
    """ROR's name types as words; `ror_display` only repeats which one is shown."""
    return ", ".join(str(NAME_KINDS[kind]) for kind in NAME_KINDS if kind in kinds)


def tie_in_words(kind: str, label: str) -> str:
    words = RelationKind(kind).label if kind in RelationKind.values else kind
    return f"{words} {label}"


def name_in_words(value: str, language: str) -> str:
    return f"{value} ({language_name(language)})" if language else value


def place_in_words(place: Iterable[Any]) -> str:
    city, country, *_position = place
    return ", ".join(filter(None, (city, country_name(country or ""))))


def fact_in_words(field: str, value: Any) -> str:
    """A fact's JSON value as a reader expects it; "" when it says that there is nothing."""
    if not value:
        return ""
    shown: Mapping[str, Callable[[Any], str]] = {
        Fact.STATUS: status_label,
        Fact.KINDS: lambda kinds: ", ".join(map(kind_label, kinds)),
        Fact.PLACE: place_in_words,
        Fact.NAMES: lambda names: _listed(name_in_words(*name[:2]) for name in names),
        Fact.RELATIONS: lambda ties: _listed(tie_in_words(tie[0], tie[2]) for tie in ties),
    }
    return shown.get(field, str)(value)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _country_name(language: str, code: str) -> str:
    return OWN_SPELLINGS.get((language, code)) or str(_locale(language).territories.get(code, code))


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    codes = filter(_is_country, _locale(language).territories)
    named = [(code, _country_name(language, code)) for code in codes]
    return tuple(sorted(named, key=lambda country: sort_key(country[1])))


def _is_country(territory: str) -> bool:
    return len(territory) == 2 and territory.isalpha() and territory not in NOT_COUNTRIES
