"""Whose record is it, and what does it say of them? Known by the ORCID iD, and by nothing else.

Nobody is added, and nobody is looked for by name: whoever is not an expert with a standing yes
today is none of an import's business. What the person or an officer said stays chosen.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef

from caunoi.imports.kinds.orcid.records import Employer, OrcidHolder
from caunoi.imports.models import Outcome
from caunoi.imports.nothing_new import (
    says_nothing_new_of_affiliation,
    says_nothing_new_of_name,
)
from caunoi.imports.plan import (
    FieldChange,
    Reason,
    Received,
    Step,
    change_of,
    changes_of,
    first_too_long,
    rejected,
    step_for,
    updating,
)
from caunoi.people.facts import Fact, KnownPerson, known_people
from caunoi.people.models import Affiliation, Consent, Person, PersonName, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.sources.models import SourceKind
from trithuc.importers.reading import Position, Problem
from trithuc.text.folding import fold

OTHER_NAMES = "other_names"
NOT_IN_REGISTER, WITHOUT_PROFILE = "orcid-not-in-register", "orcid-without-profile"
LONGEST_NAME, LONGEST_FOLDED, LONGEST_ORGANISATION, LONGEST_ROLE = 200, 300, 300, 200


class HolderPlanner:
    def __init__(self, on: datetime.date) -> None:
        self._on = on
        self._experts: Mapping[str, int] = {}
        self._others: Collection[str] = ()
        self._known: Mapping[int, KnownPerson] = {}
        self._told_before: Mapping[int, set[str]] = {}
        self._ror_ids: Mapping[int, str] = {}
        self._rows: dict[str, Position] = {}

    def plan(self, received: Sequence[Received]) -> list[Step]:
        ids = {one.record.orcid for one in received if one.record}
        self._experts = _experts_with(ids, self._on)
        self._others = _taken(ids) - self._experts.keys()
        people = list(self._experts.values())
        self._known = _known_with_names(people)
        self._told_before = _names_told_before(people)
        self._ror_ids = _ror_ids_of_employers(people)
        return [self._plan_one(one) for one in received]

    def _plan_one(self, received: Received) -> Step:
        if received.record is None:
            return rejected(received)
        record: OrcidHolder = received.record
        if record.orcid not in self._experts:
            return self._refused(received)
        known = self._known[self._experts[record.orcid]]
        step = step_for(received, known.facts[Fact.DISPLAY_NAME])
        first = self._rows.setdefault(record.orcid, step.position)
        if first != step.position:
            return replace(step, reasons=(Reason("orcid-repeated", (("row", str(first.row)),)),))
        changes = [*self._affiliation(record, known), *self._other_names(record, known)]
        return updating(step, known.id, changes).with_problems(*_too_long(record))

    def _refused(self, received: Received) -> Step:
        """Without the record: of someone without a yes the plan keeps nothing either."""
        orcid = received.record.orcid
        reason = WITHOUT_PROFILE if orcid in self._others else NOT_IN_REGISTER
        return Step(
            subject=received.subject,
            position=received.position,
            outcome=Outcome.REJECTED,
            label=orcid,
            problems=(Problem("orcid", orcid, reason),),
        )

    # --- where they work ---

    def _affiliation(self, record: OrcidHolder, known: KnownPerson) -> list[FieldChange]:
        stated = self._stated_affiliation(record, known)
        current = known.facts[Fact.AFFILIATION]
        if not stated or (current and says_nothing_new_of_affiliation(current, stated)):
            return []
        return changes_of(known, {Fact.AFFILIATION: stated}, SourceKind.SERVICE)

    def _stated_affiliation(self, record: OrcidHolder, known: KnownPerson) -> list[str]:
        """The employer that is here already, by the name it has here; else the first."""
        fitting = [one for one in record.employers if not _employer_too_long(one)]
        current = known.facts[Fact.AFFILIATION]
        for employer in fitting:
            if current and self._is_here(employer, known):
                return [current[0], employer.role]
        return [fitting[0].organisation, fitting[0].role] if fitting else []

    def _is_here(self, employer: Employer, known: KnownPerson) -> bool:
        if employer.ror_id and employer.ror_id == self._ror_ids.get(known.id):
            return True
        return fold(employer.organisation) == fold(known.facts[Fact.AFFILIATION][0])

    # --- what they are called ---

    def _other_names(self, record: OrcidHolder, known: KnownPerson) -> list[FieldChange]:
        """A name that was told before and is gone was taken away, and does not come back."""
        held = [*known.facts[OTHER_NAMES]]
        new: list[str] = []
        for name in record.names:
            heard = [known.facts[Fact.DISPLAY_NAME], *held, *new]
            is_heard = any(says_nothing_new_of_name(one, name) for one in heard)
            if not (is_heard or name in self._told_before[known.id] or _name_too_long(name)):
                new.append(name)
        if not new:
            return []
        return [change_of(known, OTHER_NAMES, [*held, *new], SourceKind.SERVICE)]


# --- what does not fit ---


def _too_long(record: OrcidHolder) -> list[Problem]:
    """What is left out for its length; the rest of the record is read."""
    found = [
        *(_name_too_long(name) for name in record.names),
        *(_employer_too_long(employer) for employer in record.employers),
    ]
    return [problem for problem in found if problem]


def _name_too_long(name: str) -> Problem | None:
    return first_too_long(
        [("other-names", name, LONGEST_NAME), ("other-names", fold(name), LONGEST_FOLDED)]
    )


def _employer_too_long(employer: Employer) -> Problem | None:
    return first_too_long(
        [
            ("employment", employer.organisation, LONGEST_ORGANISATION),
            ("employment", employer.role, LONGEST_ROLE),
        ]
    )


# --- what the register holds ---


def _experts_with(ids: Iterable[str], on: datetime.date) -> dict[str, int]:
    """{ORCID iD: expert}, of those whose yes to a profile stands on that day."""
    standing = Consent.objects.in_force(on=on).filter(
        person=OuterRef("pk"), purpose=Purpose.PROFILE
    )
    experts = Person.objects.filter(Exists(standing), orcid__in=ids, expert__isnull=False)
    return {str(orcid): pk for orcid, pk in experts.order_by().values_list("orcid", "id")}


def _taken(ids: Iterable[str]) -> set[str]:
    """Those that somebody in the register has, in whatever standing."""
    people = Person.objects.filter(orcid__in=ids).order_by()
    return {str(orcid) for orcid in people.values_list("orcid", flat=True)}


def _known_with_names(people: Collection[int]) -> Mapping[int, KnownPerson]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for person, value in PersonName.objects.filter(person__in=people).values_list(
        "person_id", "value"
    ):
        names[person].append(value)
    return {
        pk: replace(known, facts={**known.facts, OTHER_NAMES: names[pk]})
        for pk, known in known_people(people).items()
    }


def _names_told_before(people: Collection[int]) -> Mapping[int, set[str]]:
    """{person: names that any source ever stated}, whether they are still here or not."""
    told: defaultdict[int, set[str]] = defaultdict(set)
    statements = PersonStatement.objects.filter(person__in=people, field=OTHER_NAMES)
    for person, names in statements.values_list("person_id", "value"):
        told[person].update(names)
    return told


def _ror_ids_of_employers(people: Collection[int]) -> Mapping[int, str]:
    """{person: ROR id of the body that plans compare with}, where it is linked and has one."""
    current = Affiliation.objects.filter(person__in=people, ended_on__isnull=True)
    found: dict[int, str] = {}
    for person, ror_id in current.values_list("person_id", "organisation__ror_id"):
        found.setdefault(person, ror_id or "")
    return found
