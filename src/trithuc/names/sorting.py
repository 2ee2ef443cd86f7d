"""Vietnamese alphabetical order as a key that any database sorts rightly byte by byte.

Reach for it to store a key beside a name and order by it under the collation "C", where no
Vietnamese collation can be counted on. Invariant: two keys are equal exactly when two texts
differ at most in case, punctuation, spacing, Unicode form or the place of a tone mark (hoà, hòa).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trithuc.text.folding import fold

# The Vietnamese alphabet, with f, j, w and z where foreign names put them.
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS: Final = {letter: chr(0x100 + place) for place, letter in enumerate(_ALPHABET, 1)}
# Dictionary order of the tones: level, huyền, hỏi, ngã, sắc, nặng.
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_BETWEEN_WORDS: Final = re.compile("[^\\w\u0300-\u036f]+|_+")
_BEFORE_ANY_LETTER: Final = "\x01"
LONGEST_KEY: Final = 500  # what comes later no longer moves a name in a list


def sort_key(text: str) -> str:
    """Key in Vietnamese alphabetical order: An < Ánh < Ăn < Ân < Bình; digits first, Han last.

    Letters count before tones and a tone belongs to its whole word. The key is for ordering
    only: it cannot be read back. At most 500 characters.
    """
    words = _BETWEEN_WORDS.split(unicodedata.normalize("NFKC", text).lower())
    keyed = [_letters_and_marks(word) for word in words if word]
    letters = " ".join(letters for letters, _ in keyed)
    marks = " ".join(marks for _, marks in keyed)
    return f"{letters}{_BEFORE_ANY_LETTER}{marks}"[:LONGEST_KEY]


def _letters_and_marks(word: str) -> tuple[str, str]:
    letters = []
    marks = []
    for character in unicodedata.normalize("NFC", word):
        letter, tones = _without_tones(character)
        if letter in _LETTERS:
            letters.append(_LETTERS[letter])
        else:
            folded = fold(letter)
            letters.extend(_LETTERS.get(plain, plain) for plain in folded)
            tones += letter if folded != letter else ""
        marks.append(tones)
    return "".join(letters), "".join(marks) or "0"


def _without_tones(character: str) -> tuple[str, str]:
    """The letter with its own marks (ê, ư), and its tones as digits in dictionary order."""
    decomposed = unicodedata.normalize("NFD", character)
    letter = "".join(part for part in decomposed if part not in _TONES)
    tones = "".join(_TONES[part] for part in decomposed if part in _TONES)
    return unicodedata.normalize("NFC", letter), tones
