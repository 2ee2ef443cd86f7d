"""Knows the stamps of state secrets: a cell that holds nothing but one.

Reach for it before anything of a file is kept. The Vietnamese levels are those of the Law on
Protection of State Secrets (29/2018/QH14), article 8: mật, tối mật, tuyệt mật. Invariant: a stamp
stands alone; the words inside a sentence ("bảo mật", "secret garden") are no stamp.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_STAMP: Final = 60

# Without spaces and marks around, since stamps are set in letters apart: "T Ố I  M Ậ T".
STAMPS: Final = frozenset(
    {
        *("mật", "tốimật", "tuyệtmật", "toimat", "tuyetmat", "bímậtnhànước"),
        *("secret", "topsecret", "statesecret"),
        *("trèssecret", "tressecret", "secretdéfense", "secretdefense", "trèssecretdéfense"),
        *("geheim", "strenggeheim", "zeergeheim", "stgzeergeheim", "stggeheim"),
        *("机密", "機密", "绝密", "絕密", "秘密"),
    }
)
LABELS: Final = ("mứcđộmật", "độmật", "dấumật", "secrecylevel", "secrecy", "classification")
LEVELS: Final = frozenset({"a", "b", "c"})  # the letters used for tuyệt mật, tối mật and mật

_MAY_BE_STAMP: Final = re.compile(
    r"m\s*(?:â|ậ|ậ|a\s*t)|s\s*e\s*c\s*r\s*e\s*[tc]|g\s*e\s*h\s*e\s*i\s*m|密|classif"
    r"|[\uff21-\uff5a]",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_secrecy_stamp(text: str) -> bool:
    """Whether the text is a secrecy stamp and nothing else, in any case or normal form."""
    if len(text) > LONGEST_STAMP or not _MAY_BE_STAMP.search(text):
        return False
    label, colon, value = unicodedata.normalize("NFKC", text).rpartition(":")
    if colon and _letters(label) in LABELS:
        return _letters(value) in STAMPS | LEVELS
    return _letters(text) in STAMPS


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in composed if character.isalpha())
