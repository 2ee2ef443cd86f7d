"""Recorded ORCID records: works, present employers and other names of experts who are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from caunoi.imports.kinds.orcid.planning import OrcidPlanner
from caunoi.imports.kinds.orcid.records import (
    OrcidHolder,
    OrcidPublication,
    holder_of,
    problems_of_what_is_kept,
    publications_of,
)
from caunoi.imports.kinds.orcid.writing import TABLES, source_of, write_orcid
from caunoi.imports.plan import ImportKind, ReadFile, Received, Subject
from caunoi.people.models import Look, Person, PersonStatement
from caunoi.works.models import Work
from trithuc.importers.orcid import OrcidRecord, read_orcid
from trithuc.importers.reading import Position, Reading


def read(path: Path, fields: Mapping[str, str], name: str) -> ReadFile:
    return ReadFile(received=tuple(_received(read_orcid(path))))


def _received(readings: Iterable[Reading[OrcidRecord]]) -> Iterator[Received]:
    """A record's holder, then its works; of a record that is told twice, the works once."""
    seen = set()
    for reading in readings:
        if reading.record is None:
            yield Received(Subject.PERSON, reading.position, None, reading.problems)
            continue
        yield Received(
            Subject.PERSON,
            reading.position,
            holder_of(reading.record),
            problems_of_what_is_kept(reading.problems),
        )
        if reading.record.orcid not in seen:
            yield from _works(reading.record, reading.position)
        seen.add(reading.record.orcid)


def _works(record: OrcidRecord, where: Position) -> Iterator[Received]:
    """Each as a row of its record, "#3" being the third of the file.

    Not by the ORCID iD: where a row stood is known for longer than what it held.
    """
    sheet = f"{where.sheet} #{where.row}".strip()
    for row, publication in enumerate(publications_of(record), 1):
        yield Received(Subject.WORK, Position(row, sheet), publication)


KIND = ImportKind(
    code="orcid",
    label=_("Records from ORCID"),
    lead=_("Works, employers and other names of experts whose ORCID iD is in the register."),
    suffixes=(".json", ".jsonl"),
    record_types={Subject.PERSON: OrcidHolder, Subject.WORK: OrcidPublication},
    read=read,
    planner=OrcidPlanner,
    source=source_of,
    write=write_orcid,
    subjects={Subject.PERSON: Person, Subject.WORK: Work},
    tables=TABLES,
    companions=(PersonStatement, Look),
    statements=(PersonStatement,),
)
