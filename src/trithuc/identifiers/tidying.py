"""What people and programs put around an identifier, taken off before it is read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_TYPED: Final = 2_000  # longer texts are no identifier, and cost no time

_AROUND: Final = " \t\r\n\"'“”‘’,;"
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def tidy(text: str) -> str:
    """Plain hyphens, no full-width or invisible characters, nothing around; "" if too long.

    Round brackets stay: a DOI may end in one.
    """
    if len(text) > LONGEST_TYPED:
        return ""
    plain = unicodedata.normalize("NFKC", _DASHES.sub("-", _INVISIBLE.sub("", text)))
    bare = plain.strip(_AROUND)
    return bare[1:-1].strip(_AROUND) if bare[:1] == "<" and bare[-1:] == ">" else bare
