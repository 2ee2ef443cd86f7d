"""Looks into a zipped workbook before any reader opens it.

Reach for it to refuse what would unfold too far, and to learn what the reader of cells does not
tell: errors, formulas never calculated, stamps in page headers and text boxes. Invariant: every
part is inflated once, in small pieces, and counted as it really inflates, since declared sizes lie.
"""

from __future__ import annotations

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet.limits import MEGABYTE, Limits

RATIO_TESTED_ABOVE_BYTES: Final = 20 * MEGABYTE
MOST_PARTS: Final = 10_000
MOST_CELLS_NOTED: Final = 100_000
LONGEST_ROW_SCANNED: Final = 32 * MEGABYTE
PIECE_BYTES: Final = MEGABYTE

_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)",
    re.DOTALL,
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ATTRIBUTE: Final = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_PAGE_MARGIN: Final = re.compile(
    rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)(?:\s[^>]*)?>(.*?)</", re.DOTALL
)
_PAGE_SECTION: Final = re.compile(r"&[LCR]")
_PAGE_FORMAT: Final = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Za-z]')
_PARAGRAPH: Final = re.compile(rb"<a:p>(.*?)</a:p>", re.DOTALL)
_RUN: Final = re.compile(rb"<a:t>(.*?)</a:t>", re.DOTALL)

# All that damaged bytes make the zip reader raise; a wrong offset is an OSError.
_DAMAGES: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError),
    *(ValueError, OSError),
)
_READ_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHER_PACKAGES: Final = (
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("Index/Document.iwa", "Numbers"),
    ("META-INF/container.xml", "EPUB"),
)
_OPEN_DOCUMENTS: Final = {
    b"application/vnd.oasis.opendocument.text": "OpenDocument Text",
    b"application/vnd.oasis.opendocument.presentation": "OpenDocument Presentation",
}


@dataclass
class Findings:
    """What a package shows besides its values; cells are keyed by sheet, then by reference (B2)."""

    has_macros: bool = False
    errors: dict[str, dict[str, str]] = field(default_factory=dict)
    formulas_without_value: list[tuple[str, str]] = field(default_factory=list)
    texts_around_cells: list[tuple[str, str]] = field(default_factory=list)


