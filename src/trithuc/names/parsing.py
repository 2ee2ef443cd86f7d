"""Which words of a name are the family, middle and given name.

Reach for it where a source gives one field for the whole name. The answer says how sure it is and
what else it could be, so that a form can ask. Invariant: every word is used once and none is
changed, titles and what stands in brackets aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple

from trithuc.names.order import (
    CUSTOM_ALONE,
    HAN,
    LISTED_AT_BOTH_ENDS,
    NameOrder,
    is_capitals,
    is_initials,
    order_of,
    rank,
    tells_vietnamese_order,
)
from trithuc.names.readings import is_family_character
from trithuc.names.tables import (
    MIDDLE_NAMES,
    OF_TWO_HAN_CHARACTERS,
    family_name_listed,
    is_family_name_of_several_words,
    is_particle,
)
from trithuc.names.titles import split_titles

STATED: Final = 1.0  # by the caller, or by a comma
ONE_WORD: Final = 0.3

_BESIDE: Final = re.compile(
    r"\s*[,(]?\s*\b(?:n[ée]e?|geb\.|geborene?|geboren|[ée]p(?:\.|ouse)|echtg(?:\.|enote)(?: van)?)"
    r"\s+([^()]+?)\)?$"
)
_ASIDE: Final = re.compile(r"\s*[(（][^()（）]*[)）]")
_SUFFIX: Final = re.compile(r",?\s+(Jr|Sr|II|III|IV)\.?(?=,|$)")
_HAN_NAME: Final = re.compile(r"[㐀-鿿]{2,4}")
_LONGEST_FAMILY_NAME: Final = 4  # words, of those that are listed


@dataclass(frozen=True, slots=True)
class ParsedName:
    """display_name: as typed, without titles.

    family_name: "" for a name of one word. middle_name: only where the family name is Vietnamese,
    elsewhere all other names are given names. confidence: 0..1, that the family name is right.
    suffix: Jr, III. other_family_name: stated beside it as that of birth or marriage (née, geb.,
    épouse). alternatives: other ways to read it, the likelier first, without their own.
    """

    family_name: str
    middle_name: str
    given_name: str
    display_name: str
    confidence: float
    suffix: str = ""
    other_family_name: str = ""
    alternatives: tuple[ParsedName, ...] = ()


class _Division(NamedTuple):
    family: str
    middle: str
    given: str


def _division(family: Sequence[str], middle: Sequence[str], given: Sequence[str]) -> _Division:
    return _Division(" ".join(family), " ".join(middle), " ".join(given))


def parse(display_name: str, *, order: NameOrder | None = None) -> ParsedName:
    """The parts of a name written as one.

    order: as the source states it; None to find it from commas, capitals, initials, particles and
    the lists of names, given name first where nothing tells.
    """
    _, shown = split_titles(display_name)
    name, beside, suffix = without_what_stands_beside(shown)
    division, confidence, others = _divide(name, order)
    stated = (shown, suffix, beside)
    return _parsed(
        division, confidence, stated, _alternatives(division, confidence, others, stated)
    )


def _parsed(
    division: _Division,
    confidence: float,
    stated: tuple[str, str, str],
    alternatives: tuple[ParsedName, ...] = (),
) -> ParsedName:
    shown, suffix, beside = stated
    return ParsedName(*division, shown, confidence, suffix, beside, alternatives)


def without_what_stands_beside(shown: str) -> tuple[str, str, str]:
    """The name, another family name stated with it, and a suffix."""
    name, beside, suffix = shown, "", ""
    if (found := _BESIDE.search(name)) and found.start():
        name, beside = name[: found.start()], found[1]
    name = _ASIDE.sub("", name).strip() or name
    if (found := _SUFFIX.search(name)) and found.start():
        suffix, name = found[1], name[: found.start()] + name[found.end() :]
    return name, beside, suffix


def _alternatives(
    chosen: _Division,
    confidence: float,
    others: Iterable[_Division],
    stated: tuple[str, str, str],
) -> tuple[ParsedName, ...]:
    """They share what the best leaves open, each half of what is left by those before."""
    distinct = dict.fromkeys(one for one in others if one != chosen)
    shares = ((1 - confidence) / 2**place for place in count(1))
    return tuple(_parsed(one, share, stated) for one, share in zip(distinct, shares, strict=False))


def _divide(name: str, order: NameOrder | None) -> tuple[_Division, float, tuple[_Division, ...]]:
    """The best division, how sure it is, and the others, the likelier first."""
    before, _, after = (part.strip() for part in name.partition(","))
    if before and after:
        return _divide_at_comma(before.split(), after.split()), STATED, ()
    if _HAN_NAME.fullmatch(name):
        return _divide_han(name)
    words = _without_vietnamese_hyphens(name.replace("·", " ").split())
    if len(words) < 2:
        given, family = _division((), (), words), _division(words, (), ())
        return given, ONE_WORD, (family,) if words else ()
    if order:
        return _in_order(words, order), STATED, ()
    found, confidence = order_of(words, has_dot="·" in name)
    undivided = _division((), (), words)
    best = undivided if found == "undivided" else _in_order(words, found)
    return best, confidence, (*_other_divisions(words, found), undivided)


def _divide_at_comma(family: Sequence[str], others: Sequence[str]) -> _Division:
    """Goethe, Johann Wolfgang von: particles that end the other part begin the family name."""
    names = next(
        (end for end in range(len(others), 0, -1) if not _is_lower_particle(others[end - 1])), 0
    )
    if 0 < names < len(others):
        return _division((*others[names:], *family), (), others[:names])
    if len(others) > 1 and all(is_initials(word) for word in others):
        return _division(family, (), others)
    return _division(family, *_middle_and_given(family, others, "family_first"))


def _is_lower_particle(word: str) -> bool:
    return word.islower() and is_particle(word)


def _divide_han(name: str) -> tuple[_Division, float, tuple[_Division, ...]]:
    one, two = _division([name[:1]], (), [name[1:]]), _division([name[:2]], (), [name[2:]])
    undivided = _division((), (), [name])
    if len(name) == 2:
        return one, HAN, (undivided,)
    if name[:2] in OF_TWO_HAN_CHARACTERS:
        return two, HAN, (one, undivided)
    if len(name) == 4 and is_family_character(name[0]) and is_family_character(name[1]):
        return two, LISTED_AT_BOTH_ENDS, (one, undivided)  # of husband and wife
    if len(name) == 4 and not is_family_character(name[0]):
        return one, CUSTOM_ALONE, (two, undivided)
    return one, HAN, (two, undivided)


def _without_vietnamese_hyphens(words: list[str]) -> list[str]:
    """Nguyễn-Văn-Thinh and NGUYEN Van-A as words; Jean-Pierre stays one."""
    if len(words) == 1:
        pieces = words[0].split("-")
        return pieces if len(pieces) > 2 and family_name_listed(pieces[0]) else words
    if "-" not in "".join(words) or not any(map(family_name_listed, words)):
        return words
    return [
        piece
        for word in words
        for piece in (word.split("-") if _starts_with_middle_name(word) else [word])
    ]


def _starts_with_middle_name(word: str) -> bool:
    start, hyphen, rest = word.partition("-")
    return bool(hyphen and rest) and start.casefold() in MIDDLE_NAMES


def _in_order(words: Sequence[str], order: NameOrder) -> _Division:
    if order == "family_first":
        length = _length_at_start(words)
        return _division(words[:length], *_middle_and_given(words[:length], words[length:], order))
    length = _length_at_end(words)
    family, others = words[-length:], words[:-length]
    return _division(family, *_middle_and_given(family, others, order))


def _other_divisions(words: Sequence[str], found: str) -> Iterator[_Division]:
    if found == "family_first":
        yield _in_order(words, "given_first")
    else:
        yield _in_order(words, "family_first")
    if found == "undivided":
        yield _in_order(words, "given_first")
    elif len(words) > 2:
        yield from _with_longer_parts(words, found)


def _with_longer_parts(words: Sequence[str], found: str) -> Iterator[_Division]:
    """A family name of two words (Vaughan Williams), or a given name of two (Bảo Châu)."""
    if found == "given_first":
        yield _division(words[-2:], (), words[:-2])
        return
    family, middle, given = _in_order(words, "family_first")
    if middle:
        start, _, end = middle.rpartition(" ")
        yield _Division(family, start, f"{end} {given}")
    if family == words[0]:
        yield _division(words[:2], words[2:-1] if middle else (), words[-1:])


def _length_at_start(words: Sequence[str]) -> int:
    """How many words the family name has where it comes first; at least one word is left."""
    if several := _listed_words_at(words, at_start=True):
        return min(several, len(words) - 1)
    if is_capitals(words[0]) and not is_capitals(words[-1]):
        return next(place for place, word in enumerate(words) if not is_capitals(word))
    particles = next(i for i, word in enumerate([*words, ""]) if not is_particle(word))
    if rank(words[0], words) and not _is_rather_a_particle(words):
        return 1
    return min(particles + 1, len(words) - 1)


def _is_rather_a_particle(words: Sequence[str]) -> bool:
    """Le Goff Jacques, but not Le Duc Tho."""
    return len(words) > 2 and is_particle(words[0]) and not tells_vietnamese_order(words)


def _length_at_end(words: Sequence[str]) -> int:
    """How many words the family name has where it comes last; at least one word is left."""
    if several := _listed_words_at(words, at_start=False):
        return min(several, len(words) - 1)
    if is_capitals(words[-1]) and not is_capitals(words[0]):
        return next(n for n, word in enumerate(reversed(words)) if not is_capitals(word))
    if rank(words[-1], words):
        return 1
    starts = (i for i in range(1, len(words)) if _starts_a_family_name(words[i]))
    particle = next(starts, None)
    return len(words) - particle if particle else 1


def _starts_a_family_name(word: str) -> bool:
    """A particle, also behind a hyphen: Maria Jansen-de Vries."""
    return is_particle(word) or ("-" in word and is_particle(word.rpartition("-")[2]))


def _listed_words_at(words: Sequence[str], *, at_start: bool) -> int:
    """The length of a listed family name of several words (Tôn Thất); 0 for none."""
    for length in range(min(_LONGEST_FAMILY_NAME, len(words)), 1, -1):
        if is_family_name_of_several_words(words[:length] if at_start else words[-length:]):
            return length
    return 0


def _middle_and_given(
    family: Sequence[str], others: Sequence[str], order: NameOrder
) -> tuple[Sequence[str], Sequence[str]]:
    if len(others) < 2 or not _goes_with_middle_names(family, others):
        return (), others
    at = [place for place, word in enumerate(others) if word.casefold() in MIDDLE_NAMES]
    if at and at[0] > 0 and at[-1] == len(others) - 1:
        return others[at[0] :], others[: at[0]]  # An Văn: the whole name is turned round
    if at[:1] == [0] or order == "family_first":
        return others[:-1], others[-1:]
    return (), others


def _goes_with_middle_names(family: Sequence[str], others: Sequence[str]) -> bool:
    words = [*family, *others]
    return (
        rank(" ".join(family), words) > 0
        or is_family_name_of_several_words(family)
        or tells_vietnamese_order(words)
    )
