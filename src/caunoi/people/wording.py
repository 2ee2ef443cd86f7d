"""What people's codes mean in words: sectors under their families, ways to contribute, facts.

Reach for it where a page shows a code; countries and languages are those of organisations.
Invariant: an unknown code is shown as it is, never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.wording import country_name, language_name, reader_language
from caunoi.people.facts import Fact, Standing
from caunoi.people.models import Contribution
from caunoi.sectors.models import Sector
from trithuc.vocabulary import families, sectors

FACT_LABELS: Mapping[str, Promise] = {
    Fact.DISPLAY_NAME: _("name"),
    Fact.EMAIL: _("e-mail"),
    Fact.ORCID: _("ORCID iD"),
    Fact.CITY: _("city"),
    Fact.COUNTRY: _("country"),
    Fact.AFFILIATION: _("organisation and position"),
    Fact.SECTORS: _("sectors"),
    Fact.EXPERTISE: _("works on"),
    Fact.LANGUAGES: _("languages"),
    Fact.WAYS: _("ways to contribute"),
    Fact.LINK: _("link with Viet Nam"),
}
STANDING_LABELS = {
    Standing.EXPERT: _("expert"),
    Standing.PARTICIPANT: _("participant"),
    Standing.OFFICE_HOLDER: _("office-holder"),
    Standing.NONE: _("without standing"),
}


def sector_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The sectors under their families, in the order they are always shown."""
    return [
        (
            in_readers_language(family.labels),
            [
                (one.code, in_readers_language(one.labels))
                for one in sectors()
                if one.family == family.code
            ],
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


def in_readers_language(labels: Mapping[str, str]) -> str:
    """One of a label's languages; English where the reader's is not among them."""
    return labels.get(reader_language(), labels["en"])
