"""A project's facts in a reader's words: labels, amounts, dates, roles.

Invariant: an unknown code is shown as it is, never lost.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.numbers import format_decimal
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.wording import reader_language
from caunoi.programmes.facts import Fact
from caunoi.programmes.models import PartnerRole

FACT_LABELS: Mapping[str, Promise] = {
    Fact.ACRONYM: _("acronym"),
    Fact.TITLE: _("title"),
    Fact.OBJECTIVE: _("objective"),
    Fact.STARTS_ON: _("first day"),
    Fact.ENDS_ON: _("last day"),
    Fact.FRAMEWORK_PROGRAMME: _("programme"),
    Fact.FUNDING_SCHEME: _("funding scheme"),
    Fact.TOPIC: _("topic"),
    Fact.TOPIC_TITLE: _("title of the topic"),
    Fact.TOTAL_COST: _("total cost"),
    Fact.EU_CONTRIBUTION: _("contribution of the European Union"),
    Fact.KEYWORDS: _("keywords"),
    Fact.FIELDS: _("fields of science"),
    Fact.DELIVERABLES: _("deliverables"),
}


def euros(amount: int | None) -> str:
    """ "" where nobody says."""
    if amount is None:
        return ""
    return f"€ {format_decimal(amount, locale=reader_language())}"


def role_label(role: str) -> str:
    return str(PartnerRole(role).label) if role in PartnerRole.values else role


def day_in_words(day: str) -> str:
    """An ISO date as the reader writes dates."""
    return str(formats.date_format(datetime.date.fromisoformat(day), "SHORT_DATE_FORMAT"))


def field_name(path: str) -> str:
    """A EuroSciVoc field's own name, without those above it."""
    return path.rpartition("/")[2]


def fact_in_words(field: str, value: Any) -> str:
    """A fact's JSON value as a reader expects it; "" when it says that there is nothing."""
    if value is None or value == "" or value == []:
        return ""
    shown: Mapping[str, Callable[[Any], str]] = {
        Fact.STARTS_ON: day_in_words,
        Fact.ENDS_ON: day_in_words,
        Fact.TOTAL_COST: euros,
        Fact.EU_CONTRIBUTION: euros,
        Fact.KEYWORDS: _listed,
        Fact.FIELDS: lambda fields: _listed(field_name(path) for _code, path in fields),
        Fact.DELIVERABLES: lambda found: _listed(one[0] for one in found),
    }
    return shown.get(field, str)(value)


def partner_fact_in_words(value: Any) -> str:
    """An amount, or whether it is so; "" where nobody says."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return euros(value)


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
