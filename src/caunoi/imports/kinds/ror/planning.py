"""What ROR's records would do to the register. The key is the ROR id.

A body that is already here under the same name but without a ROR id is a question, not a match.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caunoi.imports.models import Decision, Outcome
from caunoi.imports.plan import (
    Circumstances,
    FieldChange,
    Reason,
    Received,
    Step,
    Verdict,
    as_rejected,
    changes_of,
    first_too_long,
    one_row_for_each_record,
    rejected,
    step_for,
    updating,
)
from caunoi.organisations.facts import Fact, KnownOrganisation, known_organisations
from caunoi.organisations.models import Organisation, OrganisationKind
from caunoi.organisations.queries import organisations_by_name
from caunoi.sources.models import SourceKind
from trithuc.importers.reading import Position
from trithuc.importers.ror import Place, RorOrganisation
from trithuc.text.folding import fold

ROR_ID = "ror_id"
LONGEST_NAME, LONGEST_FOLDED, LONGEST_PLACE, LONGEST_WEBSITE = 300, 400, 120, 500


def facts_of(record: RorOrganisation) -> dict[str, Any]:
    """The facts the record states; what it leaves empty it does not state."""
    place = record.places[0] if record.places else None
    stated = {
        Fact.DISPLAY_NAME: record.display_name,
        Fact.STATUS: record.status,
        Fact.KINDS: sorted({_kind(kind) for kind in record.types}),
        Fact.ESTABLISHED: record.established,
        Fact.WEBSITE: record.website,
        Fact.PLACE: place and _place(place),
        Fact.NAMES: sorted(_names(record)),
        Fact.RELATIONS: sorted(
            [relation.kind, relation.ror_id, relation.label] for relation in record.relationships
        ),
    }
    return {field: value for field, value in stated.items() if value}


def _place(place: Place) -> list[Any]:
    return [place.name or "", place.country_code or "", place.latitude, place.longitude]


def _kind(stated: str) -> str:
    """ROR may add kinds of body that this register has no word for yet."""
    return stated if stated in OrganisationKind.values else OrganisationKind.OTHER


def _names(record: RorOrganisation) -> list[list[Any]]:
    """ROR may tell one name twice with different types; the register keeps it once."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for name in record.names:
        kinds.setdefault((name.value, name.language or ""), set()).update(name.kinds)
    return [[value, language, sorted(types)] for (value, language), types in kinds.items()]


class RorPlanner:
    def __init__(self, circumstances: Circumstances) -> None:
        self.circumstances = circumstances
        self.known: dict[int, KnownOrganisation] = {}
        self._by_ror_id: dict[str, int] = {}
        self._rows: dict[str, Position] = {}

    def plan(self, received: Sequence[Received]) -> list[Step]:
        records = [one.record for one in received if one.record]
        self._by_ror_id = _known_ror_ids(records)
        namesakes = organisations_by_name(record.display_name for record in records)
        candidates = {pk for ids in namesakes.values() for pk in ids}
        self.known = known_organisations({*self._by_ror_id.values(), *candidates})
        return [self._plan_one(one, namesakes) for one in received]

    def settle(self, steps: Sequence[Step], verdicts: Mapping[Position, Verdict]) -> list[Step]:
        settled = [
            self._settled(step, verdicts[step.position]) if step.position in verdicts else step
            for step in steps
        ]
        return one_row_for_each_record(steps, settled)

    def _settled(self, step: Step, verdict: Verdict) -> Step:
        if step.outcome != Outcome.POSSIBLE_DUPLICATE or verdict.decision == Decision.LEAVE_OUT:
            return step
        if verdict.same_as:
            return self._as_update(step, self.known[verdict.same_as])
        return _as_creation(step)

    def _plan_one(self, received: Received, namesakes: Mapping[str, tuple[int, ...]]) -> Step:
        if received.record is None:
            return rejected(received)
        record: RorOrganisation = received.record
        step = step_for(received, record.display_name)
        if too_long := first_too_long(_lengths(record)):
            return as_rejected(step, too_long)
        first = self._rows.setdefault(record.ror_id, step.position)
        if first != step.position:
            repeats = Reason("ror-id-repeated", (("row", str(first.row)),))
            return replace(step, outcome=Outcome.UNCHANGED, reasons=(repeats,))
        if record.ror_id in self._by_ror_id:
            return self._as_update(step, self.known[self._by_ror_id[record.ror_id]])
        alike = self._namesakes_without_id(namesakes.get(fold(record.display_name), ()), record)
        if alike:
            return replace(
                step,
                outcome=Outcome.POSSIBLE_DUPLICATE,
                candidates=alike,
                reasons=(Reason("same-name-without-ror-id"),),
            )
        return _as_creation(step)

    def _namesakes_without_id(
        self, candidates: Sequence[int], record: RorOrganisation
    ) -> tuple[int, ...]:
        country = record.places[0].country_code if record.places else ""
        return tuple(
            pk
            for pk in candidates
            if self.known[pk].ror_id is None
            and self.known[pk].facts[Fact.PLACE][1] in {"", country}
        )

    def _as_update(self, step: Step, known: KnownOrganisation) -> Step:
        changes = changes_of(known, facts_of(step.record), SourceKind.SERVICE)
        if known.ror_id is None:
            changes.insert(0, FieldChange(ROR_ID, None, step.record.ror_id))
        return updating(step, known.id, changes)


def _lengths(record: RorOrganisation) -> Iterator[tuple[str, str | None, int]]:
    for name in record.names:
        yield "name", name.value, LONGEST_NAME
        yield "name", fold(name.value), LONGEST_FOLDED
    for relation in record.relationships:
        yield "relation", relation.label, LONGEST_NAME
    for place in record.places:
        yield "place", place.name, LONGEST_PLACE
    yield "website", record.website, LONGEST_WEBSITE


def _as_creation(step: Step) -> Step:
    facts = facts_of(step.record)
    changes = [FieldChange(ROR_ID, None, step.record.ror_id)]
    changes += [FieldChange(field, None, value) for field, value in facts.items()]
    return replace(step, outcome=Outcome.CREATE, changes=tuple(changes))


def _known_ror_ids(records: Sequence[RorOrganisation]) -> dict[str, int]:
    rows = Organisation.objects.filter(ror_id__in=[record.ror_id for record in records])
    return {ror_id: pk for ror_id, pk in rows.values_list("ror_id", "id") if ror_id}
