"""Vietnamese tone marks, wherever the writer put them.

Reach for it to compare marked syllables: hoà and hòa are one, hoa and hóa are not.
Invariant: two spellings have one toned form exactly when they differ only in where the tone
stands, in i or y, in case or in normalisation.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trithuc.text.inflection import vietnamese_form

_TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")

_SYLLABLE: Final = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:[aeiou]|a[iouy]|eo|eu|i[aeu]|ieu|o[aei]|oa[iy]|oeo|u[aeiouy]|uo[iu]|u[ay]y?|uye|uyu|y|yeu?)"
    "(?:ch?|m|n|ng|nh|p|t)?"
)


def toned_form(syllable: str) -> str:
    """The syllable in lower case, decomposed, its tone moved to the end; a key, never shown."""
    if syllable.isascii():
        return vietnamese_form(syllable.lower())
    letters = unicodedata.normalize("NFD", syllable.lower())
    tone = "".join(_TONES.findall(letters))
    bare = unicodedata.normalize("NFC", _TONES.sub("", letters))
    return vietnamese_form(bare) + tone


def is_syllable_shaped(word: str) -> bool:
    """Whether a folded word could be a Vietnamese syllable typed without its marks."""
    return _SYLLABLE.fullmatch(word) is not None
