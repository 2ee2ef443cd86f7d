"""Projects of CORDIS with their fields and partners: its zip, one of its tables, or JSON lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.cordis.planning import CordisPlanner
from caunoi.imports.kinds.cordis.writing import TABLES, source_of, write_cordis
from caunoi.imports.plan import ImportKind, ReadFile, Received, Subject
from caunoi.organisations.models import Organisation, OrganisationStatement
from caunoi.programmes.models import Project, ProjectPartner, ProjectStatement
from trithuc.importers.cordis import (
    CordisOrganisation,
    CordisPartner,
    CordisProject,
    CordisReading,
    read_cordis,
)

SUBJECTS = {
    "project": Subject.PROJECT,
    "organisation": Subject.ORGANISATION,
    "partner": Subject.PARTNER,
}


def read(path: Path, fields: Mapping[str, str], name: str) -> ReadFile:
    return ReadFile(received=tuple(_received(one) for one in read_cordis(path)))


def _received(one: CordisReading) -> Received:
    reading = one.reading
    return Received(
        SUBJECTS[one.kind], reading.position, reading.record, reading.problems, reading.cells
    )


KIND = ImportKind(
    code="cordis",
    label=_("Projects from CORDIS"),
    lead=_("Research projects of the European Union: their fields of science and their partners."),
    suffixes=(".zip", ".json", ".jsonl", ".csv"),
    record_types={
        Subject.PROJECT: CordisProject,
        Subject.ORGANISATION: CordisOrganisation,
        Subject.PARTNER: CordisPartner,
    },
    read=read,
    planner=CordisPlanner,
    source=source_of,
    write=write_cordis,
    subjects={
        Subject.PROJECT: Project,
        Subject.ORGANISATION: Organisation,
        Subject.PARTNER: ProjectPartner,
    },
    tables=TABLES,
    companions=(ProjectStatement, OrganisationStatement),
    statements=(ProjectStatement, OrganisationStatement),
)
