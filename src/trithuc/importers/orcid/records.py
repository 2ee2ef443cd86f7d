"""What an ORCID record says in public, in ORCID's own words.

Texts are "" and tuples empty where the record says nothing or keeps it to itself. Dates are EDTF,
as exact as they were given: 2016, 2023-02, 2023-02-14.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResearcherUrl:
    """name: as the person called the page; url: http or https."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OrcidOrganisation:
    """country_code: ISO 3166-1, capitals. Of its identifiers the record states at most one.

    ror_id: normalised. ringgold_id: ORCID stopped giving these in 2023; older ones stay.
    """

    name: str
    city: str = ""
    region: str = ""
    country_code: str = ""
    ror_id: str = ""
    grid_id: str = ""
    ringgold_id: str = ""
    fundref_doi: str = ""


@dataclass(frozen=True, slots=True)
class OrcidAffiliation:
    """put_codes: of every source that states this affiliation, that of the preferred one first."""

    organisation: OrcidOrganisation
    role: str = ""
    department: str = ""
    start_date: str = ""
    end_date: str = ""
    put_codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrcidExternalId:
    """kind: as ORCID names it (doi, isbn, …). value: normalised for a DOI, else as stated.

    relationship: self, part-of (a chapter's book), version-of, funded-by, or "".
    """

    kind: str
    value: str
    relationship: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class OrcidWork:
    """One work, as its preferred source states it.

    put_codes: of every source that states this work, that of the preferred one first.
    kind: as ORCID names it (journal-article, book-chapter, …). year: that of publication_date,
    where it lies in 1500–2200.
    doi: its own, never that of the book or series it stands in. external_ids: of all sources.
    """

    title: str
    subtitle: str = ""
    translated_title: str = ""
    journal: str = ""
    kind: str = ""
    publication_date: str = ""
    year: int | None = None
    doi: str = ""
    url: str = ""
    external_ids: tuple[OrcidExternalId, ...] = ()
    put_codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrcidRecord:
    """orcid: normalised. All names are "" where the person made none public.

    emails: those made public and not known to be unverified, the primary one first, normalised.
    country_codes: ISO 3166-1. The order of lists is that in which the person put them.
    """

    orcid: str
    given_names: str = ""
    family_name: str = ""
    credit_name: str = ""
    other_names: tuple[str, ...] = ()
    biography: str = ""
    emails: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    researcher_urls: tuple[ResearcherUrl, ...] = ()
    country_codes: tuple[str, ...] = ()
    employments: tuple[OrcidAffiliation, ...] = ()
    educations: tuple[OrcidAffiliation, ...] = ()
    works: tuple[OrcidWork, ...] = ()
