"""Organisations of the Research Organization Registry (ror.org), from its dumps or their lines.

Reach for it to read a downloaded dump (zip or JSON) or JSON lines, in ROR's schema 1 or 2. Both
give the same records, in the words of schema 2. Source: ROR, *ROR data structure* and *Migrating
from schema v1 to v2*; the data is CC0.
"""

from trithuc.importers.ror.reader import read_ror
from trithuc.importers.ror.records import ExternalId, Name, Place, Relationship, RorOrganisation

__all__ = ["ExternalId", "Name", "Place", "Relationship", "RorOrganisation", "read_ror"]
