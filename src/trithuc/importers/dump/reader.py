"""Records of a published dump, piece by piece: of any size it takes the memory of one record.

Reach for `read_dump` in an importer whose source publishes JSON lines, a JSON array, delimited
text, or a zip of them. Invariant: positions are those a person can find again (a line's number, a
record's place in its array from 1, a table's row), and nothing inflates or grows without bound.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

import ijson
from ijson.common import ObjectBuilder

from trithuc.importers.dump.bounded import BoundedStream
from trithuc.importers.dump.fields import JsonObject, as_json, shown
from trithuc.importers.reading import Position, Problem, UnreadableFile

MOST_INFLATED_BYTES: Final = 2 * 1024**3
MOST_MEMBERS: Final = 1_000
MOST_NESTED: Final = 50
_BEGINNING_BYTES: Final = 64 * 1024
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_DEPTH_CHANGES: Final = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}
_READ_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
JSON_SUFFIXES: Final = (".json", ".jsonl", ".ndjson")

# Which members of a zip to read, in which order, from the names of all that are no directories.
Choose = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it stands. raw: None where it is no JSON object; text: what stands there."""

    position: Position
    raw: JsonObject | None
    text: str = ""

    @property
    def as_cells(self) -> tuple[str, ...]:
        """To be handed back when the record is rejected."""
        return (self.text if self.raw is None else as_json(self.raw),)

    @property
    def problem(self) -> Problem:
        """Why it cannot be taken, when it is no object."""
        return Problem("record", shown(self.text), "json-malformed")


def read_dump(
    path: Path,
    choose: Choose,
    *,
    reads_tables: bool = False,
    most_inflated_bytes: int = MOST_INFLATED_BYTES,
) -> Iterator[Item]:
    """Every record of a file, or of the chosen members of a zip.

    The sheet of a position is "", or the member of a zip that holds several. reads_tables: whether
    text delimited by semicolons counts as records, keyed by its headings.

    Raises UnreadableFile, while reading and perhaps after records were given: what was read of
    such a file must not be applied.
    """
    file = path.name
    try:
        with path.open("rb") as raw:
            is_zip = raw.read(4) in _ZIP
            raw.seek(0)
            if is_zip:
                yield from _zipped(raw, file, choose, reads_tables, most_inflated_bytes)
            else:
                beginning = raw.read(_BEGINNING_BYTES)
                raw.seek(0)
                stream = BoundedStream(raw, file=file, reason="not-json-lines", left=None)
                yield from _records(stream, beginning, file, "", reads_tables)
    except OSError as error:
        raise UnreadableFile("file-missing", file=file) from error


def is_json(member: str) -> bool:
    name = PurePosixPath(member)
    return name.suffix.lower() in JSON_SUFFIXES and not name.name.startswith(".")


def _zipped(
    raw: IO[bytes], file: str, choose: Choose, reads_tables: bool, left: int
) -> Iterator[Item]:
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("file-damaged", file=file) from error
    members = _members(archive, choose, file)
    for member in members:
        sheet = member.filename if len(members) > 1 else ""
        beginning = _beginning(archive, member, file)
        with archive.open(member) as inflated:
            stream = BoundedStream(inflated, file=file, reason="zip-bomb", left=left)
            yield from _records(stream, beginning, file, sheet, reads_tables)
            left = stream.left or 0


def _members(archive: zipfile.ZipFile, choose: Choose, file: str) -> list[zipfile.ZipInfo]:
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableFile("zip-bomb", file=file)
    there = {member.filename: member for member in archive.infolist() if not member.is_dir()}
    chosen = [there[name] for name in choose(sorted(there))]
    if not chosen:
        raise UnreadableFile("not-json-lines", file=file)
    if any(member.flag_bits & 0x1 for member in chosen):
        raise UnreadableFile("password-protected", file=file)
    if any(member.compress_type not in _READ_COMPRESSIONS for member in chosen):
        raise UnreadableFile("file-damaged", file=file)
    return chosen


def _beginning(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    try:
        opened = archive.open(member)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile("file-damaged", file=file) from error
    with opened as raw:
        stream = BoundedStream(raw, file=file, reason="zip-bomb", left=None)
        return io.BufferedReader(stream).read(_BEGINNING_BYTES)


def _records(
    stream: BoundedStream, beginning: bytes, file: str, sheet: str, reads_tables: bool
) -> Iterator[Item]:
    text = beginning.removeprefix(_BYTE_ORDER_MARK).lstrip()
    first_line = text.partition(b"\n")[0].strip()
    if not text and len(beginning) < _BEGINNING_BYTES:
        raise UnreadableFile("file-empty", file=file)
    if text.startswith(b"["):
        yield from _array(stream, file, sheet)
    elif text.startswith(b"{") and first_line != b"{":
        yield from _lines(stream, sheet)
    elif reads_tables and b";" in first_line and b"\0" not in beginning:
        yield from _table(stream, file, sheet)
    else:
        raise UnreadableFile("not-json-lines", file=file)


def _lines(stream: BoundedStream, sheet: str) -> Iterator[Item]:
    for row, line in enumerate(io.BufferedReader(stream), 1):
        stream.record_ended()
        whole = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if whole:
            yield _line(whole, Position(row, sheet))


def _line(line: bytes, position: Position) -> Item:
    try:
        raw = json.loads(line.decode())
    except (ValueError, RecursionError):
        return Item(position, None, line.decode(errors="replace"))
    return _item(raw, position)


def _array(stream: BoundedStream, file: str, sheet: str) -> Iterator[Item]:
    for row, raw in enumerate(_items(stream, file), 1):
        stream.record_ended()
        yield _item(raw, Position(row, sheet))


def _item(raw: object, position: Position) -> Item:
    return Item(position, raw) if isinstance(raw, dict) else Item(position, None, as_json(raw))


def _table(stream: BoundedStream, file: str, sheet: str) -> Iterator[Item]:
    """Rows are counted as a spreadsheet program does, the headings being row 1."""
    text = io.TextIOWrapper(io.BufferedReader(stream), encoding="utf-8-sig", newline="")
    try:
        for row, raw in enumerate(csv.DictReader(text, delimiter=";", restval=""), 2):
            stream.record_ended()
            raw.pop(None, None)  # cells beyond the last heading
            yield Item(Position(row, sheet), raw)
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableFile("file-damaged", file=file) from error


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
