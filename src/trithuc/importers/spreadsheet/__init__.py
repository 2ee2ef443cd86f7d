"""Spreadsheets of any kind: read in a child process, written without formulas.

Reach for `read_workbook` for whatever came from outside, and for `write_workbook` or `write_csv`
for whatever goes out.
"""

from trithuc.importers.spreadsheet.limits import Limits
from trithuc.importers.spreadsheet.reader import read_workbook
from trithuc.importers.spreadsheet.secrecy import is_secrecy_stamp
from trithuc.importers.spreadsheet.workbook import Row, Sheet, Workbook
from trithuc.importers.spreadsheet.writing import (
    Cell,
    SheetToWrite,
    write_csv,
    write_workbook,
)

__all__ = [
    "Cell",
    "Limits",
    "Row",
    "Sheet",
    "SheetToWrite",
    "Workbook",
    "is_secrecy_stamp",
    "read_workbook",
    "write_csv",
    "write_workbook",
]
