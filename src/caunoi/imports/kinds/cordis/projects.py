"""What becomes of a project: its key is the number that CORDIS gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    FieldChange,
    Reason,
    Received,
    Step,
    as_rejected,
    changes_of,
    first_too_long,
    rejected,
    step_for,
    updating,
)
from caunoi.programmes.facts import Fact, KnownProject, known_projects
from caunoi.sources.models import SourceKind
from trithuc.importers.cordis import CordisProject
from trithuc.importers.reading import Position

CORDIS_ID = "cordis_id"
# What the columns hold; longer texts are rejected, never cut.
LONGEST: Mapping[str, int] = {
    Fact.ACRONYM: 100,
    Fact.TITLE: 500,
    Fact.FRAMEWORK_PROGRAMME: 40,
    Fact.FUNDING_SCHEME: 100,
    Fact.TOPIC: 200,
    Fact.TOPIC_TITLE: 400,
}
LONGEST_KEYWORD, LONGEST_CODE, LONGEST_PATH = 200, 100, 400
LONGEST_DELIVERABLE, LONGEST_DELIVERABLE_KIND = 500, 100


def facts_of(record: CordisProject) -> dict[str, Any]:
    """The facts the record states; what it leaves empty it does not state."""
    stated = {
        Fact.ACRONYM: record.acronym,
        Fact.TITLE: record.title,
        Fact.OBJECTIVE: record.objective,
        Fact.STARTS_ON: record.starts_on and record.starts_on.isoformat(),
        Fact.ENDS_ON: record.ends_on and record.ends_on.isoformat(),
        Fact.FRAMEWORK_PROGRAMME: record.framework_programme,
        Fact.FUNDING_SCHEME: record.funding_scheme,
        Fact.TOPIC: record.topic,
        Fact.TOPIC_TITLE: record.topic_title,
        Fact.TOTAL_COST: record.total_cost,
        Fact.EU_CONTRIBUTION: record.eu_contribution,
        Fact.KEYWORDS: list(record.keywords),
        Fact.FIELDS: sorted([field.code, field.path] for field in record.fields),
        Fact.DELIVERABLES: [[one.title, one.description, one.kind] for one in record.deliverables],
    }
    return {field: value for field, value in stated.items() if value not in (None, "", [])}


class ProjectPlanner:
    def __init__(self) -> None:
        self._known: Mapping[int, KnownProject] = {}
        self._rows: dict[int, Position] = {}

    def plan(self, received: Sequence[Received]) -> list[Step]:
        self._known = known_projects(one.record.cordis_id for one in received if one.record)
        return [self._plan_one(one) for one in received]

    def _plan_one(self, received: Received) -> Step:
        if received.record is None:
            return rejected(received)
        record: CordisProject = received.record
        step = step_for(received, record.acronym or record.title or str(record.cordis_id))
        if too_long := first_too_long(_lengths(record)):
            return as_rejected(step, too_long)
        first = self._rows.setdefault(record.cordis_id, step.position)
        if first != step.position:
            return replace(
                step, reasons=(Reason("cordis-id-repeated", (("row", str(first.row)),)),)
            )
        known = self._known.get(record.cordis_id)
        return _as_update(step, known) if known else _as_creation(step)


def _as_creation(step: Step) -> Step:
    changes = [FieldChange(CORDIS_ID, None, step.record.cordis_id)]
    changes += [FieldChange(field, None, value) for field, value in facts_of(step.record).items()]
    return replace(step, outcome=Outcome.CREATE, changes=tuple(changes))


def _as_update(step: Step, known: KnownProject) -> Step:
    stated = _compatible(facts_of(step.record), known)
    return updating(step, known.id, changes_of(known, stated, SourceKind.SERVICE))


def _compatible(stated: Mapping[str, Any], known: KnownProject) -> Mapping[str, Any]:
    """Without a day that contradicts what another file said; the project keeps its days then."""
    starts_on = stated.get(Fact.STARTS_ON) or known.facts[Fact.STARTS_ON]
    ends_on = stated.get(Fact.ENDS_ON) or known.facts[Fact.ENDS_ON]
    if starts_on and ends_on and ends_on < starts_on:
        days = {Fact.STARTS_ON, Fact.ENDS_ON}
        return {field: value for field, value in stated.items() if field not in days}
    return stated


def _lengths(record: CordisProject) -> Iterator[tuple[str, str, int]]:
    for field, limit in LONGEST.items():
        yield field, getattr(record, field), limit
    for keyword in record.keywords:
        yield Fact.KEYWORDS, keyword, LONGEST_KEYWORD
    for one in record.fields:
        yield Fact.FIELDS, one.code, LONGEST_CODE
        yield Fact.FIELDS, one.path, LONGEST_PATH
    for deliverable in record.deliverables:
        yield Fact.DELIVERABLES, deliverable.title, LONGEST_DELIVERABLE
        yield Fact.DELIVERABLES, deliverable.kind, LONGEST_DELIVERABLE_KIND
