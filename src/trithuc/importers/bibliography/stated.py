"""What an entry states, whichever format stated it → a work and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from trithuc.identifiers import doi
from trithuc.importers.bibliography.records import BibliographyWork
from trithuc.importers.dump.fields import Fields
from trithuc.importers.markup import without_markup
from trithuc.importers.reading import Position, Problem, Reading
from trithuc.text.folding import fold

EARLIEST_YEAR: Final = 1500
LATEST_YEAR: Final = 2200
_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DOI_ADDRESS: Final = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/\S+", re.IGNORECASE)
_LANGUAGE_CODE: Final = re.compile(r"([a-z]{2})(?:[-_].{0,20})?")
_LANGUAGES: Final = {
    name: code
    for code, names in {
        "vi": "vietnamese vie tieng-viet vietnamien vietnamees vietnamesisch",
        "en": "english eng american british usenglish ukenglish american-english anglais tieng-anh",
        "fr": "french fre fra francais frenchb tieng-phap",
        "nl": "dutch dut nld nederlands",
        "de": "german ger deu deutsch ngerman austrian naustrian tieng-duc",
        "zh": "chinese chi zho simplified-chinese traditional-chinese 中文 中国语 汉语 chinois",
    }.items()
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class StatedEntry:
    """line: its first, counted from 1. Texts are plain; lists are in the order of preference.

    identifiers: what may be its DOI, or an address that holds it.
    """

    line: int
    raw: str
    key: str
    kind: str
    titles: tuple[str, ...]
    years: tuple[str, ...]
    authors: tuple[str, ...]
    identifiers: tuple[str, ...]
    journals: tuple[str, ...]
    abstracts: tuple[str, ...]
    languages: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def readings(
    entries: Iterable[StatedEntry | Reading[BibliographyWork]],
) -> Iterator[Reading[BibliographyWork]]:
    """Each entry's work; what an earlier entry said already, and what was no entry, is rejected."""
    seen = _Seen()
    for entry in entries:
        yield entry if isinstance(entry, Reading) else seen.reading(entry)


def rejected(line: int, raw: str, *problems: Problem) -> Reading[BibliographyWork]:
    return Reading(Position(line), None, problems, (raw,))


class _Seen:
    """Where each work of a file was first met."""

    def __init__(self) -> None:
        self._by_doi: dict[str, int] = {}
        self._by_title: dict[tuple[str, int | None, str], tuple[int, str]] = {}

    def reading(self, entry: StatedEntry) -> Reading[BibliographyWork]:
        work, problems = work_from(entry)
        if work is None:
            return rejected(entry.line, entry.raw, *problems)
        first = self._first(work)
        if first is not None:
            repeated = Problem("", work.title, "entry-repeated", (("line", str(first)),))
            return rejected(entry.line, entry.raw, repeated)
        self._note(work, entry.line)
        return Reading(Position(entry.line), work, problems)

    def _first(self, work: BibliographyWork) -> int | None:
        """By DOI; by title, year and journal where at most one of the two has a DOI."""
        if work.doi in self._by_doi:
            return self._by_doi[work.doi]
        line, stated_doi = self._by_title.get(_title_key(work), (None, ""))
        return None if work.doi and stated_doi else line

    def _note(self, work: BibliographyWork, line: int) -> None:
        if work.doi:
            self._by_doi[work.doi] = line
        self._by_title.setdefault(_title_key(work), (line, work.doi))


def _title_key(work: BibliographyWork) -> tuple[str, int | None, str]:
    return fold(work.title), work.year, fold(work.journal)


def work_from(entry: StatedEntry) -> tuple[BibliographyWork | None, tuple[Problem, ...]]:
    """None without a title."""
    fields = Fields()
    title = _first_plain(entry.titles)
    if not title:
        fields.note("title", "", "title-missing")
        return None, (*fields.problems, *entry.problems)
    journal = _first_plain(entry.journals)
    work = BibliographyWork(
        title=title,
        year=_year(entry.years, fields),
        authors=tuple(dict.fromkeys(author for author in entry.authors if author)),
        doi=_doi(entry.identifiers),
        journal="" if journal == title else journal,
        abstract=_first_plain(entry.abstracts),
        kind=entry.kind,
        language=_language(entry.languages),
        key=entry.key,
    )
    return work, (*fields.problems, *entry.problems)


def _first_plain(texts: Iterable[str]) -> str:
    return next((plain for text in texts if (plain := without_markup(text))), "")


def _year(texts: Iterable[str], fields: Fields) -> int | None:
    stated = [text for text in texts if text]
    for text in stated:
        for found in _YEAR.findall(text):
            if EARLIEST_YEAR <= int(found) <= LATEST_YEAR:
                return int(found)
    if stated:
        fields.note("year", stated[0], "year-unreadable")
    return None


def _doi(texts: Iterable[str]) -> str:
    for text in texts:
        address = _DOI_ADDRESS.search(text)
        normalized = doi.normalize(address[0] if address else text)
        if normalized:
            return normalized
    return ""


def _language(texts: Iterable[str]) -> str:
    for text in texts:
        folded = fold(text)
        code = _LANGUAGE_CODE.fullmatch(folded)
        named = _LANGUAGES.get(folded.replace(" ", "-"))
        if named or code:
            return named or (code[1] if code else "")
    return ""
