"""What is known of the words of names, read from `data/` when first asked.

Reach for it to find which word of a name may be its family name. Our own lists of what is in
common use, not a census. Invariant: a word that is listed says nothing about its bearer, and one
that is missing only lowers the confidence of a parse.
"""

# ruff: noqa: SIM905 (a list of names is easier to read and correct as text)

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from trithuc.names.sorting import sort_key
from trithuc.text.folding import fold

FREQUENT: Final = 0.5  # percent of bearers from which a family name is believed first
WORDS_KEPT: Final = 16_384
# They stand between family and given name, whichever comes first. With marks or typed without.
MIDDLE_NAMES: Final = frozenset({"văn", "van", "thị", "thi"})
OF_TWO_HAN_CHARACTERS: Final = frozenset(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 端木 东方 東方
    南宫 南宮
    """.split()
)
OF_TWO_PINYIN_SYLLABLES: Final = frozenset(
    """
    ouyang sima zhuge shangguan situ xiahou huangfu weichi gongsun murong linghu duanmu dongfang
    nangong szeto auyeung
    """.split()
)


@dataclass(frozen=True, slots=True)
class FamilyName:
    """percent: of bearers in Viet Nam, 0 where not known. also_given: it is a given name too."""

    name: str
    percent: float
    also_given: bool


def family_name_listed(word: str) -> FamilyName | None:
    """The Vietnamese family name that a word is, with its marks or typed without any."""
    return _family_names().get(marked(word)) or (
        _unmarked_family_names().get(folded(word)) if word.isascii() else None
    )


def is_family_name_of_several_words(words: Sequence[str]) -> bool:
    return (
        folded(words[0]) in _beginnings_of_family_names()
        and folded(" ".join(words)) in _unmarked_family_names()
    )


def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word, marks aside, is one that Vietnamese names are made of."""
    return folded(word) in _vietnamese_syllables()


def is_given_name_listed(word: str) -> bool:
    """Whether each part is a given name in use in Europe: Jean-Pierre, Anna."""
    return all(part in _european_given_names() for part in folded(word).split("-"))


def is_chinese_family_name(word: str) -> bool:
    """In Latin letters: pinyin, or another romanisation in use."""
    return folded(word) in _chinese_family_names()


def is_particle(word: str) -> bool:
    """Van, de, la, zu: what a family name may begin with."""
    return folded(word) in _particles()


def family_names() -> tuple[FamilyName, ...]:
    """Vietnamese family names, the most frequent first."""
    return tuple(
        FamilyName(row["name"], float(row["percent"] or 0), row["also_given"] == "yes")
        for row in rows("vietnamese_family_names.tsv")
    )


def other_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words in use as Vietnamese middle names, and as given names."""
    listed = rows("vietnamese_other_names.tsv")
    middle = tuple(row["word"] for row in listed if row["as_middle"])
    return middle, tuple(row["word"] for row in listed if row["as_given"])


def rows(name: str) -> list[dict[str, str]]:
    """Of a table in `data/`, by its headings."""
    return list(csv.DictReader(_text(name).splitlines(), delimiter="\t"))


@lru_cache(WORDS_KEPT)
def folded(word: str) -> str:
    """As `fold`, remembering the words that come again and again."""
    return fold(word)


@lru_cache(WORDS_KEPT)
def marked(word: str) -> str:
    """A key that keeps marks, one for each spelling: hoà and hòa are one."""
    return sort_key(word)


def _text(name: str) -> str:
    return (files("trithuc.names") / "data" / name).read_text(encoding="utf-8")


@cache
def _family_names() -> Mapping[str, FamilyName]:
    return {marked(one.name): one for one in family_names()}


@cache
def _unmarked_family_names() -> Mapping[str, FamilyName]:
    """Of two that are typed alike without marks, the more frequent one."""
    rarest_first = sorted(family_names(), key=lambda one: one.percent)
    return {folded(one.name): one for one in rarest_first}


@cache
def _beginnings_of_family_names() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _unmarked_family_names() if " " in name)


@cache
def _vietnamese_syllables() -> frozenset[str]:
    middle, given = other_names()
    family = (word for one in family_names() for word in one.name.split())
    return frozenset(map(folded, (*middle, *given, *family)))


@cache
def _european_given_names() -> frozenset[str]:
    return frozenset(map(folded, _text("european_given_names.txt").split()))


@cache
def _chinese_family_names() -> frozenset[str]:
    pinyin = (
        folded(reading)
        for row in rows("characters.tsv")
        if row["family_name"]
        for reading in row["pinyin"].split()
    )
    others = map(folded, _text("romanised_chinese_family_names.txt").split())
    return frozenset((*pinyin, *others)) | OF_TWO_PINYIN_SYLLABLES


@cache
def _particles() -> frozenset[str]:
    return frozenset(_text("particles.txt").split())
