"""Needs out of a workbook (a row each), a Word form (a table each) or another mission's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from trithuc.importers.needs.fields import FIELD_OF_HEADING, need_from
from trithuc.importers.needs.passing import read_passed
from trithuc.importers.needs.records import PostedNeed
from trithuc.importers.needs.word import is_word, tables_of
from trithuc.importers.reading import Position, Reading, UnreadableFile
from trithuc.importers.spreadsheet import Row, Sheet, read_workbook
from trithuc.text.folding import fold

HEADER_LOOKED_FOR_IN: Final = 10
LEAST_KNOWN: Final = {"title", "text"}
EXAMPLE: Final = ("(vi du)", "(example)", "(exemple)")


def read_needs(path: Path, *, name: str = "") -> list[Reading[PostedNeed]]:
    """name: what to call the file in messages; its own name by default. Raises UnreadableFile."""
    file = name or path.name
    if not path.is_file():
        raise UnreadableFile("file-missing", file=file)
    if file.casefold().endswith(".json"):
        return list(read_passed(path, file=file))
    found = list(_of_word(path, file) if is_word(path) else _of_workbook(path, file))
    if not found:
        raise UnreadableFile("no-table-recognised", file=file)
    return found


def _of_word(path: Path, file: str) -> Iterator[Reading[PostedNeed]]:
    for number, table in enumerate(tables_of(path, file=file), start=1):
        said = {
            field: cells[1]
            for cells in table
            if len(cells) > 1 and (field := _field_of(cells[0])) and cells[1]
        }
        if said:
            yield need_from(said, Position(number))


def _of_workbook(path: Path, file: str) -> Iterator[Reading[PostedNeed]]:
    with read_workbook(path, name=file) as workbook:
        for sheet in workbook.sheets:
            if not sheet.is_hidden:
                yield from _of_sheet(sheet)


def _of_sheet(sheet: Sheet) -> Iterator[Reading[PostedNeed]]:
    columns: Mapping[int, str] = {}
    for row in sheet.rows():
        if columns:
            said = {field: row.cells[index] for index, field in columns.items()}
            if any(said.values()) and not _is_example(row):
                yield need_from(said, Position(row.number, sheet.name))
        elif row.number <= HEADER_LOOKED_FOR_IN:
            columns = _columns(row.cells)


def _columns(cells: Sequence[str]) -> Mapping[int, str]:
    """{} for a row that is no header: one names a title and a text at least."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if field := _field_of(cell):
            found.setdefault(field, index)
    return {index: field for field, index in found.items()} if found.keys() >= LEAST_KNOWN else {}


def _field_of(heading: str) -> str:
    """Choices may stand beneath a heading, in lines of their own."""
    first = heading.strip().partition("\n")[0]
    return FIELD_OF_HEADING.get(fold(first).strip(" :*"), "")


def _is_example(row: Row) -> bool:
    return any(fold(cell).startswith(EXAMPLE) for cell in row.cells)