def inspect_package(path: Path, *, file: str, limits: Limits) -> Findings:
    """Inflate every part of a zipped workbook within the limits and tell what was seen.

    Raises UnreadableFile for a zip bomb, a damaged or encrypted package, or another kind of one.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _Inspection(archive, file=file, limits=limits).run()
    except _DAMAGES as error:
        raise UnreadableFile("file-damaged", file=file) from error


class _Inspection:
    def __init__(self, archive: zipfile.ZipFile, *, file: str, limits: Limits) -> None:
        self.archive = archive
        self.file = file
        self.limits = limits
        self.inflated = 0
        self.findings = Findings()
        assert archive.filename is not None  # noqa: S101
        self.disk_bytes = max(1, Path(archive.filename).stat().st_size)

    def run(self) -> Findings:
        names = set(self.archive.namelist())
        self._refuse_other_packages(names)
        self.findings.has_macros = any(name.endswith("vbaProject.bin") for name in names)
        sheets = self._sheet_names(names)
        for part in self.archive.infolist():
            self._visit(part, sheet=sheets.get(part.filename))
        return self.findings

    def _refuse_other_packages(self, names: set[str]) -> None:
        if len(self.archive.infolist()) > MOST_PARTS:
            raise UnreadableFile("zip-bomb", file=self.file)
        if any(part.flag_bits & 0x1 for part in self.archive.infolist()):
            raise UnreadableFile("password-protected", file=self.file)
        if any(part.compress_type not in _READ_COMPRESSIONS for part in self.archive.infolist()):
            raise UnreadableFile("file-damaged", file=self.file)
        for name, kind in _OTHER_PACKAGES:
            if name in names:
                raise UnreadableFile("not-a-spreadsheet", file=self.file, kind=kind)
        if "mimetype" in names:
            kind_of_document = _OPEN_DOCUMENTS.get(self._small_part("mimetype").strip())
            if kind_of_document:
                raise UnreadableFile("not-a-spreadsheet", file=self.file, kind=kind_of_document)
        elif not any(name.lower().startswith("xl/workbook.") for name in names):
            raise UnreadableFile("not-a-spreadsheet", file=self.file, kind="ZIP")

    def _sheet_names(self, names: set[str]) -> dict[str, str]:
        """Name of the sheet each worksheet part holds."""
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        targets = {
            tag.get("Id", ""): _part_name(tag.get("Target", ""))
            for tag in _tags(self._small_part("xl/_rels/workbook.xml.rels"), b"Relationship")
        }
        return {
            targets.get(tag.get("r:id", ""), ""): tag.get("name", "")
            for tag in _tags(self._small_part("xl/workbook.xml"), b"sheet")
        }

    def _small_part(self, name: str) -> bytes:
        """The first megabyte of a part: enough for lists of sheets."""
        with self.archive.open(name) as part:
            return part.read(MEGABYTE)

    def _visit(self, part: zipfile.ZipInfo, *, sheet: str | None) -> None:
        pieces = self._inflate(part)
        if sheet is not None:
            self._scan_sheet(pieces, sheet=sheet)
        elif part.filename.startswith("xl/drawings/drawing"):
            self._scan_drawing(pieces)
        else:
            for _ in pieces:
                pass

    def _inflate(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        # The declared size would cut the stream there; without it the stream's own end counts,
        # and its checksum still tells a damaged part.
        part.file_size = self.limits.inflated_bytes + 1
        with self.archive.open(part) as stream:
            while piece := stream.read(PIECE_BYTES):
                self._count(len(piece))
                yield piece

    def _count(self, size: int) -> None:
        self.inflated += size
        is_steep = (
            self.inflated > RATIO_TESTED_ABOVE_BYTES
            and self.inflated > self.disk_bytes * self.limits.inflation_ratio
        )
        if is_steep or self.inflated > self.limits.inflated_bytes:
            raise UnreadableFile("zip-bomb", file=self.file)

    def _scan_sheet(self, pieces: Iterable[bytes], *, sheet: str) -> None:
        remainder = b""
        for piece in pieces:
            remainder += piece
            if end := remainder.rfind(b"row>") + 1:
                self._scan_cells(remainder[:end], sheet=sheet)
                remainder = remainder[end:]
            elif len(remainder) > LONGEST_ROW_SCANNED:
                remainder = b""
        for margin in _PAGE_MARGIN.findall(remainder):
            for section in _PAGE_SECTION.split(_text(margin)):
                self._note_text(sheet, _PAGE_FORMAT.sub("", section))

    def _scan_cells(self, rows: bytes, *, sheet: str) -> None:
        if not (_FORMULA.search(rows) or b't="e"' in rows or b"t='e'" in rows):
            return
        errors = self.findings.errors.setdefault(sheet, {})
        for cell in _CELL.finditer(rows):
            attributes = _attributes(cell[1])
            body = cell[2] or b""
            value = _VALUE.search(body)
            kind = attributes.get("t", "")
            reference = attributes.get("r", "")
            if kind == "e" and value and len(errors) < MOST_CELLS_NOTED:
                errors[reference] = _text(value[1])
            elif not value and kind != "str" and _FORMULA.search(body):
                self._note_formula(sheet, reference)

    def _note_formula(self, sheet: str, reference: str) -> None:
        if len(self.findings.formulas_without_value) < MOST_CELLS_NOTED:
            self.findings.formulas_without_value.append((sheet, reference))

    def _scan_drawing(self, pieces: Iterable[bytes]) -> None:
        drawing = b"".join(pieces)
        for paragraph in _PARAGRAPH.findall(drawing):
            self._note_text("", "".join(_text(run) for run in _RUN.findall(paragraph)))

    def _note_text(self, sheet: str, text: str) -> None:
        if text.strip() and len(self.findings.texts_around_cells) < MOST_CELLS_NOTED:
            self.findings.texts_around_cells.append((sheet, text.strip()))


def _tags(markup: bytes, name: bytes) -> list[dict[str, str]]:
    pattern = re.compile(rb"<(?:\w+:)?" + name + rb"\s([^>]*)>")
    return [_attributes(match[1]) for match in pattern.finditer(markup)]


def _attributes(markup: bytes) -> dict[str, str]:
    return {name.decode(): _text(value) for name, value in _ATTRIBUTE.findall(markup)}


def _text(markup: bytes) -> str:
    return html.unescape(markup.decode("utf-8", "replace"))


def _part_name(target: str) -> str:
    """A relationship's target, which is absolute or relative to xl/, as a name in the package."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
