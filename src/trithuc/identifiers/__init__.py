"""Identifiers of people, organisations, works and mailboxes, each in one spelling.

Reach for it before storing or comparing an identifier. Every module has the same three functions:
`is_valid(text)`; `normalize(text)`, the one spelling that is stored, or None where the text is no
such identifier; and `format(normalized)`, the spelling that is shown or linked to. Invariant:
normalising twice changes nothing more, and what `format` gives normalises to what it was given.
"""

from collections.abc import Mapping
from types import ModuleType
from typing import Final

from trithuc.identifiers import doi, email, openalex, orcid, ror

IDENTIFIERS: Final[Mapping[str, ModuleType]] = {
    "orcid": orcid,
    "ror": ror,
    "doi": doi,
    "openalex": openalex,
    "email": email,
}

__all__ = ["IDENTIFIERS", "doi", "email", "openalex", "orcid", "ror"]
