"""Files of ROR records, read piece by piece: a dump of any size takes the memory of one record.

Invariant: positions are those a person can find again (a line's number, or a record's place in
its array, from 1), and nothing inflates or grows without bound.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

import ijson
from ijson.common import ObjectBuilder

from trithuc.importers.reading import Position, Problem, Reading, UnreadableFile
from trithuc.importers.ror.bounded import BoundedStream
from trithuc.importers.ror.fields import as_json, shown
from trithuc.importers.ror.mapping import organisation_from
from trithuc.importers.ror.records import RorOrganisation

MOST_INFLATED_BYTES: Final = 2 * 1024**3  # the whole of ROR is about a fifth of it
MOST_MEMBERS: Final = 1_000
MOST_NESTED: Final = 50
_BEGINNING_BYTES: Final = 64 * 1024
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_JSON_SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
_SCHEMA_IN_NAME: Final = re.compile(r"_schema_v\d+")
_DEPTH_CHANGES: Final = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}
_READ_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_ror(
    path: Path, *, most_inflated_bytes: int = MOST_INFLATED_BYTES
) -> Iterator[Reading[RorOrganisation]]:
    """Every record of JSON lines, of a JSON array, or of a zip that holds either.

    Of a dump that comes in two schemas, the newer is read. A rejected record carries its JSON as
    its only cell; one that was read carries no cells. The sheet of a position is "", or the
    member of a zip that holds several.

    Raises UnreadableFile, while reading and perhaps after records were given: what was read of
    such a file must not be applied.
    """
    file = path.name
    try:
        with path.open("rb") as raw:
            is_zip = raw.read(4) in _ZIP
            raw.seek(0)
            if is_zip:
                yield from _zipped(raw, file, most_inflated_bytes)
            else:
                beginning = raw.read(_BEGINNING_BYTES)
                raw.seek(0)
                stream = BoundedStream(raw, file=file, reason="not-json-lines", left=None)
                yield from _records(stream, beginning, file, sheet="")
    except OSError as error:
        raise UnreadableFile("file-missing", file=file) from error


def _zipped(raw: IO[bytes], file: str, left: int) -> Iterator[Reading[RorOrganisation]]:
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("file-damaged", file=file) from error
    members = _members(archive, file)
    for member in members:
        sheet = member.filename if len(members) > 1 else ""
        beginning = _beginning(archive, member, file)
        with archive.open(member) as inflated:
            stream = BoundedStream(inflated, file=file, reason="zip-bomb", left=left)
            yield from _records(stream, beginning, file, sheet)
            left = stream.left or 0


def _members(archive: zipfile.ZipFile, file: str) -> list[zipfile.ZipInfo]:
    """Those that hold JSON, in the order of their names; of one dump, the newest schema."""
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableFile("zip-bomb", file=file)
    newest: dict[str, zipfile.ZipInfo] = {}
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        name = PurePosixPath(member.filename)
        if name.suffix.lower() in _JSON_SUFFIXES and not name.name.startswith("."):
            newest[_SCHEMA_IN_NAME.sub("", member.filename)] = member
    if not newest:
        raise UnreadableFile("not-json-lines", file=file)
    if any(member.flag_bits & 0x1 for member in newest.values()):
        raise UnreadableFile("password-protected", file=file)
    if any(member.compress_type not in _READ_COMPRESSIONS for member in newest.values()):
        raise UnreadableFile("file-damaged", file=file)
    return list(newest.values())


def _beginning(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    try:
        opened = archive.open(member)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile("file-damaged", file=file) from error
    with opened as raw:
        stream = BoundedStream(raw, file=file, reason="zip-bomb", left=None)
        return io.BufferedReader(stream).read(_BEGINNING_BYTES)


def _records(
    stream: BoundedStream, beginning: bytes, file: str, sheet: str
) -> Iterator[Reading[RorOrganisation]]:
    text = beginning.removeprefix(_BYTE_ORDER_MARK).lstrip()
    first_line = text.partition(b"\n")[0].strip()
    if not text and len(beginning) < _BEGINNING_BYTES:
        raise UnreadableFile("file-empty", file=file)
    if text.startswith(b"["):
        yield from _array(stream, file, sheet)
    elif text.startswith(b"{") and first_line != b"{":
        yield from _lines(stream, sheet)
    else:
        raise UnreadableFile("not-json-lines", file=file)


def _lines(stream: BoundedStream, sheet: str) -> Iterator[Reading[RorOrganisation]]:
    for row, line in enumerate(io.BufferedReader(stream), 1):
        stream.record_ended()
        whole = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if whole:
            yield _line(whole, Position(row, sheet))


def _line(line: bytes, position: Position) -> Reading[RorOrganisation]:
    try:
        raw = json.loads(line.decode())
    except (ValueError, RecursionError):
        return _malformed(line.decode(errors="replace"), position)
    return _reading(raw, position)


def _array(stream: BoundedStream, file: str, sheet: str) -> Iterator[Reading[RorOrganisation]]:
    for row, raw in enumerate(_items(stream, file), 1):
        stream.record_ended()
        yield _reading(raw, Position(row, sheet))


def _items(stream: BoundedStream, file: str) -> Iterator[object]:
    buffered = io.BufferedReader(stream)
    if buffered.peek(3).startswith(_BYTE_ORDER_MARK):
        buffered.read(3)
    has_begun = False
    try:
        for item in _built(ijson.basic_parse(buffered, use_float=True)):
            has_begun = True
            yield item
    except (ijson.JSONError, ValueError) as error:
        reason = "file-damaged" if has_begun else "not-json-lines"
        raise UnreadableFile(reason, file=file) from error


def _built(events: Iterator[tuple[str, object]]) -> Iterator[object]:
    """The items of a top-level array.

    Not by `ijson.items`, whose time grows with the square of how deeply a file is nested.
    Raises ValueError where it is nested deeper than any record is.
    """
    next(events, None)  # the array opens
    depth = 0
    item = ObjectBuilder()
    for event, value in events:
        if depth == 0 and event == "end_array":
            continue
        item.event(event, value)
        depth += _DEPTH_CHANGES.get(event, 0)
        if depth > MOST_NESTED:
            raise ValueError(f"nested deeper than {MOST_NESTED}")
        if depth == 0:
            yield item.value
            item = ObjectBuilder()


def _reading(raw: object, position: Position) -> Reading[RorOrganisation]:
    if not isinstance(raw, dict):
        return _malformed(as_json(raw), position)
    record, problems = organisation_from(raw)
    cells = () if record else (as_json(raw),)
    return Reading(position, record, problems, cells)


def _malformed(text: str, position: Position) -> Reading[RorOrganisation]:
    problem = Problem("record", shown(text), "json-malformed")
    return Reading(position, None, (problem,), (text,))
