"""How far two spellings can be of one name, and why.

Reach for it to explain why two records look alike; blocking and weights are linkage's. Invariant:
symmetric, and never proof: two people may bear one name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Final, Literal

from trithuc.names.order import is_block_of_initials, tells_vietnamese_order
from trithuc.names.parsing import without_what_stands_beside
from trithuc.names.readings import pinyin_readings, readings, simplified_name
from trithuc.names.tables import folded, is_particle, marked
from trithuc.names.titles import split_titles
from trithuc.names.tokens import split_words
from trithuc.text.inflection import vietnamese_form
from trithuc.text.tones import is_syllable_shaped, toned_form

NameReason = Literal[
    "same",
    "marks-missing",
    "spelling",
    "reordered",
    "joined",
    "characters-read",
    "initials",
    "other-family-name",
    "particle-missing",
    "word-missing",
    "marks-differ",
    "different",
    "missing",
]

SCORES: Final[Mapping[NameReason, float]] = {
    "same": 1.0,  # but for case, punctuation, titles and the place of a tone mark
    "marks-missing": 0.95,  # one side is typed without them
    "spelling": 0.95,  # Müller and Mueller, Lý and Lí
    "reordered": 0.9,  # the same words
    "joined": 0.9,  # Xiaoming and Xiao Ming, Vandevelde and Van de Velde
    "characters-read": 0.9,  # 阮志勇 can be read so
    "initials": 0.8,  # a shared whole word, and initials that fit the others
    "other-family-name": 0.7,  # that of birth or marriage, stated on one side
    "particle-missing": 0.7,  # de Gaulle and Gaulle; but de Smet and Smet are two names
    "word-missing": 0.6,  # two whole words shared, and the rest on one side only
    "marks-differ": 0.3,  # both sides write marks, and not the same: Hùng and Hưng are two names
    "different": 0.0,
    "missing": 0.0,  # a side without letters is no evidence, for or against
}
ALIKE: Final = 0.8  # from here on two spellings can be of one name as a whole: a question
# From here on every word is written out on both sides: nothing is left open but that others are
# called the same. Initials stay beneath: of those who share a family name two in a hundred share
# theirs.
SAME: Final = 0.9
NAMES_KEPT: Final = 4_096

_HAN_NAME: Final = re.compile("[㐀-鿿]{2,5}")
_TRANSLITERATED: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)

Reasons = tuple[NameReason, ...]


@dataclass(frozen=True, slots=True)
class NameComparison:
    """score: 0..1, that of the weakest reason in `SCORES`. reasons: all that was needed to make
    one spelling of the other, or why that cannot be.
    """

    score: float
    reasons: Reasons


@dataclass(frozen=True)
class _Spelling:
    """A name made ready to be compared. words: as typed, without titles and suffix."""

    words: tuple[str, ...]
    other_family_name: tuple[str, ...]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(map(folded, self.words))

    @cached_property
    def letters(self) -> str:
        return "".join(self.folded)

    @cached_property
    def counted(self) -> Counter[str]:
        return Counter(self.folded)

    @cached_property
    def marked(self) -> tuple[str, ...]:
        return tuple(map(marked, self.words))

    @cached_property
    def writes_marks(self) -> bool:
        return any(
            word.casefold() != plain for word, plain in zip(self.words, self.folded, strict=True)
        )

    @cached_property
    def is_strict_about_marks(self) -> bool:
        """Hoa and Hòa are two names; Helene and Hélène are one, typed in haste."""
        return all(map(is_syllable_shaped, self.folded)) or tells_vietnamese_order(self.words)

    @cached_property
    def toned(self) -> tuple[str, ...]:
        return tuple(map(toned_form, self.words))

    @cached_property
    def han(self) -> str:
        text = "".join(self.words)
        return simplified_name(text) if _HAN_NAME.fullmatch(text) else ""

    @cached_property
    def transliterated(self) -> tuple[str, ...]:
        """Marks written out, and one letter for a final i or y."""
        return tuple(
            vietnamese_form(folded(word.translate(_TRANSLITERATED))) for word in self.words
        )


def compare(left: str, right: str) -> NameComparison:
    """How two display names agree, titles and suffixes aside."""
    found = (_reasons(*pair) for pair in product(_spellings(left), _spellings(right)))
    return max((_scored(reasons) for reasons in found), key=lambda one: one.score)


def _scored(reasons: Reasons) -> NameComparison:
    return NameComparison(min(SCORES[reason] for reason in reasons), reasons)


@lru_cache(NAMES_KEPT)
def _spellings(display_name: str) -> tuple[_Spelling, ...]:
    """Two where a title may be an initial: M. Le Pen."""
    titles, shown = split_titles(display_name)
    names = (shown, f"M. {shown}") if titles[:1] == ("M.",) else (shown,)
    return tuple(map(_spelling, names))


def _spelling(shown: str) -> _Spelling:
    name, beside, _ = without_what_stands_beside(shown)
    return _Spelling(tuple(_initials_apart(split_words(name))), split_words(beside))


def _initials_apart(words: Sequence[str]) -> list[str]:
    """Nguyen VA as Nguyen V A; LE VAN AN and Wang LI stay as they are."""
    if not any(word.istitle() and len(word) > 1 for word in words):
        return list(words)
    ends = {0, len(words) - 1}
    return [
        piece
        for place, word in enumerate(words)
        for piece in (word if place in ends and is_block_of_initials(word) else (word,))
    ]


def _reasons(left: _Spelling, right: _Spelling) -> Reasons:
    if not left.words or not right.words:
        return ("missing",)
    if left.words == right.words:
        return ("same",)
    if bool(left.han) != bool(right.han):
        return _as_read(left, right) if left.han else _as_read(right, left)
    if left.han:
        return ("same",) if left.han == right.han else ("different",)
    if left.counted == right.counted:
        return _of_the_same_words(left, right)
    shares_a_word = not left.counted.keys().isdisjoint(right.counted)
    for way in _WAYS if shares_a_word else _WAYS_WITHOUT_A_SHARED_WORD:
        if found := way(left, right):
            return found
    return ("different",)


def _of_the_same_words(left: _Spelling, right: _Spelling) -> Reasons:
    marks = _marks(left, right)
    if marks == ("marks-differ",):
        return marks
    order: Reasons = () if left.folded == right.folded else ("reordered",)
    return (*marks, *order) or ("same",)


def _marks(left: _Spelling, right: _Spelling) -> Reasons:
    """Between two spellings of the same folded words."""
    if Counter(left.marked) == Counter(right.marked):
        return ()
    if _are_strict(left, right):
        return ("marks-differ",)
    if not left.writes_marks or not right.writes_marks:
        return ("marks-missing",)
    pairs = zip(_by_folded(left), _by_folded(right), strict=True)
    fit = all(one == other or one.isascii() or other.isascii() for one, other in pairs)
    return ("marks-missing",) if fit else ("marks-differ",)


def _by_folded(spelling: _Spelling) -> list[str]:
    words = (word.casefold() for word in spelling.words)
    return [word for _, word in sorted(zip(spelling.folded, words, strict=True))]


def _as_read(han: _Spelling, latin: _Spelling) -> Reasons:
    """Whether a name in characters can be read as the one in letters, in either order."""
    forward = latin.words
    turned = (*forward[-1:], *forward[:-1])
    for words in dict.fromkeys((forward, turned, forward[::-1])):
        if found := _read_in_order(han.han, words):
            return found if words == forward else (*found, "reordered")
    return ("different",)


def _read_in_order(han: str, words: Sequence[str]) -> Reasons:
    read = readings(han)
    if _fits(read, words, marked):
        return ("characters-read",)
    if all(map(str.isascii, words)) and _fits(read, words, folded):
        return ("characters-read", "marks-missing")
    return ("characters-read",) if _reads_as_pinyin(han, words) else ()


def _fits(read: Sequence[Sequence[str]], words: Sequence[str], key: Callable[[str], str]) -> bool:
    return len(read) == len(words) and all(
        key(word) in map(key, possible) for possible, word in zip(read, words, strict=True)
    )


def _reads_as_pinyin(han: str, words: Sequence[str]) -> bool:
    text = "".join(map(folded, words))
    possible = (map(folded, one) for one in pinyin_readings(han))
    return any("".join(syllables) == text for syllables in product(*possible))


def _as_written_out(left: _Spelling, right: _Spelling) -> Reasons:
    """Müller and Mueller, Lý and Lí, in either order."""
    if left.transliterated == left.folded and right.transliterated == right.folded:
        return ()
    for one, other in (
        (left.transliterated, right.transliterated),
        (left.folded, right.transliterated),
        (left.transliterated, right.folded),
    ):
        if sorted(one) == sorted(other):
            if _are_strict(left, right) and sorted(left.toned) != sorted(right.toned):
                return ("marks-differ",)
            return ("spelling",) if one == other else ("spelling", "reordered")
    return ()


def _as_joined(left: _Spelling, right: _Spelling) -> Reasons:
    """What they do not share is the same letters, parted in another way."""
    if len(left.letters) != len(right.letters):
        return ()
    shared = left.counted & right.counted
    rest = [_rest(one.folded, shared) for one in (left, right)]
    if _marks_clash(left, right, shared):
        return ()
    if "".join(rest[0]) != "".join(rest[1]) or len("".join(rest[0])) < 4:
        return ()
    return ("joined",) if left.letters == right.letters else ("joined", "reordered")


def _rest(words: Sequence[str], shared: Counter[str]) -> list[str]:
    left, rest = Counter(shared), []
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            rest.append(word)
    return rest


def _as_initials(left: _Spelling, right: _Spelling) -> Reasons:
    """A whole word is shared, and initials pair off with every word that is not."""
    shared = left.counted & right.counted
    if all(len(word) == 1 for word in shared) or _marks_clash(left, right, shared):
        return ()
    one, other = _rest(left.folded, shared), _rest(right.folded, shared)
    if Counter(word[0] for word in one) != Counter(word[0] for word in other):
        return ()
    whole = Counter(word[0] for word in (*one, *other) if len(word) > 1)
    places = Counter(word[0] for word in one)
    return ("initials",) if all(n <= places[letter] for letter, n in whole.items()) else ()


def _marks_clash(left: _Spelling, right: _Spelling, shared: Counter[str]) -> bool:
    """Vũ A. and Vu An may be one, Vũ A. and Vụ An not."""
    marks = [
        {key for key, plain in zip(one.marked, one.folded, strict=True) if plain in shared}
        for one in (left, right)
    ]
    fit = marks[0] <= marks[1] or marks[0] >= marks[1]  # Anh Ánh as Anh A.
    return _are_strict(left, right) and not fit


def _are_strict(left: _Spelling, right: _Spelling) -> bool:
    """Whether both write marks, and marks tell names apart."""
    if not left.writes_marks or not right.writes_marks:
        return False
    return left.is_strict_about_marks or right.is_strict_about_marks


def _as_left_out(left: _Spelling, right: _Spelling) -> Reasons:
    """All of one side stands on the other too, which has more."""
    fewer, more = sorted((left, right), key=lambda one: len(one.words))
    if fewer.counted - more.counted or len(fewer.words) < 2:
        return ()
    if any(len(word) == 1 for word in fewer.folded) or _marks_clash(left, right, fewer.counted):
        return ()
    extra = _rest(more.folded, fewer.counted)
    if all(map(is_particle, extra)) and not more.is_strict_about_marks:
        return ("particle-missing",)
    return ("word-missing",)


def _as_other_family_name(left: _Spelling, right: _Spelling) -> Reasons:
    """Angela Kasner and Angela Merkel geb. Kasner."""
    for one, other in ((left, right), (right, left)):
        beside = set(map(folded, one.other_family_name))
        rest = set(other.folded) - beside
        if beside and beside <= set(other.folded) and rest and rest <= set(one.folded):
            return ("other-family-name",)
    return ()


_Way = Callable[[_Spelling, _Spelling], Reasons]
_WAYS_WITHOUT_A_SHARED_WORD: Final[tuple[_Way, ...]] = (_as_written_out, _as_joined)
_WAYS: Final[tuple[_Way, ...]] = (
    *_WAYS_WITHOUT_A_SHARED_WORD,
    _as_initials,
    _as_other_family_name,
    _as_left_out,
)
