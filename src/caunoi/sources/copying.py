"""Writing thousands of records at once by PostgreSQL's COPY, in about half the time of
Django's bulk_create (docs/decisions/0008-copy-for-imports.md has the figures).

Reach for it where an import writes; constraints and history triggers hold as everywhere. It
neither calls `save()` nor sends signals, so derived columns must be set before.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.models import Field

# Carries the history context into the transaction, which COPY itself cannot; and says that no
# trigger is ignored, since triggers that find nothing said raise and catch an error for each row.
_PREPARE = """
    DO $$ BEGIN
        IF coalesce(current_setting('pgtrigger.ignore', true), '') = '' THEN
            PERFORM set_config('pgtrigger.ignore', '{}', true);
        END IF;
    END $$
"""
# What PostgreSQL's driver takes as it is; Django would look at each value once more.
_NATIVE = {str, int, float, bool, type(None), datetime.date, datetime.datetime}
# From so many rows on, PostgreSQL must not go on planning for the empty table it knew.
_CHANGES_EVERY_PLAN = 1_000

ValueOf = Callable[[models.Model], Any]


def insert_by_copy(records: Sequence[models.Model]) -> None:
    """Insert new records of one model; those with an automatic key get theirs beforehand."""
    if records:
        with transaction.atomic(), connection.wrap_database_errors:
            _copy(type(records[0]), records)


def _copy(model: type[models.Model], records: Sequence[models.Model]) -> None:
    key = model._meta.pk
    if isinstance(key, models.AutoField):
        for record, number in zip(records, _next_keys(model, len(records)), strict=True):
            record.pk = number
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [_value_of(field) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE)
        with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
            for record in records:
                copy.write_row([value(record) for value in values])
        if len(records) >= _CHANGES_EVERY_PLAN:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def _next_keys(model: type[models.Model], number: int) -> list[int]:
    key = model._meta.pk
    if key is None:
        raise TypeError(f"{model._meta.label} has no primary key")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', key.column, number],
        )
        return [row[0] for row in cursor.fetchall()]


def _value_of(field: Field[Any, Any]) -> ValueOf:
    """How to get a field's database value from a record; asked once for thousands of records."""
    database = connections[DEFAULT_DB_ALIAS]
    read = _stated_or_made(field)
    is_json = isinstance(field, models.JSONField)

    def value(record: models.Model) -> Any:
        found = read(record)
        if type(found) in _NATIVE and not is_json:
            return found
        return field.get_db_prep_save(found, database)

    return value


def _stated_or_made(field: Field[Any, Any]) -> ValueOf:
    """Some fields make their own value, as the moment a record was added."""
    if type(field).pre_save is Field.pre_save:
        return attrgetter(field.attname)
    return lambda record: field.pre_save(record, add=True)
