"""The names of institutions in a text, whose words say nothing about its subject.

Internal to spotting: a paper from the Ministry of Education and Training need not be about
education. A name is a noun of its kind (university, Viện, Ministerium) with the capitalised words
that belong to it; "đào tạo đại học" and "university research" are no names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from trithuc.text.folding import fold
from trithuc.vocabulary.pieces import Pieces

# A cheap look first: most texts name no institution.
_ANY: Final = re.compile(
    r"\b(?=[A-ZĐỦumi])(?:Universi|Institu|Acad|Acad[ée]|Akadem|Minist|Bundes|Hochschul|Hogeschool|Department"
    r"|Facult|Fakult|School|College|Cent(?:re|er)|Zentrum|Laborato|Agen|Council|Commission|Societ"
    r"|universit|minist[eè]r|institut|B[ộo] |Vi[ệe]n|[ĐD][ạa]i h[ọo]c|Tr[ưu][ờo]ng|H[ọo]c vi[ệe]n"
    r"|S[ởo] |C[ụu]c |V[ụu] |T[ổo]ng |Trung t[âa]m|[ỦU][yỷ] |Hi[ệe]p |H[ộo]i |Khoa |Li[êe]n )"
    r"|[部院]|大学|大學|b[ộo] [kgnyct]",
)
_MINISTRY: Final = re.compile(
    r"\b[Bb](?:ộ|o) (?:khoa h(?:ọ|o)c (?:và|va) c(?:ô|o)ng ngh(?:ệ|e)"
    r"|gi(?:á|a)o d(?:ụ|u)c (?:và|va) (?:đ|d)(?:à|a)o t(?:ạ|a)o"
    r"|n(?:ô|o)ng nghi(?:ệ|e)p (?:và|va) (?:m(?:ô|o)i tr(?:ườ|uo)ng"
    r"|ph(?:á|a)t tri(?:ể|e)n n(?:ô|o)ng th(?:ô|o)n)|y t(?:ế|e)|t(?:à|a)i ch(?:í|i)nh"
    r"|c(?:ô|o)ng th(?:ươ|uo)ng|x(?:â|a)y d(?:ự|u)ng)\b"
    r"|(?:科学技术|科學技術|科技|教育|财政|財政|卫生|衛生|环境|環境|农业|農業|工业和信息化|能源)部"
    r"|(?:科学|科學|工程|社会科学|社會科學|农业科学|農業科學|医学科学)院",
    re.IGNORECASE,
)
_NOUNS: Final = """
    university universite universiteit universitat institute institut instituut academy academie
    akademie ministry ministere ministerie ministerium bundesministerium department departement
    hochschule hogeschool college school ecole faculty faculte faculteit fakultat centre center
    zentrum centrum laboratory laboratoire agency agence agentschap agentur council conseil
    commission society societe association foundation fondation
"""
_VIETNAMESE_NOUNS: Final = """
    bo | vien | dai hoc | truong | truong dai hoc | hoc vien | so | cuc | vu | tong cuc | trung tam
    | uy ban | hoi | hiep hoi | lien hiep | khoa | vien nghien cuu | truong cao dang
"""
_SMALL: Final = """
    of for de des du d fur der van voor and et und en va ve in & the la le l les het den das die
"""
_HEADS: Final = frozenset(_NOUNS.split())
_HEADS_WRITTEN_SMALL: Final = _HEADS - frozenset(_NOUNS.split()[12:])
_VIETNAMESE_HEADS: Final = frozenset(tuple(noun.split()) for noun in _VIETNAMESE_NOUNS.split("|"))
_BETWEEN: Final = frozenset(_SMALL.split())
_LONGEST: Final = 12
_SMALL_SYLLABLES: Final = 3


def institution_names(text: str, cut: Pieces) -> list[tuple[int, int]]:
    """start, end of each name, in code points and in order; empty for most texts."""
    if not _ANY.search(unicodedata.normalize("NFC", text)):
        return []
    fixed = {(found.start(), found.end()) for found in _MINISTRY.finditer(text)}
    runs = {(cut.starts[first], cut.ends[end - 1]) for first, end in _runs(cut.words)}
    return sorted(fixed | runs)


def _runs(words: list[str]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(words):
        first, end = _run_at(words, at)
        if end > first:
            yield first, end
        at = max(end, at + 1)


def _run_at(words: list[str], at: int) -> tuple[int, int]:
    """Pieces first..end of the name whose noun stands at a piece; end == first: none."""
    word = words[at]
    if not word[0].isupper() and fold(word) not in _HEADS_WRITTEN_SMALL:
        return at, at
    if fold(word) in _HEADS:
        first, end = _before(words, at), _after(words, at + 1)
        return (first, end) if end > at + 1 or first < at else (at, at)
    head = _vietnamese_head(words, at)
    end = _after_vietnamese(words, at + head) if head else at
    return (at, end) if end > at + head else (at, at)


def _before(words: list[str], at: int) -> int:
    """Hanoi University, Technische Universität: the capitalised words before the noun."""
    first = at
    while first and words[at][0].isupper() and _is_capitalised(words[first - 1]):
        first -= 1
    return first


def _after(words: list[str], end: int) -> int:
    """University of Science and Technology of Hanoi: small words only between capitals."""
    reach, limit = end, min(len(words), end + _LONGEST)
    while end < limit:
        if _is_capitalised(words[end]):
            reach = end + 1
        elif fold(words[end]) not in _BETWEEN and not (words[end] == "," and _goes_on(words, end)):
            break
        end += 1
    return reach


def _goes_on(words: list[str], comma: int) -> bool:
    """Ministry of Education, Science and Technology: the list ends with "and" and a capital."""
    following = words[comma + 1 : comma + 4]
    return (
        len(following) == 3
        and _is_capitalised(following[0])
        and fold(following[1]) in {"and", "et", "und", "en", "va"}
        and _is_capitalised(following[2])
    )


def _vietnamese_head(words: list[str], at: int) -> int:
    """How many syllables the noun has: 0 where there is none."""
    ahead = tuple(map(fold, words[at : at + 3]))
    lengths = (length for length in (3, 2, 1) if ahead[:length] in _VIETNAMESE_HEADS)
    return min(next(lengths, 0), len(ahead))


def _after_vietnamese(words: list[str], end: int) -> int:
    """Bộ Khoa học và Công nghệ: capitals, each with the small syllables that belong to it."""
    if end == len(words) or not _is_capitalised(words[end]):
        return end
    reach, limit = end, min(len(words), end + _LONGEST)
    while end < limit and words[end].isalpha() and end - reach <= _SMALL_SYLLABLES:
        reach = end + 1 if _is_capitalised(words[end]) else reach
        end += 1
    ends_small = reach < len(words) and words[reach].isalpha()
    return reach + ends_small


def _is_capitalised(word: str) -> bool:
    return word[0].isupper()
