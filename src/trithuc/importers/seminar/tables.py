"""Finds the table on a sheet: which row names the columns, and what the rows below are.

Reach for it before reading rows. Titles stand above a table, totals and signatures below it, and
some rows only repeat the column names; each of these is told apart by what it holds, and said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from trithuc.importers.reading import Problem
from trithuc.importers.seminar.columns import CONSENT, ColumnMap, recognise_columns
from trithuc.importers.spreadsheet import Row, Sheet
from trithuc.text.folding import fold

ROWS_SEARCHED: Final = 30
NAMES: Final = frozenset({"display_name", "family_name", "family_and_middle_name", "given_name"})
PERSON_NAMES: Final = NAMES | {"email", "author_name"}

_TOTAL: Final = re.compile(
    r"(tong( cong| so)?|cong|total|sum|grand total|totaux)\b[\s:.\d]*\D{0,20}$"
)
_EXAMPLE: Final = re.compile(r"[\[(]?(vi du|example|exemple)\b")
_COLUMN_NUMBER: Final = re.compile(r"\(?\d{1,3}\)?")


class Kind(Enum):
    """What the rows of a table are about."""

    PEOPLE = "people"
    PROPOSALS = "proposals"
    BOTH = "people and proposals"


@dataclass(frozen=True)
class Table:
    """A sheet's table. header: the row that names the columns, as it stands on the sheet."""

    sheet: Sheet
    kind: Kind
    header: Row
    columns: ColumnMap

    def rows(self) -> Iterator[Row]:
        """Rows that hold a person or a proposal."""
        return (row for row in self._below() if self._why_skipped(row) is None)

    def skipped(self, *, sheet: str) -> Iterator[Problem]:
        """What to say of each row below the header that holds none; column numbers go unsaid."""
        for row in self._below():
            reason = self._why_skipped(row)
            if reason and reason != _UNSAID:
                text = " ".join(cell for cell in self._kept(row) if cell)[:80]
                parameters = (("row", str(row.number)), ("sheet", sheet), ("text", text))
                yield Problem("", "", reason, parameters)

    def _below(self) -> Iterator[Row]:
        return (row for row in self.sheet.rows() if row.number > self.header.number)

    def _kept(self, row: Row) -> Iterator[str]:
        dropped = self.columns.dropped_indexes
        return (cell for index, cell in enumerate(row.cells) if index not in dropped)

    def _why_skipped(self, row: Row) -> str | None:
        if row.cells == self.header.cells:
            return "row-is-header"
        filled = [cell for cell in row.cells if cell and not cell.isspace()]
        if len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
            return _UNSAID
        if len(filled) <= 3 and any(_TOTAL.match(fold(cell)) for cell in filled[:2]):
            return "row-is-total"
        if any(_EXAMPLE.match(fold(name)) for name in self._names(row)):
            return "row-is-example"
        is_outside = not any(row.cells[index].strip() for index in self.columns.read_indexes)
        return "row-outside-table" if is_outside else None

    def _names(self, row: Row) -> Iterator[str]:
        return (row.cells[i] for name in PERSON_NAMES for i in self.columns.indexes(name))


_UNSAID: Final = "column-numbers"


def find_table(sheet: Sheet, by_hand: Mapping[str, str] | None = None) -> Table | None:
    """The table of a sheet, headed by the row with the most recognised columns; None without one.

    by_hand: see `recognise_columns`.
    """
    best: Table | None = None
    for row in itertools.islice(sheet.rows(), ROWS_SEARCHED):
        columns = recognise_columns(row.cells, by_hand)
        kind = _kind(columns)
        if kind and (best is None or len(columns.fields) > len(best.columns.fields)):
            best = Table(sheet, kind, row, columns)
    return best


def likely_headings(sheet: Sheet) -> tuple[str, ...]:
    """The first rows' fullest one: what to show an officer who has to name the columns."""
    rows = itertools.islice(sheet.rows(), ROWS_SEARCHED)
    fullest = max(rows, key=lambda row: sum(map(bool, row.cells)), default=None)
    return tuple(cell for cell in fullest.cells if cell) if fullest else ()


def _kind(columns: ColumnMap) -> Kind | None:
    fields = columns.fields
    has_name = bool(fields & NAMES)
    if "proposal_text" in fields:
        has_author = has_name or fields & {"author_name", "author_email", "email"}
        if not has_author:
            return None
        return Kind.BOTH if has_name and "author_name" not in fields else Kind.PROPOSALS
    return Kind.PEOPLE if has_name else None


def settled_kinds(tables: Sequence[Table]) -> list[Table]:
    """The tables, with one that could be both taken for proposals where another lists the people.

    A table that asks for a yes lists people in any case.
    """
    if not any(table.kind is Kind.PEOPLE for table in tables):
        return list(tables)
    return [
        Table(table.sheet, Kind.PROPOSALS, table.header, table.columns)
        if table.kind is Kind.BOTH and not _asks_for_a_yes(table.columns)
        else table
        for table in tables
    ]


def _asks_for_a_yes(columns: ColumnMap) -> bool:
    return any(field.startswith(CONSENT) for field in columns.fields)
