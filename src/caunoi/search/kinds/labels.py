"""Words a record is found by in all six languages: its sectors, its country."""

from __future__ import annotations

from functools import cache

from babel import Locale

from trithuc import vocabulary
from trithuc.vocabulary import LANGUAGES


@cache
def sector_labels(code: str) -> tuple[str, ...]:
    """None for a code that the library has dropped."""
    try:
        sector = vocabulary.sector(code)
    except KeyError:
        return ()
    return (*sector.labels.values(), *sector.aliases)


@cache
def country_labels(code: str) -> tuple[str, ...]:
    """As CLDR names it; none for a code that is no country's."""
    named = (Locale.parse(language).territories.get(code) for language in LANGUAGES)
    return tuple(dict.fromkeys(filter(None, named)))
