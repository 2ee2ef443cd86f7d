"""A text as the pieces that labels are compared by.

Latin words, single Han characters (a label's words are not known before it is found), and the
punctuation that parts what belongs apart. Internal to spotting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from trithuc.text.folding import fold
from trithuc.text.inflection import (
    dutch_form,
    english_form,
    french_form,
    german_form,
)
from trithuc.text.simplified import simplified
from trithuc.text.tokens import HAN
from trithuc.vocabulary.loan_words import spelling_key

_HYPHENS: Final = "-\u2010\u2011"
_LETTERS: Final = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
_WORD: Final = rf"(?:[{_LETTERS}]|(?![{HAN}_])\w)+"
_BREAKS: Final = r"[.,;:!?()\[\]{}\"“”„«»•|。，、；：！？（）《》【】]|\n[^\S\n]*\n"
_PIECE: Final = re.compile(rf"{_WORD}(?:([{_HYPHENS}]){_WORD})*|[{HAN}]|{_BREAKS}")
_ASCII_PIECE: Final = re.compile(
    r"[A-Za-z0-9]+(?:(-)[A-Za-z0-9]+)*|[.,;:!?()\[\]{}\"|]|\n[^\S\n]*\n"
)
_PART: Final = re.compile(rf"[^{_HYPHENS}]+")
_FORMS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "en": english_form,
        "fr": french_form,
        "nl": dutch_form,
        "de": german_form,
        "vi": spelling_key,
        "zh": simplified,
    }
)
_CACHED_WORDS: Final = 200_000
_LONGEST_WORD: Final = 80


@dataclass(frozen=True, slots=True)
class Pieces:
    """words[i] is text[starts[i]:ends[i]].

    joined: where a hyphenated word begins, the word without its hyphens and the index after it.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    joined: Mapping[int, tuple[str, int]]


def pieces(text: str) -> Pieces:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    joined: dict[int, tuple[str, int]] = {}
    for found in (_ASCII_PIECE if text.isascii() else _PIECE).finditer(text):
        start, end = found.span()
        if found.lastindex is None:
            words.append(text[start:end])
            starts.append(start)
            ends.append(end)
            continue
        first = len(words)
        for part in _PART.finditer(text, start, end):
            words.append(part.group())
            starts.append(part.start())
            ends.append(part.end())
        joined[first] = ("".join(words[first:]), len(words))
    return Pieces(words, starts, ends, joined)


class Keys(dict[str, str]):
    """word → what its inflected forms and spellings share in one language; filled as asked."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._form = _FORMS.get(language, str)

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        folded = fold(word)
        key = self[word] = self._form(folded) if len(folded) <= _LONGEST_WORD else folded
        return key
