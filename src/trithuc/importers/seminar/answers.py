"""Turns what people write into cells into yes or no, codes and dates.

Reach for it one cell at a time. Invariant: what is not understood is a `Problem`, never a guess;
and a yes is only what plainly says yes.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from babel import Locale

from trithuc.identifiers import email, orcid
from trithuc.importers.reading import Problem
from trithuc.importers.seminar.headings import WAY_NAMES
from trithuc.importers.seminar.records import (
    PURPOSES_WITH_RECIPIENT,
    StatedConsent,
)
from trithuc.text.folding import fold
from trithuc.text.lines import plain_line
from trithuc.vocabulary import LANGUAGES as LABEL_LANGUAGES
from trithuc.vocabulary import sector_from_label

YES: Final = frozenset(
    {"x", "✓", "✔", "☑", "✅", "co", "dong y", "co dong y", "yes", "y", "true", "oui"}
    | {"i agree", "agree", "agreed", "d'accord", "j'accepte"}
)
NO: Final = frozenset(
    {"khong", "khong dong y", "no", "n", "false", "non", "i do not agree", "je n'accepte pas"}
)

_OTHER_COUNTRY_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "BE": ("Vương quốc Bỉ", "Kingdom of Belgium", "Royaume de Belgique"),
    "LU": ("Lúc-xăm-bua", "Luých-xăm-bua", "Đại công quốc Luxembourg", "Grand-Duché de Luxembourg"),
    "VN": ("Viet Nam", "Vietnam", "CHXHCN Việt Nam"),
    "US": ("Mỹ", "USA", "U.S.A.", "America", "United States of America", "Etats-Unis d'Amérique"),
    "GB": ("Anh", "Anh Quốc", "UK", "U.K.", "England", "Scotland", "Great Britain", "Angleterre"),
    "NL": ("Holland", "The Netherlands", "Hollande", "Vương quốc Hà Lan"),
    "FR": ("Cộng hòa Pháp",),
    "DE": ("CHLB Đức", "Cộng hòa Liên bang Đức"),
    "CZ": ("Cộng hòa Séc", "Tiệp", "Czech Republic", "République tchèque"),
    "KR": ("Korea", "South Korea", "Corée", "Republic of Korea"),
    "CN": ("PRC", "P.R. China", "中华人民共和国"),
    "RU": ("Liên bang Nga", "Russian Federation"),
    "AU": ("Úc", "Ô-xtơ-rây-li-a"),
    "IT": ("Ý", "Italia"),
    "CH": ("Thuỵ Sỹ", "Thụy Sỹ"),
}
_OTHER_LANGUAGE_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("Mandarin", "Tiếng Hoa", "Tiếng Trung Quốc", "汉语", "普通话", "中国语"),
    "nl": ("Flemish", "Flamand", "Vlaams"),
    "en": ("Tiếng Anh Mỹ",),
}

_SEPARATORS: Final = re.compile(r"[;\n|•；]")
_LIGHT_SEPARATORS: Final = re.compile(
    r"(\s*(?:[,/，、+&]|\bvà\b|\band\b|\bet\b)\s*)", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_AFTERTHOUGHT: Final = re.compile(r"\s*(?:\(.*|:.*|\b[abc][12]\b.*|\s[-–—]\s.*)$", re.IGNORECASE)
_RECIPIENT: Final = re.compile(r"^(.+?)\s*(?:[:：,;–—(]|\s-\s)\s*(.+?)\)?$", re.DOTALL)
_BULLET: Final = re.compile(r"^\s*[-–—*]\s+")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")


@dataclass(frozen=True)
class Answer:
    """Codes a cell states, and what of it was not understood."""

    codes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def several_lines(text: str) -> str:
    """The text composed, its lines kept, without white space around it."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return composed.strip()


def yes_or_no(text: str) -> bool | None:
    """True or False where the text plainly says so, None for anything else."""
    folded = fold(text).rstrip(".!: ")
    if folded in YES:
        return True
    return False if folded in NO else None


def stated_consent(purpose: str, text: str) -> tuple[StatedConsent | None, Problem | None]:
    """The consent a cell states; an empty cell states none.

    A yes to a network or another mission has to name it: "yes: Example Network".
    """
    answer, recipient = plain_line(text), ""
    if not answer:
        return None, None
    if purpose in PURPOSES_WITH_RECIPIENT and yes_or_no(answer) is None:
        answer, recipient = _with_recipient(answer)
    says_yes = yes_or_no(answer)
    if says_yes is None:
        return None, Problem(f"consent:{purpose}", text, "consent-answer-unknown")
    if says_yes and purpose in PURPOSES_WITH_RECIPIENT and not recipient:
        return None, Problem(f"consent:{purpose}", text, "consent-recipient-missing")
    return StatedConsent(purpose, says_yes, recipient if says_yes else ""), None


def _with_recipient(text: str) -> tuple[str, str]:
    parts = _RECIPIENT.match(text)
    return (parts[1], parts[2]) if parts else (text, "")


def stated_email(text: str) -> tuple[str, Problem | None]:
    """The address in one spelling, or why there is none; an empty cell has neither."""
    address = plain_line(text)
    if not address:
        return "", None
    if unicodedata.normalize("NFKC", address).count("@") > 1:
        return "", Problem("email", address, "email-several")
    normalized = email.normalize(address)
    return (normalized, None) if normalized else ("", Problem("email", address, "email-malformed"))


