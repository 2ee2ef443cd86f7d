"""Why a record cannot be had, as ORCID's answers say it.

The errors carry codes and ORCID iDs and never what a record says, so that they may be logged.
Source: ORCID's `error-code`s 9007 (deprecated), 9016 (not found), 9018 (locked), 9036 (not yet
claimed) and 9044 (deactivated).
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from trithuc.identifiers import orcid
from trithuc.importers.dump.fields import JsonObject
from trithuc.importers.reading import sentence_with

_ORCID_WITHIN: Final = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


class OrcidError(Exception):
    """Nothing was taken; reason and parameters say everything, the sentence what to do."""

    reason: ClassVar[str]

    def __init__(self, **parameters: str) -> None:
        super().__init__(self.reason)
        self.parameters: tuple[tuple[str, str], ...] = tuple(parameters.items())

    def __str__(self) -> str:
        return sentence_with(self.reason, dict(self.parameters))


class NotFound(OrcidError):
    reason = "orcid-not-found"


class Locked(OrcidError):
    reason = "orcid-locked"


class Deactivated(OrcidError):
    reason = "orcid-deactivated"


class NotClaimed(OrcidError):
    reason = "orcid-not-claimed"


class Moved(OrcidError):
    """The record was joined to another of the same person. primary: that one's ORCID iD, or ""."""

    reason = "orcid-moved"

    def __init__(self, primary: str) -> None:
        super().__init__(primary=primary or "?")
        self.primary = primary


class Unavailable(OrcidError):
    """ORCID does not answer, or not now: trying later may help."""

    reason = "orcid-unavailable"


class Unreadable(OrcidError):
    """What was answered is no record of version 3.0."""

    reason = "orcid-unreadable"


DEPRECATED: Final = 9007
_BY_CODE: Final[dict[int, type[OrcidError]]] = {
    9016: NotFound,
    9018: Locked,
    9036: NotClaimed,
    9044: Deactivated,
}


def error_in(raw: JsonObject) -> OrcidError | None:
    """None where this is not one of ORCID's error answers."""
    if "error-code" not in raw and "response-code" not in raw:
        return None
    code = raw.get("error-code")
    if code == DEPRECATED:
        message = raw.get("developer-message")
        return Moved(primary_in(message) if isinstance(message, str) else "")
    if isinstance(code, int) and code in _BY_CODE:
        return _BY_CODE[code]()
    return NotFound() if raw.get("response-code") == 404 else Unavailable()


def primary_in(text: str) -> str:
    """The first ORCID iD of an address or a sentence, normalised; "" where there is none."""
    found = (orcid.normalize(one) for one in _ORCID_WITHIN.findall(text))
    return next((one for one in found if one), "")
