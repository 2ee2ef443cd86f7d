"""Public records of ORCID (orcid.org), the register of researchers that they keep themselves.

Reach for `record_from` to read a record of the public interface, version 3.0 (JSON). Only what a
person made public is read. Source: ORCID, *record-3.0*; public data is CC0.
"""

from trithuc.importers.orcid.errors import (
    Deactivated,
    Locked,
    Moved,
    NotClaimed,
    NotFound,
    OrcidError,
    Unavailable,
    Unreadable,
)
from trithuc.importers.orcid.mapping import record_from
from trithuc.importers.orcid.records import (
    OrcidAffiliation,
    OrcidExternalId,
    OrcidOrganisation,
    OrcidRecord,
    OrcidWork,
    ResearcherUrl,
)

__all__ = [
    "Deactivated",
    "Locked",
    "Moved",
    "NotClaimed",
    "NotFound",
    "OrcidAffiliation",
    "OrcidError",
    "OrcidExternalId",
    "OrcidOrganisation",
    "OrcidRecord",
    "OrcidWork",
    "ResearcherUrl",
    "Unavailable",
    "Unreadable",
    "record_from",
]
