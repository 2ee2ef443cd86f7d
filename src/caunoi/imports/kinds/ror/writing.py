"""Carrying out ROR's steps in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from caunoi.imports.kinds.ror.planning import ROR_ID
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    Circumstances,
    SourcesOfRows,
    Step,
    Subject,
    WrittenRows,
    WrittenTable,
    only_writing,
)
from caunoi.organisations.facts import Fact
from caunoi.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationRelation,
    OrganisationStatement,
)
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import record_statements
from trithuc.identifiers import ror
from trithuc.names import sort_key
from trithuc.text.folding import fold

AT_ONCE = 2_000
PLAIN_FIELDS = (Fact.DISPLAY_NAME, Fact.STATUS, Fact.KINDS, Fact.ESTABLISHED, Fact.WEBSITE)


@dataclass(frozen=True, slots=True)
class Row:
    step: Step
    organisation: Organisation
    source: Source

    def new_value(self, field: str) -> Any | None:
        """The value to put in the register; None when it stays or is only kept beside."""
        for change in self.step.changes:
            if change.field == field and not change.is_kept_beside:
                return change.new
        return None


def source_of(step: Step, circumstances: Circumstances) -> Source:
    return Source(
        kind=SourceKind.SERVICE,
        title="Research Organization Registry (ROR)",
        url=ror.format(step.record.ror_id) if step.record else "",
        row=step.position.row,
        stated_on=circumstances.on,
    )


def write_ror(
    steps: Sequence[Step], circumstances: Circumstances, sources: SourcesOfRows
) -> WrittenRows:
    rows = [*_create(steps, sources), *_update(steps, sources)]
    _write_names([row for row in rows if row.new_value(Fact.NAMES) is not None])
    _write_relations([row for row in rows if row.new_value(Fact.RELATIONS) is not None])
    record_statements(list(_statements(rows)))
    return {row.step.key: row.organisation.pk for row in rows}


def _create(steps: Sequence[Step], sources: SourcesOfRows) -> list[Row]:
    creations = only_writing(steps, Subject.ORGANISATION, Outcome.CREATE)
    rows = [Row(step, Organisation(), sources[step.key]) for step in creations]
    for row in rows:
        _set_columns(row)
    insert_by_copy([row.organisation for row in rows])
    return rows


def _update(steps: Sequence[Step], sources: SourcesOfRows) -> list[Row]:
    updates = list(only_writing(steps, Subject.ORGANISATION, Outcome.UPDATE))
    found = Organisation.objects.select_for_update().in_bulk([step.target for step in updates])
    rows = [Row(step, found[step.target], sources[step.key]) for step in updates]
    for row in rows:
        _set_columns(row)
    columns = [field.name for field in Organisation._meta.concrete_fields if not field.primary_key]
    Organisation.objects.bulk_update([row.organisation for row in rows], columns, AT_ONCE)
    return rows


def _set_columns(row: Row) -> None:
    organisation = row.organisation
    for field in (ROR_ID, *PLAIN_FIELDS):
        value = row.new_value(field)
        if value is not None:
            setattr(organisation, field, value)
    place = row.new_value(Fact.PLACE)
    if place is not None:
        organisation.city, organisation.country_code = place[0] or "", place[1] or ""
        organisation.latitude, organisation.longitude = place[2], place[3]
    organisation.sort_key = sort_key(organisation.display_name)


def _write_names(rows: Sequence[Row]) -> None:
    wanted = {
        (row.organisation.pk, value, language): kinds
        for row in rows
        for value, language, kinds in row.new_value(Fact.NAMES) or ()
    }
    held = {
        (name.organisation_id, name.value, name.language): name
        for name in OrganisationName.objects.filter(
            organisation__in=[row.organisation.pk for row in rows]
        )
    }
    _delete(OrganisationName, [held[key].pk for key in held.keys() - wanted.keys()])
    changed = [held[key] for key in held.keys() & wanted.keys() if held[key].kinds != wanted[key]]
    for name in changed:
        name.kinds = wanted[name.organisation_id, name.value, name.language]
    OrganisationName.objects.bulk_update(changed, ["kinds"], AT_ONCE)
    insert_by_copy(
        [
            OrganisationName(
                organisation_id=pk, value=value, language=language, kinds=kinds, folded=fold(value)
            )
            for (pk, value, language), kinds in wanted.items()
            if (pk, value, language) not in held
        ]
    )


def _write_relations(rows: Sequence[Row]) -> None:
    ids = [row.organisation.pk for row in rows]
    _delete(
        OrganisationRelation,
        OrganisationRelation.objects.filter(organisation__in=ids).values_list("pk", flat=True),
    )
    insert_by_copy(
        [
            OrganisationRelation(
                organisation_id=row.organisation.pk,
                kind=kind,
                other_ror_id=other,
                other_label=label,
            )
            for row in rows
            for kind, other, label in row.new_value(Fact.RELATIONS) or ()
        ]
    )


def _delete(model: type[Model], ids: Iterable[int]) -> None:
    model._default_manager.filter(pk__in=list(ids)).delete()


def _statements(rows: Iterable[Row]) -> Iterator[OrganisationStatement]:
    fields = set(Fact)
    for row in rows:
        for change in row.step.changes:
            if change.field in fields:
                yield OrganisationStatement(
                    organisation=row.organisation,
                    field=change.field,
                    value=change.new,
                    source=row.source,
                )


TABLES = (
    WrittenTable(OrganisationRelation, "organisation_id", Organisation),
    WrittenTable(OrganisationName, "organisation_id", Organisation),
    WrittenTable(Organisation),
)