def stated_orcid(text: str) -> tuple[str, Problem | None]:
    identifier = plain_line(text)
    if not identifier:
        return "", None
    normalized = orcid.normalize(identifier)
    if normalized:
        return normalized, None
    return "", Problem("orcid", identifier, "orcid-malformed")


def stated_country(text: str) -> tuple[str, Problem | None]:
    name = plain_line(text)
    if not name:
        return "", None
    code = country_from_name(name)
    return (code, None) if code else ("", Problem("country", name, "country-unknown"))


def stated_date(text: str) -> tuple[datetime.date | None, Problem | None]:
    """A date, ISO or with the day first, as in all languages of the product but one (and that one
    writes ISO)."""
    written = plain_line(text)
    if not written:
        return None, None
    try:
        return _date(written), None
    except ValueError:
        return None, Problem("received_on", written, "date-unreadable")


def _date(written: str) -> datetime.date:
    if iso := _ISO.fullmatch(written):
        return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
    if day_first := _DAY_FIRST.match(written):
        return datetime.date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    raise ValueError(written)


def stated_sectors(text: str) -> Answer:
    return _codes("sectors", text, sector_from_label, "sector-unknown")


def stated_languages(text: str) -> Answer:
    return _codes("languages", text, language_from_name, "language-unknown")


def stated_ways(text: str) -> Answer:
    return _codes("ways_to_contribute", text, way_from_name, "way-unknown")


def _codes(field: str, text: str, lookup: Callable[[str], str | None], reason: str) -> Answer:
    return _codes_of(field, several_lines(text), lookup, reason)


@lru_cache(maxsize=4096)
def _codes_of(field: str, text: str, lookup: Callable[[str], str | None], reason: str) -> Answer:
    codes: dict[str, None] = {}
    problems = []
    for part in _SEPARATORS.split(text):
        found, unknown = _spotted(_BULLET.sub("", part), lookup)
        codes.update(dict.fromkeys(found))
        problems += [Problem(field, words, reason) for words in unknown]
    return Answer(tuple(codes), tuple(problems))


def _spotted(part: str, lookup: Callable[[str], str | None]) -> tuple[list[str], list[str]]:
    """Codes named one after the other, and the words between them that name none.

    Names hold commas and "and" themselves, so that the longest run that is a name wins.
    """
    if code := lookup(part.strip(" .")):
        return [code], []
    # Words stand at even places, separators at odd ones.
    pieces = _LIGHT_SEPARATORS.split(_IN_BRACKETS.sub("", part))
    codes, unknown, start = [], [], 0
    while start < len(pieces):
        code, end = _longest_name(pieces, start, lookup)
        if code:
            codes.append(code)
        elif words := pieces[start].strip(" ."):
            unknown.append(words)
        start = end + 1
    return codes, unknown


def _longest_name(
    pieces: Sequence[str], start: int, lookup: Callable[[str], str | None]
) -> tuple[str | None, int]:
    """The code of the longest run of pieces from `start` that is a name, and where the run ends."""
    for end in range(len(pieces), start, -2):
        if code := lookup("".join(pieces[start:end]).strip(" .")):
            return code, end
    # "French – B2", "Dutch: a little": what is added to one name says how well.
    return lookup(_AFTERTHOUGHT.sub("", pieces[start]).strip(" .")), start + 1


@lru_cache(maxsize=4096)
def country_from_name(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country, from its code or its name in six languages.

    None where it is no country, or where two letters are both one country's code and another's
    name: "BI" is Burundi, or Belgium without its mark.
    """
    name = _AFTERTHOUGHT.sub("", text)
    by_name = _countries().get(_letters(name))
    code = name.upper() if name.upper() in _territories("en") and name.isascii() else None
    if code and by_name and name.isupper() and code != by_name:
        return None
    return by_name or code


@lru_cache(maxsize=4096)
def language_from_name(text: str) -> str | None:
    """ISO 639 code of a language, from its code or its name in six languages."""
    subtag = re.split(r"[-_]", text)[0].casefold()
    return _languages().get(_letters(text)) or (subtag if subtag in _languages_in("en") else None)


def way_from_name(text: str) -> str | None:
    """Code of a way to contribute, from its code or one of its names."""
    return _ways().get(_letters(text))


def _letters(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


@cache
def _territories(language: str) -> Mapping[str, str]:
    not_countries = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return _two_letter_codes(Locale(language).territories, without=not_countries)


@cache
def _languages_in(language: str) -> Mapping[str, str]:
    return _two_letter_codes(Locale(language).languages, without=set())


def _two_letter_codes(names: Mapping[Any, Any], *, without: set[str]) -> Mapping[str, str]:
    return {
        str(code): str(name)
        for code, name in names.items()
        if len(str(code)) == 2 and code not in without
    }


@cache
def _countries() -> Mapping[str, str]:
    names = {
        _letters(name): code
        for language in LABEL_LANGUAGES
        for code, name in _territories(language).items()
    }
    return names | _by_letters(_OTHER_COUNTRY_NAMES)


@cache
def _languages() -> Mapping[str, str]:
    names = {
        _letters(name): code
        for language in LABEL_LANGUAGES
        for code, name in _languages_in(language).items()
    }
    names |= _by_letters(_OTHER_LANGUAGE_NAMES)
    # "Anh, Pháp" under "Ngoại ngữ" are languages too.
    short = {key.removeprefix("tieng"): code for key, code in names.items()}
    return short | names


@cache
def _ways() -> Mapping[str, str]:
    return _by_letters(WAY_NAMES) | {_letters(code): code for code in WAY_NAMES}


def _by_letters(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {_letters(name): code for code, names in table.items() for name in names}
