"""A person's record as it changed: who changed what, in words, newest first.

Reach for it on the profile. The database writes the history (pghistory); this module only reads
it, and leaves out keys and references that say nothing to a reader.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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

SHOWN = 20
# Enough to find what the newest changes were before, for a record of ordinary length.
READ_PER_TABLE = 3 * SHOWN
NOT_SHOWN = frozenset({"name_key", "sort_key", "email_key", "folded"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PastChange:
    """by: "" for the command line. import_run: the number of the run that did it, or undid it."""

    at: datetime.datetime
    title: str
    by: str
    import_run: int | None
    is_undo: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows belong to a person, found in its history by `column`."""

    model: type[models.Model]
    column: str
    subject: Callable[[Any], str]


def past_changes(person: Person) -> list[PastChange]:
    """The latest 20."""
    events = sorted(_events_of(person), key=lambda found: found[1].pgh_created_at, reverse=True)
    shown = events[:SHOWN]
    users = _users_of(event for _table, event, _before in shown)
    return [_in_words(table, event, before, users) for table, event, before in shown]


def _events_of(person: Person) -> Iterator[tuple[Table, Any, Any]]:
    """(table, event, the event before it of the same row, or None)."""
    for table in _tables():
        history = _history_of(table.model).objects.filter(**{table.column: person.pk})
        newest_first = history.select_related("pgh_context").order_by("-pgh_id")
        before: dict[int, Any] = {}
        for event in reversed(newest_first[:READ_PER_TABLE]):
            yield table, event, before.get(event.pgh_obj_id)
            before[event.pgh_obj_id] = event


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


def _history_of(model: type[models.Model]) -> Any:
    return next(
        relation.related_model
        for relation in model._meta.related_objects
        if relation.field.name == "pgh_obj"
    )


def _users_of(events: Iterable[Any]) -> Mapping[int, User]:
    return User.objects.in_bulk({user for event in events if (user := _noted(event, "user"))})


def _in_words(table: Table, event: Any, before: Any, users: Mapping[int, User]) -> PastChange:
    undone = _noted(event, "undo_of_import_run")
    user = users.get(_noted(event, "user") or 0)
    return PastChange(
        at=event.pgh_created_at,
        title=_title(table, event),
        by=str(user) if user else "",
        import_run=_noted(event, "import_run") or undone,
        is_undo=undone is not None,
        fields=_differences(table.model, before, event) if event.pgh_label == "update" else (),
    )


def _noted(event: Any, key: str) -> int | None:
    context = event.pgh_context
    return context.metadata.get(key) if context else None


def _title(table: Table, event: Any) -> str:
    done = {
        "insert": _("Added: %(what)s"),
        "update": _("Changed: %(what)s"),
        "delete": _("Removed: %(what)s"),
    }[event.pgh_label]
    words = (str(table.model._meta.verbose_name), table.subject(event))
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
