"""One form for the inflected forms of a word, and no more than that.

Reach for it to recognise a term: plural, gender and case go, the word stays itself, where a
stemmer would make one of "organ" and "organisation". Keys, never shown.
Invariant: the form of a word depends on that word alone.

The European rules are light stemming after Savoy, "Light stemming approaches for the French,
Portuguese, German and Hungarian languages", SAC 2006, https://doi.org/10.1145/1141277.1141523,
reduced to inflection; the Dutch ones undo the doubling of vowels and consonants as well.
"""

from __future__ import annotations

import re
from typing import Final

_AMERICAN: Final = (
    (re.compile(r"(?<=[a-z]{3})i[sz](?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z])lys(?=(?:e|es|ed|ing)$)"), "lyz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|al$|ant$)"), "or"),
    (re.compile(r"^(fib|cent|met|lit|theat|calib|sab|meag)re(?=s?$)"), r"\1er"),
    (re.compile(r"metre(?=s?$)"), "meter"),
    (re.compile(r"aluminium"), "aluminum"),
    (re.compile(r"programme(?=s?$)"), "program"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"haem"), "hem"),
    (re.compile(r"paed"), "ped"),
    (re.compile(r"oest"), "est"),
    (re.compile(r"catalogue"), "catalog"),
    (re.compile(r"(model|label|travel|channel|fuel|signal|tunnel)l(?=ed$|ing$|er$|ers$)"), r"\1"),
    (re.compile(r"grey"), "gray"),
    (re.compile(r"defence"), "defense"),
    (re.compile(r"ageing$"), "aging"),
    (re.compile(r"^licence"), "license"),
)


def english_form(word: str) -> str:
    """word: folded. Singular, American spelling: fibres, fibers and fibre are "fiber"."""
    return _singular(_american(word))


def _american(word: str) -> str:
    if len(word) > 3:
        for pattern, replacement in _AMERICAN:
            word = pattern.sub(replacement, word)
    return word


# Their singulars mean something else, or there are none.
_ALWAYS_PLURAL: Final = frozenset(
    ("securities", "humanities", "customs", "means", "news", "species", "series", "arms", "goods")
)
# Things that can be counted; other words in -ics are names of sciences, unlike the adjective.
_COUNTED: Final = re.compile(
    "(?:plast|ceram|pandem|epidem|top|clin|fabr|metr|biot|narcot|cosmet|synthet|rel)ics$"
)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word in _ALWAYS_PLURAL:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    return word if word.endswith("ics") and not _COUNTED.search(word) else word[:-1]


def french_form(word: str) -> str:
    """word: folded. Without plural and feminine: numériques and numérique are one."""
    if len(word) < 4:
        return word
    if word[-1] in "sx":
        word = word[:-1]
    if word.endswith("au") and not word.endswith("eau"):
        return word[:-2] + "al"
    for feminine, masculine in (("euse", "eur"), ("trice", "teur"), ("ive", "if"), ("elle", "el")):
        if word.endswith(feminine) and len(word) > len(feminine) + 2:
            return word[: -len(feminine)] + masculine
    if word.endswith("enne"):
        return word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


_DOUBLED: Final = re.compile(r"([bdfgklmnprst])\1$")
_LONG_VOWEL: Final = re.compile(r"(a|e|o|u)\1(?=[bdfgklmnprstvz]$)")


def dutch_form(word: str) -> str:
    """word: folded. Without plural and the -e of adjectives: systeem and systemen are one."""
    if len(word) < 4:
        return word
    if word.endswith("'s"):
        word = word[:-2]
    for ending in ("en", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    word = _LONG_VOWEL.sub(r"\1", _DOUBLED.sub(r"\1", word))
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


_TYPED_UMLAUT: Final = re.compile(r"(?<![aeq])([aou])e")


def german_form(word: str) -> str:
    """word: folded. Without number and case: erneuerbare Energien, erneuerbarer Energie.

    An umlaut typed as two letters (kuenstlich) is read as the folded one.
    """
    word = _TYPED_UMLAUT.sub(r"\1", word)
    for ending in ("en", "em", "er", "es", "e", "n", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def vietnamese_form(word: str) -> str:
    """word: one folded syllable. Both spellings of a final i: kỹ and kĩ, lý and lí."""
    return word[:-1] + "i" if word in _FINAL_Y else word


_FINAL_Y: Final = frozenset({"hy", "ky", "ly", "my", "sy", "ty", "quy"})
