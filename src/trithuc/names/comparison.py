"""How far two spellings can be of one name.

Reach for it to explain why two records look alike; blocking and weights are linkage's. Invariant:
symmetric, and never proof: two people may bear one name.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from trithuc.names.sorting import sort_key
from trithuc.names.titles import split_titles
from trithuc.names.tokens import name_tokens, split_words
from trithuc.text.folding import fold

NameDetail = Literal[
    "same",
    "same-ignoring-marks",
    "reordered",
    "initials-compatible",
    "marks-differ",
    "different",
    "missing",
]

SCORES: Final[Mapping[NameDetail, float]] = {
    "same": 1.0,  # but for case, punctuation and the place of a tone mark
    "same-ignoring-marks": 0.95,  # one side is typed without any mark
    "reordered": 0.9,  # the same words, marks aside
    "initials-compatible": 0.8,  # a shared whole word, and initials that fit the others
    "marks-differ": 0.3,  # both sides write marks, and not the same: Hùng and Hưng are two names
    "different": 0.0,
    "missing": 0.0,  # a side without letters is no evidence, for or against
}


@dataclass(frozen=True, slots=True)
class NameComparison:
    """score: 0..1, from `SCORES`. detail: why."""

    score: float
    detail: NameDetail


def compare_names(left: str, right: str) -> NameComparison:
    """How two display names agree, titles aside."""
    detail = _detail(left, right)
    return NameComparison(SCORES[detail], detail)


def _detail(left: str, right: str) -> NameDetail:
    left_words, right_words = name_tokens(left), name_tokens(right)
    if not left_words or not right_words:
        return "missing"
    if sorted(left_words) != sorted(right_words):
        compatible = _initials_fit(Counter(left_words), Counter(right_words))
        return "initials-compatible" if compatible else "different"
    left_marked, right_marked = _marked_words(left), _marked_words(right)
    if left_marked == right_marked:
        return "same"
    both_write_marks = _writes_marks(left) and _writes_marks(right)
    if both_write_marks and sorted(left_marked) != sorted(right_marked):
        return "marks-differ"
    return "same-ignoring-marks" if left_words == right_words else "reordered"


def _marked_words(display_name: str) -> tuple[str, ...]:
    """Words that keep their marks, one spelling for each (hoà and hòa are one)."""
    _, name = split_titles(display_name)
    return tuple(sort_key(word) for word in split_words(name))


def _writes_marks(display_name: str) -> bool:
    _, name = split_titles(display_name)
    return split_words(fold(name)) != split_words(unicodedata.normalize("NFKC", name).casefold())


def _initials_fit(left: Counter[str], right: Counter[str]) -> bool:
    """Whether a whole word is shared, and initials pair off with every word that is not."""
    shared = left & right
    if all(len(word) == 1 for word in shared):
        return False
    rest_left, rest_right = list((left - shared).elements()), list((right - shared).elements())
    if Counter(word[0] for word in rest_left) != Counter(word[0] for word in rest_right):
        return False
    whole = Counter(word[0] for word in (*rest_left, *rest_right) if len(word) > 1)
    places = Counter(word[0] for word in rest_left)
    return all(count <= places[letter] for letter, count in whole.items())
