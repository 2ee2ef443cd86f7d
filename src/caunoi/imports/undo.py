"""Taking a run back, by what the history says it did.

Every change of a run carries the run's number in its history context. A record the run created is
deleted, one it changed gets back what it was before. A record that someone has changed since, or
that newer ones build upon, is left alone with all its parts, and listed: half a person helps
nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, Min
from pghistory.models import Context

from caunoi.imports.plan import WrittenTable
from caunoi.sources.history import DELETED, INSERTED, UPDATED, event_model_of, is_history
from caunoi.sources.many import among

CHANGED_SINCE, BUILT_UPON = "changed-since", "built-upon"
AT_ONCE = 1_000

Model = type[models.Model]
Ids = dict[Model, set[int]]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A record the undo did not touch: its model's label, its id, and why (a wording code)."""

    model: str
    id: int
    reason: str


class TableUndo:
    """What one run did to one table."""

    def __init__(self, table: WrittenTable, run_id: int) -> None:
        self.table = table
        self.model = table.model
        self.events: Any = event_model_of(table.model)
        contexts = Context.objects.filter(metadata__import_run=run_id).values_list("pk", flat=True)
        self.run_events = self.events.objects.filter(pgh_context__in=list(contexts)).order_by()
        self.created = self._ids(INSERTED)
        self.deleted = self._ids(DELETED)
        self.updated = self._ids(UPDATED) - self.created - self.deleted
        self.changed_since = self._changed_since()
        self.whole_of = self._wholes()

    @property
    def touched(self) -> set[int]:
        return self.created | self.updated | self.deleted

    def _ids(self, label: str) -> set[int]:
        return set(self.run_events.filter(pgh_label=label).values_list("pgh_obj_id", flat=True))

    def _wholes(self) -> dict[int, int]:
        """{id of a part: id of the record it is a part of}."""
        if not self.table.column:
            return {}
        return dict(self.run_events.values_list("pgh_obj_id", self.table.column))

    def _changed_since(self) -> set[int]:
        """Records that are no longer what the run made of them; changed and changed back is not."""
        last = dict(self.run_events.values_list("pgh_obj_id").annotate(last=Max("pgh_id")))
        now = dict(
            self.events.objects.filter(among("pgh_obj_id", last))
            .order_by()
            .values_list("pgh_obj_id")
            .annotate(newest=Max("pgh_id"))
        )
        moved = [pk for pk, newest in now.items() if newest != last[pk]]
        events = self.events.objects.in_bulk([number[pk] for pk in moved for number in (last, now)])
        return {pk for pk in moved if self._state(events[last[pk]]) != self._state(events[now[pk]])}

    def _state(self, event: Any) -> tuple[Any, ...] | None:
        """The record's columns after this event; None once it was deleted."""
        if event.pgh_label == DELETED:
            return None
        return tuple(getattr(event, field.attname) for field in self.model._meta.concrete_fields)

    def delete_created(self, keep: Collection[int]) -> None:
        """Delete what the run created, and the traces of it in the history."""
        gone = self.created.difference(keep)
        _delete(self.model._default_manager.filter(among("pk", gone)))
        _delete(self.events.objects.filter(among("pgh_obj_id", gone)))

    def revert_updates(self, keep: Collection[int]) -> None:
        """Give changed records their values from just before the run; bring deleted ones back."""
        before = self._before((self.updated | self.deleted).difference(keep))
        fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        changed = [record for record in before if record.pk in self.updated]
        if fields:
            names = [field.name for field in fields]
            self.model._default_manager.bulk_update(changed, names, AT_ONCE)
        gone = [record for record in before if record.pk in self.deleted]
        self.model._default_manager.bulk_create(gone, AT_ONCE)

    def _before(self, ids: Collection[int]) -> list[models.Model]:
        """These records as the newest event before the run's first shows them."""
        first = dict(
            self.run_events.filter(among("pgh_obj_id", ids))
            .values_list("pgh_obj_id")
            .annotate(first=Min("pgh_id"))
        )
        states: dict[int, Any] = {}
        for event in self.events.objects.filter(among("pgh_obj_id", ids)).order_by("pgh_id"):
            if event.pgh_id < first[event.pgh_obj_id]:
                states[event.pgh_obj_id] = event
        columns = [field.attname for field in self.model._meta.concrete_fields]
        return [
            self.model(**{column: getattr(state, column) for column in columns})
            for state in states.values()
        ]


