"""A person's own data, all of it: as JSON for a machine, as PDF for a reader.

What the register keeps is told row by row of every declared place, with what it was before. Other
people are left out: of a work or a proposal only what it says, of a need only its title.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation

from caunoi.messages.services import language_of
from caunoi.organisations.queries import the_register
from caunoi.people.models import Person
from caunoi.rights.places import PLACES, Place

SHAPE = 1
# Keys made from what stands beside them, and what is another's or a secret.
NOT_TOLD = frozenset(
    {
        *("id", "name_key", "sort_key", "email_key", "folded", "text_hash", "user", "person"),
        *("expert", "token_hash", "decided_by", "written_by", "handled_by", "placed_by"),
        *("other_authors", "replaced_by"),
        # Of an introduction the other side's answer: a no of theirs is told to nobody.
        *("stage", "asked_by", "stated_by", "body_answered_at", "bodys_contact"),
    }
)


@dataclass(frozen=True, slots=True)
class Holding:
    """One place. rows: {field: value in words}; before: rows as they once were, with `until`."""

    code: str
    label: str
    rows: tuple[Mapping[str, str], ...]
    before: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnData:
    """All that one register keeps of one person on one day, in the person's language."""

    person: str
    register: str
    controller: str
    made_at: datetime.datetime
    language: str
    holdings: tuple[Holding, ...]


def own_data_of(person: Person, *, now: datetime.datetime | None = None) -> OwnData:
    """In the language of the person's letters. Places that hold nothing are left out."""
    register = the_register()
    with translation.override(language_of(person)):
        return OwnData(
            person=person.display_name,
            register=register.name if register else "",
            controller=str(register.controller) if register else "",
            made_at=now or timezone.now(),
            language=language_of(person),
            holdings=tuple(_holdings_of(person)),
        )


def as_json(data: OwnData) -> str:
    told = {
        "shape": SHAPE,
        "person": data.person,
        "register": data.register,
        "controller": data.controller,
        "made_at": data.made_at.isoformat(),
        "language": data.language,
        "holdings": {
            one.code: {"label": one.label, "rows": list(one.rows), "before": list(one.before)}
            for one in data.holdings
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_pdf(data: OwnData) -> bytes:
    """Raises OSError where the machine lacks the library that lays out pages (Pango)."""
    # Here and not above: it takes a second to load and is needed once in a while.
    from weasyprint import HTML

    with translation.override(data.language):
        page = render_to_string("rights/own_data_pdf.html", {"data": data})
    made: bytes = HTML(string=page).write_pdf()
    return made


def _holdings_of(person: Person) -> Iterator[Holding]:
    for place in PLACES:
        if place.is_exported:
            rows = tuple(_told(row) for row in place.rows_of(person.pk))
            before = tuple(_before(place, person))
            if rows or before:
                yield Holding(place.code, str(place.label), rows, before)


def _told(row: models.Model) -> dict[str, str]:
    """What is empty is left out."""
    told = {
        str(field.verbose_name): _in_words(row, field)
        for field in _fields_told(type(row)._meta.concrete_fields)
    }
    return {label: value for label, value in told.items() if value}


def _fields_told(fields: Sequence[Any]) -> list[Any]:
    return [field for field in fields if field.name not in NOT_TOLD and "pgh" not in field.name]


def _in_words(row: models.Model, field: models.Field[Any, Any]) -> str:
    if field.is_relation:
        return str(getattr(row, field.name) or "")
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.attname)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else str(value)


def _before(place: Place, person: Person) -> Iterator[dict[str, str]]:
    """Of rows that belong to the person by a column of their own, what the history holds."""
    events = place.history
    column = "pgh_obj_id" if place.path == "pk" else place.path
    if events is None or column not in _names_of(events):
        return
    for event in events._default_manager.filter(**{column: person.pk}).order_by("pgh_id"):
        told = {
            str(field.verbose_name): str(getattr(event, field.attname) or "")
            for field in _fields_told(events._meta.concrete_fields)
            if not field.is_relation
        }
        yield {
            "at": event.pgh_created_at.isoformat(),
            "what": event.pgh_label,
            **{label: value for label, value in told.items() if value},
        }


def _names_of(events: Any) -> set[str]:
    return {name for field in events._meta.fields for name in (field.name, field.attname)}
