"""JSON lines as commands read and write them: one object a line, each bad line named and skipped.

Reach for it in a command that streams records: `records` gives what a parser makes of each line,
and `Problems` tells where the others stand. Invariant: no line of any content stops the reading,
and a line's number is the one an editor shows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Final, TextIO, TypeVar

Record = TypeVar("Record")

STANDARD_INPUT: Final = "-"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_KINDS: Final = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "text",
    type(None): "null",
}


class BadRecord(ValueError):
    """A line that holds no record; the message says why, to whoever made the file."""


class Problems:
    """Tells each problem at once, as `FILE:LINE: reason`, and remembers that there was one."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.count = 0

    def tell(self, place: str, reason: str) -> None:
        self.count += 1
        print(f"{place}: {reason}", file=self._stream, flush=True)


def records(
    names: Sequence[str],
    parse: Callable[[Mapping[str, object]], Record],
    problems: Problems,
) -> Iterator[Record]:
    """What `parse` makes of each line of the named files, in order; "-" is standard input.

    parse: raises BadRecord for an object that is no record. A file that cannot be read is a
    problem too, and the next one is read. Blank lines hold no record and are no problem.
    """
    for name in names or (STANDARD_INPUT,):
        try:
            with _opened(name) as stream:
                yield from _records_of(name, stream, parse, problems)
        except OSError as error:
            problems.tell(name, error.strerror or str(error))


def _records_of(
    name: str,
    stream: Iterable[bytes],
    parse: Callable[[Mapping[str, object]], Record],
    problems: Problems,
) -> Iterator[Record]:
    for number, line in enumerate(stream, start=1):
        written = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if not written.strip():
            continue
        try:
            record = parse(_object(written))
        except BadRecord as error:
            problems.tell(f"{name}:{number}", str(error))
        else:
            yield record


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with open(name, "rb") as stream:
        yield stream


def _object(line: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRecord(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise BadRecord(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):
        raise BadRecord("not JSON that can be read: a number or a nesting too large") from None
    if not isinstance(value, dict):
        raise BadRecord(f"expected an object, found {_KINDS[type(value)]}")
    return value


def identifier(record: Mapping[str, object], field: str) -> str | int:
    """A record's own id, kept as written. Raises BadRecord where it is missing or empty."""
    value = record.get(field)
    if value is None or value == "":
        raise BadRecord(f'"{field}" is missing')
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise BadRecord(f'"{field}" should be text or a whole number, not {_KINDS[type(value)]}')


def required_text(record: Mapping[str, object], field: str) -> str:
    """Raises BadRecord where it is missing or no text; the empty text is one."""
    if record.get(field) is None:
        raise BadRecord(f'"{field}" is missing')
    return optional_text(record, field)


def optional_text(record: Mapping[str, object], field: str) -> str:
    """ "" where it is missing or null. Raises BadRecord for anything else that is no text."""
    value = record.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecord(f'"{field}" should be text, not {_KINDS[type(value)]}')
    return value


def write_line(stream: BinaryIO, value: object) -> None:
    """One compact line of UTF-8; half of a surrogate pair is escaped, as JSON allows."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")
