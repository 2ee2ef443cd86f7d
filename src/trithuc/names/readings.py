"""Chinese characters of names read as Vietnamese writes them, and in pinyin; and back.

Reach for it to meet 阮志勇 and Nguyễn Chí Dũng in one search. A character with several readings
keeps them all: none is chosen. Invariant: a character that is not in the table has no reading,
which is no evidence of anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from trithuc.names.tables import folded, marked, rows


@dataclass(frozen=True, slots=True)
class CharacterReadings:
    """character: simplified. vietnamese: with a capital. pinyin: without tones."""

    character: str
    vietnamese: tuple[str, ...]
    pinyin: tuple[str, ...]
    is_family_name: bool


def readings(han: str) -> tuple[tuple[str, ...], ...]:
    """The Sino-Vietnamese readings of each character: 阮志勇 → (Nguyễn,), (Chí,), (Dũng,).

    An empty tuple stands for a character that is not in the table. Spaces and dots are left out.
    """
    return tuple(_readings_of(one, "vietnamese") for one in han if one.isalpha())


def pinyin_readings(han: str) -> tuple[tuple[str, ...], ...]:
    """As `readings`, in pinyin without tones."""
    return tuple(_readings_of(one, "pinyin") for one in han if one.isalpha())


def characters(name: str) -> tuple[tuple[str, ...], ...]:
    """The characters that each word of a Vietnamese name may be: Chí → 志, 至 …

    A word typed without marks may be any that reads so, marks aside.
    """
    words = name.replace("-", " ").split()
    return tuple(_characters_read(word) for word in words)


def _characters_read(word: str) -> tuple[str, ...]:
    if word.isascii():
        return _characters_by_unmarked_reading().get(folded(word), ())
    return _characters_by_reading().get(marked(word), ())


def simplified_name(han: str) -> str:
    """Names in one script: 陳 and 陈 are one."""
    return han.translate(_simplified())


def traditional_name(han: str) -> str:
    return han.translate(_traditional())


def is_family_character(character: str) -> bool:
    found = _table().get(simplified_name(character))
    return found is not None and found.is_family_name


def _readings_of(character: str, kind: str) -> tuple[str, ...]:
    found = _table().get(simplified_name(character))
    if found is None:
        return ()
    return found.vietnamese if kind == "vietnamese" else found.pinyin


@cache
def _table() -> Mapping[str, CharacterReadings]:
    return {
        row["character"]: CharacterReadings(
            row["character"],
            tuple(reading.capitalize() for reading in row["vietnamese"].split()),
            tuple(row["pinyin"].split()),
            row["family_name"] == "yes",
        )
        for row in rows("characters.tsv")
    }


@cache
def _simplified() -> Mapping[int, str]:
    return {
        ord(row["traditional"]): row["character"]
        for row in rows("characters.tsv")
        if row["traditional"]
    }


@cache
def _traditional() -> Mapping[int, str]:
    return {ord(one): chr(other) for other, one in _simplified().items()}


@cache
def _characters_by_reading() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in _table().values():
        for reading in one.vietnamese:
            found[marked(reading)].append(one.character)
    return {reading: tuple(listed) for reading, listed in found.items()}


@cache
def _characters_by_unmarked_reading() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in _table().values():
        for reading in dict.fromkeys(map(folded, one.vietnamese)):
            found[reading].append(one.character)
    return {reading: tuple(listed) for reading, listed in found.items()}
