"""A seminar's workbook: people, affiliations, consents and proposals, in vi, en or fr.

Reach for `read_seminar` to read one, `write_template` for the workbook to hand out, and
`recognise_columns` to see what a sheet's headings are taken for.
"""

from trithuc.importers.seminar.columns import (
    FIELDS,
    Column,
    ColumnMap,
    Meaning,
    recognise_columns,
)
from trithuc.importers.seminar.reader import (
    SeminarReading,
    SeminarSheet,
    read_headings,
    read_seminar,
)
from trithuc.importers.seminar.records import (
    PURPOSES,
    PURPOSES_WITH_RECIPIENT,
    WAYS_TO_CONTRIBUTE,
    SeminarPerson,
    SeminarProposal,
    StatedConsent,
)
from trithuc.importers.seminar.template import LANGUAGES as TEMPLATE_LANGUAGES
from trithuc.importers.seminar.template import write_template

__all__ = [
    "FIELDS",
    "PURPOSES",
    "PURPOSES_WITH_RECIPIENT",
    "TEMPLATE_LANGUAGES",
    "WAYS_TO_CONTRIBUTE",
    "Column",
    "ColumnMap",
    "Meaning",
    "SeminarPerson",
    "SeminarProposal",
    "SeminarReading",
    "SeminarSheet",
    "StatedConsent",
    "read_headings",
    "read_seminar",
    "recognise_columns",
    "write_template",
]
