"""How a text becomes words of the index, and how typed words become the same ones.

Reach for it on both sides, so that they agree. Each text goes into up to four fields: folded words,
the forms of words that carry marks (so that "Đức" ranks before "Duc"), stems in the language of
the text, and Han words. Invariant: a tokenizer named in the schema is registered by `open_index`
in every process; tantivy keeps none of them on disk.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from trithuc.text.folding import fold
from trithuc.text.tokens import HAN, han_words
from trithuc.text.tones import toned_form

STEMMED: Final = {"en": "english", "fr": "french", "nl": "dutch", "de": "german"}
LONGEST_WORD: Final = 60

_HAN_RUN: Final = re.compile(f"[{HAN}]+")
_WORD: Final = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
# The tones of Vietnamese as digits, since a combining mark would end the word.
_TONES: Final = str.maketrans(
    {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
)


def folded_words(text: str) -> list[str]:
    """Latin and other words folded, without Han runs: "Nguyễn Đức" gives nguyen, duc."""
    return _WORD.findall(_HAN_RUN.sub(" ", fold(text)))


def searchable(text: str) -> str:
    """The text as the field of folded words takes it."""
    folded = fold(text)
    return folded if folded.isascii() else _HAN_RUN.sub(" ", folded)


def marked_words(text: str) -> list[str]:
    """The words that carry marks, each in one spelling whichever way it was typed."""
    if text.isascii():
        return []
    return [
        form
        for word in _WORD.findall(_HAN_RUN.sub(" ", unicodedata.normalize("NFC", text)))
        if not word.isascii() and (form := marked_form(word))
    ]


@lru_cache(maxsize=100_000)
def marked_form(word: str) -> str:
    """hoà and hòa give one form, hoá another; "" for a word without marks."""
    form = toned_form(word).translate(_TONES)
    return "" if form.isascii() and form == fold(word) else unicodedata.normalize("NFC", form)


def han_terms(text: str) -> list[str]:
    """Words of the Han runs, and the pairs within longer words: 计算机 gives also 计算, 算机."""
    return [
        term
        for run in _HAN_RUN.findall(text)
        for word in han_words(run)
        for term in (word, *_pairs(word))
    ]


def han_words_of(text: str) -> list[str]:
    return [word for run in _HAN_RUN.findall(text) for word in han_words(run)]


def without_han(text: str) -> str:
    """With spaces where Han stood, so that every other word stays in its place."""
    return _HAN_RUN.sub(lambda run: " " * len(run[0]), text)


def holds_han(text: str) -> bool:
    return not text.isascii() and _HAN_RUN.search(text) is not None


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)] if len(word) > 2 else []


def stems_of(word: str, language: str) -> list[str]:
    """As the index cuts it: no stem for a word that the language leaves out."""
    stems: list[str] = _stemmer(language).analyze(unicodedata.normalize("NFC", word))
    return stems


@lru_cache(maxsize=50_000)
def folded_and_stems(word: str) -> tuple[str, frozenset[str]]:
    """The word folded, and its stems in all four languages."""
    return fold(word), frozenset(stem for one in STEMMED for stem in stems_of(word, one))


@cache
def _stemmer(language: str) -> Any:
    return analyzers()[STEMMED[language]]


@cache
def analyzers() -> dict[str, Any]:
    """By the names the schema uses."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    words = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
    terms = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(LONGEST_WORD))
    stemmed = {
        name: TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.stopword(name))
        .filter(Filter.stemmer(name))
        # Last, since the stemmers read the marks.
        .filter(Filter.ascii_fold())
        .build()
        for name in STEMMED.values()
    }
    return {"words": words.build(), "terms": terms.build(), **stemmed}
