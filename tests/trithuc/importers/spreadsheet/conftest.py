"""Builders of small files that no installed program writes for us."""

import struct
import zipfile
from xml.sax.saxutils import escape

import pytest

SECTOR = 512
END_OF_CHAIN, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole_file(stream_name, content):
    """A compound file (MS-CFB) with one stream."""
    content = content.ljust(4096, b"\x00")  # below 4096 bytes it would be a mini stream
    content += b"\x00" * (-len(content) % SECTOR)
    sectors = len(content) // SECTOR
    fat = [FAT_SECTOR, END_OF_CHAIN, *range(3, sectors + 2), END_OF_CHAIN]
    fat += [FREE] * (SECTOR // 4 - len(fat))
    assert len(fat) == SECTOR // 4
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    directory = _entry("Root Entry", 5, child=1, start=END_OF_CHAIN, size=0)
    directory += _entry(stream_name, 2, child=FREE, start=2, size=len(content))
    directory += _entry("", 0, child=FREE, start=0, size=0) * 2
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + content


def _entry(name, kind, *, child, start, size):
    raw = name.encode("utf-16-le") + (b"\x00\x00" if name else b"")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", raw, len(raw), kind, 1, FREE, FREE, child, 0, start, size
    )


def xls_bytes(rows, *, sheet="Đại biểu"):
    """An XLS workbook (BIFF8): texts in LABEL records, numbers in NUMBER records."""

    def record(kind, body):
        return struct.pack("<HH", kind, len(body)) + body

    globals_start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    codepage = record(0x42, struct.pack("<H", 1200))
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    position = len(globals_start) + len(codepage) + 4 + 6 + len(name) + 4
    bound_sheet = record(0x85, struct.pack("<IBB", position, 0, 0) + name)
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    width = max(len(row) for row in rows)
    body += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                body += record(0x204, place + text)
            elif value is not None:
                body += record(0x203, place + struct.pack("<d", value))
    end = record(0x0A, b"")
    return ole_file("Workbook", globals_start + codepage + bound_sheet + end + body + end)


def write_ods(path, rows, *, encrypted=False):
    """An OpenDocument spreadsheet with one sheet of texts."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" '
        f'xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Đại biểu">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{secret}</manifest:file-entry></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


@pytest.fixture
def build():
    """The builders, since tests cannot import a conftest."""

    class Build:
        ole = staticmethod(ole_file)
        xls = staticmethod(xls_bytes)
        ods = staticmethod(write_ods)

    return Build
