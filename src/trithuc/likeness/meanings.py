"""Everyday words of proposals and what they mean, the same in six languages.

Reach for it where two texts must meet without sharing a language and the vocabulary, which holds
the terms of science, says too little: farmers and 农民, phones and điện thoại. It reads the
vocabulary's glossary, and a table of its own for what only proposals say. Invariant: the longest
expression at each place is meant, and nothing is meant twice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from trithuc.text.folding import fold
from trithuc.text.languages import UNKNOWN
from trithuc.text.simplified import simplified
from trithuc.text.stems import stem
from trithuc.text.tokens import Token, tokens
from trithuc.text.tones import toned_form
from trithuc.vocabulary.glossary import glossary
from trithuc.vocabulary.sectors import LANGUAGES

_LONGEST: Final = 5
_LONGEST_IN_HAN: Final = 6
# German and Dutch write several words as one; a part this short means anything.
_COMPOUNDING: Final = ("de", "nl")
_LEAST_PART: Final = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """meaning: an English word that names it. first, end: the tokens that say it."""

    meaning: str
    first: int
    end: int


def meant_in(found: Sequence[Token], language: str) -> list[Meant]:
    """What the words of a text mean, in their order; those without a meaning are left out.

    found: as `words_of` gives them.
    """
    spoken = LANGUAGES if language == UNKNOWN else tuple(dict.fromkeys((language, "en")))
    return list(_meant(found, spoken))


def words_of(text: str) -> list[Token]:
    """The tokens of a text, each run of Han characters as one: it may be cut in many ways."""
    whole: list[Token] = []
    for one in tokens(text):
        before = whole[-1] if whole else None
        if before and one.script == before.script == "han" and before.end == one.start:
            whole[-1] = Token(before.start, one.end, before.text + one.text, "han")
        else:
            whole.append(one)
    return whole


def weight_of(meaning: str) -> float:
    """How telling it is, 0..1: "research" says little of what a proposal is about.

    Counted in texts by `benchmarks/train_likeness.py`; 1 for what none of them said.
    """
    return _weights().get(meaning, 1.0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The tokens as one table of expressions writes them, and that table."""

    keys: Sequence[str]
    meanings: Mapping[str, str]


def _readings(found: Sequence[Token], spoken: Sequence[str]) -> Iterator[_Reading]:
    """Words as they stand go before stems: Bauern are no Bauen."""
    folded = [fold(one.text) for one in found]
    for language in spoken:
        if language not in ("vi", "zh"):
            yield _Reading(folded, _whole_words(language))
        yield _Reading([_key(one, language) for one in found], _index_of(language))


def _meant(found: Sequence[Token], spoken: Sequence[str]) -> Iterator[Meant]:
    readings, at = list(_readings(found, spoken)), 0
    while at < len(found):
        if found[at].script == "han":
            yield from (Meant(one, at, at + 1) for one in _meant_in_han(found[at].text))
            at += 1
            continue
        end, meaning = _longest(readings, at)
        if meaning:
            yield Meant(meaning, at, end)
        else:
            yield from (Meant(one, at, end) for one in _parts(found[at], spoken))
        at = end


def _longest(readings: Sequence[_Reading], at: int) -> tuple[int, str]:
    """Where the longest expression at a token ends, and its meaning; "" for none."""
    for end in range(min(len(readings[0].keys), at + _LONGEST), at, -1):
        for one in readings:
            meaning = one.meanings.get(" ".join(one.keys[at:end]))
            if meaning:
                return end, meaning
    return at + 1, ""


def _parts(token: Token, spoken: Sequence[str]) -> Iterator[str]:
    """What the first and the last part of a compound mean: Grundwasser | karte."""
    language = spoken[0]
    word = fold(token.text)
    if language not in _COMPOUNDING or len(word) < 2 * _LEAST_PART:
        return
    index = _whole_words(language)
    ends = range(len(word) - _LEAST_PART + 1, _LEAST_PART - 1, -1)
    first = next((index[word[:end]] for end in ends if word[:end] in index), "")
    last = next((index[word[-end:]] for end in ends if word[-end:] in index), "")
    yield from dict.fromkeys(one for one in (first, last) if one)


def _meant_in_han(run: str) -> Iterator[str]:
    run, at, index = simplified(run), 0, _index_of("zh")
    while at < len(run):
        ends = range(min(len(run), at + _LONGEST_IN_HAN), at, -1)
        end = next((end for end in ends if run[at:end] in index), 0)
        if end:
            yield index[run[at:end]]
        at = end or at + 1


def _key(token: Token, language: str) -> str:
    """Vietnamese keeps its marks, which tell words apart; the others are stemmed."""
    if language == "vi":
        return toned_form(token.text)
    return stem(token.text, language)


@cache
def _index_of(language: str) -> Mapping[str, str]:
    """The meaning of each expression, by the keys of its words with spaces between."""
    index: dict[str, str] = {}
    for meaning, expressions in _expressions(language):
        for one in expressions:
            index.setdefault(_key_of_expression(one, language), meaning)
            if language == "vi" and " " in one:
                # Many type without marks; one syllable alone would then mean too much.
                index.setdefault(fold(one), meaning)
    return MappingProxyType(index)


def _key_of_expression(expression: str, language: str) -> str:
    if language == "zh":
        return simplified(expression)
    return " ".join(_key(token, language) for token in tokens(expression))


@cache
def _whole_words(language: str) -> Mapping[str, str]:
    index: dict[str, str] = {}
    for meaning, expressions in _expressions(language):
        for one in expressions:
            if " " not in one and len(one) >= _LEAST_PART:
                index.setdefault(fold(one), meaning)
    return MappingProxyType(index)


def _expressions(language: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Each meaning with what says it; our own table comes first, so it is what a word means."""
    for row in _rows():
        yield row["en"][0], row[language]


def meanings() -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(row["en"][0] for row in _rows()))


@cache
def _rows() -> tuple[Mapping[str, Sequence[str]], ...]:
    own = (
        {language: cell.split(" | ") for language, cell in row.items()}
        for row in _table("meanings.tsv")
    )
    return (*own, *glossary())


@cache
def _weights() -> Mapping[str, float]:
    return MappingProxyType({row["meaning"]: float(row["weight"]) for row in _table("weights.tsv")})


def _table(name: str) -> Iterator[Mapping[str, str]]:
    lines = (files("trithuc.likeness") / "data" / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
