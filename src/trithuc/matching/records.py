"""Needs, and the candidates that may answer them, as they come in.

Reach for it to say what is to be matched. A candidate is anything that can be right for a need:
an expert, an organisation, a proposal, an offer, a call. Invariant: what is not known is empty or
None, and counts neither for nor against a candidate.
"""

from __future__ import annotations

from dataclasses import dataclass

# As the source writes it; a whole number stays one.
Identifier = str | int


@dataclass(frozen=True, slots=True)
class Work:
    """One text by or about a candidate. year: None where unknown."""

    title: str
    abstract: str = ""
    id: Identifier | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """profile: what the candidate says of itself; it counts as one more work, without a year.

    sectors: codes of `vocabulary.sectors`, as stated. ways_to_contribute: words that the caller
    and the needs share, such as "teach". languages: codes. country: ISO 3166.
    """

    id: Identifier
    kind: str = ""
    name: str = ""
    profile: str = ""
    works: tuple[Work, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = ""
    ways_to_contribute: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """language: "" to have it detected. sectors: codes; where none is stated, the
    text's own concepts say.

    ways_wanted: of the same words as a candidate's `ways_to_contribute`.
    """

    id: Identifier
    text: str
    title: str = ""
    language: str = ""
    sectors: tuple[str, ...] = ()
    ways_wanted: tuple[str, ...] = ()
