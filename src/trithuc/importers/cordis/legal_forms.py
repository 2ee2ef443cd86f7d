"""A body's name without its legal form, which registers write or leave out as they please.

Reach for it to ask whether two names may mean one body; never to decide it.
"""

# ruff: noqa: SIM905  (a table of words reads best as words)

from __future__ import annotations

import re
from typing import Final

from trithuc.text.folding import fold

# Of companies and associations in the countries that take part in European projects, folded.
LEGAL_FORMS: Final = frozenset(
    """
    ab ag aktiengesellschaft as asa aps asbl bv bvba coop cv doo dd eeig eood ev ev gie gmbh ggmbh
    hf kft kg kgaa limitada limited llc lda ltd nv ohg oo ood oy oyj plc sa sae sal sarl sas scarl
    scpa scrl se sia sl sll slu snc sp spa spzoo sprl srl sro uab vof vzw zrt zoo
    """.split()
)
_WORD: Final = re.compile(r"[^\s,;]+")
_NO_LETTER: Final = re.compile(r"[^\w&]")
_JOINS: Final = frozenset({"&", "co", "and", "und", "z"})


def without_legal_form(name: str) -> str:
    """Folded; "" where nothing but a legal form is left.

    "Infineon Technologies AG" → "infineon technologies", "Muster GmbH & Co. KG" → "muster".
    """
    words = _WORD.findall(fold(name))
    while words and (_letters(words[-1]) in LEGAL_FORMS or _joins(words)):
        words.pop()
    return " ".join(words)


def _letters(word: str) -> str:
    return _NO_LETTER.sub("", word)


def _joins(words: list[str]) -> bool:
    """Only what stands after something: "& Co." ends a name, "Co" alone is one."""
    return len(words) > 1 and _letters(words[-1]) in _JOINS
