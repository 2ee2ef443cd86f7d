"""Messages of a mailbox, one after the other, none of them held whole."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from email.parser import BytesParser
from typing import BinaryIO

from trithuc.importers.delivery_reports.reports import DeliveryReport, report_of

# What a report says of itself stands at its beginning; the letter it returns may be long.
LONGEST_READ = 512 * 1024
LONGEST_LINE = 64 * 1024
_PARSER = BytesParser(policy=email.policy.default)


class NotAMailbox(ValueError):
    """The file holds no message."""


def read_delivery_reports(file: BinaryIO) -> Iterator[DeliveryReport]:
    """Of each message what it reports; a message that reports nothing has an outcome that says so.

    file: one message as it was received, or a mailbox in mbox format. Raises NotAMailbox before
    the first message where the file begins with none.
    """
    for kept in _messages(file):
        yield report_of(_PARSER.parsebytes(kept))


def _messages(file: BinaryIO) -> Iterator[bytes]:
    kept, is_after_a_gap, has_begun = bytearray(), True, False
    while line := file.readline(LONGEST_LINE):
        if not has_begun and not line.strip():
            continue
        is_separator = line.startswith(b"From ") and is_after_a_gap
        if not has_begun and not (is_separator or _begins_a_header(line)):
            raise NotAMailbox("it begins neither like a message nor like a mailbox")
        if is_separator and kept:
            yield bytes(kept)
            kept.clear()
        if not is_separator and len(kept) < LONGEST_READ:
            kept += line
        has_begun, is_after_a_gap = True, not line.strip()
    if not kept:
        raise NotAMailbox("it is empty")
    yield bytes(kept)


def _begins_a_header(line: bytes) -> bool:
    name, colon, _ = line.partition(b":")
    return bool(colon) and name.isascii() and b" " not in name and name.decode().isprintable()
