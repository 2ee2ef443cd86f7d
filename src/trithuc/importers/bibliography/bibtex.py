"""BibTeX and BibLaTeX, as reference managers and publishers write it.

The library finds the entries; what it leaves to its users stands here: strings put together
with #, fields that an entry takes over from the one it refers to, and LaTeX.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import bibtexparser
from bibtexparser.model import Block, Entry, ParsingFailedBlock, String

from trithuc.importers.bibliography.latex import plain_text
from trithuc.importers.bibliography.records import BibliographyWork
from trithuc.importers.bibliography.sources import SourceText, source_text
from trithuc.importers.bibliography.stated import StatedEntry, readings, rejected
from trithuc.importers.reading import Problem, Reading, UnreadableFile

# The library quotes what it cannot read, and no log keeps what people wrote.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

# What many entries share is short; strings of strings of strings would fill any memory.
LONGEST_SHARED: Final = 1_000

KINDS: Final = {
    "article": "journal-article",
    "periodical": "journal-issue",
    "inproceedings": "conference-paper",
    "conference": "conference-paper",
    "proceedings": "edited-book",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "collection": "edited-book",
    "inbook": "book-chapter",
    "incollection": "book-chapter",
    "phdthesis": "dissertation-thesis",
    "mastersthesis": "dissertation-thesis",
    "thesis": "dissertation-thesis",
    "techreport": "report",
    "report": "report",
    "manual": "manual",
    "patent": "patent",
    "dataset": "data-set",
    "software": "software",
    "online": "online-resource",
    "electronic": "online-resource",
    "unpublished": "preprint",
}
# Commands of BibLaTeX that look like entries.
_NO_WORKS: Final = ("xdata", "set", "control", "ieeetranbstctl")
_TAKEN_OVER: Final = ("year", "date", "journal", "journaltitle", "booktitle")
_PARTS: Final = re.compile(r'(?<!\\)[{}"#]')
_BETWEEN_AUTHORS: Final = re.compile(r"(?<!\\)[{}]| and(?= )", re.IGNORECASE)

Values = Mapping[str, str]


def read_bibtex(source: str | Path) -> Iterator[Reading[BibliographyWork]]:
    """The works of a text (a str is the text itself) or of a file, in their order.

    The row of a position is the line in which an entry begins. A rejected entry has its own text
    as its only cell. Entries of the same key are each read; those that say the same work again
    are rejected.

    Raises UnreadableFile, before the first work is given.
    """
    return works_of_bibtex(source_text(source))


def works_of_bibtex(text: SourceText) -> Iterator[Reading[BibliographyWork]]:
    blocks = bibtexparser.parse_string(text.text, parse_stack=[]).blocks
    if not any(isinstance(block, Entry | ParsingFailedBlock) for block in blocks):
        raise UnreadableFile("bibliography-unrecognised", file=text.file)
    return readings(_entries(blocks, text))


def _entries(
    blocks: list[Block], text: SourceText
) -> Iterator[StatedEntry | Reading[BibliographyWork]]:
    values = list(_values_of_entries(blocks))
    by_key: dict[str, Values] = {}
    for entry, stated in values:
        if isinstance(entry, Entry):
            by_key.setdefault(entry.key.lower(), stated)
    for entry, stated in values:
        line, raw = (entry.start_line or 0) + 1, entry.raw or ""
        if not isinstance(entry, Entry):
            yield rejected(line, raw, Problem("", raw.strip(), "entry-malformed"))
        elif entry.entry_type.lower() not in _NO_WORKS:
            whole = _with_taken_over(stated, by_key)
            yield _stated_entry(entry, line, whole, raw, text.problems_of(raw))


def _values_of_entries(blocks: list[Block]) -> Iterator[tuple[Block, Values]]:
    """Every entry, or what was to be one, with its fields; strings hold from where they stand."""
    strings: dict[str, str] = {}
    for block in blocks:
        # The library sets aside what repeats a key or a field; its first value counts.
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(whole, String):
            strings[whole.key.lower()] = _value(str(whole.value), strings)[:LONGEST_SHARED]
        elif isinstance(whole, Entry):
            yield whole, _values(whole, strings)
        elif isinstance(block, ParsingFailedBlock):
            yield block, {}


def _values(entry: Entry, strings: Mapping[str, str]) -> Values:
    values: dict[str, str] = {}
    for field in entry.fields:
        values.setdefault(field.key.strip().lower(), _value(str(field.value), strings))
    return values


def _value(expression: str, strings: Mapping[str, str]) -> str:
    """Parts joined with #, each in braces or quotation marks, or the name of a string."""
    parts: list[str] = []
    left = LONGEST_SHARED
    for part in map(str.strip, _parts(expression)):
        if part[:1] in ("{", '"'):
            parts.append(part[1:-1])
        else:
            shared = strings.get(part.lower())
            parts.append(part if shared is None else shared[:left])
            left = max(0, left - len(shared or ""))
    return "".join(parts)


def _parts(expression: str) -> Iterator[str]:
    begin = depth = 0
    is_quoted = False
    for mark in _PARTS.finditer(expression):
        if mark[0] == '"' and depth == 0:
            is_quoted = not is_quoted
        elif mark[0] == "#" and depth == 0 and not is_quoted:
            yield expression[begin : mark.start()]
            begin = mark.end()
        else:
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
    yield expression[begin:]


def _with_taken_over(values: Values, by_key: Mapping[str, Values]) -> Values:
    """One step only, so that entries which refer to each other do no harm."""
    parent = by_key.get(values.get("crossref", "").strip().lower())
    if parent is None:
        return values
    taken = {name: parent[name] for name in _TAKEN_OVER if name in parent}
    if "title" in parent:
        taken.setdefault("booktitle", parent["title"])
    return {name: value[:LONGEST_SHARED] for name, value in taken.items()} | dict(values)


def _stated_entry(
    entry: Entry, line: int, values: Values, raw: str, problems: tuple[Problem, ...]
) -> StatedEntry:
    def plain(*names: str) -> tuple[str, ...]:
        return tuple(plain_text(values[name]) for name in names if name in values)

    return StatedEntry(
        line=line,
        raw=raw,
        key=entry.key.strip(),
        kind=KINDS.get(entry.entry_type.lower(), ""),
        titles=_titles(plain("title"), plain("subtitle")),
        years=plain("year", "date", "issued"),
        authors=tuple(plain_text(name) for name in _authors(values.get("author", ""))),
        identifiers=plain("doi", "url", "ee", "note"),
        journals=plain("journal", "journaltitle", "booktitle"),
        abstracts=plain("abstract"),
        languages=plain("langid", "language", "hyphenation"),
        problems=problems,
    )


def _titles(titles: tuple[str, ...], subtitles: tuple[str, ...]) -> tuple[str, ...]:
    subtitle = next(iter(subtitles), "")
    return tuple(f"{title}: {subtitle}" if title and subtitle else title for title in titles)


def _authors(stated: str) -> Iterator[str]:
    """Parted by "and" outside braces: {Ministry of Science and Technology} is one author."""
    text = " ".join(stated.split()) + " "
    begin = depth = 0
    for mark in _BETWEEN_AUTHORS.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if mark[0] not in "{}" and depth <= 0:
            yield from _author(text[begin : mark.start()])
            begin = mark.end()
    yield from _author(text[begin:])


def _author(stated: str) -> Iterator[str]:
    name = stated.strip(" ,;")
    if name.lower() not in ("", "others", "and others"):
        yield name
