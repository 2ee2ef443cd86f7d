"""Which body of the register a project's organisation is, or whether it is a new one.

Known by its PIC it is that body; by its exact name and country it is taken for that body, if no
other PIC speaks against it. What is only alike is a question for an officer. Of a body that is
already here CORDIS states no more than what is missing: other registers know it better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale

from caunoi.imports.models import Decision, Outcome
from caunoi.imports.plan import (
    FieldChange,
    Reason,
    Received,
    Step,
    Verdict,
    as_rejected,
    first_too_long,
    rejected,
    step_for,
    updating,
)
from caunoi.organisations.facts import Fact, KnownOrganisation, known_organisations
from caunoi.organisations.models import OrganisationKind
from caunoi.organisations.queries import organisations_by_name
from caunoi.programmes.models import OrganisationPic
from trithuc.importers.cordis import CordisOrganisation
from trithuc.importers.cordis.legal_forms import without_legal_form
from trithuc.importers.reading import Position
from trithuc.text.folding import fold

PIC = "pic"
LONGEST_NAME, LONGEST_FOLDED, LONGEST_CITY, LONGEST_WEBSITE = 300, 400, 120, 500
KINDS = {
    "HES": OrganisationKind.EDUCATION,
    "REC": OrganisationKind.FACILITY,
    "PRC": OrganisationKind.COMPANY,
    "PUB": OrganisationKind.GOVERNMENT,
    "OTH": OrganisationKind.OTHER,
}
# What the register may lack of a body that it knows already.
FILLED_IN = (Fact.KINDS, Fact.WEBSITE, Fact.PLACE)

OrganisationKey = int | tuple[str, str]


def key_of(record: CordisOrganisation) -> OrganisationKey:
    """What names a body in a file: its PIC, else its folded name and country."""
    return record.pic or (fold(record.name), record.country_code)


def facts_of(record: CordisOrganisation) -> dict[str, Any]:
    """The facts the record states; what it leaves empty it does not state."""
    place = [record.city, record.country_code, record.latitude, record.longitude]
    names = [[record.name, "", ["label"]]]
    if record.short_name:
        names.append([record.short_name, "", ["acronym"]])
    stated = {
        Fact.DISPLAY_NAME: record.name,
        Fact.KINDS: [KINDS[record.activity_type].value] if record.activity_type else [],
        Fact.WEBSITE: record.website,
        Fact.PLACE: place if any(place) else [],
        Fact.NAMES: sorted(names),
    }
    return {field: value for field, value in stated.items() if value}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Bodies of the register that a record may mean.

    named: those of its name and country. alike: those with a name that may be another form of it.
    """

    named: tuple[int, ...]
    alike: tuple[int, ...]


