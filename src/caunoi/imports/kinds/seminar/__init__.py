"""A seminar's workbook: people, what they said yes to, and what they proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.seminar.fields import label_of_field
from caunoi.imports.kinds.seminar.planning import SeminarPlanner
from caunoi.imports.kinds.seminar.writing import TABLES, source_of, write_seminar
from caunoi.imports.plan import Heading, ImportKind, ReadFile, Received, Subject
from caunoi.people.models import Look, Person, PersonStatement
from caunoi.proposals.models import Proposal
from trithuc.importers.seminar import (
    FIELDS,
    SeminarPerson,
    SeminarProposal,
    SeminarReading,
    read_headings,
    read_seminar,
)


def read(path: Path, fields: Mapping[str, str], name: str) -> ReadFile:
    reading = read_seminar(path, mapping=fields, name=name)
    try:
        received = tuple(_received(reading))
    finally:
        reading.close()
    return ReadFile(
        received=received,
        headings=_named_headings(reading.columns),
        rejects_headings={sheet.name: sheet.headings for sheet in reading.sheets},
        notices=reading.notices,
    )


def headings(path: Path, name: str) -> tuple[Heading, ...]:
    """What the columns of an unrecognised file are probably called, for an officer to name."""
    found = read_headings(path, name=name)
    return _named_headings({sheet: dict.fromkeys(texts, "") for sheet, texts in found.items()})


def _named_headings(sheets: Mapping[str, Mapping[str, str]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(sheet, text, field)
        for sheet, columns in sheets.items()
        for text, field in columns.items()
        if text
    )


def _received(reading: SeminarReading) -> Iterator[Received]:
    for person in reading.people:
        yield Received(
            Subject.PERSON, person.position, person.record, person.problems, person.cells
        )
    for proposal in reading.proposals:
        yield Received(
            Subject.PROPOSAL, proposal.position, proposal.record, proposal.problems, proposal.cells
        )


KIND = ImportKind(
    code="seminar",
    label=_("Seminar workbook"),
    lead=_("People, what they said yes to, and their proposals."),
    suffixes=(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    record_types={Subject.PERSON: SeminarPerson, Subject.PROPOSAL: SeminarProposal},
    read=read,
    headings=headings,
    fields=tuple((field, label_of_field(field)) for field in FIELDS),
    planner=SeminarPlanner,
    source=source_of,
    write=write_seminar,
    subjects={Subject.PERSON: Person, Subject.PROPOSAL: Proposal},
    tables=TABLES,
    companions=(PersonStatement, Look),
    statements=(PersonStatement,),
    is_of_an_event=True,
)
