"""Which end of a name its family name stands at, and how sure that is.

Reach for it through `parse`. The signs are those of the spelling itself: capitals, initials,
particles, and words in use as family or given names. Invariant: a sign chooses between ways of
reading a name and is never kept as a property of its bearer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from trithuc.names.tables import (
    FREQUENT,
    MIDDLE_NAMES,
    WORDS_KEPT,
    family_name_listed,
    folded,
    is_chinese_family_name,
    is_given_name_listed,
    is_particle,
    is_vietnamese_syllable,
)
from trithuc.text.tones import is_syllable_shaped

NameOrder = Literal["family_first", "given_first"]
# "undivided": a pen name or given names alone, as in Xuân Diệu.
Found = tuple[Literal["family_first", "given_first", "undivided"], float]

CAPITALS: Final = 0.95
LISTED_AT_ONE_END: Final = 0.9
INITIALS: Final = 0.9
HAN: Final = 0.9
PARTICLE_WITHIN: Final = 0.9
KNOWN_GIVEN_NAME: Final = 0.85
ROMANISED: Final = 0.85
MORE_FREQUENT_AT_ONE_END: Final = 0.8
PARTICLE_FIRST: Final = 0.75
KNOWN_GIVEN_NAME_LAST: Final = 0.65
LISTED_AT_BOTH_ENDS: Final = 0.6
CUSTOM_ALONE: Final = 0.5  # given name first, for want of any sign

MUCH_MORE_FREQUENT: Final = 8  # times: Duong Nguyen is rather An Nguyen than Nguyen An

_HAN_WORD: Final = re.compile("[㐀-鿿]+")
_INITIALS: Final = re.compile(r"(?:\w\.-?)+|\w")
_BLOCK_OF_INITIALS: Final = re.compile("[B-DF-HJ-NP-TV-XZ]{2,3}|[A-Z]{2}")
_MARKS_OF_VIETNAMESE: Final = re.compile(
    "[đ\u0309\u0323\u031b\u0306]|\u0302[\u0300\u0301\u0303]|[iuy]\u0303|y\u0300"
)
_PINYIN: Final = re.compile(
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    "(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|er|ong|i|ia|ie|iao|iu|ian|in|iang|ing|iong"
    "|u|ua|uo|uai|ui|uan|un|uang|v|ue|ve)){1,2}"
)
_ROMANISED_SYLLABLE: Final = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|hs|ts|tz|sz|kw|ng)?[aeiouy]{1,3}(?:ng|[nhktmprw])?"
)
_HYPHENATED_AS_ONE: Final = re.compile(r"[A-Z]\w+-[a-z]\w+")  # Kai-shek, Ing-wen


def order_of(words: Sequence[str], *, has_dot: bool) -> Found:
    """words: at least two. has_dot: they were parted by the dot of foreign names in Han."""
    first, last = words[0], words[-1]
    if _HAN_WORD.fullmatch(first):
        return ("given_first" if has_dot else "family_first"), HAN
    if first.istitle() and is_block_of_initials(last):
        return "family_first", INITIALS
    if is_capitals(first) != is_capitals(last):
        return ("family_first" if is_capitals(first) else "given_first"), CAPITALS
    if is_initials(first) != is_initials(last):
        return ("given_first" if is_initials(first) else "family_first"), INITIALS
    return (
        _order_by_particle_first(words)
        or _order_by_family_names(words)
        or _order_by_romanisation(words)
        or _order_by_given_names(words)
    )


def rank(family: str, words: Sequence[str]) -> int:
    """2 for a frequent family name of the list, 1 for another, 0 for none.

    The less frequent ones that have no marks are words of other names elsewhere (An, Kim, Mai):
    they count only where the rest of the name goes with them.
    """
    listed = family_name_listed(family)
    if listed is None:
        return 0
    if listed.percent >= FREQUENT:
        return 2
    if not family.isascii() or tells_vietnamese_order(words):
        return 1
    return int(not listed.also_given and all(map(is_vietnamese_syllable, words)))


def tells_vietnamese_order(words: Sequence[str]) -> bool:
    if any(word.casefold() in MIDDLE_NAMES for word in words[1:-1]):
        return True
    if _has_vietnamese_marks(words):
        return True
    return len(words) > 2 and all(map(is_vietnamese_syllable, words))


def is_capitals(word: str) -> bool:
    return word.isupper() and sum(map(str.isalpha, word)) > 1 and _INITIALS.fullmatch(word) is None


def is_initials(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None


def is_block_of_initials(word: str) -> bool:
    """JP, VA; but Ly and Li in capitals are family names."""
    return (
        _BLOCK_OF_INITIALS.fullmatch(word) is not None
        and family_name_listed(word) is None
        and not is_chinese_family_name(word)
        and not is_particle(word)
    )


def _order_by_particle_first(words: Sequence[str]) -> Found | None:
    """De Smet Jan, but not Le Duc Tho."""
    if len(words) < 3 or not is_particle(words[0]):
        return None
    if family_name_listed(words[-1]) or all(is_syllable_shaped(folded(word)) for word in words):
        return None
    leaves_a_given_name = not all(map(is_particle, words[:-1]))
    return ("family_first", PARTICLE_FIRST) if leaves_a_given_name else None


def _order_by_family_names(words: Sequence[str]) -> Found | None:
    first, last = rank(words[0], words), rank(words[-1], words)
    if not first and not last:
        return _order_by_vietnamese_syllables(words)
    if first and last and len(words) == 2 and _is_much_more_frequent(words[1], words[0]):
        return "given_first", LISTED_AT_BOTH_ENDS
    if first and len(words) > 2 and _is_also_given(words[-1]):
        return "family_first", LISTED_AT_ONE_END
    if first == last:
        return "family_first", LISTED_AT_BOTH_ENDS
    confidence = MORE_FREQUENT_AT_ONE_END if first and last else LISTED_AT_ONE_END
    return ("family_first" if first > last else "given_first"), confidence


def _is_much_more_frequent(word: str, other: str) -> bool:
    one, two = family_name_listed(word), family_name_listed(other)
    return bool(one and two and one.percent >= MUCH_MORE_FREQUENT * max(two.percent, FREQUENT))


def _is_also_given(word: str) -> bool:
    listed = family_name_listed(word)
    return listed is not None and listed.also_given


def _order_by_vietnamese_syllables(words: Sequence[str]) -> Found | None:
    """Without a family name that is listed: Trưng Thị Trắc, or Xuân Diệu."""
    if not _has_vietnamese_marks(words) or not all(
        is_syllable_shaped(folded(word)) for word in words
    ):
        return None
    return ("undivided" if len(words) == 2 else "family_first"), LISTED_AT_BOTH_ENDS


def _order_by_romanisation(words: Sequence[str]) -> Found | None:
    """Wang Xiaoming, Xiaoming Wang, Chiang Kai-shek."""
    first = is_chinese_family_name(words[0]) and all(map(_is_romanised, words[1:]))
    last = is_chinese_family_name(words[-1]) and all(map(_is_romanised, words[:-1]))
    if first and last:
        return "family_first", LISTED_AT_BOTH_ENDS
    if first or last:
        return ("family_first" if first else "given_first"), ROMANISED
    return None


def _is_romanised(word: str) -> bool:
    if is_given_name_listed(word):
        return False
    pieces = folded(word).split("-")
    return (
        _PINYIN.fullmatch("".join(pieces)) is not None
        or _HYPHENATED_AS_ONE.fullmatch(word) is not None
        or all(_ROMANISED_SYLLABLE.fullmatch(piece) for piece in pieces)
    )


def _order_by_given_names(words: Sequence[str]) -> Found:
    if any(is_particle(word) for word in words[1:-1]):
        return "given_first", PARTICLE_WITHIN
    if is_given_name_listed(words[0]):
        return "given_first", KNOWN_GIVEN_NAME
    if is_given_name_listed(words[-1]):
        return "family_first", KNOWN_GIVEN_NAME_LAST
    return "given_first", CUSTOM_ALONE


def _has_vietnamese_marks(words: Sequence[str]) -> bool:
    return any(map(_is_marked_as_vietnamese, words))


@lru_cache(WORDS_KEPT)
def _is_marked_as_vietnamese(word: str) -> bool:
    marks = unicodedata.normalize("NFD", word.casefold())
    return _MARKS_OF_VIETNAMESE.search(marks) is not None
