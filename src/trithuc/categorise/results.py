"""What goes into categorising and what comes out: documents, scores, and the words behind them.

Reach for it through `trithuc.categorise`. Invariant: no sector is assigned without evidence, and
`text[start:end]` of the named field is the evidence's text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text to place. language: one of the six codes, or "" to have it found."""

    text: str
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the text that speaks for a sector.

    field: "title" or "text". start, end: code points in that field as given.
    concept: the id of the concept spotted there, or a sector's code where the words are the
    sector's own label; "" where a learned word carried the decision.
    """

    field: str
    start: int
    end: int
    text: str
    concept: str


@dataclass(frozen=True, slots=True)
class SectorScore:
    """score: calibrated probability that the sector fits, 0..1. assigned: the decision."""

    code: str
    score: float
    assigned: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Categorisation:
    """sectors: those that score at least 0.05, best first; none of them assigned is an answer.

    language: one of the six codes, or "unknown". needs_review: the model is unsure, or an
    answer of several sectors hangs on a narrow margin.
    """

    language: str
    sectors: tuple[SectorScore, ...]
    needs_review: bool
