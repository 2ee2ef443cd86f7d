"""Values of an ORCID record: those of any dump, and ORCID's own wrappings, dates and order.

Invariant: what is marked as anything but public is not read, whoever sent the record.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from trithuc.importers.dump import fields
from trithuc.importers.dump.fields import JsonObject

__all__ = ["Fields", "JsonObject"]

_LINE_END: Final = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_YEAR: Final = re.compile(r"[0-9]{4}")
_WHOLE_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]{1,9}")


class Fields(fields.Fields):
    def word(self, value: object, field: str) -> str:
        """A text that stands alone, or as {"value": …}; "" where there is none."""
        inner = value.get("value") if isinstance(value, dict) else value
        return self.text(inner, field) or ""

    def paragraphs(self, value: object, field: str) -> str:
        """As `word`, with its lines kept; never more than one blank line in between."""
        inner = value.get("value") if isinstance(value, dict) else value
        if not isinstance(inner, str):
            return self.word(inner, field)
        lines = _LINE_END.sub("\n", unicodedata.normalize("NFC", inner)).split("\n")
        return _BLANK_LINES.sub("\n\n", "\n".join(fields.tidy(line) for line in lines)).strip("\n")

    def public(self, value: object, field: str) -> Iterator[JsonObject]:
        """The public items of a list, those that the person put first first."""
        items = [item for item in self.objects(value, field) if is_public(item)]
        yield from sorted(items, key=_display_index, reverse=True)

    def put_code(self, item: JsonObject, field: str) -> int | None:
        return self.whole_number(item.get("put-code"), f"{field}.put-code", 2**63 - 1)

    def partial_date(self, value: object, field: str) -> str:
        """EDTF; what cannot be a month or day is left out and noted, the year kept."""
        date = self.mapping(value, field)
        year = self.word(date.get("year"), f"{field}.year")
        month = self.word(date.get("month"), f"{field}.month").zfill(2)
        day = self.word(date.get("day"), f"{field}.day").zfill(2)
        if not year and month == day == "00":
            return ""
        found = _longest_date(year, month, day)
        stated = 1 + (month != "00") + (month != "00" and day != "00")
        if not found or found.count("-") + 1 < stated:
            self.note(field, value, "date-unreadable")
        return found

    def own_address(self, value: object, field: str) -> str:
        """http or https, or ""; people write other things there, which is nothing to report."""
        inner = value.get("value") if isinstance(value, dict) else value
        return fields.Fields().web_address(inner, field) or ""


def is_public(item: JsonObject) -> bool:
    """The public interface marks what it gives, and old files mark nothing."""
    visibility = item.get("visibility")
    return visibility is None or (isinstance(visibility, str) and visibility.lower() == "public")


def _display_index(item: JsonObject) -> int:
    """The higher, the earlier it is shown; in some lists a number, in others a text."""
    stated = item.get("display-index")
    if isinstance(stated, str) and _WHOLE_NUMBER.fullmatch(stated):
        return int(stated)
    return stated if isinstance(stated, int) else 0


def _longest_date(year: str, month: str, day: str) -> str:
    if not _YEAR.fullmatch(year) or year == "0000":
        return ""
    for parts in ((year, month, day), (year, month), (year,)):
        text = "-".join(parts)
        if _is_date("-".join((*parts, "01", "01")[:3])):
            return text
    return ""


def _is_date(text: str) -> bool:
    if not _WHOLE_DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
