"""The words of a name, however it is typed, and the key by which the same name is found again."""

from __future__ import annotations

import re
from typing import Final

from trithuc.names.titles import split_titles
from trithuc.text.folding import fold

_APOSTROPHE: Final = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_SPACE_BETWEEN_HAN: Final = re.compile(r"(?<=[㐀-鿿])[\s·]+(?=[㐀-鿿])")
_WORD: Final = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")


def split_words(name: str) -> tuple[str, ...]:
    """Words in the order typed, as typed.

    Hyphens and dots part words (Jean-Pierre, J.P.), apostrophes do not (D'Hondt), and Han
    characters stay together, since their order carries the name.
    """
    return tuple(_WORD.findall(_SPACE_BETWEEN_HAN.sub("", _APOSTROPHE.sub("", name))))


def name_tokens(display_name: str) -> tuple[str, ...]:
    """Folded words in the order typed, without titles; an initial is a word of one letter."""
    _, name = split_titles(display_name)
    return split_words(fold(name))


def name_key(display_name: str) -> str:
    """One key for a name in any order, case and marks: "an nguyen van".

    "" where there are no letters. Equal keys propose that two records be looked at; they never
    decide that two people are one.
    """
    return " ".join(sorted(name_tokens(display_name)))
