"""Reads a seminar's workbook: its people, what they said yes to, and what they proposed.

Reach for it with the path of any workbook or CSV. Invariant: every row below the column names is a
record, a rejected reading, or named in a notice; hidden sheets are named and left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from trithuc.importers.reading import Position, Problem, Reading, UnreadableFile
from trithuc.importers.seminar.columns import ColumnMap
from trithuc.importers.seminar.records import SeminarPerson, SeminarProposal
from trithuc.importers.seminar.rows import read_person, read_proposal
from trithuc.importers.seminar.tables import (
    Kind,
    Table,
    find_table,
    likely_headings,
    settled_kinds,
)
from trithuc.importers.seminar.template import is_code_list
from trithuc.importers.spreadsheet import Limits, Sheet, Workbook, read_workbook

MOST_NOTICES: Final = 500


@dataclass(frozen=True)
class SeminarSheet:
    """A sheet that was read. headings: the row that names the columns, for a sheet of rejects,
    without those that are never kept."""

    name: str
    kind: Kind
    header_row: int
    headings: tuple[str, ...]
    columns: ColumnMap


@dataclass(frozen=True)
class SeminarReading:
    """What a workbook holds; people and proposals are read anew each time they are gone through."""

    sheets: tuple[SeminarSheet, ...]
    notices: tuple[Problem, ...]
    _tables: tuple[Table, ...] = field(repr=False)
    _workbook: Workbook = field(repr=False)

    @property
    def columns(self) -> dict[str, dict[str, str]]:
        """Sheet → heading → field, "" for a column that was not read."""
        return {sheet.name: sheet.columns.mapping for sheet in self.sheets}

    @property
    def people(self) -> Iterator[Reading[SeminarPerson]]:
        for table in self._tables:
            if table.kind is not Kind.PROPOSALS:
                for row in table.rows():
                    position = Position(row.number, table.sheet.name)
                    yield read_person(table.columns, row.cells, position)

    @property
    def proposals(self) -> Iterator[Reading[SeminarProposal]]:
        for table in self._tables:
            if table.kind is not Kind.PEOPLE:
                yield from _proposals(table)

    def close(self) -> None:
        """Free the workbook's temporary file; people and proposals cannot be read afterwards."""
        self._workbook.close()


def _proposals(table: Table) -> Iterator[Reading[SeminarProposal]]:
    is_beside_person = table.kind is Kind.BOTH
    [text_index] = table.columns.indexes("proposal_text")
    for row in table.rows():
        if is_beside_person and not row.cells[text_index].strip():
            continue
        position = Position(row.number, table.sheet.name)
        yield read_proposal(table.columns, row.cells, position, is_beside_person=is_beside_person)


def read_seminar(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    limits: Limits = Limits(),  # noqa: B008
    name: str = "",
) -> SeminarReading:
    """The people and proposals of a workbook or delimited text.

    mapping: heading → field (see `FIELDS`), "" to leave a column out; it goes before what would be
    recognised, whatever sheet the heading is on.
    name: what to call the file in messages; its own name by default.
    Raises UnreadableFile, with the reason "no-table-recognised" where no sheet has known columns.
    """
    file = name or path.name
    workbook = read_workbook(path, limits=limits, name=file)
    try:
        return _seminar(workbook, mapping, file=file)
    except BaseException:
        workbook.close()
        raise


def _seminar(workbook: Workbook, mapping: Mapping[str, str] | None, *, file: str) -> SeminarReading:
    visible = [sheet for sheet in workbook.sheets if not sheet.is_hidden and sheet.length]
    found = {sheet.name: find_table(sheet, mapping) for sheet in visible}
    tables = settled_kinds([table for table in found.values() if table])
    if not tables:
        raise UnreadableFile("no-table-recognised", file=file)
    unread = [sheet for sheet in visible if found[sheet.name] is None]
    return SeminarReading(
        sheets=tuple(_seminar_sheet(table) for table in tables),
        notices=(*workbook.notices, *_notices(tables, unread, file=file)),
        _tables=tuple(tables),
        _workbook=workbook,
    )


def _seminar_sheet(table: Table) -> SeminarSheet:
    dropped = table.columns.dropped_indexes
    headings = tuple(
        "" if index in dropped else heading for index, heading in enumerate(table.header.cells)
    )
    return SeminarSheet(table.sheet.name, table.kind, table.header.number, headings, table.columns)


def _notices(tables: Iterable[Table], unread: Iterable[Sheet], *, file: str) -> tuple[Problem, ...]:
    notices: list[Problem] = []
    for table in tables:
        sheet = table.sheet.name or file
        notices += table.columns.notices(sheet=sheet)
        for notice in table.skipped(sheet=sheet):
            if len(notices) < MOST_NOTICES:
                notices.append(notice)
    notices += [
        Problem("", "", "sheet-unrecognised", (("sheet", sheet.name),))
        for sheet in unread
        if not is_code_list(sheet)
    ]
    return tuple(notices)


def read_headings(
    path: Path,
    *,
    limits: Limits = Limits(),  # noqa: B008
    name: str = "",
) -> dict[str, tuple[str, ...]]:
    """Sheet → what its columns are probably called, for an officer to say what each holds.

    Raises UnreadableFile.
    """
    with read_workbook(path, limits=limits, name=name) as workbook:
        return {
            sheet.name: likely_headings(sheet) for sheet in workbook.sheets if not sheet.is_hidden
        }
