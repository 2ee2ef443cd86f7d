"""Where the sentences of a text begin and end.

Reach for it to quote the sentence a fact came from, or to look at words near each other.
Invariant: spans are in order, do not overlap, and hold every character that is not white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_END: Final = re.compile(r"[.!?…]+(?:[\"'”’)\]]|\s?»)*(?=\s)|[。！？]+[”’」』）]*|\n\s*\n")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:dr|prof|mr|mrs|ms|st|no|nr|fig|vol|pp|al|etc|vs|cf|ca|bzw|ggf|inkl|usw|art|approx"
    r"|gs|pgs|ts|ths|cn|tp|tx|q|p|bijv|ir|ing|drs|enz|mme|mlle|m|dept|univ|inc|ltd|co)"
    r"|\b\w|\b\w\.\s?\w)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """start, end: code points in the text as given, end exclusive."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """The sentences, without the white space around them.

    A full stop ends one unless it follows an abbreviation, a title or an initial, or the next
    word begins in lower case; so do the Chinese marks and an empty line.
    """
    cuts = [0, *_cuts(text), len(text)]
    return [span for start, end in pairwise(cuts) for span in _tight(text, start, end)]


def _cuts(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if found.group().startswith(".") and _goes_on(text, found.start() + 1, found.end()):
            continue
        yield found.end()


def _goes_on(text: str, stop: int, end: int) -> bool:
    following = text[end : end + 40].lstrip()
    return following[:1].islower() or bool(_ABBREVIATION.search(text[max(0, stop - 12) : stop]))


def _tight(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(begin, start + len(piece.rstrip()))
