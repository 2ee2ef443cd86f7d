"""Values of one record of a dump, taken only in the shape they should have.

Invariant: a value of another shape becomes a problem naming its field, never an error and never
a guess; what is absent or null is absent without a problem.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from trithuc.importers.reading import Problem

Choice = TypeVar("Choice", bound=str)
JsonObject = Mapping[str, object]

# Control characters and halves of surrogate pairs, which no database keeps, and what turns round
# the direction of all that follows it, on a page too.
_UNKEEPABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_WEB_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_COUNTRY_CODE: Final = re.compile(r"[A-Z]{2}")


class Fields:
    """Reads one record; `problems` grows by each value that is left out."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, field: str, value: object, reason: str = "field-malformed") -> None:
        self.problems.append(Problem(field, shown(value), reason))

    def text(self, value: object, field: str) -> str | None:
        """One line, composed; None where nothing is left."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.note(field, value)
            return None
        return tidy(value) or None

    def texts(self, value: object, field: str) -> tuple[str, ...]:
        """Each different text of a list, or the one text that stands in its place."""
        items = value if isinstance(value, list) else [value]
        found = [text for item in items if (text := self.text(item, field))]
        return tuple(dict.fromkeys(found))

    def objects(self, value: object, field: str) -> Iterator[JsonObject]:
        if value is None:
            return
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
            else:
                self.note(field, item)

    def mapping(self, value: object, field: str) -> JsonObject:
        """An empty one where there is none."""
        return value if isinstance(value, dict) else next(self.objects(value, field), {})

    def choice(self, value: object, field: str, choices: Sequence[Choice]) -> Choice | None:
        """In lower case, as schema 2 writes what schema 1 wrote with a capital."""
        text = self.text(value, field)
        if text is None:
            return None
        for choice in choices:
            if text.lower() == choice:
                return choice
        self.note(field, value)
        return None

    def whole_number(self, value: object, field: str, highest: int) -> int | None:
        """Between 1 and highest."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= highest:
            return value
        self.note(field, value)
        return None

    def degrees(self, value: object, field: str, highest: int) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            number = float(value) if abs(value) <= highest else math.nan
            if math.isfinite(number):
                return number
        self.note(field, value)
        return None

    def web_address(self, value: object, field: str) -> str | None:
        """http or https alone: a page must not carry a link that runs a script."""
        text = self.text(value, field)
        if text is None or _WEB_ADDRESS.fullmatch(text):
            return text
        self.note(field, value)
        return None

    def country_code(self, value: object, field: str) -> str | None:
        text = self.text(value, field)
        if text is None or _COUNTRY_CODE.fullmatch(text.upper()):
            return text.upper() if text else None
        self.note(field, value)
        return None


def tidy(text: str) -> str:
    return " ".join(_UNKEEPABLE.sub(" ", unicodedata.normalize("NFC", text)).split())


def shown(value: object) -> str:
    """A value as a person may read it in a list of problems; "" for a missing one."""
    if value is None:
        return ""
    return tidy(value if isinstance(value, str) else as_json(value))


def as_json(value: object) -> str:
    """ "" for what is nested too deeply to be written."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        return ""
