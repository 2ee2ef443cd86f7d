"""Reads delimited text into the spool as a workbook of one sheet without a name."""

from __future__ import annotations

from pathlib import Path

from trithuc.importers.spreadsheet.delimited import decode, rows_of
from trithuc.importers.spreadsheet.spooling import Spooling


def read_text(spooling: Spooling, path: Path) -> None:
    """Write the rows of delimited text.

    Raises UnreadableFile.
    """
    decoded = decode(path.read_bytes(), file=spooling.file)
    spooling.format = "delimited"
    spooling.encoding = decoded.encoding
    if decoded.is_assumed:
        spooling.note("encoding-assumed", encoding=decoded.encoding)
    if decoded.unreadable_count:
        spooling.note("characters-unreadable", count=str(decoded.unreadable_count))
    spooling.write_sheet("", rows_of(decoded.text, file=spooling.file))
