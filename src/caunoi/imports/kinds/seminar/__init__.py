"""A seminar's workbook: people, what they said yes to, and what they proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from trithuc.importers.seminar import (
    SeminarPerson,
    SeminarProposal,
    SeminarReading,
    read_seminar,
)

from caunoi.imports.kinds.seminar.planning import SeminarPlanner
from caunoi.imports.kinds.seminar.writing import TABLES, source_of, write_seminar
from caunoi.imports.plan import ImportKind, ReadFile, Received, Subject
from caunoi.people.models import Look, PersonStatement


def read(path: Path, columns: Mapping[str, str]) -> ReadFile:
    reading = read_seminar(path, mapping=columns or None)
    return ReadFile(
        received=list(_received(reading)), columns=reading.columns, notices=reading.notices
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
    planner=SeminarPlanner,
    source=source_of,
    write=write_seminar,
    tables=TABLES,
    companions=(PersonStatement, Look),
    statements=(PersonStatement,),
    is_about_people=True,
)
