"""Carrying out ROR's steps in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model

from caunoi.imports.kinds.ror.planning import ROR_ID
from caunoi.imports.plan import (
    Circumstances,
    SourcesOfRows,
    Step,
    Subject,
    WrittenRows,
    WrittenTable,
)
from caunoi.imports.writing import (
    AT_ONCE,
    Row,
    create_records,
    state_changes,
    update_records,
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
from trithuc.identifiers import ror
from trithuc.names import sort_key
from trithuc.text.folding import fold

PLAIN_FIELDS = (Fact.DISPLAY_NAME, Fact.STATUS, Fact.KINDS, Fact.ESTABLISHED, Fact.WEBSITE)


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
    subject = Subject.ORGANISATION
    rows = [
        *create_records(Organisation, steps, subject, sources, _set_columns),
        *update_records(Organisation, steps, subject, sources, _set_columns),
    ]
    _write_names([row for row in rows if row.new_value(Fact.NAMES) is not None])
    _write_relations([row for row in rows if row.new_value(Fact.RELATIONS) is not None])
    state_changes(OrganisationStatement, "organisation_id", rows, set(Fact))
    return {row.step.key: row.record.pk for row in rows}


def _set_columns(row: Row[Organisation]) -> None:
    organisation = row.record
    for field in (ROR_ID, *PLAIN_FIELDS):
        value = row.new_value(field)
        if value is not None:
            setattr(organisation, field, value)
    place = row.new_value(Fact.PLACE)
    if place is not None:
        organisation.city, organisation.country_code = place[0] or "", place[1] or ""
        organisation.latitude, organisation.longitude = place[2], place[3]
    organisation.sort_key = sort_key(organisation.display_name)


def _write_names(rows: Sequence[Row[Organisation]]) -> None:
    wanted = {
        (row.record.pk, value, language): kinds
        for row in rows
        for value, language, kinds in row.new_value(Fact.NAMES) or ()
    }
    held = {
        (name.organisation_id, name.value, name.language): name
        for name in OrganisationName.objects.filter(
            organisation__in=[row.record.pk for row in rows]
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


def _write_relations(rows: Sequence[Row[Organisation]]) -> None:
    ids = [row.record.pk for row in rows]
    _delete(
        OrganisationRelation,
        OrganisationRelation.objects.filter(organisation__in=ids).values_list("pk", flat=True),
    )
    insert_by_copy(
        [
            OrganisationRelation(
                organisation_id=row.record.pk,
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


TABLES = (
    WrittenTable(OrganisationRelation, "organisation_id", Organisation),
    WrittenTable(OrganisationName, "organisation_id", Organisation),
    WrittenTable(Organisation),
)
