"""Recognises what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from trithuc.importers.reading import UnreadableFile

HEAD_BYTES: Final = 4096


class Container(Enum):
    """What a spreadsheet's rows are wrapped in."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


_OTHERS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM\x00", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
)
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WEB_PAGE: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta)[\s>]", re.IGNORECASE
)
_EXCEL_2003: Final = b"urn:schemas-microsoft-com:office:spreadsheet"


def container_of(head: bytes, *, file: str) -> Container:
    """What wraps the rows, from the first bytes of a file (4096 are enough).

    Raises UnreadableFile where they are known to be something else than a spreadsheet.
    """
    if head.startswith(b"PK\x03\x04"):
        return Container.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Container.OLE
    for start, kind in _OTHERS:
        if head.startswith(start):
            raise UnreadableFile("not-a-spreadsheet", file=file, kind=kind)
    _refuse_markup(head, file=file)
    return Container.TEXT


def _refuse_markup(head: bytes, *, file: str) -> None:
    markup = _without_byte_order_mark(head).replace(b"\x00", b"").lstrip()
    if not markup.startswith(b"<"):
        return
    if _EXCEL_2003 in markup:
        raise UnreadableFile("not-a-spreadsheet", file=file, kind="Excel 2003 XML")
    if _WEB_PAGE.search(markup):
        raise UnreadableFile("html-not-spreadsheet", file=file)
    if markup.startswith(b"<?xml"):
        raise UnreadableFile("not-a-spreadsheet", file=file, kind="XML")


def _without_byte_order_mark(head: bytes) -> bytes:
    for mark in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :]
    return head
