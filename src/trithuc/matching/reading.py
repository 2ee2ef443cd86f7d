"""Candidates and needs from JSON objects.

Reach for it where they come from files; `jsonlines` reads the lines. Invariant: what is wrong in
a record is said in words about the record (`BadRecord`), and nothing in it is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trithuc.jsonlines import BadRecord, identifier, optional_text, required_text
from trithuc.matching.records import Candidate, Identifier, Need, Work
from trithuc.vocabulary.sectors import sector_from_label

_YEARS: Final = range(1, 3000)


def candidate_from(record: Mapping[str, object]) -> Candidate:
    """Raises BadRecord. Fields that are missing or null are empty."""
    return Candidate(
        id=identifier(record, "id"),
        kind=optional_text(record, "kind"),
        name=optional_text(record, "name"),
        profile=optional_text(record, "profile"),
        works=tuple(_work(work) for work in _list(record, "works")),
        sectors=_sectors(record),
        languages=_texts(record, "languages"),
        country=optional_text(record, "country"),
        ways_to_contribute=_texts(record, "ways_to_contribute"),
    )


def need_from(record: Mapping[str, object]) -> Need:
    """Raises BadRecord. A language that is none of the six is detected anew."""
    return Need(
        id=identifier(record, "id"),
        text=required_text(record, "text"),
        title=optional_text(record, "title"),
        language=optional_text(record, "language"),
        sectors=_sectors(record),
        ways_wanted=_texts(record, "ways_wanted"),
    )


def _work(value: object) -> Work:
    if not isinstance(value, dict):
        raise BadRecord('"works" should hold objects')
    return Work(
        title=optional_text(value, "title"),
        abstract=optional_text(value, "abstract"),
        id=_optional_identifier(value),
        year=_year(value),
    )


def _optional_identifier(record: Mapping[str, object]) -> Identifier | None:
    return None if record.get("id") in (None, "") else identifier(record, "id")


def _year(record: Mapping[str, object]) -> int | None:
    value = record.get("year")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value not in _YEARS:
        raise BadRecord('"year" should be a year as a whole number')
    return value


def _sectors(record: Mapping[str, object]) -> tuple[str, ...]:
    """Codes; a label in any language is as good, and what is no sector of ours says nothing."""
    found = (sector_from_label(text) for text in _texts(record, "sectors"))
    return tuple(dict.fromkeys(code for code in found if code))


def _texts(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    values = _list(record, field)
    if not all(isinstance(value, str) for value in values):
        raise BadRecord(f'"{field}" should hold texts')
    return tuple(str(value) for value in values)


def _list(record: Mapping[str, object], field: str) -> list[object]:
    value = record.get(field)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRecord(f'"{field}" should be a list')
    return value
