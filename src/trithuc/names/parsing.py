"""Which words of a name are the family, middle and given name.

Reach for it where a source gives one field for the whole name. The answer says how sure it is,
so that a form can ask. Invariant: every word is used once and none is changed, titles and what
stands in brackets aside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from trithuc.names.family_names import (
    FREQUENT,
    LESS_FREQUENT,
    MIDDLE_NAMES,
    OF_TWO_HAN_CHARACTERS,
    OF_TWO_WORDS,
    PARTICLES,
)
from trithuc.names.sorting import sort_key
from trithuc.names.titles import split_titles
from trithuc.text.folding import fold

NameOrder = Literal["family_first", "given_first"]

STATED: Final = 1.0  # by the caller, or by a comma
CAPITALS: Final = 0.95
LISTED_AT_ONE_END: Final = 0.9
INITIALS: Final = 0.9
HAN: Final = 0.9
MORE_FREQUENT_AT_ONE_END: Final = 0.8
LISTED_AT_BOTH_ENDS: Final = 0.6
CUSTOM_ALONE: Final = 0.5  # given name first, for want of any sign
ONE_WORD: Final = 0.3

_ASIDE: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_HAN_NAME: Final = re.compile(r"[㐀-鿿]{2,4}")
_HAN_WORD: Final = re.compile(r"[㐀-鿿]+")
_INITIALS: Final = re.compile(r"(?:\w\.-?)+|\w")
_MARKS_OF_VIETNAMESE: Final = re.compile(
    "[đ\u0309\u0323\u031b\u0306]|\u0302[\u0300\u0301\u0303]|[iuy]\u0303"
)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """display_name: as typed, without titles.

    family_name: "" for a name of one word. middle_name: only where the family name is Vietnamese,
    elsewhere all other names are given names. confidence: 0..1, that the family name is right.
    """

    family_name: str
    middle_name: str
    given_name: str
    display_name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Division:
    family: Sequence[str]
    others: Sequence[str]
    order: NameOrder
    confidence: float


def parse_name(display_name: str, *, order: NameOrder | None = None) -> ParsedName:
    """The parts of a name written as one.

    order: as the source states it; None to find it from commas, capitals, initials and the list
    of family names, given name first where nothing tells.
    """
    _, name = split_titles(display_name)
    division = _divide(_ASIDE.sub("", name).strip() or name, order)
    middle, given = _middle_and_given(division)
    return ParsedName(
        " ".join(division.family), " ".join(middle), " ".join(given), name, division.confidence
    )


def _divide(name: str, order: NameOrder | None) -> _Division:
    before, _, after = (part.strip() for part in name.partition(","))
    if before and after:
        return _Division(before.split(), after.split(), "family_first", STATED)
    if _HAN_NAME.fullmatch(name):
        length = 2 if name[:2] in OF_TWO_HAN_CHARACTERS and len(name) > 2 else 1
        return _Division([name[:length]], [name[length:]], "family_first", HAN)
    words = name.replace("·", " ").split()
    if len(words) < 2:
        return _Division([], words, "given_first", ONE_WORD)
    found, confidence = (order, STATED) if order else _order_of(words, has_dot="·" in name)
    if found == "family_first":
        length = _length_at_start(words)
        return _Division(words[:length], words[length:], found, confidence)
    length = _length_at_end(words)
    return _Division(words[-length:], words[:-length], found, confidence)


def _order_of(words: Sequence[str], *, has_dot: bool) -> tuple[NameOrder, float]:
    first, last = words[0], words[-1]
    if _HAN_WORD.fullmatch(first):
        return ("given_first" if has_dot else "family_first"), HAN
    if _is_capitals(first) != _is_capitals(last):
        return ("family_first" if _is_capitals(first) else "given_first"), CAPITALS
    if _is_initials(first) != _is_initials(last):
        return ("given_first" if _is_initials(first) else "family_first"), INITIALS
    return _order_by_list(_rank(first, words), _rank(last, words))


def _order_by_list(first: int, last: int) -> tuple[NameOrder, float]:
    """first, last: ranks of the words at either end."""
    if not first and not last:
        return "given_first", CUSTOM_ALONE
    if first == last:
        return "family_first", LISTED_AT_BOTH_ENDS
    confidence = MORE_FREQUENT_AT_ONE_END if first and last else LISTED_AT_ONE_END
    return ("family_first" if first > last else "given_first"), confidence


def _length_at_start(words: Sequence[str]) -> int:
    """How many words the family name has where it comes first; at least one word is left."""
    if " ".join(words[:2]).casefold() in _two_words():
        return min(2, len(words) - 1)
    if _is_capitals(words[0]) and not _is_capitals(words[-1]):
        return next(place for place, word in enumerate(words) if not _is_capitals(word))
    if _rank(words[0], words):
        return 1
    particles = next(i for i, word in enumerate([*words, ""]) if fold(word) not in PARTICLES)
    return min(particles + 1, len(words) - 1)


def _length_at_end(words: Sequence[str]) -> int:
    """How many words the family name has where it comes last; at least one word is left."""
    if " ".join(words[-2:]).casefold() in _two_words():
        return min(2, len(words) - 1)
    if _is_capitals(words[-1]) and not _is_capitals(words[0]):
        return next(n for n, word in enumerate(reversed(words)) if not _is_capitals(word))
    if _rank(words[-1], words):
        return 1
    particle = next((i for i in range(1, len(words)) if fold(words[i]) in PARTICLES), None)
    return len(words) - particle if particle else 1


def _middle_and_given(division: _Division) -> tuple[Sequence[str], Sequence[str]]:
    family, others = division.family, division.others
    if len(others) < 2 or not family or not _rank(" ".join(family), [*family, *others]):
        return (), others
    at = [place for place, word in enumerate(others) if word.casefold() in MIDDLE_NAMES]
    if at and at[0] > 0 and at[-1] == len(others) - 1:
        return others[at[0] :], others[: at[0]]  # An Văn: the whole name is turned round
    if at[:1] == [0] or division.order == "family_first":
        return others[:-1], others[-1:]
    return (), others


def _rank(family: str, words: Sequence[str]) -> int:
    """2 for a frequent family name of the list, 1 for another, 0 for none.

    The less frequent ones that have no marks are given names elsewhere (An, Kim, Mai): they count
    only where the spelling or a middle name tells the order.
    """
    if _is_listed(family, FREQUENT):
        return 2
    if not _is_listed(family, (*LESS_FREQUENT, *OF_TWO_WORDS)):
        return 0
    return int(not family.isascii() or _tells_vietnamese_order(words))


def _is_listed(family: str, listed: tuple[str, ...]) -> bool:
    """With its marks, or typed without any."""
    exact, folded = _keys(listed)
    return sort_key(family) in exact or (family.isascii() and fold(family) in folded)


def _tells_vietnamese_order(words: Sequence[str]) -> bool:
    if any(word.casefold() in MIDDLE_NAMES for word in words[1:-1]):
        return True
    marks = unicodedata.normalize("NFD", " ".join(words).casefold())
    return _MARKS_OF_VIETNAMESE.search(marks) is not None


@cache
def _keys(listed: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(sort_key, listed)), frozenset(map(fold, listed))


@cache
def _two_words() -> frozenset[str]:
    return frozenset(
        {spelling for name in OF_TWO_WORDS for spelling in (name.casefold(), fold(name))}
    )


def _is_capitals(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and word.isupper() and not _is_initials(word)


def _is_initials(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None
