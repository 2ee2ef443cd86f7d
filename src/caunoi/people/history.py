"""A person's record as it changed: who changed what, in words, newest first.

Reach for it on the profile. The database writes the history (pghistory); this module only reads
it, and leaves out keys and references that say nothing to a reader.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.organisations.wording import country_name, language_name
from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    ExpertSector,
    OfficeHolder,
    Participant,
    Person,
    PersonName,
)
from caunoi.people.purposes import Purpose
from caunoi.people.wording import way_label
from caunoi.sectors.models import Sector
from caunoi.sources.history import (
    CHANGES_SHOWN,
    DELETED,
    INSERTED,
    UPDATED,
    FieldChange,
    history_of,
    users_behind,
)
from caunoi.sources.history import PastChange as ChangeOfAnyNoun

# Enough to find what the newest changes were before, for a record of ordinary length.
READ_PER_TABLE = 3 * CHANGES_SHOWN
NOT_SHOWN = frozenset({"name_key", "sort_key", "email_key", "folded"})


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row of the person's record."""

    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange(ChangeOfAnyNoun):
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows belong to a person, found in its history by `column`."""

    model: type[models.Model]
    column: str
    subject: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the history, with the one before it of the same row, if it could be read."""

    table: Table
    row: Any
    before: Any

    @property
    def at(self) -> datetime.datetime:
        at: datetime.datetime = self.row.pgh_created_at
        return at

    @property
    def subject(self) -> tuple[Table, int]:
        return self.table, self.row.pgh_obj_id


def past_changes(person: Person) -> list[PastChange]:
    """The latest 20. The database gives all that one transaction did the same instant."""
    events = sorted(_events_of(person), key=lambda event: event.at, reverse=True)
    at_one_go = [list(group) for _at, group in groupby(events, key=lambda event: event.at)]
    shown = at_one_go[:CHANGES_SHOWN]
    users = users_behind(event.row for group in shown for event in group)
    return [_in_words(group, users) for group in shown]


def _events_of(person: Person) -> Iterator[Event]:
    for table in _tables():
        history = history_of(table.model).filter(**{table.column: person.pk})
        newest_first = history.select_related("pgh_context").order_by("-pgh_id")
        before: dict[int, Any] = {}
        for row in reversed(newest_first[:READ_PER_TABLE]):
            yield Event(table, row, before.get(row.pgh_obj_id))
            before[row.pgh_obj_id] = row


def _tables() -> tuple[Table, ...]:
    return (
        Table(Person, "pgh_obj_id", lambda row: row.display_name),
        Table(PersonName, "person_id", lambda row: row.value),
        Table(Affiliation, "person_id", lambda row: row.organisation_name),
        Table(Consent, "person_id", lambda row: str(Purpose(row.purpose).label)),
        Table(Expert, "person_id", lambda row: ""),
        Table(ExpertSector, "expert_id", lambda row: Sector(code=row.sector_id).label),
        Table(Participant, "person_id", lambda row: ""),
        Table(OfficeHolder, "person_id", lambda row: row.role),
        # A later layer's, reached by its name and not imported.
        Table(apps.get_model("events.Participation"), "person_id", lambda row: ""),
    )


def _in_words(group: Sequence[Event], users: Mapping[int, User]) -> PastChange:
    new = {event.subject for event in group if event.row.pgh_label == INSERTED}
    # What was written into a row just added belongs to its adding.
    told = (event for event in group if event.row.pgh_label != UPDATED or event.subject not in new)
    return PastChange.told_by(group[0].row, users, rows=tuple(map(_row_in_words, told)))


def _row_in_words(event: Event) -> RowChange:
    is_update = event.row.pgh_label == UPDATED
    fields = _differences(event.table.model, event.before, event.row) if is_update else ()
    return RowChange(_title(event.table, event.row), fields)


def _title(table: Table, row: Any) -> str:
    done = {
        INSERTED: _("Added: %(what)s"),
        UPDATED: _("Changed: %(what)s"),
        DELETED: _("Removed: %(what)s"),
    }[row.pgh_label]
    words = (str(table.model._meta.verbose_name), table.subject(row))
    return done % {"what": " · ".join(filter(None, words))}


def _differences(model: type[models.Model], before: Any, after: Any) -> tuple[FieldChange, ...]:
    """Empty when what was before lies too far back to be read."""
    if before is None:
        return ()
    return tuple(
        FieldChange(str(field.verbose_name), _shown(field, before), _shown(field, after))
        for field in model._meta.concrete_fields
        if not field.is_relation
        and field.name not in NOT_SHOWN
        and getattr(before, field.name) != getattr(after, field.name)
    )


def _shown(field: models.Field[Any, Any], row: Any) -> str:
    value = getattr(row, field.name)
    if isinstance(value, list):
        words = {"languages": language_name, "ways_to_contribute": way_label}.get(field.name, str)
        return ", ".join(words(one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    if field.name == "country_code":
        return country_name(value)
    return str(dict(field.flatchoices).get(value, value or ""))
