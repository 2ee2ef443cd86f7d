"""Projects of CORDIS, the European Union's register of the research it pays for, with partners.

Reach for it to read a published dump (zip, JSON or CSV), one of its files alone, or JSON lines of
projects with their fields and deliverables. Source: CORDIS, *EU research projects* data sets;
© European Union, CC BY 4.0. Contacts of projects are never read.
"""

from trithuc.importers.cordis.reader import CordisReading, read_cordis
from trithuc.importers.cordis.records import (
    CordisDeliverable,
    CordisField,
    CordisOrganisation,
    CordisPartner,
    CordisProject,
)

__all__ = [
    "CordisDeliverable",
    "CordisField",
    "CordisOrganisation",
    "CordisPartner",
    "CordisProject",
    "CordisReading",
    "read_cordis",
]
