"""A workbook that was read: its sheets, their rows as text, and what should be known about it.

Reach for it through `read_workbook`. Rows wait in a nameless temporary file, so that a sheet of any
size costs its reader one row of memory; they can be gone through as often as wanted. Invariant:
everything that could go wrong went wrong before a `Workbook` was made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Final

from trithuc.importers.reading import Problem

PIECE_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """Text of one row's cells, from column A to the sheet's last; `number` as the user sees it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet; `width` is the number of its columns. Rows without any content are not there."""

    name: str
    width: int
    is_hidden: bool
    spool: IO[bytes] = field(repr=False, compare=False)
    offset: int
    length: int

    def rows(self) -> Iterator[Row]:
        for line in self._lines():
            number, *cells = json.loads(line)
            yield Row(number, (*cells, *[""] * (self.width - len(cells))))

    def _lines(self) -> Iterator[bytes]:
        # Reads by position, since several sheets may be gone through at once.
        position, end, remainder = self.offset, self.offset + self.length, b""
        while position < end:
            piece = os.pread(self.spool.fileno(), min(PIECE_BYTES, end - position), position)
            position += len(piece)
            *lines, remainder = (remainder + piece).split(b"\n")
            yield from lines


@dataclass(frozen=True)
class Workbook:
    """Sheets in their order, hidden ones included, and notices about the file.

    format: "xlsx", "ods", "xls", "xlsb" or "delimited".
    encoding: of delimited text, "" otherwise.
    Use it in a `with` statement, or close it: its rows are gone afterwards.
    """

    sheets: tuple[Sheet, ...]
    notices: tuple[Problem, ...]
    format: str
    encoding: str
    spool: IO[bytes] = field(repr=False, compare=False)

    def close(self) -> None:
        self.spool.close()

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
