"""Whether a label with the right letters is the word that was meant.

Internal to spotting: capitals, Vietnamese marks, Chinese word boundaries, and context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

from trithuc.text.folding import fold
from trithuc.text.tokens import HAN, han_words
from trithuc.text.tones import is_syllable_shaped
from trithuc.vocabulary.concepts import concept
from trithuc.vocabulary.labels import Label
from trithuc.vocabulary.loan_words import marked_key
from trithuc.vocabulary.pieces import Pieces

_CONTEXT: Final = re.compile(r"\bcontext: (.+)$")
_AROUND: Final = 400
_HAN_RUN: Final = re.compile(f"[{HAN}]+")
_VIETNAMESE: Final = re.compile(
    "[ăđơư\u1ea0-\u1ef9ĩũ\u0303\u0309\u0323\u0306\u031b]", re.IGNORECASE
)
_FEW_MARKS: Final = 0.03


@dataclass(frozen=True)
class Reading:
    """A text with what deciding about its labels needs, worked out once where it is needed."""

    text: str
    cut: Pieces
    language: str
    _contexts: dict[tuple[str, int], bool] = field(default_factory=dict)

    def stretch(self, at: int, end: int) -> str:
        return self.text[self.cut.starts[at] : self.cut.ends[end - 1]]

    @cached_property
    def is_unmarked(self) -> bool:
        """Few characters beyond ASCII: Vietnamese here is typed without its marks."""
        return is_typed_without_marks(self.text)

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Where Han words begin or end."""
        found = set()
        for run in _HAN_RUN.finditer(self.text):
            at = run.start()
            found.add(at)
            for word in han_words(run.group()):
                at += len(word)
                found.add(at)
        return frozenset(found)

    def speaks_of(self, id: str, start: int, end: int) -> bool:
        """Whether the words around a stretch are those the concept's note names."""
        key = (id, start)
        if key not in self._contexts:
            around = self.text[max(0, start - _AROUND) : start] + " | "
            around += self.text[end : end + _AROUND]
            folded = self.language == "vi" and self.is_unmarked
            pattern = _context_of(id, folded=folded)
            self._contexts[key] = bool(pattern and pattern.search(around.lower()))
        return self._contexts[key]


def is_typed_without_marks(text: str) -> bool:
    """text: Vietnamese."""
    beyond = len(text.encode("utf-8", "surrogatepass")) - len(text)
    return beyond <= _FEW_MARKS * len(text)


def fitting(reading: Reading, language: str, labels: list[Label], at: int, end: int) -> list[Label]:
    """Those of the labels that are meant where pieces at..end stand; language: the labels' own."""
    if len(labels) == 1 and not labels[0].is_bare:
        return labels if _fits(reading, language, labels[0], at, end) else []
    fit = [label for label in labels if _fits(reading, language, label, at, end)]
    return _settled(reading, _spelt_alike(fit, reading.stretch(at, end)), at, end)


def _spelt_alike(labels: list[Label], stretch: str) -> list[Label]:
    """Labels spelt as the text is mean it before those that need inflecting or other marks."""
    exact = [label for label in labels if label.text == stretch]
    if not exact and not any(label.is_acronym for label in labels):
        exact = [label for label in labels if label.text.casefold() == stretch.casefold()]
    return exact or labels


def _settled(reading: Reading, labels: list[Label], at: int, end: int) -> list[Label]:
    start, stop = reading.cut.starts[at], reading.cut.ends[end - 1]
    spoken_of = [label for label in labels if reading.speaks_of(label.concept, start, stop)]
    return spoken_of or [label for label in labels if not label.is_bare]


def _fits(reading: Reading, language: str, label: Label, at: int, end: int) -> bool:
    if label.is_short_han:
        starts, ends = reading.cut.starts, reading.cut.ends
        return starts[at] in reading.boundaries and ends[end - 1] in reading.boundaries
    stretch = reading.stretch(at, end)
    if label.is_acronym and not _in_capitals(label.text, stretch):
        return False
    words = reading.cut.words[at:end]
    if label.capitals and not _has_capitals(label, words):
        return False
    if language == "vi":
        return _has_marks(reading, label, stretch, words)
    if reading.language == "vi" and label.words == 1 and not label.is_acronym:
        return not (reading.is_unmarked and is_syllable_shaped(fold(stretch))) and (
            stretch.isascii() or not _VIETNAMESE.search(stretch)
        )
    return stretch.isascii() or not _VIETNAMESE.search(stretch)


def _in_capitals(label: str, stretch: str) -> bool:
    """LEDs and LED's are LED; 5g is 5G, since no other word is written so."""
    single = stretch.removesuffix("s").removesuffix("'").removesuffix("’")
    if any(map(str.isdigit, label)) and stretch.lower() == label.lower():
        return True
    return any(form in (label, label.upper(), fold(label).upper()) for form in (stretch, single))


def _has_capitals(label: Label, words: list[str]) -> bool:
    if len(words) != label.words:
        return True
    return not any(words[index].islower() for index in label.capitals)


def _has_marks(reading: Reading, label: Label, stretch: str, words: list[str]) -> bool:
    """The marks must agree, unless the whole text is typed without any."""
    if len(words) != label.words or tuple(map(marked_key, words)) == label.toned:
        return True
    return stretch.isascii() and label.words > 1 and reading.is_unmarked


@cache
def _context_of(id: str, *, folded: bool) -> re.Pattern[str] | None:
    """None where the tables name no context: of a sector, and of most concepts."""
    found = _CONTEXT.search(concept(id).note) if "context" in _note_of(id) else None
    if not found:
        return None
    words = [(fold(word) if folded else word.lower()) for word in found[1].split(", ")]
    return re.compile("|".join(map(_context_word, words)))


def _note_of(id: str) -> str:
    try:
        return concept(id).note
    except KeyError:
        return ""


def _context_word(word: str) -> str:
    if _HAN_RUN.match(word):
        return re.escape(word)
    return rf"\b{re.escape(word)}" + (r"(?:s|n|en|e|er)?\b" if len(word) < 5 else "")
