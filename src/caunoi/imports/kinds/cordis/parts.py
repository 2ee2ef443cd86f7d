"""Writing what belongs to a project or an organisation: fields, sectors, deliverables, PICs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model

from caunoi.imports.writing import Row
from caunoi.organisations.facts import Fact as OrganisationFact
from caunoi.organisations.models import Organisation, OrganisationName
from caunoi.programmes.facts import Fact
from caunoi.programmes.models import (
    Deliverable,
    OrganisationPic,
    Project,
    ProjectField,
    ProjectSector,
)
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.many import among
from trithuc.text.folding import fold
from trithuc.vocabulary.crosswalks import sectors_of_euroscivoc


def write_fields(rows: Sequence[Row[Project]]) -> None:
    """Make the fields of these projects what their rows state, and the sectors what follows."""
    _clear(ProjectSector, rows)
    _clear(ProjectField, rows)
    insert_by_copy(
        [
            ProjectField(project_id=row.record.pk, code=code, path=path)
            for row in rows
            for code, path in row.new_value(Fact.FIELDS) or ()
        ]
    )
    insert_by_copy(
        [
            ProjectSector(project_id=row.record.pk, sector_id=code)
            for row in rows
            for code in _sectors_of(row)
        ]
    )


def _sectors_of(row: Row[Project]) -> Iterator[str]:
    """Each once, in the order of the fields that lead to it."""
    fields = row.new_value(Fact.FIELDS) or ()
    found = (code for _code, path in fields for code in sectors_of_euroscivoc(path))
    yield from dict.fromkeys(found)


def write_deliverables(rows: Sequence[Row[Project]]) -> None:
    _clear(Deliverable, rows)
    insert_by_copy(
        [
            Deliverable(project_id=row.record.pk, title=title, description=description, kind=kind)
            for row in rows
            for title, description, kind in row.new_value(Fact.DELIVERABLES) or ()
        ]
    )


def write_names(rows: Iterable[Row[Organisation]]) -> None:
    """Of new organisations: one that was here keeps the names it has."""
    insert_by_copy(
        [
            OrganisationName(
                organisation_id=row.record.pk,
                value=value,
                language=language,
                kinds=kinds,
                folded=fold(value),
            )
            for row in rows
            for value, language, kinds in row.new_value(OrganisationFact.NAMES) or ()
        ]
    )


def write_pics(rows: Iterable[Row[Organisation]]) -> None:
    """Of those whose PIC is new to the register."""
    insert_by_copy(
        [OrganisationPic(organisation_id=row.record.pk, pic=row.step.record.pic) for row in rows]
    )


def _clear(part: type[Model], rows: Iterable[Row[Project]]) -> None:
    known = [row.record.pk for row in rows if row.step.target]
    if known:
        part._default_manager.filter(among("project_id", known)).delete()
