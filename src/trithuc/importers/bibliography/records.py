"""What an entry of a bibliography says of one work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BibliographyWork:
    """Texts are "" where the entry says nothing; all are plain, without LaTeX or HTML.

    authors: each as the entry writes it, often "Family, Given"; "and others" is no author.
    year: 1500–2200. doi: normalised. kind: as ORCID names it (journal-article, book-chapter, …),
    "" where the entry's own kind is unknown. language: ISO 639-1. key: the entry's own, for BibTeX
    what it is cited by; not unique.
    """

    title: str
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str = ""
    journal: str = ""
    abstract: str = ""
    kind: str = ""
    language: str = ""
    key: str = ""
