"""Needs from a workbook, from a Word form, or from the file another mission passes on.

Reach for `read_needs` to read any of the three, for `write_workbook_form` and `write_word_form` to
give somebody a form, and for `passed_on` to pass needs to another mission.
"""

from trithuc.importers.needs.passing import SCHEMA, passed_on
from trithuc.importers.needs.reader import read_needs
from trithuc.importers.needs.records import PostedNeed
from trithuc.importers.needs.template import write_word_form, write_workbook_form

__all__ = [
    "SCHEMA",
    "PostedNeed",
    "passed_on",
    "read_needs",
    "write_word_form",
    "write_workbook_form",
]