def undo_tables(
    tables: Sequence[WrittenTable], companions: Sequence[Model], run_id: int
) -> list[LeftAlone]:
    """Undo one run over its tables (children before parents) inside the caller's transaction.

    companions: tables whose rows go with the record they speak of, so they hold nothing back.
    """
    undos = {table.model: TableUndo(table, run_id) for table in tables}
    kept = _kept(undos, companions)
    for undo in undos.values():
        _delete_companions(companions, undo.model, undo.created - kept[undo.model])
        undo.delete_created(kept[undo.model])
    for undo in reversed(undos.values()):
        undo.revert_updates(kept[undo.model])
    return list(_left_alone(undos, kept))


# --- what is left alone ---


def _kept(undos: Mapping[Model, TableUndo], companions: Sequence[Model]) -> Ids:
    """Records to leave alone, by table; those of tables with parts need not be the run's own."""
    kept = {
        model: undo.changed_since | _built_upon(undo, undos, companions)
        for model, undo in undos.items()
    }
    size = -1
    while size != (size := sum(map(len, kept.values()))):
        for undo in undos.values():
            _keep_together(undo, kept)
            _keep_what_is_pointed_at(undo, undos, kept)
    return kept


def _built_upon(
    undo: TableUndo, undos: Mapping[Model, TableUndo], companions: Sequence[Model]
) -> set[int]:
    """Records the run created that rows of others point at."""
    found: set[int] = set()
    for child, column in _children_of(undo.model):
        if child not in companions:
            ours = undos[child].created if child in undos else set()
            pointing = child._default_manager.filter(among(column, undo.created)).order_by()
            rows = pointing.values_list("pk", column)
            found |= {parent for pk, parent in rows if pk not in ours}
    return found


def _keep_together(undo: TableUndo, kept: Ids) -> None:
    """A part that stays keeps the whole, and a whole that stays keeps its parts."""
    whole = undo.table.part_of
    if whole is None:
        return
    kept[whole] |= {undo.whole_of[pk] for pk in kept[undo.model] if pk in undo.whole_of}
    kept[undo.model] |= {pk for pk, one in undo.whole_of.items() if one in kept[whole]}


def _keep_what_is_pointed_at(undo: TableUndo, undos: Mapping[Model, TableUndo], kept: Ids) -> None:
    staying = undo.model._default_manager.filter(among("pk", kept[undo.model])).order_by()
    for field in undo.model._meta.concrete_fields:
        parent: Any = field.related_model
        if parent in kept and kept[undo.model]:
            needed = set(staying.values_list(field.attname, flat=True))
            kept[parent] |= needed & undos[parent].created


def _left_alone(undos: Mapping[Model, TableUndo], kept: Ids) -> Iterator[LeftAlone]:
    """One line for each whole record, whichever of its parts was the reason."""
    for model, undo in undos.items():
        if undo.table.part_of is None:
            parts = [part for part in undos.values() if part.table.part_of is model]
            changed = undo.changed_since | _wholes(parts, "changed_since")
            touched = undo.touched | _wholes(parts, "touched")
            for pk in sorted(kept[model] & touched):
                reason = CHANGED_SINCE if pk in changed else BUILT_UPON
                yield LeftAlone(model._meta.label_lower, pk, reason)


def _wholes(parts: Sequence[TableUndo], ids: str) -> set[int]:
    return {part.whole_of[pk] for part in parts for pk in getattr(part, ids)}


# --- deleting ---


def _delete_companions(companions: Sequence[Model], model: Model, gone: set[int]) -> None:
    for child, column in _children_of(model):
        if child in companions:
            _delete(child._default_manager.filter(among(column, gone)))


def _delete(rows: Any) -> None:
    """In one statement: whatever would have to follow was asked about before."""
    rows._raw_delete(rows.db)


def _children_of(model: Model) -> Iterator[tuple[Model, str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and not relation.many_to_many:
            child: Any = relation.related_model
            if not is_history(child):
                yield child, relation.field.attname
