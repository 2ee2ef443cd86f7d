"""Titles, degrees and courtesies that stand around a name without being part of it.

A dot in the table must be typed; a dot after the last letter may always be. Words that are also
names of people (Anh, Ba, He, Ma) are left out: a title kept does less harm than a name lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

BEFORE_A_NAME: Final[dict[str, tuple[str, ...]]] = {
    "vi": (
        *("GS", "PGS", "P.GS", "TS", "TSKH", "ThS", "Th.S", "NCS", "CN", "KS", "BS", "DS", "LS"),
        *("BSCKI", "BSCKII", "BSNT", "KTS", "NGND", "NGƯT", "NSND", "NSƯT", "TTND", "TTƯT"),
        *("Giáo sư", "Giao su", "Phó giáo sư", "Pho giao su", "Tiến sĩ", "Tiến sỹ", "Tien si"),
        *("Tiến sĩ khoa học", "Thạc sĩ", "Thạc sỹ", "Thac si", "Kỹ sư", "Ky su", "Bác sĩ"),
        *("Bác sỹ", "Bac si", "Dược sĩ", "Luật sư", "Cử nhân", "Kiến trúc sư"),
        *("Nghiên cứu sinh", "Ông", "Bà", "Cô", "Thầy"),
    ),
    "en": (
        *("Mr", "Mrs", "Ms", "Miss", "Mx", "Sir", "Dame", "Dr", "Doctor", "Prof", "Professor"),
        *("Assoc. Prof", "Assoc Prof", "Associate Professor", "Asst. Prof", "Asst Prof"),
        *("Assistant Professor", "Emeritus Professor", "Prof. Emeritus", "H.E.", "Hon."),
        *("His Excellency", "Her Excellency"),
    ),
    "fr": (
        *("M.", "MM.", "Mme", "Mlle", "Monsieur", "Madame", "Mademoiselle", "Pr", "Professeur"),
        *("Professeure", "Docteur", "Docteure", "S.E.", "S.E.M."),
    ),
    "nl": ("de heer", "dhr", "heer", "mevrouw", "mevr", "mw", "meneer", "drs", "ir", "ing.", "em."),
    "de": (
        *("Herr", "Herrn", "Frau", "Dipl.-Ing", "Dr.-Ing", "Univ.-Prof", "Priv.-Doz", "PD"),
        *("rer. nat", "rer. pol", "rer. oec", "phil.", "med.", "habil", "h.c.", "jur."),
    ),
}
AFTER_A_NAME: Final = (
    *("PhD", "Ph.D", "DPhil", "D.Phil", "DSc", "D.Sc", "MSc", "M.Sc", "BSc", "B.Sc", "MEng"),
    *("M.Eng", "MBA", "M.D.", "Dr.-Ing", "Dipl.-Ing", "emeritus"),
)
AFTER_A_NAME_IN_BRACKETS: Final = ("Mr", "Mrs", "Ms", "Miss", "Dr", "M.", "Mme", "Ông", "Bà", "Cô")
AFTER_A_HAN_NAME: Final = (
    *("副教授", "教授", "博士", "硕士", "碩士", "院士", "研究员", "研究員", "先生", "女士", "小姐"),
    *("老师", "老師", "工程师", "工程師"),
)

MOST_TITLES: Final = 12  # on either side; a longer row of them is no name


def _alternatives(titles: Iterable[str]) -> str:
    longest_first = sorted(titles, key=len, reverse=True)
    return "|".join(re.escape(title).replace(r"\ ", r"\s*") for title in longest_first)


_BEFORE: Final = _alternatives(title for titles in BEFORE_A_NAME.values() for title in titles)
_LEADING: Final = re.compile(
    rf"({_BEFORE})(?:(?<=\.)[\s,/-]*|\.[\s.,/-]*|[\s,]+|[/-](?=(?:{_BEFORE})[\s./-]))",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    rf"(?:\s?,\s?|\s)({_alternatives(AFTER_A_NAME)})\.?$"
    rf"|\s?\(({_alternatives(AFTER_A_NAME_IN_BRACKETS)})\.?\)$",
    re.IGNORECASE,
)
_TRAILING_HAN: Final = re.compile(rf"(?<=[㐀-鿿])\s?({'|'.join(AFTER_A_HAN_NAME)})$")
_INITIAL: Final = re.compile(r"\w\b\.?(?!\w)")


def split_titles(text: str) -> tuple[tuple[str, ...], str]:
    """Titles around a name, as typed and in order, and the name without them.

    A text that is nothing but titles is all name, so that a name is lost only with the text.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    leading, name = _take_leading(name)
    trailing, name = _take_trailing(name)
    return (*leading, *trailing), name


def _take_leading(name: str) -> tuple[list[str], str]:
    titles: list[str] = []
    while len(titles) < MOST_TITLES and (found := _LEADING.match(name)):
        if not _leaves_a_name(found):
            break
        titles.append(found[1])
        name = name[found.end() :]
    return titles, name


def _leaves_a_name(found: re.Match[str]) -> bool:
    rest = found.string[found.end() :]
    if found[1].casefold() == "m.":
        # Monsieur, unless what follows makes it rather an initial: M. Curie, M. K. Sahay.
        return " " in rest and not _INITIAL.match(rest)
    return any(character.isalpha() for character in rest)


def _take_trailing(name: str) -> tuple[list[str], str]:
    titles: list[str] = []
    while len(titles) < MOST_TITLES and (
        found := _TRAILING.search(name) or _TRAILING_HAN.search(name)
    ):
        titles.insert(0, next(title for title in found.groups() if title))
        name = name[: found.start()].rstrip(" ,")
    return titles, name
