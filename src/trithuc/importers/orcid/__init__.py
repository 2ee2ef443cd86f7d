"""Public records of ORCID (orcid.org), the register of researchers that they keep themselves.

Reach for `fetch_record` to ask for one record by its ORCID iD, for `read_orcid` to read a file of
them, and for `record_from` to read one that is there already (JSON of the public interface,
version 3.0). Only what a person made public is read. Source: ORCID, *record-3.0*; public data is
CC0.
"""

from trithuc.importers.orcid.client import Limits, fetch_record
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
from trithuc.importers.orcid.reader import read_orcid
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
    "Limits",
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
    "fetch_record",
    "read_orcid",
    "record_from",
]
