"""Carrying out CORDIS's steps in bulk: projects, organisations, and then who takes part."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from caunoi.imports.kinds.cordis.organisations import PIC
from caunoi.imports.kinds.cordis.partners import ROLE
from caunoi.imports.kinds.cordis.parts import (
    write_deliverables,
    write_fields,
    write_names,
    write_pics,
)
from caunoi.imports.kinds.cordis.projects import CORDIS_ID
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
from caunoi.imports.writing import Row, create_records, owner_of, state_changes, update_records
from caunoi.organisations.facts import Fact as OrganisationFact
from caunoi.organisations.models import Organisation, OrganisationName, OrganisationStatement
from caunoi.programmes.facts import Fact, PartnerFact
from caunoi.programmes.models import (
    CORDIS_ADDRESS,
    Deliverable,
    OrganisationPic,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
    ProjectStatement,
)
from caunoi.programmes.wording import field_name
from caunoi.sources.models import Source, SourceKind
from trithuc.importers.cordis import CordisOrganisation
from trithuc.names import sort_key

# The words CORDIS asks for where its data is used (CC BY 4.0).
CREDIT = "© European Union, CORDIS"
DAYS = (Fact.STARTS_ON, Fact.ENDS_ON)
PLAIN_FIELDS = (
    CORDIS_ID,
    Fact.ACRONYM,
    Fact.TITLE,
    Fact.OBJECTIVE,
    Fact.FRAMEWORK_PROGRAMME,
    Fact.FUNDING_SCHEME,
    Fact.TOPIC,
    Fact.TOPIC_TITLE,
    Fact.TOTAL_COST,
    Fact.EU_CONTRIBUTION,
    Fact.KEYWORDS,
)
ORGANISATION_FIELDS = (
    OrganisationFact.DISPLAY_NAME,
    OrganisationFact.KINDS,
    OrganisationFact.WEBSITE,
)


def source_of(step: Step, circumstances: Circumstances) -> Source:
    return Source(
        kind=SourceKind.SERVICE,
        title=CREDIT,
        url=_address_of(step.record),
        sheet=step.position.sheet[:100],
        row=step.position.row,
        stated_on=circumstances.on,
    )


def _address_of(record: Any) -> str:
    """CORDIS shows projects and their partners; organisations have no page of their own."""
    if record is None or isinstance(record, CordisOrganisation):
        return ""
    return CORDIS_ADDRESS.format(record.cordis_id)


def write_cordis(
    steps: Sequence[Step], circumstances: Circumstances, sources: SourcesOfRows
) -> WrittenRows:
    projects = _write_projects(steps, sources)
    organisations = _write_organisations(steps, sources)
    partners = _write_partners(steps, sources, organisations)
    return projects | organisations | partners


# --- projects ---


def _write_projects(steps: Sequence[Step], sources: SourcesOfRows) -> WrittenRows:
    fields_held = _fields_held(steps)

    def set_columns(row: Row[Project]) -> None:
        _set_project_columns(row, fields_held.get(row.step.target or 0, []))

    rows = [
        *create_records(Project, steps, Subject.PROJECT, sources, set_columns),
        *update_records(Project, steps, Subject.PROJECT, sources, set_columns),
    ]
    write_fields([row for row in rows if row.new_value(Fact.FIELDS) is not None])
    write_deliverables([row for row in rows if row.new_value(Fact.DELIVERABLES) is not None])
    state_changes(ProjectStatement, "project_id", rows, set(Fact))
    return {row.step.key: row.record.pk for row in rows}


def _fields_held(steps: Sequence[Step]) -> dict[int, list[str]]:
    """{project: paths of the fields it has}, of those that are changed."""
    changed = [step.target for step in only_writing(steps, Subject.PROJECT, Outcome.UPDATE)]
    held: dict[int, list[str]] = {}
    rows = ProjectField.objects.filter(project__in=changed) if changed else ()
    for field in rows:
        held.setdefault(field.project_id, []).append(field.path)
    return held


def _set_project_columns(row: Row[Project], fields_held: Sequence[str]) -> None:
    project = row.record
    for field in PLAIN_FIELDS:
        value = row.new_value(field)
        if value is not None:
            setattr(project, field, value)
    for field in DAYS:
        day = row.new_value(field)
        if day is not None:
            setattr(project, field, datetime.date.fromisoformat(day))
    stated = row.new_value(Fact.FIELDS)
    paths = fields_held if stated is None else [path for _code, path in stated]
    project.derive_folded(map(field_name, paths))


# --- organisations ---


def _write_organisations(steps: Sequence[Step], sources: SourcesOfRows) -> WrittenRows:
    created = create_records(
        Organisation, steps, Subject.ORGANISATION, sources, _set_organisation_columns
    )
    updated = update_records(
        Organisation, steps, Subject.ORGANISATION, sources, _set_organisation_columns
    )
    rows = [*created, *updated]
    write_names(created)
    write_pics([row for row in rows if row.new_value(PIC) is not None])
    state_changes(OrganisationStatement, "organisation_id", rows, set(OrganisationFact))
    return {row.step.key: row.record.pk for row in rows}


def _set_organisation_columns(row: Row[Organisation]) -> None:
    organisation = row.record
    for field in ORGANISATION_FIELDS:
        value = row.new_value(field)
        if value is not None:
            setattr(organisation, field, value)
    place = row.new_value(OrganisationFact.PLACE)
    if place is not None:
        organisation.city, organisation.country_code = place[0], place[1]
        organisation.latitude, organisation.longitude = place[2], place[3]
    organisation.sort_key = sort_key(organisation.display_name)


# --- partners ---


def _write_partners(
    steps: Sequence[Step], sources: SourcesOfRows, organisations: WrittenRows
) -> WrittenRows:
    partners = [step for step in steps if step.subject == Subject.PARTNER and step.writes]
    numbers = {step.record.cordis_id for step in partners}
    found = Project.objects.filter(cordis_id__in=numbers).order_by()
    projects = {number: pk for number, pk in found.values_list("cordis_id", "id") if number}

    def set_columns(row: Row[ProjectPartner]) -> None:
        if row.record.pk is None:
            row.record.project_id = projects[row.step.record.cordis_id]
            row.record.organisation_id = owner_of(row.step, Subject.ORGANISATION, organisations)
        for field in (ROLE, *PartnerFact):
            value = row.new_value(field)
            if value is not None:
                setattr(row.record, field, value)
        row.record.source_id = row.source.pk

    rows = [
        *create_records(ProjectPartner, partners, Subject.PARTNER, sources, set_columns),
        *update_records(ProjectPartner, partners, Subject.PARTNER, sources, set_columns),
    ]
    return {row.step.key: row.record.pk for row in rows}


TABLES = (
    WrittenTable(ProjectPartner, "project_id", Project),
    WrittenTable(ProjectSector, "project_id", Project),
    WrittenTable(ProjectField, "project_id", Project),
    WrittenTable(Deliverable, "project_id", Project),
    WrittenTable(OrganisationPic, "organisation_id", Organisation),
    WrittenTable(OrganisationName, "organisation_id", Organisation),
    WrittenTable(Organisation),
    WrittenTable(Project),
)
