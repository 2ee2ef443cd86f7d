"""From what stands in a form to a need: each field read, and what cannot be read told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from trithuc import vocabulary
from trithuc.importers.needs.records import CHOICES, HEADINGS, PostedNeed
from trithuc.importers.reading import Position, Problem, Reading
from trithuc.text.folding import fold

FIELD_OF_HEADING: Final = {
    fold(name): field for field, names in HEADINGS.items() for name in (field, *names)
}
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_BETWEEN_CODES: Final = re.compile(r"[;,\n]")
HIGHEST_TRL: Final = 9
MOST_DAYS: Final = 3650


def need_from(said: Mapping[str, str], position: Position) -> Reading[PostedNeed]:
    """said: {field: text}. A need without a title or a text is rejected; what else cannot be read
    is left out and told."""
    cells = tuple(said.get(field, "") for field in HEADINGS)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, text in said.items():
        written = text.strip()
        try:
            values[field] = _READERS.get(field, str)(written) if written else _EMPTY.get(field, "")
        except (ValueError, OverflowError):
            problems.append(Problem(field, written, _REASONS.get(field, "field-malformed")))
    missing = [
        Problem(field, "", reason)
        for field, reason in (("title", "title-missing"), ("text", "text-missing"))
        if not values.get(field)
    ]
    if missing:
        return Reading(position, None, (*missing, *problems), cells)
    if (values.get("trl_from") or 0) > (values.get("trl_to") or HIGHEST_TRL):
        problems.append(Problem("trl_to", said["trl_to"], "field-malformed"))
        values["trl_to"] = None
    return Reading(position, PostedNeed(**values), tuple(problems), cells)


def _date(written: str) -> datetime.date:
    day_first = _DAY_FIRST.fullmatch(written)
    if day_first:
        return datetime.date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    return datetime.date.fromisoformat(written[:10])


def _number_up_to(most: int) -> Callable[[str], int]:
    def number(written: str) -> int:
        found = int(float(written))
        if not 1 <= found <= most:
            raise ValueError(written)
        return found

    return number


def _choice_of(field: str) -> Callable[[str], str]:
    codes = {fold(name): code for code, names in CHOICES[field].items() for name in (code, *names)}

    def choice(written: str) -> str:
        if fold(written) not in codes:
            raise ValueError(written)
        return codes[fold(written)]

    return choice


def _sectors(written: str) -> tuple[str, ...]:
    stated = [part.strip() for part in _BETWEEN_CODES.split(written) if part.strip()]
    found = [_SECTORS.get(fold(part)) for part in stated]
    if None in found:
        raise ValueError(written)
    return tuple(dict.fromkeys(code for code in found if code))


_SECTORS: Final = {
    fold(name): sector.code
    for sector in vocabulary.sectors()
    for name in (sector.code, *sector.labels.values())
}
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "days": _number_up_to(MOST_DAYS),
    "trl_from": _number_up_to(HIGHEST_TRL),
    "trl_to": _number_up_to(HIGHEST_TRL),
    "due_on": _date,
    "valid_until": _date,
    "sectors": _sectors,
    **{field: _choice_of(field) for field in CHOICES},
}
_EMPTY: Final[Mapping[str, Any]] = {
    "days": None,
    "trl_from": None,
    "trl_to": None,
    "due_on": None,
    "valid_until": None,
    "sectors": (),
}
_REASONS: Final = {
    "due_on": "date-unreadable",
    "valid_until": "date-unreadable",
    "sectors": "sector-unknown",
}
