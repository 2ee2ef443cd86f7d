"""The shapes every importer answers with: a position, a record, its problems, a file refused.

Reach for it when writing an importer, or when showing what one found. Invariant: a reason is a
stable code, and its English sentence stands in `SENTENCES`, the one table a product translates;
`reason` and `parameters` say everything, so no sentence is ever taken apart again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Record = TypeVar("Record", covariant=True)

LONGEST_VALUE_SHOWN: Final = 200

SENTENCES: Final[Mapping[str, str]] = {
    # The whole file is refused.
    "file-missing": "The file {file} cannot be opened. Check that it is there and can be read.",
    "file-empty": "The file {file} is empty. Choose the file that holds the rows.",
    "file-too-large": (
        "The file {file} holds {megabytes} MB; at most {limit} MB are read. "
        "Split it, or remove pictures from it."
    ),
    "not-a-spreadsheet": (
        "The file {file} is not a spreadsheet (it holds: {kind}). "
        "Save the table as .xlsx, .ods or .csv."
    ),
    "html-not-spreadsheet": (
        "The file {file} is a web page, although its name may say otherwise. "
        "Open it in a spreadsheet program and save it as .xlsx."
    ),
    "file-damaged": (
        "The file {file} is damaged or cut short. "
        "Open it in a spreadsheet program, save it again, or ask for a new copy."
    ),
    "password-protected": (
        "The file {file} is protected by a password. Save a copy without the password."
    ),
    "zip-bomb": (
        "The file {file} unfolds to far more than it should and was not opened. "
        "Copy its table into a new workbook."
    ),
    "too-many-rows": (
        'Sheet "{sheet}" goes down to row {rows}; at most {limit} rows are read. '
        "Split it, or delete stray cells far below the table."
    ),
    "too-many-columns": (
        'Sheet "{sheet}" has {columns} columns; at most {limit} are read. '
        "Delete stray cells far to the right of the table."
    ),
    "row-too-large": (
        'Row {row} of sheet "{sheet}" holds {characters} characters; at most {limit} are read. '
        "Look for a quotation mark that is never closed, or shorten the row."
    ),
    "memory-exceeded": (
        "The file {file} needs more than {limit} MB of memory. "
        "Look for a stray cell far below or right of the table (Ctrl+End), or split the file."
    ),
    "time-exceeded": (
        "The file {file} could not be read within {limit} seconds. Split it into smaller files."
    ),
    "reader-stopped": (
        "Reading the file {file} was stopped from outside and nothing was taken from it. Try again."
    ),
    "no-room-on-disk": (
        "There is no room on the disk to read the file {file}. Free some space and try again."
    ),
    "encoding-unknown": (
        "The characters of the file {file} cannot be recognised. "
        "Save it as .xlsx, or as CSV in UTF-8."
    ),
    "quote-unclosed": (
        "In the file {file}, a quotation mark opened in row {row} is never closed. "
        "Close it, or save the table as .xlsx."
    ),
    "stamped-secret": (
        "The file {file} carries the secrecy stamp “{stamp}” ({place}). It was refused and nothing "
        "of it was kept: state secrets must not be put here."
    ),
    "no-table-recognised": (
        "No sheet of the file {file} has columns that are recognised. "
        "Name the columns as in the template, or say by hand what each column holds."
    ),
    "mapping-unknown-field": "The mapping names a field that does not exist: {field}.",
    "not-json-lines": "The file {file} holds neither JSON lines nor a JSON array of records.",
    "cordis-table-unknown": (
        "The file {file} holds none of the tables of CORDIS that are read here: projects, "
        "organisations, euroSciVoc and topics."
    ),
    # The file is read, and something about it should be known.
    "macros-ignored": "The workbook contains macros. They were not run.",
    "sheet-hidden": 'Sheet "{sheet}" is hidden. It was not read: show it if it should be.',
    "sheet-not-cells": 'Sheet "{sheet}" holds no cells (a chart or a macro) and was not read.',
    "sheet-unrecognised": 'Sheet "{sheet}" has no columns that are recognised and was not read.',
    "formula-without-value": (
        "The formula in cell {cell} has no stored value and reads as empty. "
        "Open the file in a spreadsheet program and save it again."
    ),
    "encoding-assumed": "The characters were read as {encoding}. Check names with accents.",
    "characters-unreadable": "{count} characters could not be read and show as �.",
    "column-forbidden": (
        'Column "{column}" of sheet "{sheet}" ({kind}) was dropped unread: '
        "no register of this kind may keep it."
    ),
    "column-not-kept": (
        'Column "{column}" of sheet "{sheet}" ({kind}) was not read: it is not kept here.'
    ),
    "column-unrecognised": (
        'Column "{column}" of sheet "{sheet}" was not recognised and was not read.'
    ),
    "column-ambiguous": (
        'Column "{column}" of sheet "{sheet}" can mean {meanings} and was not read. '
        "Say by hand what it holds."
    ),
    "column-repeated": (
        'Column "{column}" of sheet "{sheet}" says what another column says and was not read.'
    ),
    "row-is-total": 'Row {row} of sheet "{sheet}" is a total (“{text}”) and was skipped.',
    "row-outside-table": (
        'Row {row} of sheet "{sheet}" (“{text}”) has nothing in a recognised column '
        "and was skipped."
    ),
    "row-is-header": 'Row {row} of sheet "{sheet}" repeats the column names and was skipped.',
    "row-is-example": 'Row {row} of sheet "{sheet}" is the example of the template, skipped.',
    # One row or one field.
    "name-missing": "There is no name.",
    "name-is-number": "The name is a number.",
    "name-is-email": "The name is an e-mail address.",
    "email-malformed": "This is not an e-mail address.",
    "email-several": "There is more than one e-mail address. Keep one.",
    "consent-answer-unknown": "The answer is neither yes nor no (nor empty).",
    "consent-recipient-missing": (
        "This yes does not name who receives the data (write “yes: name”), and was not taken."
    ),
    "sector-unknown": "This sector is not known and was left out.",
    "way-unknown": "This way to contribute is not known and was left out.",
    "language-unknown": "This language is not known and was left out.",
    "country-unknown": "This country is not known and was left out.",
    "orcid-malformed": "This is not an ORCID iD and was left out.",
    "date-unreadable": "This date cannot be read and was left out.",
    "text-missing": "There is no text of the proposal.",
    "author-missing": "The proposal has neither the name nor the e-mail address of its author.",
    "text-too-long": "The text has {length} characters; at most {limit} are kept.",
    "json-malformed": "This line is not a JSON object.",
    "ror-id-malformed": "This is not a ROR identifier.",
    "ror-id-missing": "There is no ROR identifier.",
    "ror-name-missing": "There is no name.",
    "cordis-row-unknown": "This row is of no table of CORDIS that is read here.",
    "cordis-project-missing": "There is no number of a project.",
    "cordis-role-unknown": "This role is not known and was taken as “participant”.",
    "date-before-start": "This last day lies before the first one and was left out.",
    "orcid-version-unknown": "This is not a record of version 3.0 of ORCID's public interface.",
    "orcid-id-malformed": "This is not an ORCID iD.",
    "orcid-not-found": "ORCID has no record of this number. Check it, digit by digit.",
    "orcid-locked": "ORCID has locked this record. It cannot be read until ORCID opens it again.",
    "orcid-deactivated": "This ORCID record was closed by its owner and holds nothing any more.",
    "orcid-not-claimed": "This ORCID record has not been claimed by its owner and cannot be read.",
    "orcid-moved": "This ORCID record was joined to {primary}. Use that number.",
    "orcid-unavailable": "ORCID does not answer now. Nothing was changed; try again later.",
    "orcid-unreadable": "What ORCID answered cannot be read. Nothing was changed.",
    "title-missing": "There is no title.",
    "doi-malformed": "This is not a DOI and was left out.",
    "bibliography-unrecognised": (
        "The file {file} holds no entries of BibTeX or RIS. "
        "Export it again from the reference manager, as BibTeX or as RIS."
    ),
    "entry-malformed": "This entry cannot be read: a bracket, comma or quotation mark is amiss.",
    "entry-unfinished": "This entry has no end. Its last lines may be missing.",
    "entry-repeated": "An entry before it, in line {line}, says the same; that one was read.",
    "year-unreadable": "This year cannot be read and was left out.",
    "schema-unknown": "The record follows no known schema version.",
    "field-malformed": "The value does not have the expected shape.",
}


def sentence_for(reason: str) -> str:
    """English sentence of a reason code, with `{name}` where parameters go.

    Raises KeyError for a code that is not in `SENTENCES`.
    """
    return SENTENCES[reason]


def sentence_with(reason: str, parameters: Mapping[str, str]) -> str:
    """English sentence of a reason code with its parameters filled in."""
    return sentence_for(reason).format_map(parameters)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record stands: the row as the user sees it, counted from 1 (a line number in JSON
    lines), and the sheet's name, "" where a format has none."""

    row: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, or, with an empty field, what to know about a whole file.

    value: what was found, shortened to 200 characters.
    """

    field: str
    value: str
    reason: str
    parameters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if len(self.value) > LONGEST_VALUE_SHOWN:
            object.__setattr__(self, "value", self.value[: LONGEST_VALUE_SHOWN - 1] + "…")

    def __str__(self) -> str:
        sentence = sentence_with(self.reason, dict(self.parameters))
        return f"{self.field} “{self.value}”: {sentence}" if self.value else sentence


@dataclass(frozen=True)
class Reading(Generic[Record]):
    """One row as it was read.

    record: None exactly when the row is rejected; problems beside a record are warnings.
    cells: the row as received, for the sheet of rejects, without columns that are never kept.
    """

    position: Position
    record: Record | None
    problems: tuple[Problem, ...] = ()
    cells: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """A file nothing was taken from; the sentence says what to do about it."""

    def __init__(self, reason: str, **parameters: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameters: tuple[tuple[str, str], ...] = tuple(parameters.items())

    def __str__(self) -> str:
        return sentence_with(self.reason, dict(self.parameters))
