"""The words of a reason that meet the words of a need, so that a reader sees why.

Only for what is shown: scores were settled before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from caunoi.needs.models import Need
from trithuc.matching.words import WEAK, words_of
from trithuc.text.languages import detect_language
from trithuc.vocabulary.spotting import spot


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_met: bool = False


def telling_keys(text: str) -> set[int]:
    """Keys of the words that say something, as the library compares them."""
    return {word.key for word in words_of(text, detect_language(text)) if word.key != WEAK}


def keys_of_need(need: Need) -> set[int]:
    """The telling keys of its title and its text."""
    return telling_keys(f"{need.title}\n{need.text}")


def marked(text: str, keys: Collection[int], concepts: Collection[str]) -> list[Piece]:
    """The text in pieces that add up to it; met: a word of the need, or one of these concepts."""
    language = detect_language(text)
    spans = [
        (word.start, word.end)
        for word in words_of(text, language)
        if word.key != WEAK and word.key in keys
    ]
    spans += [(one.start, one.end) for one in spot(text, language) if one.concept in concepts]
    return list(_pieces(text, sorted(spans)))


def _pieces(text: str, spans: Collection[tuple[int, int]]) -> Iterator[Piece]:
    here = 0
    for start, end in _joined(text, spans):
        if start > here:
            yield Piece(text[here:start])
        yield Piece(text[start:end], is_met=True)
        here = end
    if here < len(text):
        yield Piece(text[here:])


def _joined(text: str, spans: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Overlapping spans, and those with nothing but a space between, become one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return iter(joined)
