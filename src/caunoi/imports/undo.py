"""Taking a run back, by what the history says it did.

Every change of a run carries the run's number in its history context. A record the run created is
deleted, one it changed gets back what it was before; a record that someone has changed since, or
that others now build upon, is left alone and listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, QuerySet

INSERTED, UPDATED, DELETED = "insert", "update", "delete"


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A record the undo did not touch: its model's label, its id, and why (a wording code)."""

    model: str
    id: int
    reason: str


class TableUndo:
    """What one run did to one table."""

    def __init__(self, model: type[models.Model], run_id: int) -> None:
        self.model = model
        self.events: Any = _event_model(model)
        self.run_events = self.events.objects.filter(pgh_context__metadata__import_run=run_id)
        self.created = self._ids(INSERTED)
        self.deleted = self._ids(DELETED)
        self.updated = self._ids(UPDATED) - self.created - self.deleted
        self.changed_since = self._changed_since()

    def _ids(self, label: str) -> set[int]:
        rows = self.run_events.filter(pgh_label=label).order_by()
        return set(rows.values_list("pgh_obj_id", flat=True))

    def _changed_since(self) -> set[int]:
        last = dict(
            self.run_events.order_by().values_list("pgh_obj_id").annotate(last=Max("pgh_id"))
        )
        later = (
            self.events.objects.filter(pgh_obj_id__in=last)
            .order_by()
            .values_list("pgh_obj_id")
            .annotate(last=Max("pgh_id"))
        )
        return {obj for obj, newest in later if newest > last[obj]}

    def revert_updates(self, keep: set[int]) -> None:
        """Give changed records their values from just before the run; bring deleted ones back."""
        before = self._states_before((self.updated | self.deleted) - keep)
        columns = [field.attname for field in self.model._meta.concrete_fields]
        records = [
            self.model(**{column: getattr(event, column) for column in columns}) for event in before
        ]
        changed = [record for record in records if record.pk in self.updated]
        gone = [record for record in records if record.pk in self.deleted]
        names = [f.name for f in self.model._meta.concrete_fields if not f.primary_key]
        if names:
            self.model._default_manager.bulk_update(changed, names, 1000)  # type: ignore[arg-type]
        self.model._default_manager.bulk_create(gone, 1000)

    def _states_before(self, ids: set[int]) -> QuerySet[Any]:
        """The newest events before the run; the records asked for have none after it."""
        earlier = (
            self.events.objects.filter(pgh_obj_id__in=ids)
            .exclude(pgh_id__in=self.run_events.order_by().values("pgh_id"))
            .order_by()
            .values("pgh_obj_id")
            .annotate(last=Max("pgh_id"))
            .values_list("last", flat=True)
        )
        found: QuerySet[Any] = self.events.objects.filter(pgh_id__in=list(earlier))
        return found

    def delete_created(self, keep: set[int]) -> None:
        """Delete what the run created, and the traces of it in the history."""
        gone = self.created - keep
        self.model._default_manager.filter(pk__in=gone).delete()
        self.events.objects.filter(pgh_obj_id__in=gone).delete()


def undo_tables(
    tables: Sequence[type[models.Model]],
    companions: Sequence[type[models.Model]],
    run_id: int,
) -> list[LeftAlone]:
    """Undo one run over its tables (children before parents) inside the caller's transaction.

    companions: tables whose rows go with the record they speak of, so they hold nothing back.
    """
    undos = {model: TableUndo(model, run_id) for model in tables}
    kept = _kept(undos, companions)
    for undo in undos.values():
        undo.delete_created(kept[undo.model])
    for undo in reversed(undos.values()):
        undo.revert_updates(kept[undo.model])
    return [
        LeftAlone(model._meta.label_lower, pk, _reason(undos[model], pk))
        for model, ids in kept.items()
        for pk in sorted(ids & (undos[model].created | undos[model].updated))
    ]


Kept = dict[type[models.Model], set[int]]


def _kept(
    undos: dict[type[models.Model], TableUndo], companions: Sequence[type[models.Model]]
) -> Kept:
    """Records to leave alone: changed since, or with something newer standing on them."""
    kept: Kept = {model: set(undo.changed_since) for model, undo in undos.items()}
    for model, undo in undos.items():
        for child, column in _children_of(model):
            if child not in companions:
                ours = undos[child].created - kept[child] if child in undos else set()
                newer = child._default_manager.filter(**{f"{column}__in": undo.created})
                kept[model] |= set(
                    newer.exclude(pk__in=ours).order_by().values_list(column, flat=True)
                )
    return _with_parents(kept, undos)


def _with_parents(kept: Kept, undos: dict[type[models.Model], TableUndo]) -> Kept:
    """A record that stays needs the records it points to."""
    for model in undos:
        for field in (field for field in model._meta.concrete_fields if field.is_relation):
            parent: Any = field.related_model
            if parent in kept:
                pointing = model._default_manager.filter(pk__in=kept[model]).order_by()
                needed = set(pointing.values_list(field.attname, flat=True))
                kept[parent] |= needed & undos[parent].created
    return kept


def _children_of(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and not relation.many_to_many:
            child: Any = relation.related_model
            if not _is_history(child):
                yield child, relation.field.attname


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")


def _event_model(model: type[models.Model]) -> Any:
    return next(
        relation.related_model
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel) and _is_history(relation.related_model)  # type: ignore[arg-type]
    )


def _reason(undo: TableUndo, pk: int) -> str:
    return "changed-since" if pk in undo.changed_since else "built-upon"
