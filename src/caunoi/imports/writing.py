"""What every kind does when it writes: rows to create, rows to update, statements of what changed.

Reach for it in a kind's own `writing`. Invariant: a few statements a table, whatever the number of
rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    FieldChange,
    SourcesOfRows,
    Step,
    Subject,
    WrittenRows,
    only_writing,
)
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, Statement
from caunoi.sources.services import record_statements

AT_ONCE = 2_000

Written = TypeVar("Written", bound=models.Model)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row(Generic[Written]):
    """A step that writes, with the record it writes to and the source of what it states."""

    step: Step
    record: Written
    source: Source

    def change(self, field: str) -> FieldChange | None:
        return next((change for change in self.step.changes if change.field == field), None)

    def new_value(self, field: str) -> Any | None:
        """The value to put in the register; None when it stays or is only kept beside."""
        change = self.change(field)
        return None if change is None or change.is_kept_beside else change.new


def create_records(
    model: type[Written],
    steps: Sequence[Step],
    subject: Subject,
    sources: SourcesOfRows,
    set_columns: Callable[[Row[Written]], object],
) -> list[Row[Written]]:
    creations = only_writing(steps, subject, Outcome.CREATE)
    rows = [Row(step, model(), sources[step.key]) for step in creations]
    for row in rows:
        set_columns(row)
    insert_by_copy([row.record for row in rows])
    return rows


def update_records(
    model: type[Written],
    steps: Sequence[Step],
    subject: Subject,
    sources: SourcesOfRows,
    set_columns: Callable[[Row[Written]], object],
) -> list[Row[Written]]:
    updates = list(only_writing(steps, subject, Outcome.UPDATE))
    manager: Any = model._default_manager
    found = manager.select_for_update().in_bulk([step.target for step in updates])
    rows = [Row(step, found[step.target], sources[step.key]) for step in updates]
    held = [_columns_of(row.record) for row in rows]
    for row in rows:
        set_columns(row)
    changed = [
        row.record
        for row, before in zip(rows, held, strict=True)
        if _columns_of(row.record) != before
    ]
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    manager.bulk_update(changed, columns, AT_ONCE)
    return rows


def _columns_of(record: models.Model) -> list[Any]:
    return [getattr(record, field.attname) for field in record._meta.concrete_fields]


def state_changes(
    table: type[Statement], subject: str, rows: Sequence[Row[Any]], fields: Collection[str]
) -> None:
    """State what each row changes of these fields. subject: the column that names the record.

    Of a record that the run created nothing was said before, so nothing is asked about it.
    """
    created = [row for row in rows if row.step.outcome == Outcome.CREATE]
    for some in batched(created, AT_ONCE):
        insert_by_copy(
            [
                table(
                    field=change.field,
                    value=change.new,
                    source_id=row.source.pk,
                    **{subject: row.record.pk},
                )
                for row in some
                for change in row.step.changes
                if change.field in fields
            ]
        )
    record_statements(
        [
            table(
                field=change.field, value=change.new, source=row.source, **{subject: row.record.pk}
            )
            for row in rows
            if row.step.outcome != Outcome.CREATE
            for change in row.step.changes
            if change.field in fields
        ]
    )


def owner_of(step: Step, subject: Subject, written: WrittenRows) -> int:
    """The record that this one belongs to, in the register or among those just written."""
    if step.owner is not None:
        return step.owner
    if step.owner_row is None:
        raise LookupError(f"a {step.subject} without a {subject} cannot be written")
    return written[subject, step.owner_row]


def batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """One after the other, so that only so many records are in memory at once."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
