"""Writes rows as a workbook or as CSV that no spreadsheet program will take for formulas.

Reach for it for every export. A text that begins like a formula is written as text and with an
apostrophe before it, so that a later save as CSV stays harmless too; `read_workbook` takes that
apostrophe off again, so that what was written and what is read are the same. Invariant:
`unescaped(escaped(text)) == text`, and no escaped text begins with a character that starts a
formula.
"""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime.date | datetime.datetime | None

LONGEST_CELL: Final = 32_767  # of the XLSX format, in UTF-16 units
LONGEST_SHEET_NAME: Final = 31
CUT: Final = " […]"

_STARTS_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_IN_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class SheetToWrite:
    """A sheet's name and rows, the first of them its column names.

    widths: of the columns, in characters; the program's own where there are too few.
    """

    name: str
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()


def escaped(text: str) -> str:
    """The text with an apostrophe before it if it begins like a formula."""
    return "'" + text if _STARTS_FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text without the apostrophe that `escaped` puts there."""
    if text.startswith("'") and _STARTS_FORMULA.match(text):
        return text[1:]
    return text


def write_workbook(target: Path | IO[bytes], sheets: Iterable[SheetToWrite]) -> None:
    """Write an XLSX, row by row, so that memory does not grow with it.

    Control characters are removed; texts beyond 32,767 characters are cut and marked with " […]".
    """
    # Loaded only here: it takes longer than reading a small workbook.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, title=_free_name(sheet.name, names))
    book.save(target)


def _write_sheet(book: Any, sheet: SheetToWrite, *, title: str) -> None:
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(title)
    page.freeze_panes = "A2"
    for index, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    rows = iter(sheet.rows)
    for row in itertools.islice(rows, 1):
        page.append([_column_name_cell(page, value) for value in row])
    for row in rows:
        page.append([_cell(page, value) for value in row])


def _column_name_cell(page: Any, value: Cell) -> Any:
    from openpyxl.styles import Alignment, Font

    cell = _cell(page, "" if value is None else str(value))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, _fitting(escaped(_legal(value))))
    # The type is set after the value, from which openpyxl guesses formulas and errors.
    cell.data_type = "s"
    return cell


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _fitting(text: str) -> str:
    if len(text) <= LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    kept = units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT


def _free_name(name: str, taken: set[str]) -> str:
    """The name as the XLSX format allows it, different from those taken, and now taken too."""
    legal = _ILLEGAL_IN_SHEET_NAME.sub(" ", _legal(name)).strip(" '")[:LONGEST_SHEET_NAME] or "1"
    free, number = legal, 2
    while free.casefold() in taken:
        suffix = f" {number}"
        free, number = legal[: LONGEST_SHEET_NAME - len(suffix)] + suffix, number + 1
    taken.add(free.casefold())
    return free


def write_csv(target: Path | IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    """Write CSV in UTF-8 with a byte-order mark, which spreadsheet programs need to see accents."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_csv(file, rows)
        return
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        for row in rows:
            writer.writerow([_csv_text(value) for value in row])
    finally:
        text.detach()


def _csv_text(value: Cell) -> str | int | float | None:
    if isinstance(value, str):
        return escaped(_legal(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
