"""Keeping what sources say: files, statements, and which statement is chosen."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.core.files import File
from django.db import models, transaction
from django.db.models import QuerySet

from caunoi.accounts.models import User
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.many import among
from caunoi.sources.models import WEIGHT_OF_KIND, Attachment, Source, SourceKind, Statement

READ_AT_ONCE = 1 << 20


def sha256_of(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks(READ_AT_ONCE):
        digest.update(chunk)
    return digest.hexdigest()


def keep_file(file: File[bytes], *, name: str, by: User | None) -> Attachment:
    """Store an uploaded file under an unguessable name and remember its digest."""
    attachment = Attachment(
        name=Path(name).name[:255], sha256=sha256_of(file), size=file.size, added_by=by
    )
    attachment.file.save(f"{attachment.sha256[:24]}{Path(name).suffix[:10]}", file, save=False)
    attachment.save()
    return attachment


def keep_path(path: Path, *, by: User | None = None) -> Attachment:
    with path.open("rb") as stream:
        return keep_file(File(stream), name=path.name, by=by)


def delete_file(attachment: Attachment) -> None:
    """Remove the row and then its bytes: a crash between the two leaves bytes, never a dead row."""
    storage, name = attachment.file.storage, attachment.file.name
    attachment.delete()
    if name:
        storage.delete(name)


def outweighs(kind: str, other: str) -> bool:
    """Whether a fact stated by `kind` stays chosen when `other` says something else."""
    return WEIGHT_OF_KIND[SourceKind(kind)] > WEIGHT_OF_KIND[SourceKind(other)]


def record_statements(statements: Sequence[Statement]) -> None:
    """Save statements of one table beside what was stated before.

    An earlier live statement of the same subject, field and kind of source is replaced. Whoever
    has more say stays chosen; among equals the newer statement is.
    """
    if not statements:
        return
    table, subject = type(statements[0]), subject_column(type(statements[0]))
    earlier = _live_statements(table, subject, statements)
    displaced = []
    for statement in statements:
        for old in earlier.get((getattr(statement, subject), statement.field), ()):
            if old.is_chosen and outweighs(old.source.kind, statement.source.kind):
                statement.is_chosen = False
            else:
                old.is_chosen = False
                displaced.append((old, statement))
    table._default_manager.bulk_update([old for old, _ in displaced], ["is_chosen"], 1000)
    insert_by_copy(statements)
    replaced = [pair for pair in displaced if pair[0].source.kind == pair[1].source.kind]
    for old, statement in replaced:
        old.replaced_by = statement
    table._default_manager.bulk_update([old for old, _ in replaced], ["replaced_by"], 1000)


def record_officers_word(
    table: type[Statement],
    subject: models.Model,
    facts: Mapping[Any, Any],
    *,
    by: User | None,
    on: datetime.date,
) -> None:
    """State what an officer typed about one subject. facts: {field: JSON value}."""
    if facts:
        source = Source.objects.create(kind=SourceKind.OFFICER, officer=by, stated_on=on)
        _record_word(table, subject, facts, source)


def record_own_word(
    table: type[Statement], subject: models.Model, facts: Mapping[Any, Any], *, on: datetime.date
) -> None:
    """State what a person said of themselves. facts: {field: JSON value}."""
    if facts:
        source = Source.objects.create(kind=SourceKind.PERSON, stated_on=on)
        _record_word(table, subject, facts, source)


def _record_word(
    table: type[Statement], subject: models.Model, facts: Mapping[Any, Any], source: Source
) -> None:
    about = {subject_column(table): subject.pk, "source": source}
    record_statements([table(field=field, value=value, **about) for field, value in facts.items()])


def take_back_statements(table: type[Statement], sources: QuerySet[Source]) -> None:
    """Delete what these sources stated; what they had replaced speaks again."""
    subject = subject_column(table)
    ours = table._default_manager.filter(source__in=sources)
    touched = set(ours.values_list(subject, "field"))
    _hand_on_what_was_replaced(table, ours)
    ours.delete()
    _choose_again(table, subject, touched)


def _hand_on_what_was_replaced(table: type[Statement], leaving: QuerySet[Statement]) -> None:
    """What they replaced is replaced by what replaced them in turn, and speaks if nothing did."""
    # Untyped: the type checker's plugin breaks on a key to an abstract model's own kind.
    rows: Any = table._default_manager
    successor_of = dict(
        rows.filter(pk__in=leaving, replaced_by__isnull=False).values_list("pk", "replaced_by")
    )
    for statement, successor in successor_of.items():
        while successor in successor_of:
            successor = successor_of[successor]
        rows.filter(replaced_by=statement).update(replaced_by=successor)
    rows.filter(replaced_by__in=leaving).update(replaced_by=None)


def _choose_again(table: type[Statement], subject: str, touched: set[tuple[int, str]]) -> None:
    rows = table._default_manager.filter(
        replaced_by__isnull=True, **{f"{subject}__in": {pk for pk, _ in touched}}
    ).select_related("source")
    best: dict[tuple[int, str], Statement] = {}
    for row in rows.order_by("id"):
        key = (getattr(row, subject), row.field)
        if key in touched and (
            key not in best or not outweighs(best[key].source.kind, row.source.kind)
        ):
            best[key] = row
    for row in best.values():
        row.is_chosen = True
    table._default_manager.bulk_update(best.values(), ["is_chosen"], 1000)


def delete_unused_sources(sources: QuerySet[Source]) -> None:
    """Delete those of these sources that no record refers to any longer."""
    unused = _without_users(sources, _columns_pointing_at(Source, {models.PROTECT}))
    _delete_at_once(list(unused.values_list("pk", flat=True)))


def delete_unused_files(files: QuerySet[Attachment]) -> None:
    """Delete those of these files that no record refers to any longer, once all is committed."""
    anyone = {models.PROTECT, models.SET_NULL, models.CASCADE}
    for attachment in _without_users(files, _columns_pointing_at(Attachment, anyone)):
        transaction.on_commit(partial(delete_file, attachment))


def _delete_at_once(gone: Sequence[int]) -> None:
    """In a few statements: Django's own way would first fetch whatever points at each source."""
    for table, column in _columns_pointing_at(Source, {models.SET_NULL}):
        table._default_manager.filter(among(column, gone)).update(**{column: None})
    sources: Any = Source.objects.filter(among("pk", gone))
    sources._raw_delete(sources.db)


