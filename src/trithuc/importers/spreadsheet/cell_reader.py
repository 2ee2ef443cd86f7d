"""Reads the cells of a binary or zipped workbook into the spool; only ever in the child process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import python_calamine
from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.cells import cell_text, column_index
from trithuc.importers.spreadsheet.formats import Container
from trithuc.importers.spreadsheet.package import Findings, inspect_package
from trithuc.importers.spreadsheet.spooling import Spooling, is_disk_full

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MACRO_FOLDER: Final = "_VBA_PROJECT_CUR".encode("utf-16-le")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAMS: Final = (
    ("WordDocument", "Word"),
    ("PowerPoint Document", "PowerPoint"),
    ("__substg1.0_", "Outlook"),
)
_BOOK_STREAMS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))

Overlay = Mapping[int, Mapping[int, str]]  # row number → column index → text


def read_cells(spooling: Spooling, path: Path, container: Container) -> None:
    """Write the rows of every sheet with cells.

    Raises UnreadableFile.
    """
    findings = (
        inspect_package(path, file=spooling.file, limits=spooling.limits)
        if container is Container.ZIP
        else _inspect_ole(path, file=spooling.file)
    )
    _tell(findings, spooling)
    try:
        _read_sheets(spooling, path, findings)
    except UnreadableFile:
        raise
    except python_calamine.PasswordError as error:
        raise UnreadableFile("password-protected", file=spooling.file) from error
    except MemoryError:
        raise
    # The reader's own panics derive from BaseException; each of them means a file it cannot read.
    except BaseException as error:
        if is_disk_full(error):
            raise
        raise UnreadableFile("file-damaged", file=spooling.file) from error


def _inspect_ole(path: Path, *, file: str) -> Findings:
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise UnreadableFile("password-protected", file=file)
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            raise UnreadableFile("not-a-spreadsheet", file=file, kind=kind)
    if not any(stream in content for stream in _BOOK_STREAMS):
        raise UnreadableFile("file-damaged", file=file)
    return Findings(has_macros=_MACRO_FOLDER in content)


def _tell(findings: Findings, spooling: Spooling) -> None:
    for sheet, text in findings.texts_around_cells:
        spooling.refuse_stamp(text, place=sheet or "…")
    if findings.has_macros:
        spooling.note("macros-ignored")
    for sheet, reference in findings.formulas_without_value:
        spooling.note("formula-without-value", cell=f"{sheet}!{reference}")


def _read_sheets(spooling: Spooling, path: Path, findings: Findings) -> None:
    with CalamineWorkbook.from_path(path) as book:
        spooling.format = _format_of(path)
        for metadata in book.sheets_metadata:
            if metadata.typ != SheetTypeEnum.WorkSheet:
                spooling.note("sheet-not-cells", sheet=metadata.name)
                continue
            _read_sheet(spooling, book.get_sheet_by_name(metadata.name), metadata, findings)


def _format_of(path: Path) -> str:
    with path.open("rb") as content:
        start = content.read(100)
    if not start.startswith(b"PK"):
        return "xls"
    return "ods" if b"opendocument" in start else "xlsx"


def _read_sheet(
    spooling: Spooling, sheet: CalamineSheet, metadata: SheetMetadata, findings: Findings
) -> None:
    is_hidden = metadata.visible != SheetVisibleEnum.Visible
    if is_hidden:
        spooling.note("sheet-hidden", sheet=metadata.name)
    overlay = _by_position(findings.errors.get(metadata.name, {}))
    rows = _with_overlay(_with_merged(_text_rows(sheet), sheet), overlay)
    spooling.write_sheet(metadata.name, rows, is_hidden=is_hidden)


def _text_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Rows from the first of the sheet, each from column A."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for number, values in enumerate(sheet.iter_rows(), start=1):
        yield number, before + [cell_text(value) for value in values]


def _with_merged(
    rows: Iterable[tuple[int, list[str]]], sheet: CalamineSheet
) -> Iterator[tuple[int, list[str]]]:
    """Repeat the text of cells merged downwards in each of their rows that has other content.

    Several rows beside one merged name are all about that name.
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or []:
        if bottom > top:
            starts.setdefault(top + 1, []).append((left, bottom + 1))
    carried: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        if carried and any(cells):
            _fill(cells, carried, number)
        for column, last in starts.get(number, ()):
            if column < len(cells):
                carried[column] = (last, cells[column])
        yield number, cells


def _fill(cells: list[str], carried: dict[int, tuple[int, str]], number: int) -> None:
    for column, (last, text) in list(carried.items()):
        if number > last:
            del carried[column]
        elif column < len(cells) and not cells[column]:
            cells[column] = text


def _by_position(cells: Mapping[str, str]) -> Overlay:
    overlay: dict[int, dict[int, str]] = {}
    for reference, text in cells.items():
        if position := _REFERENCE.fullmatch(reference):
            overlay.setdefault(int(position[2]), {})[column_index(position[1])] = text
    return overlay


def _with_overlay(
    rows: Iterable[tuple[int, list[str]]], overlay: Overlay
) -> Iterator[tuple[int, Sequence[str]]]:
    """Put error values back, which the reader of cells gives as empty."""
    for number, cells in rows:
        for column, text in overlay.get(number, {}).items():
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text
        yield number, cells
