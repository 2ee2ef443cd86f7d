"""Writing where people work now, as [organisation, position], whichever kind of file says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caunoi.imports.writing import AT_ONCE, Row
from caunoi.organisations.queries import organisations_by_name
from caunoi.people.facts import Fact
from caunoi.people.models import Affiliation, Person
from caunoi.sources.copying import insert_by_copy
from trithuc.text.folding import fold

COLUMNS = ("organisation", "organisation_name", "position", "started_on")


def linked_by_name(rows: Sequence[Row[Person]]) -> Mapping[int, int]:
    """{person: organisation}, where exactly one in the register carries the name that is stated."""
    stated = _stated(rows)
    known = organisations_by_name(name for name, _position in stated.values())
    return {
        person: known[fold(name)][0]
        for person, (name, _position) in stated.items()
        if len(known.get(fold(name), ())) == 1
    }


def write_current_affiliations(rows: Sequence[Row[Person]], linked: Mapping[int, int]) -> None:
    """linked: {person: organisation} of those whose body is known for sure."""
    stated = _stated(rows)
    held = _current([row.record.pk for row in rows if row.step.target])
    new: list[Affiliation] = []
    changed: list[Affiliation] = []
    for person, (name, position) in stated.items():
        affiliation = held.get(person) or Affiliation(person_id=person)
        _set_columns(affiliation, name, position, linked.get(person))
        (changed if affiliation.pk else new).append(affiliation)
    insert_by_copy(new)
    Affiliation.objects.bulk_update(changed, COLUMNS, AT_ONCE)


def _stated(rows: Sequence[Row[Person]]) -> Mapping[int, list[str]]:
    return {
        row.record.pk: value
        for row in rows
        if (value := row.new_value(Fact.AFFILIATION)) is not None
    }


def _current(people: Sequence[int]) -> Mapping[int, Affiliation]:
    """The first in the model's own order is the one that plans compare with."""
    current: dict[int, Affiliation] = {}
    for held in Affiliation.objects.filter(person__in=people, ended_on__isnull=True):
        current.setdefault(held.person_id, held)
    return current


def _set_columns(
    affiliation: Affiliation, name: str, position: str, organisation: int | None
) -> None:
    """Position, first day and link go with the body they were stated of."""
    if fold(affiliation.organisation_name) != fold(name):
        affiliation.position, affiliation.started_on = "", None
        affiliation.organisation_id = None
    affiliation.organisation_name = name
    affiliation.position = position or affiliation.position
    affiliation.organisation_id = organisation or affiliation.organisation_id
