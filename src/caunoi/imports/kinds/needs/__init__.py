"""Needs from a workbook, a Word form, or the file another mission passed on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.needs.planning import NeedsPlanner
from caunoi.imports.kinds.needs.writing import TABLES, source_of, write_needs
from caunoi.imports.plan import ImportKind, ReadFile, Received, Subject
from caunoi.needs.models import Need
from trithuc.importers.needs import PostedNeed, read_needs


def read(path: Path, fields: Mapping[str, str], name: str) -> ReadFile:
    return ReadFile(
        received=tuple(
            Received(
                Subject.NEED, reading.position, reading.record, reading.problems, reading.cells
            )
            for reading in read_needs(path, name=name)
        )
    )


KIND = ImportKind(
    code="needs",
    label=_("Needs"),
    lead=_(
        "An Excel form with a need a row, a Word form with a need a table, or what another mission"
        " passed on. Each waits for an officer's review."
    ),
    suffixes=(".xlsx", ".ods", ".csv", ".docx", ".json"),
    record_types={Subject.NEED: PostedNeed},
    read=read,
    planner=NeedsPlanner,
    source=source_of,
    write=write_needs,
    subjects={Subject.NEED: Need},
    tables=TABLES,
    companions=(),
    statements=(),
)
