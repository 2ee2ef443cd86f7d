"""Recognises what each column of a sheet holds by its heading.

Reach for it to map a sheet's columns, or to show an officer what was understood. A heading is
compared without case, marks and punctuation, whole first, then in the parts of a bilingual
heading. Invariant: no column is guessed from what stands in its cells, and a column that must not
be kept is never mapped, not even by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import Final

from trithuc.importers.reading import Problem, UnreadableFile
from trithuc.importers.seminar.headings import (
    CONSENT_WORDS,
    DEPENDENT_HEADINGS,
    FORBIDDEN_HEADINGS,
    FORBIDDEN_WORDS,
    HEADINGS,
    NOT_KEPT_HEADINGS,
    NOT_KEPT_WORDS,
    NUMBERING,
    PURPOSE_WORDS,
    PURPOSE_WORDS_IN_PASSING,
)
from trithuc.importers.seminar.records import PURPOSES
from trithuc.text.folding import fold

CONSENT: Final = "consent:"
FIELDS: Final = (*HEADINGS, *(CONSENT + purpose for purpose in PURPOSES))
# Several columns may hold these together: "Lĩnh vực 1", "Lĩnh vực 2".
FIELDS_OF_MANY: Final = frozenset(
    {"sectors", "expertise", "ways_to_contribute", "languages", "proposal_sectors"}
)
LONGEST_HEADING: Final = 200
_DEPENDENT: Final = "?"

_PUNCTUATION: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）")
_PARTS: Final = re.compile(r"[/|\n()\[\]（）]|\s[-–—]\s")
_COUNTER: Final = re.compile(r"\s*\d{1,2}$")


class Meaning(Enum):
    """What became of a column."""

    FIELD = "field"
    NUMBERING = "numbering"
    EMPTY = "empty"
    FORBIDDEN = "forbidden"
    NOT_KEPT = "not_kept"
    REPEATED = "repeated"
    AMBIGUOUS = "ambiguous"
    UNRECOGNISED = "unrecognised"


_NOTICES: Final = {
    Meaning.FORBIDDEN: "column-forbidden",
    Meaning.NOT_KEPT: "column-not-kept",
    Meaning.REPEATED: "column-repeated",
    Meaning.AMBIGUOUS: "column-ambiguous",
    Meaning.UNRECOGNISED: "column-unrecognised",
}


@dataclass(frozen=True, slots=True)
class Column:
    """index: counted from 0. name: the field; the kind of what is not kept; or for an ambiguous
    column the fields it may hold, with | between."""

    index: int
    heading: str
    meaning: Meaning
    name: str = ""


@dataclass(frozen=True)
class ColumnMap:
    """The columns of one sheet, in their order."""

    columns: tuple[Column, ...]

    def indexes(self, field: str) -> tuple[int, ...]:
        """Where a field stands; several places only for `FIELDS_OF_MANY`."""
        return self._places.get(field, ())

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, ...]]:
        places: dict[str, tuple[int, ...]] = {}
        for column in self.columns:
            if column.meaning is Meaning.FIELD:
                places[column.name] = (*places.get(column.name, ()), column.index)
        return places

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self._places)

    @cached_property
    def read_indexes(self) -> frozenset[int]:
        """Columns that hold a field."""
        return frozenset(index for indexes in self._places.values() for index in indexes)

    @cached_property
    def dropped_indexes(self) -> frozenset[int]:
        """Columns nothing may be kept of, not even among the cells of a rejected row."""
        dropped = (Meaning.FORBIDDEN, Meaning.NOT_KEPT)
        return frozenset(c.index for c in self.columns if c.meaning in dropped)

    @property
    def mapping(self) -> dict[str, str]:
        """Heading → field, "" for what was not read: what an officer corrects and hands back.

        Columns that are forbidden, not kept, numbers or without a heading are absent.
        """
        mapping: dict[str, str] = {}
        for column in self.columns:
            if column.meaning in _SHOWN_FOR_MAPPING:
                field = column.name if column.meaning is Meaning.FIELD else ""
                mapping.setdefault(column.heading, field)
        return mapping

    def notices(self, *, sheet: str) -> tuple[Problem, ...]:
        """What to say about each column that was not read."""
        return tuple(
            _notice(column, sheet) for column in self.columns if column.meaning in _NOTICES
        )


_SHOWN_FOR_MAPPING: Final = (
    Meaning.FIELD,
    Meaning.REPEATED,
    Meaning.AMBIGUOUS,
    Meaning.UNRECOGNISED,
)


def _notice(column: Column, sheet: str) -> Problem:
    parameters = {"column": column.heading, "sheet": sheet}
    if column.meaning in (Meaning.FORBIDDEN, Meaning.NOT_KEPT):
        parameters["kind"] = column.name
    if column.meaning is Meaning.AMBIGUOUS:
        parameters["meanings"] = column.name.replace("|", ", ")
    return Problem("", "", _NOTICES[column.meaning], tuple(parameters.items()))


def recognise_columns(header: Sequence[str], by_hand: Mapping[str, str] | None = None) -> ColumnMap:
    """What each column holds.

    by_hand: heading → field, which goes before what would be recognised; "" leaves a column out.
    Raises UnreadableFile where it names a field that does not exist.
    """
    stated = {_key(heading): field for heading, field in (by_hand or {}).items()}
    for field in stated.values():
        if field and field not in FIELDS:
            raise UnreadableFile("mapping-unknown-field", field=field)
    columns = [_column(index, heading, stated) for index, heading in enumerate(header)]
    return ColumnMap(_without_repetition(_in_company(columns)))


def _column(index: int, heading: str, stated: Mapping[str, str]) -> Column:
    heading = " ".join(heading.split())
    meaning, name = _meaning_of(heading)
    if meaning not in (Meaning.FORBIDDEN, Meaning.EMPTY) and _key(heading) in stated:
        field = stated[_key(heading)]
        meaning, name = (Meaning.FIELD, field) if field else (Meaning.UNRECOGNISED, "")
    return Column(index, heading, meaning, name)


@lru_cache(maxsize=2048)
def _meaning_of(heading: str) -> tuple[Meaning, str]:
    if not _key(heading):
        # "#" and its kin number the rows.
        return (Meaning.NUMBERING if heading else Meaning.EMPTY), ""
    if len(heading) > LONGEST_HEADING:
        return Meaning.UNRECOGNISED, ""
    # Whole names go first: "Full name (as in passport)" asks for a name.
    return (
        _whole_name(heading)
        or _dropped(heading, Meaning.FORBIDDEN)
        or _consent(_key(heading))
        or _meaning_of_parts(heading)
    )


def _whole_name(heading: str) -> tuple[Meaning, str] | None:
    for words in (heading, _IN_BRACKETS.sub(" ", heading), _COUNTER.sub("", heading)):
        key = _key(words)
        if key in _numbering():
            return Meaning.NUMBERING, ""
        if key in _fields():
            return Meaning.FIELD, _fields()[key]
        if key in _dependent():
            return Meaning.AMBIGUOUS, _DEPENDENT + key
    return None


def _dropped(heading: str, meaning: Meaning) -> tuple[Meaning, str] | None:
    key = _key(heading)
    whole, parts = _dropped_words()[meaning]
    for kind, names in whole:
        if key in names:
            return meaning, kind
    return next(((meaning, kind) for kind, names in parts if _contains_any(key, names)), None)


def _consent(key: str) -> tuple[Meaning, str] | None:
    """The purpose a heading asks a yes for; one that asks for two at once asks for neither."""
    if not _contains_any(key, _consent_words()):
        return None
    named = [purpose for purpose, phrases in _purposes() if _contains_any(key, phrases)]
    passing = [purpose for purpose, phrases in _passing() if _contains_any(key, phrases)]
    purposes = named or passing
    if len(purposes) == 1:
        return Meaning.FIELD, CONSENT + purposes[0]
    if purposes:
        return Meaning.AMBIGUOUS, "|".join(CONSENT + purpose for purpose in purposes)
    is_bare = f" {key} " in _consent_words()
    return (Meaning.AMBIGUOUS, "|".join(CONSENT + p for p in PURPOSES)) if is_bare else None


def _meaning_of_parts(heading: str) -> tuple[Meaning, str]:
    """Meaning of a heading in several languages: that of its parts, where they agree."""
    found = [
        meaning
        for part in _PARTS.split(heading)
        if _key(part)
        and (meaning := _whole_name(part) or _dropped(part, Meaning.NOT_KEPT))
        and meaning[0] is not Meaning.NUMBERING
    ]
    names = dict.fromkeys(name for meaning, name in found if meaning is Meaning.FIELD)
    not_kept = [one for one in found if one[0] is Meaning.NOT_KEPT]
    if len(names) == 1 and not not_kept:
        return Meaning.FIELD, next(iter(names))
    if names:
        return Meaning.AMBIGUOUS, "|".join(names)
    whole = _dropped(heading, Meaning.NOT_KEPT) or (Meaning.UNRECOGNISED, "")
    return (not_kept or found or [whole])[0]


def _in_company(columns: Sequence[Column]) -> list[Column]:
    """Settle headings whose meaning depends on which other fields the sheet has."""
    present = {column.name for column in columns if column.meaning is Meaning.FIELD}
    return [
        _settled(column, present) if column.name.startswith(_DEPENDENT) else column
        for column in columns
    ]


def _settled(column: Column, present: set[str]) -> Column:
    choices = _dependent()[column.name.removeprefix(_DEPENDENT)]
    field = next(field for neighbour, field in choices if not neighbour or neighbour in present)
    if not field:
        return replace(column, meaning=Meaning.UNRECOGNISED, name="")
    meaning = Meaning.AMBIGUOUS if "|" in field else Meaning.FIELD
    return replace(column, meaning=meaning, name=field)


def _without_repetition(columns: Iterable[Column]) -> tuple[Column, ...]:
    seen: set[str] = set()
    kept = []
    for column in columns:
        is_field = column.meaning is Meaning.FIELD
        if is_field and column.name in seen and column.name not in FIELDS_OF_MANY:
            column = replace(column, meaning=Meaning.REPEATED)
        if is_field:
            seen.add(column.name)
        kept.append(column)
    return tuple(kept)


def _key(words: str) -> str:
    return _PUNCTUATION.sub(" ", fold(words)).strip()


def _contains_any(key: str, phrases: Iterable[str]) -> bool:
    spaced = f" {key} "
    return any(phrase in spaced for phrase in phrases)


def _phrase(words: str) -> str:
    """Words to look for between spaces; Chinese is written without them."""
    key = _key(words)
    return f" {key} " if key.isascii() else key


Phrases = tuple[tuple[str, tuple[str, ...]], ...]


def _phrases(table: Mapping[str, Sequence[str]]) -> Phrases:
    return tuple((name, tuple(_phrase(words) for words in list_)) for name, list_ in table.items())


def _keys(table: Mapping[str, Sequence[str]]) -> Phrases:
    return tuple((name, tuple(map(_key, words))) for name, words in table.items())


@cache
def _fields() -> Mapping[str, str]:
    return {_key(words): field for field, names in HEADINGS.items() for words in names}


@cache
def _dependent() -> Mapping[str, tuple[tuple[str, str], ...]]:
    return {_key(words): choices for words, choices in DEPENDENT_HEADINGS.items()}


@cache
def _numbering() -> frozenset[str]:
    return frozenset(_key(words) for words in NUMBERING)


@cache
def _dropped_words() -> Mapping[Meaning, tuple[Phrases, Phrases]]:
    """For each meaning, the names that are a whole heading and the words within one."""
    return {
        Meaning.FORBIDDEN: (_keys(FORBIDDEN_HEADINGS), _phrases(FORBIDDEN_WORDS)),
        Meaning.NOT_KEPT: (_keys(NOT_KEPT_HEADINGS), _phrases(NOT_KEPT_WORDS)),
    }


@cache
def _consent_words() -> tuple[str, ...]:
    return tuple(_phrase(words) for words in CONSENT_WORDS)


@cache
def _purposes() -> Phrases:
    return _phrases(PURPOSE_WORDS)


@cache
def _passing() -> Phrases:
    return _phrases(PURPOSE_WORDS_IN_PASSING)
