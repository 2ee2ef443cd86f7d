"""The sheet of rejects: each rejected row as it was received, and beside it what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import IO

from django.utils.translation import gettext as _

from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.imports.queries import rejected_rows
from caunoi.imports.wording import sentence
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook


def write_rejects(run: ImportRun, target: IO[bytes]) -> None:
    """One sheet per sheet of the file, with its own headings, so that it can be handed in again."""
    rows = list(rejected_rows(run).order_by("sheet", "row", "position"))
    headings = run.rejects_headings
    sheets = [
        SheetToWrite(sheet or _("Rejected"), _sheet_rows(headings.get(sheet, []), list(found)))
        for sheet, found in groupby(rows, key=lambda row: row.sheet)
    ]
    write_workbook(target, sheets or [SheetToWrite(_("Rejected"), iter([[_("Nothing")]]))])


def _sheet_rows(headings: list[str], rows: list[PlannedAction]) -> Iterator[list[str]]:
    width = max([len(headings), *(len(row.cells) for row in rows)])
    yield [*headings, *[""] * (width - len(headings)), _("Row"), _("What is wrong")]
    for number, found in groupby(rows, key=lambda row: row.row):
        same = list(found)
        cells = [*same[0].cells, *[""] * (width - len(same[0].cells))]
        yield [*cells, str(number), what_is_wrong(same)]


def what_is_wrong(rows: Sequence[PlannedAction]) -> str:
    """All that is wrong with one row of the file, where a person and a proposal may stand."""
    said = [
        f"{problem['field']}: {sentence(problem['reason'], dict(problem['parameters']))}"
        for row in rows
        for problem in row.problems
    ]
    return "; ".join(dict.fromkeys(said))
