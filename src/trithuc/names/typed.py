"""What somebody types to find a name: each word with the other ways it may stand in one.

Reach for it where a list is searched by substring; `compare` says how alike two whole names are.
Invariant: a word is always looked for as it was typed, marks and case aside; all else comes on top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from trithuc.names.order import is_block_of_initials
from trithuc.names.readings import characters, readings, simplified_name, traditional_name
from trithuc.names.tables import folded
from trithuc.names.tokens import split_words
from trithuc.text.inflection import vietnamese_form

_HAN: Final = re.compile("[㐀-鿿]+")
_UMLAUT_WRITTEN_OUT: Final = re.compile("(?<=[aou])e")
# Shorter ones are syllables: Huế is no Hü.
SHORTEST_WITH_UMLAUT: Final = 5
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A folded name fits where any of the four holds.

    anywhere: it holds one of these, at whatever place. whole: one of these is a word of it.
    together: of each of these groups, one is a word of it; so characters stand for their readings.
    initials: of each of these letters, a word of it begins so.
    """

    anywhere: tuple[str, ...]
    whole: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    initials: tuple[str, ...] = ()


def typed_words(text: str) -> tuple[TypedWord, ...]:
    """One for each word; all of them are wanted. Hyphens and dots part words, as in `name_key`."""
    return tuple(map(_typed, split_words(text)))


def _typed(word: str) -> TypedWord:
    if _HAN.fullmatch(word):
        return _in_characters(word)
    plain = folded(word)
    if len(plain) == 1:
        return TypedWord((), initials=(plain,))
    simple = characters(word)[0]
    han = tuple(dict.fromkeys((*simple, *map(traditional_name, simple))))
    initials = tuple(plain) if is_block_of_initials(word) else ()
    return TypedWord((plain, *han), whole=_other_spellings(word, plain), initials=initials)


def _in_characters(word: str) -> TypedWord:
    """A character that nobody can read leaves the word as it is."""
    forms = (word, simplified_name(word), traditional_name(simplified_name(word)))
    read = tuple(tuple(dict.fromkeys(map(folded, one))) for one in readings(word))
    return TypedWord(tuple(dict.fromkeys(forms)), together=read if all(read) else ())


def _other_spellings(word: str, plain: str) -> tuple[str, ...]:
    """Mueller for Müller and back, Lí for Lý and back."""
    found = [folded(word.translate(_UMLAUTS))]
    if len(plain) >= SHORTEST_WITH_UMLAUT:
        found.append(_UMLAUT_WRITTEN_OUT.sub("", plain))
    found.append(vietnamese_form(plain))
    if plain == vietnamese_form(with_y := f"{plain[:-1]}y"):
        found.append(with_y)
    return tuple(dict.fromkeys(one for one in found if one != plain))
