"""Carrying out a seminar's steps in bulk: a few statements a table, whatever the number of rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caunoi.events.models import Participation
from caunoi.imports.affiliations import linked_by_name, write_current_affiliations
from caunoi.imports.kinds.seminar.change_fields import (
    CONSENT,
    EVENT,
    STANDING,
    consent_of_field,
)
from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    Circumstances,
    FieldChange,
    SourcesOfRows,
    Step,
    Subject,
    WrittenRows,
    WrittenTable,
    only_writing,
)
from caunoi.imports.writing import (
    AT_ONCE,
    Row,
    create_records,
    owner_of,
    state_changes,
    update_records,
)
from caunoi.people.facts import Fact, Standing
from caunoi.people.models import (
    Affiliation,
    Consent,
    ConsentText,
    Expert,
    ExpertSector,
    HowGiven,
    Participant,
    Person,
    PersonStatement,
)
from caunoi.people.purposes import CONSENT_LASTS_DAYS, PARTICIPANT_KEPT_DAYS, Purpose
from caunoi.people.services import latest_consent_texts
from caunoi.proposals.models import Authorship, Channel, Proposal, text_hash
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from trithuc.importers.seminar import SeminarPerson, SeminarProposal
from trithuc.names import parse as parse_name

LONGEST_NAME_PART = 100
RENEWED_COLUMNS = ("text", "how_given", "evidence", "source", "given_on", "expires_on")


def source_of(step: Step, circumstances: Circumstances) -> Source:
    return Source(
        kind=SourceKind.IMPORT_ROW,
        title=circumstances.file_name[:255],
        sheet=step.position.sheet[:100],
        row=step.position.row,
        stated_on=circumstances.on,
    )


def write_seminar(
    steps: Sequence[Step], circumstances: Circumstances, sources: SourcesOfRows
) -> WrittenRows:
    rows = [
        *create_records(Person, steps, Subject.PERSON, sources, _set_columns),
        *update_records(Person, steps, Subject.PERSON, sources, _set_columns),
    ]
    _write_consents(rows, circumstances)
    _write_standings(rows, circumstances)
    _write_profiles(rows)
    write_current_affiliations(rows, linked_by_name(rows))
    _write_participations(rows, circumstances)
    state_changes(PersonStatement, "person_id", rows, set(Fact))
    people = {row.step.key: row.record.pk for row in rows}
    return people | _write_proposals(steps, sources, people, circumstances)


# --- the person ---


def _set_columns(row: Row[Person]) -> None:
    columns: dict[str, Any] = {
        field: value
        for field in (Fact.EMAIL, Fact.ORCID, Fact.CITY, Fact.COUNTRY)
        if (value := row.new_value(field)) is not None
    }
    name = row.new_value(Fact.DISPLAY_NAME)
    if name is not None:
        columns |= {Fact.DISPLAY_NAME: name} | _name_parts(row.step.record, name)
    for field, value in columns.items():
        setattr(row.record, field, value)
    row.record.derive_keys()


def _name_parts(record: SeminarPerson, display_name: str) -> dict[str, str]:
    """The parts the sheet states; parsed from the name where the sheet has one column for all."""
    if record.family_name or record.given_name:
        source: Any = record
    else:
        source = parse_name(display_name)
    names = ("family_name", "middle_name", "given_name")
    parts = {name: getattr(source, name) for name in names}
    fit = all(len(part) <= LONGEST_NAME_PART for part in parts.values())
    return parts if fit else dict.fromkeys(names, "")


# --- yes and no ---


def _write_consents(rows: Sequence[Row[Person]], circumstances: Circumstances) -> None:
    """A yes that stands and has expired is renewed with the newer proof, as by an officer."""
    _withdraw(rows, circumstances.on)
    texts = latest_consent_texts()
    given = [
        _consent(row, change, texts, circumstances)
        for row in rows
        for change in _consent_changes(row)
        if change.new
    ]
    standing = _standing_consents(rows)
    for consent in given:
        consent.pk = standing.get(_key_of(consent))
    Consent.objects.bulk_update(
        [consent for consent in given if consent.pk], RENEWED_COLUMNS, AT_ONCE
    )
    insert_by_copy([consent for consent in given if not consent.pk])


def _standing_consents(rows: Sequence[Row[Person]]) -> dict[tuple[int, str, int], int]:
    """{key: id} of those who say yes in these rows and were in the register before."""
    known = [
        row.record.pk
        for row in rows
        if row.step.target and any(change.new for change in _consent_changes(row))
    ]
    standing = Consent.objects.filter(person__in=known, withdrawn_on__isnull=True).order_by()
    return {_key_of(consent): consent.pk for consent in standing}


def _key_of(consent: Consent) -> tuple[int, str, int]:
    return consent.person_id, consent.purpose, consent.recipient_id


def _consent_changes(row: Row[Person]) -> Iterator[FieldChange]:
    return (change for change in row.step.changes if change.field.startswith(CONSENT))


def _consent(
    row: Row[Person],
    change: FieldChange,
    texts: Mapping[str, ConsentText],
    circumstances: Circumstances,
) -> Consent:
    yes = consent_of_field(change.field)
    return Consent(
        person=row.record,
        purpose=yes.purpose,
        recipient_id=yes.recipient_id,
        text=texts[yes.purpose],
        how_given=HowGiven.SEMINAR_SHEET,
        evidence_id=circumstances.signed_list_id,
        source=row.source,
        given_on=circumstances.on,
        expires_on=circumstances.on + datetime.timedelta(days=CONSENT_LASTS_DAYS),
    )


def _withdraw(rows: Sequence[Row[Person]], on: datetime.date) -> None:
    for row in rows:
        for change in _consent_changes(row):
            if change.new is False:
                yes = consent_of_field(change.field)
                row.record.consents.filter(
                    purpose=yes.purpose, recipient=yes.recipient_id, withdrawn_on__isnull=True
                ).update(withdrawn_on=on)


def _write_standings(rows: Sequence[Row[Person]], circumstances: Circumstances) -> None:
    experts = [row for row in rows if row.new_value(STANDING) == Standing.EXPERT]
    participants = [row for row in rows if row.new_value(STANDING) == Standing.PARTICIPANT]
    Participant.objects.filter(
        person__in=[row.record for row in experts if row.step.target]
    ).delete()
    yeses = _standing_yeses([row.record for row in experts])
    insert_by_copy(
        [
            Expert(
                person=row.record,
                yes_id=yeses[row.record.pk],
                confirmed_on=circumstances.on,
                **_profile_columns(row),
            )
            for row in experts
        ]
    )
    delete_on = circumstances.on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)
    insert_by_copy([Participant(person=row.record, delete_on=delete_on) for row in participants])


def _standing_yeses(people: Sequence[Person]) -> dict[int, int]:
    """{person id: id of the yes to a profile that makes the expert}."""
    consents = Consent.objects.filter(
        person__in=people, purpose=Purpose.PROFILE, withdrawn_on__isnull=True
    )
    return dict(consents.order_by().values_list("person_id", "id"))


# --- the profile ---

PROFILE_COLUMNS = (Fact.EXPERTISE, Fact.LANGUAGES, Fact.WAYS, Fact.LINK)


def _profile_columns(row: Row[Person]) -> dict[str, Any]:
    return {
        field.value: value
        for field in PROFILE_COLUMNS
        if (value := row.new_value(field)) is not None
    }


def _write_profiles(rows: Sequence[Row[Person]]) -> None:
    """Fill in the profiles of those who were experts before; new ones came with theirs."""
    experts_before = {
        row.record.pk: row
        for row in rows
        if row.step.target and row.new_value(STANDING) is None and _profile_columns(row)
    }
    experts = Expert.objects.in_bulk(experts_before)
    for person_id, expert in experts.items():
        for field, value in _profile_columns(experts_before[person_id]).items():
            setattr(expert, field, value)
    Expert.objects.bulk_update(experts.values(), PROFILE_COLUMNS, AT_ONCE)
    _write_sectors([row for row in rows if row.new_value(Fact.SECTORS) is not None])


def _write_sectors(rows: Sequence[Row[Person]]) -> None:
    wanted = {(row.record.pk, code) for row in rows for code in row.new_value(Fact.SECTORS) or ()}
    known = [row.record.pk for row in rows if row.step.target]
    held = ExpertSector.objects.filter(expert__in=known).order_by()
    present = {(link.expert_id, link.sector_id): link.pk for link in held}
    gone = [pk for key, pk in present.items() if key not in wanted]
    ExpertSector.objects.filter(pk__in=gone).delete()
    insert_by_copy(
        [
            ExpertSector(expert_id=expert, sector_id=sector)
            for expert, sector in sorted(wanted - present.keys())
        ]
    )


def _write_participations(rows: Sequence[Row[Person]], circumstances: Circumstances) -> None:
    insert_by_copy(
        [
            Participation(event_id=change.new, person=row.record)
            for row in rows
            if (change := row.change(EVENT))
        ]
    )


# --- proposals ---


def _write_proposals(
    steps: Sequence[Step],
    sources: SourcesOfRows,
    people: WrittenRows,
    circumstances: Circumstances,
) -> WrittenRows:
    creations = list(only_writing(steps, Subject.PROPOSAL, Outcome.CREATE))
    proposals = [_proposal(step.record, sources[step.key], circumstances) for step in creations]
    insert_by_copy(proposals)
    insert_by_copy(
        [
            Authorship(
                proposal=proposal,
                person_id=owner_of(step, Subject.PERSON, people),
            )
            for proposal, step in zip(proposals, creations, strict=True)
        ]
    )
    return {step.key: proposal.pk for proposal, step in zip(proposals, creations, strict=True)}


def _proposal(record: SeminarProposal, source: Source, circumstances: Circumstances) -> Proposal:
    return Proposal(
        title=record.title,
        text=record.text,
        text_hash=text_hash(record.text),
        language=record.language,
        stated_sectors=list(record.sectors),
        received_on=record.received_on or circumstances.on,
        channel=Channel.IMPORT,
        event_id=circumstances.event_id,
        source=source,
    )


TABLES = (
    WrittenTable(Authorship, "proposal_id", Proposal),
    WrittenTable(Proposal),
    WrittenTable(Participation, "person_id", Person),
    WrittenTable(Affiliation, "person_id", Person),
    WrittenTable(ExpertSector, "expert_id", Person),
    WrittenTable(Expert, "person_id", Person),
    WrittenTable(Participant, "person_id", Person),
    WrittenTable(Consent, "person_id", Person),
    WrittenTable(Person),
)
