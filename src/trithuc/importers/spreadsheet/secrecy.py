"""Knows the stamps of state secrets: a cell that holds nothing but one.

Reach for it before anything of a file is kept. The Vietnamese levels are those of the Law on
Protection of State Secrets (29/2018/QH14), article 8: mật, tối mật, tuyệt mật. Invariant: a stamp
stands alone; the words inside a sentence ("bảo mật", "secret garden") are no stamp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
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

_HINTS: Final = re.compile("mật|toimat|tuyetmat|secre|geheim|密|classification:")


def first_secrecy_stamp(texts: Sequence[str]) -> int | None:
    """Index of the first text that is a stamp; quicker than asking for each of many texts."""
    together = _composed("".join("".join(texts).split()))
    if not _HINTS.search(together):
        return None
    return next((index for index, text in enumerate(texts) if is_secrecy_stamp(text)), None)


def is_secrecy_stamp(text: str) -> bool:
    """Whether the text is a secrecy stamp and nothing else, in any case or normal form."""
    if len(text) > LONGEST_STAMP:
        return False
    label, colon, value = unicodedata.normalize("NFKC", text).rpartition(":")
    if colon and _letters(label) in LABELS:
        return _letters(value) in STAMPS | LEVELS
    return _letters(text) in STAMPS


def _letters(text: str) -> str:
    return "".join(character for character in _composed(text) if character.isalpha())


def _composed(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
