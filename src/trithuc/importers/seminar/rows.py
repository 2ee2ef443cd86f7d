"""Turns one row of a recognised sheet into a person or a proposal, with its problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from trithuc.importers.reading import Position, Problem, Reading
from trithuc.importers.seminar.answers import (
    Answer,
    several_lines,
    stated_consent,
    stated_country,
    stated_date,
    stated_email,
    stated_languages,
    stated_orcid,
    stated_sectors,
    stated_ways,
)
from trithuc.importers.seminar.columns import CONSENT, ColumnMap
from trithuc.importers.seminar.records import (
    PURPOSES,
    SeminarPerson,
    SeminarProposal,
    StatedConsent,
)
from trithuc.names import split_titles
from trithuc.text.lines import plain_line

LONGEST_TEXT: Final = 20_000  # code points of a proposal
LONGEST: Final = {
    "display_name": 200,
    "family_name": 100,
    "middle_name": 100,
    "given_name": 100,
    "organisation": 300,
    "position": 200,
    "city": 120,
    "expertise": 5_000,
    "link_with_vietnam": 5_000,
    "author_name": 200,
    "title": 300,
    "text": LONGEST_TEXT,
}

Value = TypeVar("Value")


@dataclass
class RowReader:
    """The cells of one row by field, and the problems met while reading them.

    rejections: problems that leave no record. warnings: problems beside one.
    """

    columns: ColumnMap
    cells: Sequence[str]
    rejections: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def raw(self, name: str) -> str:
        indexes = self.columns.indexes(name)
        if len(indexes) == 1:
            return self.cells[indexes[0]]
        return "\n".join(cell for index in indexes if (cell := self.cells[index]))

    def line(self, name: str) -> str:
        text = self.raw(name)
        return plain_line(text) if text else ""

    def bounded(self, name: str, value: str) -> str:
        """The value; one that is too long rejects the row."""
        if len(value) > LONGEST[name]:
            parameters = (("length", str(len(value))), ("limit", str(LONGEST[name])))
            self.rejections.append(Problem(name, value, "text-too-long", parameters))
        return value

    def warned(self, answer: tuple[Value, Problem | None]) -> Value:
        value, problem = answer
        if problem:
            self.warnings.append(problem)
        return value

    def required(self, answer: tuple[Value, Problem | None]) -> Value:
        value, problem = answer
        if problem:
            self.rejections.append(problem)
        return value

    def codes(self, name: str, read: Callable[[str], Answer]) -> tuple[str, ...]:
        text = self.raw(name)
        if not text:
            return ()
        answer = read(text)
        self.warnings.extend(answer.problems)
        return answer.codes

    def kept_cells(self) -> tuple[str, ...]:
        dropped = self.columns.dropped_indexes
        return tuple("" if index in dropped else cell for index, cell in enumerate(self.cells))

    def reading(self, position: Position, record: Value) -> Reading[Value]:
        problems = (*self.rejections, *self.warnings)
        kept = None if self.rejections else record
        return Reading(position, kept, problems, self.kept_cells())


def read_person(
    columns: ColumnMap, cells: Sequence[str], position: Position
) -> Reading[SeminarPerson]:
    """The person of a row; a row without a name, or with an unusable one or e-mail, is rejected."""
    row = RowReader(columns, cells)
    parts = _name_parts(row)
    record = SeminarPerson(
        display_name=_display_name(row, parts),
        family_name=row.bounded("family_name", parts.family_name),
        middle_name=row.bounded("middle_name", parts.middle_name),
        given_name=row.bounded("given_name", parts.given_name),
        email=row.required(stated_email(row.raw("email"))),
        orcid=row.warned(stated_orcid(row.raw("orcid"))),
        organisation=row.bounded("organisation", row.line("organisation")),
        position=row.bounded("position", row.line("position")),
        city=row.bounded("city", row.line("city")),
        country=row.warned(stated_country(row.raw("country"))),
        expertise=row.bounded("expertise", several_lines(row.raw("expertise"))),
        link_with_vietnam=row.bounded(
            "link_with_vietnam", several_lines(row.raw("link_with_vietnam"))
        ),
        sectors=row.codes("sectors", stated_sectors),
        ways_to_contribute=row.codes("ways_to_contribute", stated_ways),
        languages=row.codes("languages", stated_languages),
        consents=_consents(row),
    )
    return row.reading(position, record)


@dataclass(frozen=True)
class _NameParts:
    family_name: str
    middle_name: str
    given_name: str
    is_family_first: bool

    def __str__(self) -> str:
        family, middle, given = self.family_name, self.middle_name, self.given_name
        in_order = (family, middle, given) if self.is_family_first else (given, middle, family)
        return " ".join(part for part in in_order if part)


def _name_parts(row: RowReader) -> _NameParts:
    family, middle = row.line("family_name"), row.line("middle_name")
    if not family:
        # "Họ và tên đệm": the family name, and whatever stands between it and the given name.
        family, _, rest = row.line("family_and_middle_name").partition(" ")
        middle = middle or rest
    return _NameParts(family, middle, row.line("given_name"), _is_family_first(row.columns))


def _is_family_first(columns: ColumnMap) -> bool:
    """Whether the family name stands before the given name: a sheet has an order of its own."""
    family = columns.indexes("family_name") or columns.indexes("family_and_middle_name")
    given = columns.indexes("given_name")
    return not (family and given) or family < given


def _display_name(row: RowReader, parts: _NameParts) -> str:
    stated = row.line("display_name") or str(parts)
    _, name = split_titles(stated)
    if reason := _fault_of_name(name):
        row.rejections.append(Problem("display_name", stated, reason))
    return row.bounded("display_name", name)


def _fault_of_name(name: str) -> str | None:
    if "@" in name:
        return "name-is-email"
    if any(character.isalpha() for character in name):
        return None
    has_digits = any(character.isdigit() for character in name)
    return "name-is-number" if has_digits else "name-missing"


def _consents(row: RowReader) -> tuple[StatedConsent, ...]:
    consents = []
    for purpose in PURPOSES:
        text = row.raw(CONSENT + purpose)
        if not text:
            continue
        consent, problem = stated_consent(purpose, text)
        if consent:
            consents.append(consent)
        if problem and problem.reason == "consent-recipient-missing":
            row.warnings.append(problem)
        elif problem:
            row.rejections.append(problem)
    return tuple(consents)


def read_proposal(
    columns: ColumnMap, cells: Sequence[str], position: Position, *, is_beside_person: bool
) -> Reading[SeminarProposal]:
    """The proposal of a row; one without text, or without its author, is rejected.

    is_beside_person: whether sectors and languages of the row are the person's.
    """
    row = RowReader(columns, cells)
    record = SeminarProposal(
        text=_proposal_text(row),
        title=row.bounded("title", row.line("proposal_title")),
        author_name=_author_name(row),
        author_email=row.required(stated_email(row.raw("author_email") or row.raw("email"))),
        sectors=row.codes(_own(row, "sectors", is_beside_person), stated_sectors),
        language=_language(row, _own(row, "languages", is_beside_person)),
        received_on=row.warned(stated_date(row.raw("received_on"))),
    )
    if not (record.author_name or record.author_email or row.rejections):
        row.rejections.append(Problem("author_name", "", "author-missing"))
    return row.reading(position, record)


def _own(row: RowReader, name: str, is_beside_person: bool) -> str:
    own = {"sectors": "proposal_sectors", "languages": "proposal_language"}[name]
    return own if is_beside_person or row.columns.indexes(own) else name


def _proposal_text(row: RowReader) -> str:
    text = several_lines(row.raw("proposal_text"))
    if not text:
        row.rejections.append(Problem("text", "", "text-missing"))
    return row.bounded("text", text)


def _author_name(row: RowReader) -> str:
    stated = row.line("author_name") or row.line("display_name") or str(_name_parts(row))
    _, name = split_titles(stated)
    if name and (reason := _fault_of_name(name)):
        row.rejections.append(Problem("author_name", stated, reason))
    return row.bounded("author_name", name)


def _language(row: RowReader, name: str) -> str:
    languages = row.codes(name, stated_languages)
    return languages[0] if len(languages) == 1 else ""
