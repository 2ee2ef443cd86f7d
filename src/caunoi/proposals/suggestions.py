"""What the library suggests for a proposal, made ready to be looked at.

Reach for `suggestions_for` to list the sectors with the words that led to them, and for
`marked_text` to show those words in the text. Nothing here is kept: only an officer's decision is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caunoi.proposals.models import Proposal
from caunoi.sectors.models import Sector
from trithuc import categorise as library
from trithuc.categorise import Evidence

SUGGESTIONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """number: its key and its mark in the text, from 1. percent: the library's probability.

    words: the words that led to it, each once, in their order in the text.
    """

    number: int
    sector: Sector
    percent: int
    is_assigned: bool
    words: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """language: ISO 639, or "unknown". rows: the likeliest first; empty where nothing fits."""

    language: str
    rows: tuple[Suggestion, ...]
    needs_review: bool

    @property
    def codes(self) -> list[str]:
        return [row.sector.code for row in self.rows]


def suggestions_for(proposal: Proposal) -> Suggestions:
    found = library.categorise(proposal.text, title=proposal.title, language=proposal.language)
    sectors = Sector.objects.in_bulk([one.code for one in found.sectors])
    rows = [
        Suggestion(
            number=number,
            sector=sectors[one.code],
            percent=round(one.score * 100),
            is_assigned=one.assigned,
            words=tuple(dict.fromkeys(piece.text for piece in one.evidence)),
            evidence=one.evidence,
        )
        for number, one in enumerate(found.sectors[:SUGGESTIONS_SHOWN], 1)
    ]
    return Suggestions(found.language, tuple(rows), found.needs_review)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; numbers: the suggestions it speaks for, () for ordinary words."""

    text: str
    numbers: tuple[int, ...] = ()

    @property
    def first(self) -> int | None:
        return self.numbers[0] if self.numbers else None


def marked_text(text: str, field: str, rows: Sequence[Suggestion]) -> list[Piece]:
    """The text of one field, cut where evidence begins and ends; the pieces add up to the text."""
    spans = [
        (piece.start, piece.end, row.number)
        for row in rows
        for piece in row.evidence
        if piece.field == field
    ]
    return list(_pieces(text, spans))


def _pieces(text: str, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    cuts = sorted({0, len(text), *_ends(spans, len(text))})
    for start, end in pairwise(cuts):
        covering = {number for first, last, number in spans if first <= start and end <= last}
        yield Piece(text[start:end], tuple(sorted(covering)))


def _ends(spans: Iterable[tuple[int, int, int]], length: int) -> Iterator[int]:
    for start, end, _number in spans:
        yield min(start, length)
        yield min(end, length)