class OrganisationPlanner:
    def __init__(self) -> None:
        self._known: Mapping[int, KnownOrganisation] = {}
        self._by_pic: Mapping[int, int] = {}
        self._with_pic: set[int] = set()
        self._by_name: Mapping[str, tuple[int, ...]] = {}
        self._rows: dict[OrganisationKey, Position] = {}
        self._new: dict[tuple[str, str], Position] = {}
        self._taken: set[int] = set()

    def plan(self, received: Sequence[Received]) -> list[Step]:
        records = [one.record for one in received if one.record]
        self._by_pic = _known_pics(records)
        self._by_name = organisations_by_name(
            name for record in records for name in (record.name, *_other_forms(record))
        )
        candidates = {pk for ids in self._by_name.values() for pk in ids}
        self._known = known_organisations({*self._by_pic.values(), *candidates})
        with_pic = OrganisationPic.objects.filter(organisation__in=candidates).order_by()
        self._with_pic = set(with_pic.values_list("organisation_id", flat=True))
        return [self._plan_one(one) for one in received]

    def settled(self, step: Step, verdict: Verdict) -> Step:
        if verdict.decision == Decision.LEAVE_OUT:
            return step
        if verdict.same_as:
            return self._as_update(step, self._known[verdict.same_as])
        return _as_creation(step)

    def _plan_one(self, received: Received) -> Step:
        if received.record is None:
            return rejected(received)
        record: CordisOrganisation = received.record
        step = step_for(received, record.name)
        if too_long := first_too_long(_lengths(record)):
            return as_rejected(step, too_long)
        first = self._rows.setdefault(key_of(record), step.position)
        if first != step.position:
            repeats = Reason("pic-repeated", (("row", str(first.row)),))
            return replace(step, reasons=(repeats,))
        if record.pic and record.pic in self._by_pic:
            return self._as_update(step, self._known[self._by_pic[record.pic]])
        return self._plan_unknown_pic(step, record)

    def _plan_unknown_pic(self, step: Step, record: CordisOrganisation) -> Step:
        found = self._likeness(record)
        if len(found.named) == 1 and self._may_take(found.named[0], record):
            self._taken.add(found.named[0])
            return self._as_update(step, self._known[found.named[0]])
        if found.named:
            several = len(found.named) > 1
            code = "several-organisations-fit" if several else "same-name-other-pic"
            return _as_question(step, Reason(code), found.named)
        if found.alike:
            return _as_question(step, Reason("organisation-name-alike"), found.alike)
        name = fold(record.name), record.country_code
        first = self._new.setdefault(name, step.position)
        if first != step.position:
            reason = Reason("same-name-other-pic-in-row", (("row", str(first.row)),))
            return _as_question(step, reason, ())
        return _as_creation(step)

    def _may_take(self, pk: int, record: CordisOrganisation) -> bool:
        """Whether nothing says that the body of this name is another one."""
        return record.pic is None or (pk not in self._with_pic and pk not in self._taken)

    def _likeness(self, record: CordisOrganisation) -> Likeness:
        same_name = self._by_name.get(fold(record.name), ())
        named = tuple(pk for pk in same_name if self._country(pk) == record.country_code)
        forms = {pk for form in _other_forms(record) for pk in self._by_name.get(fold(form), ())}
        alike = {pk for pk in same_name if not self._country(pk)}
        alike |= {pk for pk in forms if self._country(pk) == record.country_code}
        return Likeness(named, tuple(sorted(alike)))

    def _country(self, pk: int) -> str:
        return str(self._known[pk].facts[Fact.PLACE][1])

    def _as_update(self, step: Step, known: KnownOrganisation) -> Step:
        record: CordisOrganisation = step.record
        changes = [
            FieldChange(field, None, value)
            for field, value in facts_of(record).items()
            if field in FILLED_IN and _is_missing(known, field)
        ]
        if record.pic and record.pic not in self._by_pic:
            changes.insert(0, FieldChange(PIC, None, record.pic))
        return updating(step, known.id, changes)


def _is_missing(known: KnownOrganisation, field: str) -> bool:
    value = known.facts[field]
    return not (any(value) if field == Fact.PLACE else value)


def _other_forms(record: CordisOrganisation) -> Iterator[str]:
    """The names it may go by elsewhere; of companies, ROR writes "Name (Country)"."""
    bare = without_legal_form(record.name)
    country = Locale("en").territories.get(record.country_code, "")
    yield from filter(None, (record.short_name, bare))
    if bare and country:
        yield f"{bare} ({country})"


def _as_creation(step: Step) -> Step:
    changes = [FieldChange(PIC, None, step.record.pic)] if step.record.pic else []
    changes += [FieldChange(field, None, value) for field, value in facts_of(step.record).items()]
    return replace(step, outcome=Outcome.CREATE, changes=tuple(changes))


def _as_question(step: Step, reason: Reason, candidates: tuple[int, ...]) -> Step:
    return replace(
        step, outcome=Outcome.POSSIBLE_DUPLICATE, candidates=candidates, reasons=(reason,)
    )


def _known_pics(records: Iterable[CordisOrganisation]) -> dict[int, int]:
    """{PIC: id of its organisation}, for those that are known."""
    wanted = {record.pic for record in records if record.pic}
    rows = OrganisationPic.objects.filter(pic__in=wanted).order_by()
    return dict(rows.values_list("pic", "organisation_id"))


def _lengths(record: CordisOrganisation) -> Iterator[tuple[str, str, int]]:
    yield "name", record.name, LONGEST_NAME
    yield "name", fold(record.name), LONGEST_FOLDED
    yield "shortName", record.short_name, LONGEST_NAME
    yield "city", record.city, LONGEST_CITY
    yield "organizationURL", record.website, LONGEST_WEBSITE
