"""The text of a bibliography, be it typed into a page or kept in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trithuc.importers.reading import Problem, UnreadableFile
from trithuc.importers.spreadsheet.delimited import DecodedText, decode

MOST_MEGABYTES: Final = 20  # some forty thousand entries
TYPED: Final = "…"


@dataclass(frozen=True, slots=True)
class SourceText:
    """file: its name, "…" for what was typed. encoding: that which was guessed, or ""."""

    file: str
    text: str
    encoding: str = ""

    def problems_of(self, text: str) -> tuple[Problem, ...]:
        """What to know about a part of the text: letters beyond English may have been misread."""
        if not self.encoding or text.isascii():
            return ()
        return (Problem("", "", "encoding-assumed", (("encoding", self.encoding),)),)


def source_text(source: str | Path) -> SourceText:
    """Lines end in a newline alone, and no byte-order mark stands before the first.

    Raises UnreadableFile.
    """
    if isinstance(source, str):
        return SourceText(TYPED, _with_plain_lines(source))
    decoded = _decoded(source)
    assumed = decoded.encoding if decoded.is_assumed else ""
    return SourceText(source.name, _with_plain_lines(decoded.text), assumed)


def _decoded(path: Path) -> DecodedText:
    content = _content(path)
    try:
        return decode(content, file=path.name)
    except UnreadableFile as error:
        if error.reason != "not-a-spreadsheet":
            raise
        raise UnreadableFile("bibliography-unrecognised", file=path.name) from error


def _content(path: Path) -> bytes:
    try:
        megabytes = path.stat().st_size / 1024**2
        if megabytes > MOST_MEGABYTES:
            size, limit = f"{megabytes:.0f}", str(MOST_MEGABYTES)
            raise UnreadableFile("file-too-large", file=path.name, megabytes=size, limit=limit)
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile("file-missing", file=path.name) from error
    if not content.strip():
        raise UnreadableFile("file-empty", file=path.name)
    return content


def _with_plain_lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
