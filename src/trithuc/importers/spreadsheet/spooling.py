"""Writes rows for the parent, and refuses what must not be read: too much, or stamped secret."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.cells import column_letters
from trithuc.importers.spreadsheet.limits import Limits
from trithuc.importers.spreadsheet.secrecy import first_secrecy_stamp, is_secrecy_stamp
from trithuc.importers.spreadsheet.writing import unescaped

MOST_NOTICES: Final = 200
LONGEST_ROW: Final = 10_000_000  # characters of all cells; the XLSX format allows 8.4 million
_JSON: Final = json.JSONEncoder(ensure_ascii=False)
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Spooling:
    """Gathers one file's rows and notices into a verdict that can be sent as JSON."""

    def __init__(self, spool: IO[bytes], *, file: str, limits: Limits) -> None:
        self.spool = spool
        self.file = file
        self.limits = limits
        self.format = ""
        self.encoding = ""
        self._sheets: list[dict[str, Any]] = []
        self._notices: list[tuple[str, dict[str, str]]] = []

    def verdict(self) -> dict[str, Any]:
        return {
            "sheets": self._sheets,
            "notices": self._notices,
            "format": self.format,
            "encoding": self.encoding,
        }

    def note(self, reason: str, **parameters: str) -> None:
        """Keep a notice about the file."""
        if len(self._notices) < MOST_NOTICES:
            self._notices.append((reason, parameters))

    def write_sheet(
        self, name: str, rows: Iterable[tuple[int, Sequence[str]]], *, is_hidden: bool = False
    ) -> None:
        """Write numbered rows of one sheet; rows without content are left out.

        Raises UnreadableFile at a secrecy stamp, or where a row or column lies beyond the limits.
        """
        self.refuse_stamp(name, place=name)
        offset = self.spool.tell()
        width = 0
        for number, cells in rows:
            last = _last_filled(cells)
            if last:
                self._refuse_excess(name, rows=number, columns=last)
                self._write_row(name, number, cells[:last])
                width = max(width, last)
        self._sheets.append(
            {
                "name": name,
                "width": width,
                "is_hidden": is_hidden,
                "offset": offset,
                "length": self.spool.tell() - offset,
            }
        )

    def _write_row(self, sheet: str, number: int, cells: Sequence[str]) -> None:
        stamped = first_secrecy_stamp(cells)
        if stamped is not None:
            place = f"{sheet or self.file}!{column_letters(stamped)}{number}"
            self.refuse_stamp(cells[stamped], place=place)
        self._refuse_long_row(sheet, number, sum(map(len, cells)))
        line = _JSON.encode([number, *map(unescaped, cells)])
        self.spool.write(line.encode("utf-8", "replace") + b"\n")

    def _refuse_long_row(self, sheet: str, number: int, characters: int) -> None:
        # The parent holds one row at a time, and must not be harmed by it.
        if characters > LONGEST_ROW:
            raise UnreadableFile(
                "row-too-large",
                sheet=sheet or self.file,
                row=str(number),
                characters=str(characters),
                limit=str(LONGEST_ROW),
            )

    def refuse_stamp(self, text: str, *, place: str) -> None:
        if is_secrecy_stamp(text):
            stamp = " ".join(text.split())
            raise UnreadableFile("stamped-secret", file=self.file, stamp=stamp, place=place)

    def _refuse_excess(self, sheet: str, *, rows: int, columns: int) -> None:
        if rows > self.limits.rows:
            raise UnreadableFile(
                "too-many-rows",
                sheet=sheet or self.file,
                rows=str(rows),
                limit=str(self.limits.rows),
            )
        if columns > self.limits.columns:
            raise UnreadableFile(
                "too-many-columns",
                sheet=sheet or self.file,
                columns=str(columns),
                limit=str(self.limits.columns),
            )


def is_disk_full(error: BaseException) -> bool:
    """Whether the error is about room for the spool rather than about the file that is read."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def _last_filled(cells: Sequence[str]) -> int:
    """Number of cells up to the last that holds more than white space."""
    for index in range(len(cells), 0, -1):
        if cells[index - 1] and not cells[index - 1].isspace():
            return index
    return 0
