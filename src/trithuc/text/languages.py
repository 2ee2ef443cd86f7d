"""Which of the six languages a text is in.

Reach for it before stemming or spotting. Three kinds of evidence, cheapest first: script and
marks, small words, and letter sequences (lingua) where those leave it open.
Invariant: "unknown" where the text does not show it; a name, a number or an acronym shows nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from trithuc.text.folding import fold
from trithuc.text.function_words import LANGUAGES_BY_WORD
from trithuc.text.tokens import HAN
from trithuc.text.tones import is_syllable_shaped

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNKNOWN: Final = "unknown"

_READ: Final = 800
_HAN: Final = re.compile(f"[{HAN}]")
_KANA_OR_HANGUL: Final = re.compile("[\u3040-\u30ff\uac00-\ud7af\u1100-\u11ff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN_WORD: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_ADDRESS: Final = re.compile(r"<[^<>]{1,200}>|\S+@\S+|https?://\S+|&\w+;")
# Without one of these there is no address, and most texts have none.
_SIGNS_OF_ADDRESSES: Final = ("<", "@", "://", "&")
# Letters that no other of the six languages has.
_VIETNAMESE: Final = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9ĩũĨŨ]")
_FOREIGN: Final = re.compile("[ñ¿¡ãõåøłşğıčšžřěśźćńőűąęțșÅØŁ]")
_LEAST_CONFIDENCE: Final = 0.5


def detect_language(text: str) -> str:
    """One of vi, en, fr, nl, de, zh, or "unknown".

    Reads the first 800 characters. lingua (about a second to load) is asked only where
    script, marks and small words leave it open.
    """
    head = unicodedata.normalize("NFC", _without_addresses(text[:_READ]))
    by_script = _language_by_script(head)
    return by_script if by_script is not None else _language_of_latin(head)


def known_language(text: str) -> str:
    """The same as records keep it: "" where the text does not show it."""
    found = detect_language(text)
    return "" if found == UNKNOWN else found


def _without_addresses(head: str) -> str:
    if any(sign in head for sign in _SIGNS_OF_ADDRESSES):
        return _ADDRESS.sub(" ", head)
    return head


def _language_by_script(head: str) -> str | None:
    """None where the text is in Latin letters. A Han character says about as much as a word."""
    if head.isascii():
        return None if _LATIN_WORD.search(head) else UNKNOWN
    letters, han = len(_LETTER.findall(head)), len(_HAN.findall(head))
    latin = sum(map(len, _LATIN_WORD.findall(head)))
    if _KANA_OR_HANGUL.search(head) or not letters:
        return UNKNOWN
    if 4 * han > latin:
        return "zh" if 2 * (han + latin) > letters else UNKNOWN
    return None if 2 * latin > letters else UNKNOWN


def _language_of_latin(head: str) -> str:
    words = _LATIN_WORD.findall(head)
    marked = 0 if head.isascii() else sum(1 for word in words if _VIETNAMESE.search(word))
    if 4 * marked >= len(words):
        return "vi"
    return _by_small_words(words) or _by_letter_sequences(head, words)


def _by_small_words(words: list[str]) -> str | None:
    """None where too few small words speak, or two languages claim them alike."""
    folded = [word.lower() if word.isascii() else fold(word) for word in words]
    votes = _votes(folded)
    if not votes:
        return None
    second, best = sorted((number, language) for language, number in votes.items())[-2:]
    if best[0] < _needed(best[1], folded) or best[0] < 1.5 * second[0]:
        return None
    return UNKNOWN if best[1] == "other" else best[1]


def _votes(words: list[str]) -> dict[str, float]:
    """A word that several languages share gives each its part; no language at all: empty."""
    votes: defaultdict[str, float] = defaultdict(float)
    for word in filter(LANGUAGES_BY_WORD.__contains__, words):
        claiming = LANGUAGES_BY_WORD[word]
        for language in claiming:
            votes[language] += 1 / len(claiming)
    return {"": 0.0, **votes} if votes else {}


def _needed(language: str, words: list[str]) -> float:
    """Votes wanted. Unmarked Vietnamese consists of syllables, many of them common ones."""
    if language != "vi":
        return max(1.5, 0.12 * len(words))
    shaped = sum(1 for word in words if is_syllable_shaped(word))
    return max(1.5, len(words) * (0.2 if shaped >= 0.9 * len(words) else 0.4))


def _by_letter_sequences(head: str, words: list[str]) -> str:
    telling = [word for word in words if len(word) > 3 and not word.isupper()]
    if not telling or _FOREIGN.search(head):
        return UNKNOWN
    # Half of a surrogate pair, which JSON allows, is no UTF-8.
    readable = head.encode("utf-8", "replace").decode("utf-8")
    best, second = _detector().compute_language_confidence_values(readable)[:2]
    sure = best.value >= _LEAST_CONFIDENCE and best.value >= 1.5 * second.value
    return str(best.language.iso_code_639_1.name.lower()) if sure else UNKNOWN


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(
        Language.VIETNAMESE, Language.ENGLISH, Language.FRENCH, Language.DUTCH, Language.GERMAN
    ).build()
