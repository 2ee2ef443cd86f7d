"""OpenAlex id: a letter for the kind of thing and a number.

Stored as A5023888391. Source: OpenAlex, *The OpenAlex ID*: W works, A authors, S sources,
I institutions, C concepts, P publishers, F funders, T topics; it has no checksum.
"""

from __future__ import annotations

import re
from typing import Final

from trithuc.identifiers.tidying import tidy

_TYPED: Final = re.compile(
    r"(?:(?:https?://)?(?:www\.|api\.|explore\.)?openalex\.org/"
    r"(?:works/|authors/|sources/|institutions/|concepts/|publishers/|funders/|topics/)?"
    r"|openalex\s*[:=]?\s*)?"
    r"([wasicpft][1-9][0-9]{0,11})/?",
    re.IGNORECASE,
)


def is_valid(text: str) -> bool:
    return normalize(text) is not None


def normalize(text: str) -> str | None:
    """Capital letter and number; None for anything else."""
    found = _TYPED.fullmatch(tidy(text))
    return found[1].upper() if found else None


def format(normalized: str) -> str:
    return f"https://openalex.org/{normalized}"
