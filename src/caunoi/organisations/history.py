"""An organisation as it changed: one entry for everything done at one go, newest first.

Reach for it on the profile. The database writes the history (pghistory), with one instant for all
that one transaction did; this module only reads it. Invariant: nothing that was changed and
changed back at one go is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.accounts.models import User
from caunoi.organisations.facts import Fact
from caunoi.organisations.models import Organisation, OrganisationName, OrganisationRelation
from caunoi.organisations.wording import (
    FACT_LABELS,
    fact_in_words,
    name_in_words,
    name_kinds_in_words,
    place_in_words,
    tie_in_words,
)
from caunoi.sources.history import (
    CHANGES_SHOWN,
    DELETED,
    INSERTED,
    FieldChange,
    history_of,
    users_behind,
)
from caunoi.sources.history import PastChange as ChangeOfAnyNoun

LISTED_AT_MOST = 6
PLAIN_FACTS = (Fact.DISPLAY_NAME, Fact.STATUS, Fact.KINDS, Fact.ESTABLISHED, Fact.WEBSITE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange(ChangeOfAnyNoun):
    is_entry: bool
    fields: tuple[FieldChange, ...]


def past_changes(organisation: Organisation) -> list[PastChange]:
    """The latest 20 that can be told; what came with its entry into the register is left out."""
    instants = _latest_instants(organisation)
    if not instants:
        return []
    own = _with_the_one_before(organisation, instants[-1])
    names = _since(OrganisationName, organisation, instants[-1])
    ties = _since(OrganisationRelation, organisation, instants[-1])
    users = users_behind([*(event for event, _before in own), *names, *ties])
    told = (
        _told(
            [pair for pair in own if pair[0].pgh_created_at == at],
            [event for event in names if event.pgh_created_at == at],
            [event for event in ties if event.pgh_created_at == at],
            users,
        )
        for at in instants
    )
    return [change for change in told if change.is_entry or change.fields]


def _latest_instants(organisation: Organisation) -> list[datetime.datetime]:
    """Newest first."""
    own, *parts = (
        events.order_by().values_list("pgh_created_at", flat=True).distinct()
        for events in (
            history_of(Organisation).filter(pgh_obj_id=organisation.pk),
            history_of(OrganisationName).filter(organisation_id=organisation.pk),
            history_of(OrganisationRelation).filter(organisation_id=organisation.pk),
        )
    )
    return list(own.union(*parts).order_by("-pgh_created_at")[:CHANGES_SHOWN])


def _with_the_one_before(
    organisation: Organisation, since: datetime.datetime
) -> list[tuple[Any, Any]]:
    """(event, the event before it or None), oldest first."""
    events = history_of(Organisation).filter(pgh_obj_id=organisation.pk)
    shown = list(
        events.filter(pgh_created_at__gte=since).select_related("pgh_context").order_by("pgh_id")
    )
    earlier = events.filter(pgh_created_at__lt=since).order_by("-pgh_id").first()
    return list(zip(shown, [earlier, *shown], strict=False))


def _since(
    model: type[models.Model], organisation: Organisation, since: datetime.datetime
) -> list[Any]:
    events = history_of(model).filter(organisation_id=organisation.pk, pgh_created_at__gte=since)
    return list(events.select_related("pgh_context").order_by("pgh_id"))


def _told(
    own: list[tuple[Any, Any]], names: list[Any], ties: list[Any], users: Mapping[int, User]
) -> PastChange:
    """One entry from all events of one instant, of which there is at least one."""
    event = next(iter([*(event for event, _before in own), *names, *ties]))
    is_entry = any(event.pgh_label == INSERTED for event, _before in own)
    fields = () if is_entry else (*_field_changes(own), *_part_changes(names, ties))
    return PastChange.told_by(event, users, is_entry=is_entry, fields=fields)


def _field_changes(own: list[tuple[Any, Any]]) -> Iterator[FieldChange]:
    """From before the first to after the last; empty when what was before is not known."""
    if not own or own[0][1] is None:
        return
    before, after = own[0][1], own[-1][0]
    for fact in PLAIN_FACTS:
        old, new = getattr(before, fact), getattr(after, fact)
        if old != new:
            yield FieldChange(_label(fact), fact_in_words(fact, old), fact_in_words(fact, new))
    places = [place_in_words((row.city, row.country_code)) for row in (before, after)]
    if places[0] != places[1]:
        yield FieldChange(_label(Fact.PLACE), *places)


def _part_changes(names: list[Any], ties: list[Any]) -> Iterator[FieldChange]:
    yield from _come_and_gone(Fact.NAMES, names, _name)
    yield from _come_and_gone(
        Fact.RELATIONS, ties, lambda tie: tie_in_words(tie.kind, tie.other_label)
    )


def _come_and_gone(
    fact: Fact, events: list[Any], in_words: Callable[[Any], str]
) -> Iterator[FieldChange]:
    gone = dict.fromkeys(in_words(event) for event in events if event.pgh_label == DELETED)
    come = dict.fromkeys(in_words(event) for event in events if event.pgh_label != DELETED)
    old = _listed([words for words in gone if words not in come])
    new = _listed([words for words in come if words not in gone])
    if old or new:
        yield FieldChange(_label(fact), old, new)


def _label(fact: Fact) -> str:
    return capfirst(str(FACT_LABELS[fact]))


def _listed(words: list[str]) -> str:
    """The first few, and how many more."""
    if len(words) <= LISTED_AT_MOST:
        return "; ".join(words)
    more = len(words) - LISTED_AT_MOST
    rest = ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    return "; ".join([*words[:LISTED_AT_MOST], rest])


def _name(event: Any) -> str:
    kinds = name_kinds_in_words(event.kinds)
    words = name_in_words(event.value, event.language)
    return _("%(name)s: %(kinds)s") % {"name": words, "kinds": kinds} if kinds else words
