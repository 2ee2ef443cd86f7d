"""The shape of a plan: what each row would do, before anything is done.

A kind of import (`caunoi.imports.kinds`) turns what a reader found into steps; the preview shows
them, `services.apply_import` carries them out. Planning never writes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from django.db import models
from django.utils.functional import Promise

from caunoi.imports.models import Decision, Outcome
from caunoi.sources.models import Source, SourceKind, Statement
from caunoi.sources.queries import Voices, as_stated
from caunoi.sources.services import outweighs
from trithuc.importers.reading import Position, Problem


class Subject(StrEnum):
    PERSON = "person"
    PROPOSAL = "proposal"
    ORGANISATION = "organisation"
    PROJECT = "project"
    PARTNER = "partner"
    WORK = "work"
    NEED = "need"


LONGEST_LABEL = 200

# One row may hold a person and a proposal, or a partner and its organisation, so a position alone
# does not name a step.
RowKey = tuple[Subject, Position]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as JSON values. None before means there was nothing.

    is_kept_beside: someone with more say already stated the field, so the new value becomes a
    second live statement and the old one stays chosen.
    """

    field: str
    old: Any
    new: Any
    is_kept_beside: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step came out as it did: a code of `caunoi.imports.wording` with its parameters."""

    code: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """One row as its reader gave it: a record, or None with the problems that reject it."""

    subject: Subject
    position: Position
    record: Any
    problems: tuple[Problem, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one row would do.

    target: the row's record in the register, for an update or an unchanged one.
    candidates: those it may be, for a possible duplicate.
    owner, owner_row: the author of a proposal, the organisation of a partner or the work that has
        one author more, in the register or in an earlier row of the file.
    """

    subject: Subject
    position: Position
    outcome: Outcome
    label: str = ""
    record: Any = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    reasons: tuple[Reason, ...] = ()
    cells: tuple[str, ...] = ()
    target: int | None = None
    candidates: tuple[int, ...] = ()
    owner: int | None = None
    owner_row: Position | None = None

    @property
    def key(self) -> RowKey:
        return self.subject, self.position

    @property
    def writes(self) -> bool:
        return self.outcome in {Outcome.CREATE, Outcome.UPDATE}

    def with_problems(self, *problems: Problem) -> Step:
        """The step with these problems beside its own, each told once."""
        return replace(self, problems=tuple(dict.fromkeys((*self.problems, *problems))))


def step_for(received: Received, label: str) -> Step:
    """The step of a row that was read; it changes nothing until a planner says what it would do."""
    return Step(
        subject=received.subject,
        position=received.position,
        outcome=Outcome.UNCHANGED,
        label=label[:LONGEST_LABEL],
        record=received.record,
        problems=received.problems,
        cells=received.cells,
    )


def rejected(received: Received) -> Step:
    return Step(
        subject=received.subject,
        position=received.position,
        outcome=Outcome.REJECTED,
        label=next((cell for cell in received.cells if cell), "")[:LONGEST_LABEL],
        problems=received.problems,
        cells=received.cells,
    )


class Known(Protocol):
    """A record of the register as planners compare with it: its facts and who stated them."""

    @property
    def facts(self) -> Mapping[str, Any]: ...

    @property
    def voices(self) -> Voices: ...


def change_of(known: Known, field: str, value: Any, voice: SourceKind) -> FieldChange:
    """What becomes of a field when a source of this kind states this value of it.

    Who has more say may also have said that there is nothing; it stays so.
    """
    chosen = known.voices.chosen.get(field, voice)
    old = known.facts.get(field) or None
    return FieldChange(field, old, value, is_kept_beside=outweighs(chosen, voice))


def changes_of(known: Known, stated: Mapping[str, Any], voice: SourceKind) -> list[FieldChange]:
    """Of these facts, those that the register neither holds nor keeps beside what it holds."""
    return [
        change_of(known, field, value, voice)
        for field, value in stated.items()
        if known.facts.get(field) != value and as_stated(field, value) not in known.voices.beside
    ]


def updating(step: Step, target: int, changes: Iterable[FieldChange]) -> Step:
    """The step as one upon this record, which stays unchanged if there is nothing to change."""
    found = tuple(changes)
    outcome = Outcome.UPDATE if found else Outcome.UNCHANGED
    return replace(step, outcome=outcome, target=target, changes=found)


