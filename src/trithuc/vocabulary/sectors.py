"""Sectors and families as the data files list them, in the order they are always shown."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from trithuc.text.folding import fold

LANGUAGES: Final = ("en", "vi", "fr", "nl", "de", "zh")
_ALIAS_SEPARATOR: Final = " | "
_PUNCTUATION: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Family:
    """labels: one for each of `LANGUAGES`."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sector:
    """family: a family's code (a family and a sector may share a code).

    labels: one for each of `LANGUAGES`. aliases: shorter or older ways to say it, any language.
    """

    code: str
    family: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()


@cache
def families() -> tuple[Family, ...]:
    return tuple(Family(row["code"], _labels(row)) for row in _rows("families.csv"))


@cache
def sectors() -> tuple[Sector, ...]:
    return tuple(
        Sector(row["code"], row["family"], _labels(row), _aliases(row["aliases"]))
        for row in _rows("sectors.csv")
    )


def family(code: str) -> Family:
    """Raises KeyError for a code that is not a family's."""
    return _families_by_code()[code]


def sector(code: str) -> Sector:
    """Raises KeyError for a code that is not a sector's."""
    return _sectors_by_code()[code]


def sector_from_label(text: str) -> str | None:
    """Code of the sector that a label, alias or code names, in any language and spelling.

    None where the words are no sector's: nothing is guessed from a part of them.
    """
    return _codes_by_key().get(_key(text))


@cache
def _families_by_code() -> Mapping[str, Family]:
    return {one.code: one for one in families()}


@cache
def _sectors_by_code() -> Mapping[str, Sector]:
    return {one.code: one for one in sectors()}


@cache
def _codes_by_key() -> Mapping[str, str]:
    return {
        _key(words): one.code
        for one in sectors()
        for words in (one.code, *one.labels.values(), *one.aliases)
    }


def _key(words: str) -> str:
    """Letters and digits alone: semi-conducteurs, semi conducteurs and semiconducteurs are one."""
    return _PUNCTUATION.sub("", fold(words))


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = (files("trithuc.vocabulary") / "data" / name).read_text(encoding="utf-8")
    return iter(csv.DictReader(table.splitlines()))


def _labels(row: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({language: row[language] for language in LANGUAGES})


def _aliases(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_ALIAS_SEPARATOR)) if cell else ()
