"""What an officer types about a person, and how it comes into the register's tables.

Reach for `Particulars` in forms and for `services.change_person` to save one. Invariant: of a
participant and of an office-holder nothing is written beyond what their standing keeps, whatever a
form sends; and what the person said is never overruled by an officer.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caunoi.organisations.queries import organisations_by_name
from caunoi.people.facts import FACTS_OF_A_PARTICIPANT, Fact, KnownPerson, Standing
from caunoi.people.models import Affiliation, Expert, ExpertSector, Person, PersonName
from caunoi.sources.models import SourceKind
from caunoi.sources.services import outweighs
from trithuc.names import parse as parse_name
from trithuc.text.folding import fold

FACTS_KEPT: Mapping[Standing, Collection[Fact]] = {
    Standing.EXPERT: frozenset(Fact),
    Standing.PARTICIPANT: FACTS_OF_A_PARTICIPANT,
    Standing.OFFICE_HOLDER: frozenset({Fact.DISPLAY_NAME}),
    Standing.NONE: FACTS_OF_A_PARTICIPANT,
}
COLUMNS = (Fact.DISPLAY_NAME, Fact.EMAIL, Fact.ORCID, Fact.CITY, Fact.COUNTRY)


@dataclass(frozen=True, slots=True)
class AffiliationLine:
    """id: None for one that is not in the register yet."""

    organisation_name: str
    position: str = ""
    started_on: datetime.date | None = None
    ended_on: datetime.date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """A person as typed. None leaves what is there as it is.

    family_name, middle_name, given_name: all empty to have them found from the name.
    facts: further facts in the JSON shape of `people.facts`; a fact that is absent stays.
    """

    display_name: str
    family_name: str = ""
    middle_name: str = ""
    given_name: str = ""
    other_names: Sequence[str] | None = None
    affiliations: Sequence[AffiliationLine] | None = None
    facts: Mapping[Fact, Any] | None = None
    ask_before_naming: bool | None = None

    def kept_of(self, standing: Standing) -> Particulars:
        """Without what only a profile holds: a participant is at an organisation, no more."""
        if standing == Standing.EXPERT or self.affiliations is None:
            return self
        present = [line for line in self.affiliations if line.ended_on is None]
        lines = [AffiliationLine(line.organisation_name, id=line.id) for line in present]
        return replace(self, affiliations=lines)

    def stated_facts(self, standing: Standing) -> dict[Fact, Any]:
        stated = {Fact.DISPLAY_NAME: self.display_name, **(self.facts or {})}
        if self.affiliations is not None:
            stated[Fact.AFFILIATION] = current_affiliation(self.affiliations)
        return {fact: value for fact, value in stated.items() if fact in FACTS_KEPT[standing]}


def current_affiliation(lines: Sequence[AffiliationLine]) -> list[str]:
    """[organisation, position] of the one that has not ended and began last; [] without one."""
    current = [line for line in lines if line.ended_on is None]
    # As the database orders them: one without a first day stands before those that have one.
    current.sort(key=lambda line: -(line.started_on or datetime.date.max).toordinal())
    return [current[0].organisation_name, current[0].position] if current else []


def changed_facts(particulars: Particulars, known: KnownPerson) -> dict[Fact, Any]:
    """The facts that differ from what the register holds."""
    return {
        fact: value
        for fact, value in particulars.stated_facts(known.standing).items()
        if value != (known.facts.get(fact) or type(value)())
    }


def facts_of_their_own_word(changed: Collection[Fact], known: KnownPerson) -> tuple[Fact, ...]:
    """Those the person stated: an officer's word on them is kept beside and changes nothing."""
    chosen = known.voices.chosen
    return tuple(
        fact
        for fact in changed
        if outweighs(chosen.get(fact, SourceKind.OFFICER), SourceKind.OFFICER)
    )


# --- writing ---


def set_name_parts(person: Person, particulars: Particulars) -> None:
    person.family_name, person.middle_name, person.given_name = _name_parts(particulars)


def write_columns(person: Person, facts: Mapping[Fact, Any]) -> None:
    for fact in COLUMNS:
        if fact in facts:
            setattr(person, fact, facts[fact])
    person.orcid = person.orcid or None
    person.save()


def write_other_names(person: Person, values: Sequence[str]) -> None:
    wanted = {value for value in values if value != person.display_name}
    held = {name.value: name for name in person.names.all()}
    for value in held.keys() - wanted:
        held[value].delete()
    for value in sorted(wanted - held.keys()):
        PersonName.objects.create(person=person, value=value)


def write_affiliations(person: Person, lines: Sequence[AffiliationLine]) -> None:
    """Make the person's affiliations these; one that is not among them goes."""
    kept = {line.id for line in lines if line.id}
    person.affiliations.exclude(pk__in=kept).delete()
    held = {affiliation.pk: affiliation for affiliation in person.affiliations.all()}
    known = organisations_by_name(line.organisation_name for line in lines)
    for line in lines:
        affiliation = held.get(line.id or 0) or Affiliation(person=person)
        _write_affiliation(affiliation, line, known)


def write_profile(
    expert: Expert, facts: Mapping[Fact, Any], *, ask_before_naming: bool | None
) -> None:
    expert.expertise = facts.get(Fact.EXPERTISE, expert.expertise)
    expert.languages = facts.get(Fact.LANGUAGES, expert.languages)
    expert.ways_to_contribute = facts.get(Fact.WAYS, expert.ways_to_contribute)
    expert.link_with_vietnam = facts.get(Fact.LINK, expert.link_with_vietnam)
    if ask_before_naming is not None:
        expert.ask_before_naming = ask_before_naming
    expert.save()
    if Fact.SECTORS in facts:
        _write_sectors(expert, facts[Fact.SECTORS])


def _name_parts(particulars: Particulars) -> tuple[str, str, str]:
    typed = (particulars.family_name, particulars.middle_name, particulars.given_name)
    if any(typed):
        return typed
    parsed = parse_name(particulars.display_name)
    return parsed.family_name, parsed.middle_name, parsed.given_name


def _write_affiliation(
    affiliation: Affiliation, line: AffiliationLine, known: Mapping[str, tuple[int, ...]]
) -> None:
    """A body is linked only where exactly one in the register carries the name."""
    found = known.get(fold(line.organisation_name), ())
    was = (affiliation.organisation_name, affiliation.organisation_id)
    affiliation.organisation_name = line.organisation_name
    affiliation.position = line.position
    affiliation.started_on, affiliation.ended_on = line.started_on, line.ended_on
    if was[0] != line.organisation_name or was[1] is None:
        affiliation.organisation_id = found[0] if len(found) == 1 else None
    affiliation.save()


def _write_sectors(expert: Expert, codes: Sequence[str]) -> None:
    held = set(expert.expert_sectors.values_list("sector_id", flat=True))
    expert.expert_sectors.exclude(sector__in=codes).delete()
    ExpertSector.objects.bulk_create(
        [ExpertSector(expert=expert, sector_id=code) for code in sorted(set(codes) - held)]
    )
