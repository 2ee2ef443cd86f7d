"""RIS, and the tagged format of Web of Science, which is its close kin.

Read here and not by a library: the kept one (rispy) says no lines, joins an entry that lacks its
end to the next one, and takes time that grows with the square of a long abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from trithuc.importers.bibliography.records import BibliographyWork
from trithuc.importers.bibliography.sources import SourceText, source_text
from trithuc.importers.bibliography.stated import StatedEntry, readings
from trithuc.importers.dump.fields import tidy
from trithuc.importers.reading import Problem, Reading, UnreadableFile


@dataclass(frozen=True, slots=True)
class _Dialect:
    """tag: a line with its tag and value. begin: the tag of an entry's first line.

    Tags of one field stand in the order of preference. lists: tags of which a further line is a
    further value. around: tags outside entries, None where only `begin` can begin one.
    """

    tag: re.Pattern[str]
    begin: str
    titles: tuple[str, ...]
    years: tuple[str, ...]
    authors: tuple[str, ...]
    identifiers: tuple[str, ...]
    journals: tuple[str, ...]
    keys: tuple[str, ...]
    abstracts: tuple[str, ...] = ("AB", "N2")
    languages: tuple[str, ...] = ("LA",)
    lists: tuple[str, ...] = ()
    around: tuple[str, ...] | None = None


_RIS: Final = _Dialect(
    tag=re.compile(r"\s{0,9}([A-Z][A-Z0-9])  -(?:\s(.*))?"),
    begin="TY",
    titles=("TI", "T1", "CT", "BT", "ST"),
    years=("PY", "Y1", "DA"),
    authors=("AU", "A1"),
    identifiers=("DO", "DI", "UR", "L3", "M3", "N1"),
    journals=("JF", "JO", "T2", "JA", "J2", "J1", "BT"),
    keys=("ID", "AN"),
)
_WEB_OF_SCIENCE: Final = _Dialect(
    tag=re.compile(r"([A-Z][A-Z0-9])(?: (.*))?"),
    begin="PT",
    titles=("TI",),
    years=("PY", "PD"),
    authors=("AF", "AU"),
    identifiers=("DI",),
    journals=("SO",),
    keys=("UT",),
    lists=("AU", "AF"),
    around=("FN", "VR", "EF", "ER"),
)
# Some programs write one space. Only where none writes two: "AI - a survey" is text.
_NARROW_RIS: Final = replace(_RIS, tag=re.compile(r"\s{0,9}([A-Z][A-Z0-9]) ?-(?:\s(.*))?"))
_BEGINS: Final = (
    (re.compile(r"^[ \t]{0,9}TY  -", re.MULTILINE), _RIS),
    (re.compile(r"^[ \t]{0,9}TY ?- ", re.MULTILINE), _NARROW_RIS),
)
_WEB_OF_SCIENCE_BEGINS: Final = re.compile(r"(?:FN|VR|PT)(?: [^-\n]|\n)")

KINDS: Final = {
    "jour": "journal-article",
    "jfull": "journal-issue",
    "ejour": "journal-article",
    "inpr": "journal-article",
    "mgzn": "magazine-article",
    "news": "newspaper-article",
    "conf": "conference-paper",
    "cpaper": "conference-paper",
    "book": "book",
    "ebook": "book",
    "edbook": "edited-book",
    "chap": "book-chapter",
    "echap": "book-chapter",
    "thes": "dissertation-thesis",
    "rprt": "report",
    "govdoc": "report",
    "pat": "patent",
    "data": "data-set",
    "comp": "software",
    "stand": "standards-and-policy",
    "elec": "online-resource",
    "blog": "online-resource",
    "unpb": "preprint",
    "j": "journal-article",
    "b": "book",
    "s": "book-chapter",
    "p": "patent",
}


def read_ris(source: str | Path) -> Iterator[Reading[BibliographyWork]]:
    """The works of a text (a str is the text itself) or of a file, in their order.

    The row of a position is the line in which an entry begins. A rejected entry has its own text
    as its only cell. An entry without its end is read, and said to be so.

    Raises UnreadableFile, before the first work is given.
    """
    return works_of_ris(source_text(source))


def works_of_ris(text: SourceText) -> Iterator[Reading[BibliographyWork]]:
    dialect = _dialect(text.text)
    if dialect is None:
        raise UnreadableFile("bibliography-unrecognised", file=text.file)
    return readings(_stated_entry(entry, dialect, text) for entry in _entries(text.text, dialect))


def beginning_of_ris(text: str) -> int | None:
    """Where its first entry begins; None where it has none."""
    for begins, _ in _BEGINS:
        found = begins.search(text)
        if found:
            return found.start()
    return 0 if _WEB_OF_SCIENCE_BEGINS.match(text.lstrip()) else None


def _dialect(text: str) -> _Dialect | None:
    for begins, dialect in _BEGINS:
        if begins.search(text):
            return dialect
    return _WEB_OF_SCIENCE if _WEB_OF_SCIENCE_BEGINS.match(text.lstrip()) else None


@dataclass(slots=True)
class _Entry:
    """values: of each tag, each value as the lines it was given in."""

    line: int
    lines: list[str] = field(default_factory=list)
    values: dict[str, list[list[str]]] = field(default_factory=dict)
    has_end: bool = False
    _last_tag: str = ""

    def take(self, tag: str, value: str) -> None:
        self.values.setdefault(tag, []).append([value])
        self._last_tag = tag

    def go_on(self, value: str, lists: tuple[str, ...]) -> None:
        """A line without a tag belongs to the value before it."""
        if self._last_tag in lists:
            self.values[self._last_tag].append([value])
        elif self._last_tag:
            self.values[self._last_tag][-1].append(value)

    def texts(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        found = (" ".join(lines) for tag in tags for lines in self.values.get(tag, ()))
        return tuple(text for one in found if (text := tidy(one)))


def _entries(text: str, dialect: _Dialect) -> Iterator[_Entry]:
    """What stands before the first entry, and between two, is no entry's."""
    entry: _Entry | None = None
    for number, line in enumerate(text.split("\n"), 1):
        found = dialect.tag.fullmatch(line)
        tag, value = (found[1], found[2] or "") if found else ("", line.strip())
        if entry and tag in (dialect.begin, "ER"):
            entry.has_end = tag == "ER"
            yield entry
            entry = None
        if entry is None and tag and _can_begin(tag, dialect):
            entry = _Entry(number)
        if entry:
            entry.lines.append(line)
            _add(entry, tag, value, dialect)
    if entry:
        yield entry


