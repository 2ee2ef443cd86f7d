"""DOI: the name of a work, from 10. to its end.

Stored in lower case without the resolver's address. Source: ISO 26324 and the *DOI Handbook*
(§2.2 the syntax, §2.4 letters of either case are one); it has no checksum.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

from trithuc.identifiers.tidying import tidy

_TYPED: Final = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:urn:)?doi\s*[:=]?\s*|info:doi/)?"
    r"(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)",
    re.IGNORECASE,
)
_NOT_ITS_END: Final = ".,;:"


def is_valid(text: str) -> bool:
    return normalize(text) is not None


def normalize(text: str) -> str | None:
    """Lower case from "10."; None where there is no prefix or no suffix."""
    found = _TYPED.fullmatch(_unescaped(tidy(text)).rstrip(_NOT_ITS_END))
    return found[1].lower() if found else None


def format(normalized: str) -> str:
    return f"https://doi.org/{quote(normalized, safe='/:;()._-')}"


def _unescaped(text: str) -> str:
    """Only an address escapes characters; in a bare DOI, % is its own."""
    return unquote(text) if "://" in text else text
