"""ROR id: nine characters for a research organisation, the last two a checksum.

Stored as 02jmfj006. Source: ROR, *ROR Identifier Pattern*: 0, six characters of Crockford's
base32, and the two digits of ISO/IEC 7064 MOD 97-10 over them.
"""

from __future__ import annotations

import re
from typing import Final

from trithuc.identifiers.tidying import tidy

_TYPED: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror(?:\s*id)?\s*[:=]?\s*)?(0[a-z0-9]{6}[0-9]{2})/?",
    re.IGNORECASE,
)
_CROCKFORD: Final = {digit: value for value, digit in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}


def is_valid(text: str) -> bool:
    return normalize(text) is not None


def normalize(text: str) -> str | None:
    """Nine lower-case characters; None where the form or the checksum is wrong."""
    found = _TYPED.fullmatch(tidy(text))
    if found is None:
        return None
    characters = found[1].lower()
    return characters if _has_its_checksum(characters) else None


def format(normalized: str) -> str:
    return f"https://ror.org/{normalized}"


def _has_its_checksum(characters: str) -> bool:
    if any(character not in _CROCKFORD for character in characters[:7]):
        return False
    number = 0
    for character in characters[:7]:
        number = number * 32 + _CROCKFORD[character]
    return 98 - (number * 100) % 97 == int(characters[7:])
