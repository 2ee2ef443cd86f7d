"""ORCID iD: sixteen characters for a person, the last a check character.

Stored as 0000-0002-1825-0097. Source: ORCID, *Structure of the ORCID Identifier*; the check
character is ISO 7064 MOD 11-2, as in ISO 27729 (ISNI).
"""

from __future__ import annotations

import re
from typing import Final

from trithuc.identifiers.tidying import tidy

_TYPED: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:sandbox\.)?orcid\.org/|orcid(?:\.org)?(?:\s*id)?\s*[:=]?\s*)?"
    r"([0-9][0-9 -]{13,}[0-9x])/?",
    re.IGNORECASE,
)


def is_valid(text: str) -> bool:
    return normalize(text) is not None


def normalize(text: str) -> str | None:
    """Four groups of four with hyphens; None where the form or the check character is wrong."""
    found = _TYPED.fullmatch(tidy(text))
    if found is None:
        return None
    characters = re.sub("[ -]", "", found[1]).upper()
    if len(characters) != 16 or _check_character(characters[:15]) != characters[15]:
        return None
    return "-".join(characters[start : start + 4] for start in range(0, 16, 4))


def format(normalized: str) -> str:
    return f"https://orcid.org/{normalized}"


def _check_character(digits: str) -> str:
    """ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)