def _can_begin(tag: str, dialect: _Dialect) -> bool:
    return tag == dialect.begin or (dialect.around is not None and tag not in dialect.around)


def _add(entry: _Entry, tag: str, value: str, dialect: _Dialect) -> None:
    if tag:
        entry.take(tag, value)
    else:
        entry.go_on(value, dialect.lists)


def _stated_entry(entry: _Entry, dialect: _Dialect, text: SourceText) -> StatedEntry:
    raw = "\n".join(entry.lines).strip()
    kinds = entry.texts((dialect.begin,))
    problems = text.problems_of(raw)
    if not entry.has_end:
        problems += (Problem("", "", "entry-unfinished"),)
    return StatedEntry(
        line=entry.line,
        raw=raw,
        key=next(iter(entry.texts(dialect.keys)), ""),
        kind=KINDS.get(kinds[0].lower(), "") if kinds else "",
        titles=entry.texts(dialect.titles),
        years=entry.texts(dialect.years),
        authors=tuple(_authors(entry, dialect)),
        identifiers=entry.texts(dialect.identifiers),
        journals=entry.texts(dialect.journals),
        abstracts=entry.texts(dialect.abstracts),
        languages=entry.texts(dialect.languages),
        problems=problems,
    )


def _authors(entry: _Entry, dialect: _Dialect) -> Iterator[str]:
    """Of tags that name the same people in two ways, the first."""
    named = (entry.texts((tag,)) for tag in dialect.authors)
    for stated in next((names for names in named if names), ()):
        for name in stated.split(";"):
            yield name.strip(" ,")
