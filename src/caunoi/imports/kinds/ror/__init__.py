"""Organisations from the Research Organization Registry: its dump, or JSON lines of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.ror.planning import RorPlanner
from caunoi.imports.kinds.ror.writing import TABLES, source_of, write_ror
from caunoi.imports.plan import ImportKind, ReadFile, Received, Subject
from caunoi.organisations.models import Organisation, OrganisationStatement
from trithuc.importers.ror import RorOrganisation, read_ror


def read(path: Path, fields: Mapping[str, str], name: str) -> ReadFile:
    return ReadFile(
        received=tuple(
            Received(
                Subject.ORGANISATION,
                reading.position,
                reading.record,
                reading.problems,
                reading.cells,
            )
            for reading in read_ror(path)
        )
    )


KIND = ImportKind(
    code="ror",
    label=_("Organisations from ROR"),
    lead=_("The region's universities, institutes, firms and agencies, named in many languages."),
    suffixes=(".jsonl", ".json", ".zip"),
    record_types={Subject.ORGANISATION: RorOrganisation},
    read=read,
    planner=RorPlanner,
    source=source_of,
    write=write_ror,
    subjects={Subject.ORGANISATION: Organisation},
    tables=TABLES,
    companions=(OrganisationStatement,),
    statements=(OrganisationStatement,),
)
