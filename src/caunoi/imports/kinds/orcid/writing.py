"""Carrying out ORCID's steps in bulk: what is said of its holders, and then their works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from caunoi.imports.affiliations import linked_by_name, write_current_affiliations
from caunoi.imports.kinds.orcid.holders import OTHER_NAMES
from caunoi.imports.kinds.orcid.publications import AUTHOR, DOI, TITLE, VENUE, YEAR
from caunoi.imports.kinds.orcid.records import OrcidHolder, OrcidPublication
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    Circumstances,
    SourcesOfRows,
    Step,
    Subject,
    WrittenRows,
    WrittenTable,
)
from caunoi.imports.writing import (
    Row,
    create_records,
    owner_of,
    state_changes,
    update_records,
)
from caunoi.organisations.models import Organisation
from caunoi.people.facts import Fact
from caunoi.people.models import Affiliation, NameKind, Person, PersonName, PersonStatement
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Authorship, Work
from caunoi.works.services import language_of
from trithuc.identifiers import doi, orcid
from trithuc.text.folding import fold
from trithuc.text.tokens import HAN

LONGEST_ADDRESS = 500
IS_HAN = re.compile(rf"[{HAN}]")


def source_of(step: Step, circumstances: Circumstances) -> Source:
    """A work's own address, not its author's: the work may outlive the author's record here."""
    address = _address_of(step.record)
    return Source(
        kind=SourceKind.SERVICE,
        title="ORCID",
        url=address if len(address) <= LONGEST_ADDRESS else "",
        stated_on=circumstances.on,
    )


def _address_of(record: OrcidHolder | OrcidPublication) -> str:
    if isinstance(record, OrcidHolder):
        return orcid.format(record.orcid)
    return doi.format(record.doi) if record.doi else record.url


def write_orcid(
    steps: Sequence[Step], circumstances: Circumstances, sources: SourcesOfRows
) -> WrittenRows:
    return _write_people(steps, sources) | _write_works(steps, sources)


# --- the holder ---


def _write_people(steps: Sequence[Step], sources: SourcesOfRows) -> WrittenRows:
    rows = update_records(Person, steps, Subject.PERSON, sources, _leave_as_it_is)
    write_current_affiliations(rows, {**linked_by_name(rows), **_linked_by_ror_id(rows)})
    _write_other_names(rows)
    state_changes(PersonStatement, "person_id", rows, {Fact.AFFILIATION, OTHER_NAMES})
    return {row.step.key: row.record.pk for row in rows}


def _leave_as_it_is(row: Row[Person]) -> None:
    """What ORCID says of people stands in other tables."""


def _linked_by_ror_id(rows: Sequence[Row[Person]]) -> Mapping[int, int]:
    """{person: organisation}, where the register has the employer's ROR id."""
    stated: dict[int, str] = {}
    for row in rows:
        affiliation = row.new_value(Fact.AFFILIATION)
        if affiliation:
            stated[row.record.pk] = _ror_id_of(affiliation[0], row.step.record)
    known = Organisation.objects.filter(ror_id__in=filter(None, stated.values())).order_by()
    ids = dict(known.values_list("ror_id", "id"))
    return {person: ids[ror_id] for person, ror_id in stated.items() if ror_id in ids}


def _ror_id_of(name: str, record: OrcidHolder) -> str:
    same = (one.ror_id for one in record.employers if fold(one.organisation) == fold(name))
    return next(same, "")


def _write_other_names(rows: Sequence[Row[Person]]) -> None:
    """Those that are here stay as they are."""
    people = [row.record.pk for row in rows]
    held = set(PersonName.objects.filter(person__in=people).values_list("person_id", "value"))
    insert_by_copy(
        [
            PersonName(person=row.record, value=name, kind=_kind_of(name), folded=fold(name))
            for row in rows
            for name in row.new_value(OTHER_NAMES) or ()
            if (row.record.pk, name) not in held
        ]
    )


def _kind_of(name: str) -> NameKind:
    return NameKind.HAN if IS_HAN.search(name) else NameKind.OTHER_SPELLING


# --- works ---


def _write_works(steps: Sequence[Step], sources: SourcesOfRows) -> WrittenRows:
    works = [step for step in steps if step.subject == Subject.WORK and step.writes]
    here = [step for step in works if step.outcome == Outcome.CREATE or step.target]
    rows = [
        *create_records(Work, here, Subject.WORK, sources, _set_columns_of_new),
        *update_records(Work, here, Subject.WORK, sources, _fill_columns),
    ]
    written = {row.step.key: row.record.pk for row in rows}
    written |= {
        step.key: owner_of(step, Subject.WORK, written) for step in works if step.key not in written
    }
    _write_authorships(works, written)
    return written


def _set_columns_of_new(row: Row[Work]) -> None:
    _fill_columns(row)
    row.record.language = language_of(row.record)
    row.record.source_id = row.source.pk


def _fill_columns(row: Row[Work]) -> None:
    for field in (TITLE, YEAR, VENUE, DOI):
        value = row.new_value(field)
        if value is not None:
            setattr(row.record, field, value)


def _write_authorships(works: Sequence[Step], written: WrittenRows) -> None:
    insert_by_copy(
        [
            Authorship(work_id=written[step.key], expert_id=change.new)
            for step in works
            for change in step.changes
            if change.field == AUTHOR
        ]
    )


TABLES = (
    WrittenTable(Authorship, "work_id", Work),
    WrittenTable(Work),
    WrittenTable(PersonName, "person_id", Person),
    WrittenTable(Affiliation, "person_id", Person),
    WrittenTable(Person),
)
