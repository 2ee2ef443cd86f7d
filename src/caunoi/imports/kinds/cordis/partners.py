"""Who takes part in which project: each row follows its project and its organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caunoi.imports.kinds.cordis.organisations import OrganisationKey, key_of
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    FieldChange,
    Reason,
    Received,
    Step,
    Subject,
    as_rejected,
    rejected,
    step_for,
    updating,
)
from caunoi.programmes.facts import KnownPartner, PartnerFact, PartnerKey, known_partners
from trithuc.importers.cordis import CordisPartner
from trithuc.importers.reading import Position, Problem

ROLE = "role"
PROJECT_REJECTED, ORGANISATION_REJECTED = "project-row-rejected", "organisation-row-rejected"
PARTNER_REPEATED, ORGANISATION_HELD = "partner-repeated", "organisation-is-held"


# A project's number, an organisation by its id or else by its first row, and a role.
PartInFile = tuple[int, int | Position, str]


def facts_of(record: CordisPartner) -> dict[str, Any]:
    """The facts the record states; what it leaves empty it does not state."""
    stated = {
        PartnerFact.EU_CONTRIBUTION: record.eu_contribution,
        PartnerFact.IS_SME: record.is_sme,
        PartnerFact.HAS_LEFT: record.has_left,
    }
    return {field: value for field, value in stated.items() if value is not None}


class PartnerPlanner:
    def __init__(self) -> None:
        self._projects: Mapping[int, int | None] = {}
        self._organisations: Mapping[OrganisationKey, Step] = {}
        self._known: Mapping[PartnerKey, KnownPartner] = {}
        self._rows: dict[PartInFile, Position] = {}

    def plan(
        self, received: Sequence[Received], projects: Sequence[Step], organisations: Sequence[Step]
    ) -> list[Step]:
        self._projects = _projects_planned(projects)
        self._organisations = _by_key(organisations)
        self._known = known_partners(pk for pk in self._projects.values() if pk)
        return [self._plan_one(one) for one in received]

    def released(self, steps: Sequence[Step]) -> list[Step]:
        """Once its organisation was decided, a held partner follows it."""
        organisations = {
            step.position: step for step in steps if step.subject == Subject.ORGANISATION
        }
        return [self._released(step, organisations) for step in steps]

    def _released(self, step: Step, organisations: Mapping[Position, Step]) -> Step:
        is_held = step.subject == Subject.PARTNER and step.outcome == Outcome.POSSIBLE_DUPLICATE
        organisation = organisations.get(step.owner_row) if is_held and step.owner_row else None
        if organisation is None or organisation.outcome == Outcome.POSSIBLE_DUPLICATE:
            return step
        return self._following(step, organisation)

    def _plan_one(self, received: Received) -> Step:
        if received.record is None:
            return rejected(received)
        record: CordisPartner = received.record
        step = step_for(received, f"{record.organisation.name} → {record.cordis_id}")
        if record.cordis_id not in self._projects:
            return as_rejected(step, Problem("projectID", str(record.cordis_id), PROJECT_REJECTED))
        organisation = self._organisations[key_of(record.organisation)]
        if organisation.outcome == Outcome.REJECTED:
            return as_rejected(
                step, Problem("name", record.organisation.name, ORGANISATION_REJECTED)
            )
        return self._following(step, organisation)

    def _following(self, step: Step, organisation: Step) -> Step:
        record: CordisPartner = step.record
        step = replace(step, owner=organisation.target, owner_row=organisation.position)
        part = record.cordis_id, organisation.target or organisation.position, record.role
        first = self._rows.setdefault(part, step.position)
        if first != step.position:
            repeats = Reason(PARTNER_REPEATED, (("row", str(first.row)),))
            return replace(step, outcome=Outcome.UNCHANGED, reasons=(repeats,))
        if organisation.outcome == Outcome.POSSIBLE_DUPLICATE:
            reasons = (Reason(ORGANISATION_HELD),)
            return replace(step, outcome=Outcome.POSSIBLE_DUPLICATE, reasons=reasons)
        project = self._projects[record.cordis_id]
        known = None
        if project and organisation.target:
            known = self._known.get((project, organisation.target, record.role))
        return _as_update(step, known) if known else _as_creation(step)


def _projects_planned(projects: Iterable[Step]) -> dict[int, int | None]:
    """{CORDIS number: id, None for one that this file creates} of those that are not rejected."""
    return {
        step.record.cordis_id: step.target
        for step in projects
        if step.record and step.outcome != Outcome.REJECTED and not step.reasons
    }


def _by_key(organisations: Iterable[Step]) -> dict[OrganisationKey, Step]:
    """Each body's first row, which says what becomes of it."""
    steps: dict[OrganisationKey, Step] = {}
    for step in organisations:
        if step.record:
            steps.setdefault(key_of(step.record), step)
    return steps


def _as_creation(step: Step) -> Step:
    changes = [FieldChange(ROLE, None, step.record.role)]
    changes += [FieldChange(field, None, value) for field, value in facts_of(step.record).items()]
    return replace(step, outcome=Outcome.CREATE, changes=tuple(changes), reasons=())


def _as_update(step: Step, known: KnownPartner) -> Step:
    changes = tuple(
        FieldChange(field, known.facts[field], value)
        for field, value in facts_of(step.record).items()
        if known.facts[field] != value
    )
    return replace(updating(step, known.id, changes), reasons=())
