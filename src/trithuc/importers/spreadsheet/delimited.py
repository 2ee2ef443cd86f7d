"""Reads rows of delimited text whose encoding and delimiter nobody wrote down.

Reach for it for CSV and its kin. Encodings: UTF-8 and UTF-16 with or without a byte-order mark,
Windows-1252 and Windows-1258; the latter two are told apart by which letters they would make.
Invariant: row numbers are those a spreadsheet program shows, blank lines and quoted newlines
included.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trithuc.importers.reading import UnreadableFile

COMMON_DELIMITERS: Final = ",;\t|"
SAMPLE_CHARACTERS: Final = 200_000
SAMPLE_ROWS: Final = 100
LONGEST_CELL: Final = 200_000_000  # no bound of its own: rows are bounded where they are written

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_VIETNAMESE_VOWELS: Final = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")
_TONE_MARKS: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VIETNAMESE_LETTERS: Final = frozenset("đĐưƯ")
_NEVER_DELIMITERS: Final = frozenset("_.-'\"@()&+/ \r\n")
_END: Final = "\ue000end\ue000"


@dataclass(frozen=True)
class DecodedText:
    """Text with the name of its encoding, and how many characters could not be read."""

    text: str
    encoding: str
    is_assumed: bool = False
    unreadable_count: int = 0


def decode(content: bytes, *, file: str) -> DecodedText:
    """The text of a file, its encoding taken from its bytes.

    Raises UnreadableFile where no encoding fits, or where the bytes are no text at all.
    """
    decoded = _decode(content, file=file)
    if _is_binary(decoded.text):
        raise UnreadableFile("not-a-spreadsheet", file=file, kind="binary data")
    return decoded


def _decode(content: bytes, *, file: str) -> DecodedText:
    marked_or_wide = _unicode_encoding(content)
    if marked_or_wide is not None:
        mark, encoding = marked_or_wide
        return _decode_unicode(content[len(mark) :], encoding)
    try:
        return DecodedText(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_damaged_or_single_byte(content, file=file)


def _unicode_encoding(content: bytes) -> tuple[bytes, str] | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return mark, encoding
    # In tables, most UTF-16 units are delimiters, digits and Latin letters: every other byte is 0.
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) / 8 and odd > 4 * even:
        return b"", "utf-16-le"
    if even > len(sample) / 8 and even > 4 * odd:
        return b"", "utf-16-be"
    return None


def _decode_unicode(content: bytes, encoding: str) -> DecodedText:
    text = content.decode(encoding, "replace")
    return DecodedText(text, encoding, unreadable_count=text.count("\ufffd"))


def _decode_damaged_or_single_byte(content: bytes, *, file: str) -> DecodedText:
    damaged = content.decode("utf-8", "replace")
    unreadable = damaged.count("\ufffd")
    read = sum(1 for character in damaged if character > "\x7f") - unreadable
    # Chance makes few valid UTF-8 sequences in single-byte text, so many of them mean UTF-8.
    if read > 10 * unreadable:
        return DecodedText(damaged, "utf-8", unreadable_count=unreadable)
    del damaged
    encoding = single_byte_encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile("encoding-unknown", file=file) from error
    return DecodedText(unicodedata.normalize("NFC", text), encoding, is_assumed=True)


def single_byte_encoding(content: bytes) -> str:
    """ "cp1258" where that makes plausible Vietnamese of the bytes, else "cp1252".

    Windows-1258 writes tones as marks after the vowel, where Windows-1252 has ordinary letters;
    a mark after anything but a vowel, as in Italian "così", speaks for Windows-1252.
    """
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        return "cp1252"
    tones_on_vowels = tones_elsewhere = 0
    before = ""
    for character in text:
        if character in _TONE_MARKS:
            if before in _VIETNAMESE_VOWELS:
                tones_on_vowels += 1
            else:
                tones_elsewhere += 1
        before = character
    letters = sum(text.count(letter) for letter in _VIETNAMESE_LETTERS)
    return "cp1258" if tones_on_vowels + letters > 4 * tones_elsewhere else "cp1252"


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE_CHARACTERS]
    controls = sum(1 for character in sample if character < " " and character not in "\t\n\r\f")
    return "\x00" in sample or controls > len(sample) / 100


def rows_of(text: str, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, counted from 1 as a spreadsheet program would show them.

    Raises UnreadableFile where a quotation mark is never closed and swallows all that follows.
    """
    # The limit is the whole process's: other readers keep their own.
    limit_of_others = csv.field_size_limit(LONGEST_CELL)
    stated, text = _stated_delimiter(text)
    reader = csv.reader(_with_end(text), delimiter=stated or likely_delimiter(text))
    row = 0
    cells: list[str] = []
    try:
        for row, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            if not (cells and _END in cells[-1]):
                yield row, cells
    except csv.Error as error:
        raise UnreadableFile("quote-unclosed", file=file, row=str(row + 1)) from error
    finally:
        csv.field_size_limit(limit_of_others)
    raise UnreadableFile("quote-unclosed", file=file, row=str(row))


def _with_end(text: str) -> Iterator[str]:
    """Lines, and after them one that shows whether a quotation mark was left open."""
    for line in io.StringIO(text, newline=""):
        yield line if line.endswith(("\n", "\r")) else line + "\n"
    yield _END


def _stated_delimiter(text: str) -> tuple[str, str]:
    """The delimiter a first line "sep=;" states, as Excel writes it, and the text after it."""
    first, newline, rest = text.partition("\n")
    stated = first.strip("\r\ufeff")
    if newline and stated.casefold().startswith("sep=") and len(stated) == 5:
        return stated[-1], rest
    return "", text


def likely_delimiter(text: str) -> str:
    """The character that cuts the rows into the most columns, the most evenly; "," if none does."""
    sample = text[:SAMPLE_CHARACTERS]
    first_line = next((line for line in sample.splitlines() if line.strip()), "")
    exotic = {
        character
        for character in first_line
        if not character.isalnum()
        and character not in _NEVER_DELIMITERS
        and character not in COMMON_DELIMITERS
        and not unicodedata.category(character).startswith("M")
    }
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in COMMON_DELIMITERS}
    scores |= {delimiter: _evenness(sample, delimiter) / 2 for delimiter in sorted(exotic)}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _evenness(sample: str, delimiter: str) -> float:
    """Share of rows with the commonest width above one, times the logarithm of that width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        for cells in reader:
            if cells:
                widths[len(cells)] += 1
            if widths.total() == SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    return max(
        (count / widths.total() * math.log2(width) for width, count in widths.items() if width > 1),
        default=0.0,
    )