Column = tuple[type[models.Model], str]
Record = TypeVar("Record", bound=models.Model)


def _without_users(records: QuerySet[Record], columns: Iterable[Column]) -> QuerySet[Record]:
    for table, column in columns:
        users = table._default_manager.filter(**{column: models.OuterRef("pk")})
        records = records.exclude(models.Exists(users))
    return records


def _columns_pointing_at(model: type[models.Model], on_delete: Set[Any]) -> Iterator[Column]:
    """Those of any table that point at this one and say one of these things of its deletion.

    The history, which outlives what it tells of, says DO_NOTHING.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete in on_delete:
            yield relation.related_model, relation.field.attname


def _live_statements(
    table: type[Statement], subject: str, statements: Sequence[Statement]
) -> dict[tuple[int, str], list[Statement]]:
    found: dict[tuple[int, str], list[Statement]] = {}
    rows = table._default_manager.filter(
        replaced_by__isnull=True,
        **{f"{subject}__in": {getattr(statement, subject) for statement in statements}},
    ).select_related("source")
    for row in rows:
        found.setdefault((getattr(row, subject), row.field), []).append(row)
    return found


def subject_column(table: type[Statement]) -> str:
    """The column of this statement table that holds the id of its subject."""
    return next(
        field.attname
        for field in table._meta.concrete_fields
        if field.is_relation and field.name not in {"source", "replaced_by"}
    )
