"""E-mail address, as one person's key.

Stored in lower case throughout: standards let a mailbox tell capitals apart (RFC 5321 §2.4), no
provider people use does, and the same person types both. A domain in other letters is kept in
those letters (RFC 6531), its encoded form (RFC 5891) brought back to them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trithuc.identifiers.tidying import tidy

_LONGEST: Final = 254  # RFC 5321 §4.5.3.1, as corrected by erratum 1690
_LONGEST_LOCAL: Final = 64
_LOCAL: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+")
_LABEL: Final = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_DISPLAY_NAME: Final = re.compile(r"[^<>]*<([^<>]+)>")


def is_valid(text: str) -> bool:
    return normalize(text) is not None


def normalize(text: str) -> str | None:
    """Lower case, composed; None where it is not one address (quoted mailboxes are refused)."""
    address = _bare(text)
    local, at, domain = address.rpartition("@")
    folded = unicodedata.normalize("NFC", local.casefold())
    host = _host(domain)
    if not at or host is None or not _is_local(folded):
        return None
    whole = f"{folded}@{host}"
    return whole if len(whole) <= _LONGEST else None


def format(normalized: str) -> str:
    """As it is: an address is shown as it is stored."""
    return normalized


def _bare(text: str) -> str:
    """Without a display name before it (Lan <lan@example.org>) or a mailto: link around it."""
    named = _DISPLAY_NAME.fullmatch(text.strip()) if len(text) < 1_000 else None
    address = tidy(named[1] if named else text)
    return address[7:] if address[:7].casefold() == "mailto:" else address


def _is_local(local: str) -> bool:
    in_place = not local.startswith(".") and not local.endswith(".") and ".." not in local
    return in_place and len(local) <= _LONGEST_LOCAL and _LOCAL.fullmatch(local) is not None


def _host(domain: str) -> str | None:
    labels = [_decoded(label) for label in domain.casefold().rstrip(".").split(".")]
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    if not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return unicodedata.normalize("NFC", ".".join(labels))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