def first_too_long(texts: Iterable[tuple[str, str | None, int]]) -> Problem | None:
    """The first text its column cannot hold; its row is rejected, since no text is ever cut.

    texts: (field, text, longest) of each.
    """
    for field_name, text, longest in texts:
        if text and len(text) > longest:
            parameters = (("length", str(len(text))), ("limit", str(longest)))
            return Problem(field_name, text, "text-too-long", parameters)
    return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """An officer's word on a possible duplicate; `same_as` is set exactly for Decision.SAME."""

    decision: Decision
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a plan depends on besides the file and the register.

    first_seen_on: when these very bytes were first handed in. event_ended_on: of the file's event.
    """

    file_name: str
    on: datetime.date
    first_seen_on: datetime.date
    event_id: int | None = None
    event_ended_on: datetime.date | None = None
    signed_list_id: int | None = None


class Planner(Protocol):
    """Compares what was received with what the register holds. Made anew for every plan."""

    def plan(self, received: Sequence[Received]) -> list[Step]:
        """A step for each row, in their order; none for parts of what is rejected as a whole."""
        ...

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        """The same steps, with possible duplicates turned into what the officer decided."""
        ...


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading and the field it was taken for, "" for none."""

    sheet: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a reader made of a file.

    headings: where columns can be named by hand. rejects_headings: per sheet, what stands over the
    cells of a rejected row.
    """

    received: Sequence[Received]
    headings: Sequence[Heading] = ()
    rejects_headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notices: Sequence[Problem] = ()


# What became of each written row: the id of the record it created or changed.
WrittenRows = dict[RowKey, int]
SourcesOfRows = Mapping[RowKey, Source]


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table a run may write.

    part_of, column: the record its rows are a part of, and the column that names it; a person's
    consents belong to the person, so an undo leaves both alone or neither.
    """

    model: type[models.Model]
    column: str = ""
    part_of: type[models.Model] | None = None


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of import: how to read it, plan it, write it, and what an undo has to look at.

    subjects: the model each subject's rows become.
    tables: every table a run may write, children before parents; undo follows this order.
    companions: models whose rows go with the record they speak of (statements, looks).
    statements: the statement tables a run may write.
    read: from a path, {heading: field} as named by hand, and the name to use in messages.
    headings, fields: for kinds whose columns can be named by hand: those of a file that was not
        recognised, and what they may be named as, with labels.
    is_of_an_event: whether its people came to an event and may have signed a list there.
    """

    code: str
    label: Promise | str
    lead: Promise | str
    suffixes: tuple[str, ...]
    record_types: Mapping[Subject, type[Any]]
    read: Callable[[Path, Mapping[str, str], str], ReadFile]
    planner: Callable[[Circumstances], Planner]
    source: Callable[[Step, Circumstances], Source]
    write: Callable[[Sequence[Step], Circumstances, SourcesOfRows], WrittenRows]
    subjects: Mapping[Subject, type[models.Model]]
    tables: tuple[WrittenTable, ...]
    companions: tuple[type[models.Model], ...]
    statements: tuple[type[Statement], ...]
    headings: Callable[[Path, str], Sequence[Heading]] | None = None
    fields: tuple[tuple[str, Promise | str], ...] = ()
    is_of_an_event: bool = False


def only_writing(steps: Iterable[Step], subject: Subject, outcome: Outcome) -> Iterator[Step]:
    return (step for step in steps if step.subject == subject and step.outcome == outcome)


def as_rejected(step: Step, problem: Problem) -> Step:
    return replace(step, outcome=Outcome.REJECTED, changes=()).with_problems(problem)


def one_row_for_each_record(planned: Sequence[Step], settled: Sequence[Step]) -> list[Step]:
    """The settled steps, with no record changed by two rows: the row decided on stays held."""
    taken = {
        (step.subject, step.target)
        for before, step in zip(planned, settled, strict=True)
        if step is before and step.writes
    }
    steps = []
    for before, step in zip(planned, settled, strict=True):
        if step is not before and step.writes and step.target:
            is_taken = (step.subject, step.target) in taken
            taken.add((step.subject, step.target))
            steps.append(before if is_taken else step)
        else:
            steps.append(step)
    return steps
