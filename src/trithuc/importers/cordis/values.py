"""Values as CORDIS writes them: numbers as text, decimal commas, dates of several forms, EL and UK.

Invariant: as in every dump, a value of another shape becomes a problem and is left out.
"""

from __future__ import annotations

import datetime
import math
import re
from typing import Final

from trithuc.importers.dump import fields

HIGHEST_AMOUNT: Final = 10**12
# Of the European Union's own country codes, those that ISO 3166-1 writes otherwise.
ISO_CODES: Final = {"EL": "GR", "UK": "GB"}
_DATE_FORMS: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[T ].*)?"),
    re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})(?: .*)?"),
)
_THOUSANDS: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")
_TRUTHS: Final = {"true": True, "y": True, "1": True, "false": False, "n": False, "0": False}


class Fields(fields.Fields):
    def text(self, value: object, field: str) -> str | None:
        """Numbers count as text, which postal codes and titles are sometimes written as."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = repr(value)
        return super().text(value, field)

    def words(self, value: object, field: str) -> str:
        return self.text(value, field) or ""

    def paragraphs(self, value: object, field: str) -> str:
        """Text with its line breaks; blank lines between paragraphs stay single."""
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(field, value)
            return ""
        lines = [fields.tidy(line) for line in value.splitlines()]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def first(self, value: object, field: str) -> str:
        """Where rows were joined ("PRC;PRC"), what the first of them said."""
        return self.words(value, field).partition(";")[0].strip()

    def number_within(self, value: object, field: str, highest: int) -> int | None:
        """A key: a whole number from 1; digits as text count, leading zeros too."""
        text = self.text(value, field)
        if text is None:
            return None
        if text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= highest:
            return int(text)
        self.note(field, value)
        return None

    def euros(self, value: object, field: str) -> int | None:
        """Rounded to whole euros; "1 495 000,50" and "1495000.50" are the same."""
        text = self.text(value, field)
        if text is None:
            return None
        try:
            amount = float(_with_decimal_point(_THOUSANDS.sub("", text)))
        except ValueError:
            amount = math.nan
        if 0 <= amount <= HIGHEST_AMOUNT:
            return math.floor(amount + 0.5)
        self.note(field, value)
        return None

    def date(self, value: object, field: str) -> datetime.date | None:
        text = self.text(value, field)
        if text is None:
            return None
        for form in _DATE_FORMS:
            if found := form.fullmatch(text):
                try:
                    return datetime.date(**{part: int(found[part]) for part in found.groupdict()})
                except ValueError:
                    break
        self.note(field, value, "date-unreadable")
        return None

    def truth(self, value: object, field: str) -> bool | None:
        if isinstance(value, bool):
            return value
        text = self.text(value, field)
        if text is None:
            return None
        if text.lower() not in _TRUTHS:
            self.note(field, value)
        return _TRUTHS.get(text.lower())

    def country(self, value: object, field: str) -> str:
        code = self.country_code(self.first(value, field) or None, field) or ""
        return ISO_CODES.get(code, code)

    def position(self, value: object, field: str) -> tuple[float | None, float | None]:
        """Degrees north and east from "48.13,11.52" or "(48.13,11.52)"; both or neither."""
        text = self.text(value, field)
        if text is None:
            return None, None
        try:
            latitude, longitude = map(float, text.strip("()").split(","))
        except ValueError:
            latitude, longitude = math.nan, math.nan
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        self.note(field, value)
        return None, None

    def website(self, value: object, field: str) -> str:
        """CORDIS often leaves the scheme out."""
        text = self.words(value, field)
        if text and not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE):
            text = f"https://{text}"
        return self.web_address(text or None, field) or ""


def _with_decimal_point(text: str) -> str:
    """A mark that stands once, and last, separates decimals; every other one groups digits."""
    whole, mark, decimals = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    grouped = re.sub(r"[.,]", "", whole)
    if not mark or mark in whole:
        return grouped + decimals
    return f"{grouped}.{decimals}"
