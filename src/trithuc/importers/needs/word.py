"""Tables of a Word document as rows of text, read within bounds.

Only the main part is inflated, piece by piece and counted as it really inflates; a document type,
and with it every entity, is refused before the parser sees it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet import is_secrecy_stamp

MOST_FILE_BYTES: Final = 20 * 1024**2
MOST_INFLATED_BYTES: Final = 16 * 1024**2
_MAIN_PART: Final = "word/document.xml"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DAMAGES: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ElementTree.ParseError),
    *(NotImplementedError, RuntimeError, OSError),
)


def is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _MAIN_PART in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def tables_of(path: Path, *, file: str) -> list[list[tuple[str, ...]]]:
    """Each table with the texts of its rows' cells. Raises UnreadableFile."""
    if path.stat().st_size > MOST_FILE_BYTES:
        raise UnreadableFile("zip-bomb", file=file)
    root = _parsed(_main_part(path, file=file), file=file)
    for paragraph in root.iter(f"{_WORD}p"):
        _refuse_stamp(_text_of(paragraph), file=file)
    return [list(_rows_of(table)) for table in root.iter(f"{_WORD}tbl")]


def _main_part(path: Path, *, file: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_MAIN_PART) as part:
            content = part.read(MOST_INFLATED_BYTES + 1)
    except _DAMAGES as error:
        raise UnreadableFile("file-damaged", file=file) from error
    if len(content) > MOST_INFLATED_BYTES:
        raise UnreadableFile("zip-bomb", file=file)
    return content


def _parsed(content: bytes, *, file: str) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableFile("file-damaged", file=file)
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - bounded, and without a document type
    except ElementTree.ParseError as error:
        raise UnreadableFile("file-damaged", file=file) from error


def _refuse_stamp(text: str, *, file: str) -> None:
    if is_secrecy_stamp(text):
        raise UnreadableFile("stamped-secret", file=file, stamp=" ".join(text.split()), place="…")


def _rows_of(table: ElementTree.Element) -> Iterator[tuple[str, ...]]:
    for row in table.iter(f"{_WORD}tr"):
        yield tuple(
            "\n".join(_text_of(paragraph) for paragraph in cell.iter(f"{_WORD}p")).strip()
            for cell in row.iter(f"{_WORD}tc")
        )


def _text_of(paragraph: ElementTree.Element) -> str:
    return "".join(run.text or "" for run in paragraph.iter(f"{_WORD}t"))
