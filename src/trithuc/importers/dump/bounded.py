"""A stream that is refused before one record, or all of them, grow beyond what they may."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from trithuc.importers.reading import UnreadableFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_RECORD_BYTES: Final = 2 * 1024 * 1024  # ten times the longest of ROR
_DAMAGE: Final = (
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    zlib.error,
    zipfile.BadZipFile,
)


class BoundedStream(io.RawIOBase):
    """left: bytes that may still be read of the whole; None for any number.

    Raises UnreadableFile while it is read: with the reason given where a bound is passed, with
    "file-damaged" where the bytes cannot be had.
    """

    def __init__(self, raw: IO[bytes], *, file: str, reason: str, left: int | None) -> None:
        self.left = left
        self._raw = raw
        self._file = file
        self._reason = reason
        self._since_record = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._next(len(view))
        view[: len(piece)] = piece
        self._count(len(piece))
        return len(piece)

    def record_ended(self) -> None:
        self._since_record = 0

    def _next(self, size: int) -> bytes:
        try:
            return self._raw.read(size)
        except _DAMAGE as error:
            raise UnreadableFile("file-damaged", file=self._file) from error

    def _count(self, size: int) -> None:
        self._since_record += size
        if self.left is not None:
            self.left -= size
        if self._since_record > LONGEST_RECORD_BYTES or (self.left is not None and self.left < 0):
            raise UnreadableFile(self._reason, file=self._file)
