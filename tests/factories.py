"""Records for tests, each plain and whole; what a test is about it says itself.

Everybody here is invented.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from caunoi.accounts.models import Role, RoleGrant, User
from caunoi.events.models import Event, EventHost, Participation
from caunoi.needs.models import Need, NeedSector
from caunoi.organisations.models import Organisation, OrganisationName, Register
from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    ExpertSector,
    HowGiven,
    OfficeHolder,
    Participant,
    Person,
)
from caunoi.people.purposes import Purpose
from caunoi.people.services import latest_consent_texts
from caunoi.programmes.models import (
    PartnerRole,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
)
from caunoi.proposals.models import Authorship, PlacedSector, Placement, Proposal, text_hash
from caunoi.sources.models import Attachment, Source, SourceKind
from caunoi.sources.services import keep_file
from caunoi.works.models import Authorship as WorkAuthorship
from caunoi.works.models import Work

_numbers = count(1)
PASSWORD = "a long and boring password"


def make_user(*roles: Role, email: str = "", **fields: Any) -> User:
    user = User.objects.create_user(
        email or f"user{next(_numbers)}@example.org", PASSWORD, **fields
    )
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, granted_at=timezone.now())
    return user


def make_officer(**fields: Any) -> User:
    return make_user(Role.OFFICER, **fields)


def make_organisation(
    name: str = "", *, kinds: Iterable[str] = ("education",), **fields: Any
) -> Organisation:
    name = name or f"Institute of Example Studies {next(_numbers)}"
    organisation = Organisation.objects.create(display_name=name, kinds=list(kinds), **fields)
    OrganisationName.objects.create(
        organisation=organisation, value=name, language="en", kinds=["ror_display", "label"]
    )
    return organisation


def make_register(name: str = "Register of tests") -> Register:
    found = Register.objects.first()
    if found:
        return found
    controller = make_organisation("Embassy of tests", kinds=["mission"])
    return Register.objects.create(name=name, controller=controller, countries=["BE", "LU"])


def make_source(kind: SourceKind = SourceKind.OFFICER, **fields: Any) -> Source:
    fields.setdefault("stated_on", datetime.date(2026, 3, 1))
    return Source.objects.create(kind=kind, **fields)


def make_attachment(name: str = "signed-list.pdf", content: bytes = b"%PDF-1.7 ") -> Attachment:
    return keep_file(ContentFile(content, name=name), name=name, by=None)


def make_person(display_name: str = "", **fields: Any) -> Person:
    """A person with no standing yet."""
    name = display_name or f"Người Ví Dụ {next(_numbers)}"
    return Person.objects.create(display_name=name, **fields)


def make_consent(
    person: Person,
    purpose: Purpose = Purpose.PROFILE,
    *,
    recipient: Organisation | None = None,
    given_on: datetime.date | None = None,
    **fields: Any,
) -> Consent:
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        recipient=recipient or make_register().controller,
        text=latest_consent_texts()[purpose],
        how_given=HowGiven.OWN_CLICK,
        source=make_source(SourceKind.PERSON),
        given_on=given_on or timezone.localdate(),
        **fields,
    )


def make_expert(
    display_name: str = "",
    *,
    purposes: Iterable[Purpose] = (),
    sectors: Iterable[str] = (),
    organisation: Organisation | None = None,
    ask_before_naming: bool = True,
    **fields: Any,
) -> Person:
    """A person who said yes to a profile and to `purposes`, all for the register's controller."""
    person = make_person(display_name, **fields)
    expert = Expert.objects.create(
        person=person,
        yes=make_consent(person),
        confirmed_on=timezone.localdate(),
        ask_before_naming=ask_before_naming,
    )
    for purpose in purposes:
        make_consent(person, purpose)
    for code in sectors:
        ExpertSector.objects.create(expert=expert, sector_id=code)
    if organisation:
        make_affiliation(person, organisation)
    return person


def make_affiliation(person: Person, organisation: Organisation, position: str = "") -> Affiliation:
    return Affiliation.objects.create(
        person=person,
        organisation=organisation,
        organisation_name=organisation.display_name,
        position=position,
    )


def make_participant(display_name: str = "", **fields: Any) -> Person:
    person = make_person(display_name, **fields)
    Participant.objects.create(
        person=person, delete_on=timezone.localdate() + datetime.timedelta(days=60)
    )
    return person


def make_office_holder(display_name: str = "", *, role: str = "Minister of examples") -> Person:
    person = make_person(display_name)
    OfficeHolder.objects.create(
        person=person, role=role, source=make_source(SourceKind.DOCUMENT, title="A newspaper")
    )
    return person


def make_event(
    title: str = "",
    *,
    hosts: Iterable[Organisation] = (),
    people: Iterable[Person] = (),
    **fields: Any,
) -> Event:
    fields.setdefault("starts_on", datetime.date(2026, 3, 14))
    event = Event.objects.create(title=title or f"Seminar {next(_numbers)}", **fields)
    for organisation in hosts:
        EventHost.objects.create(event=event, organisation=organisation)
    for person in people:
        Participation.objects.create(event=event, person=person)
    return event


def make_proposal(author: Person, text: str = "", **fields: Any) -> Proposal:
    text = text or f"Let us build an example, number {next(_numbers)}."
    fields.setdefault("received_on", datetime.date(2026, 3, 14))
    proposal = Proposal.objects.create(
        text=text, text_hash=text_hash(text), source=make_source(SourceKind.PERSON), **fields
    )
    Authorship.objects.create(proposal=proposal, person=author)
    return proposal


def place(proposal: Proposal, *sectors: str) -> Placement:
    """An officer's decision; without sectors: none of these."""
    placement = Placement.objects.create(proposal=proposal, placed_at=timezone.now())
    for code in sectors:
        PlacedSector.objects.create(placement=placement, sector_id=code)
    return placement


def make_work(*authors: Person, title: str = "", **fields: Any) -> Work:
    work = Work.objects.create(
        title=title or f"On examples, number {next(_numbers)}",
        source=make_source(SourceKind.PERSON),
        **fields,
    )
    for author in authors:
        WorkAuthorship.objects.create(work=work, expert_id=author.pk)
    return work


def make_need(title: str = "", *, sectors: Iterable[str] = (), **fields: Any) -> Need:
    title = title or f"An example that is needed, number {next(_numbers)}"
    fields.setdefault("text", f"{title}.")
    fields.setdefault("stated_on", datetime.date(2026, 3, 14))
    need = Need.objects.create(title=title, source=make_source(), **fields)
    for code in sectors:
        NeedSector.objects.create(need=need, sector_id=code)
    return need


def make_project(
    title: str = "",
    *,
    partners: Iterable[Organisation] = (),
    fields: Iterable[str] = (),
    sectors: Iterable[str] = (),
    **columns: Any,
) -> Project:
    """The first of `partners` coordinates. fields: EuroSciVoc paths."""
    project = Project(title=title or f"A project of examples, number {next(_numbers)}", **columns)
    paths = list(fields)
    project.derive_folded(path.rpartition("/")[2] for path in paths)
    project.save()
    for path in paths:
        ProjectField.objects.create(project=project, code=f"/{next(_numbers)}", path=path)
    for code in sectors:
        ProjectSector.objects.create(project=project, sector_id=code)
    for number, organisation in enumerate(partners):
        role = PartnerRole.PARTICIPANT if number else PartnerRole.COORDINATOR
        source = make_source(SourceKind.SERVICE)
        ProjectPartner.objects.create(
            project=project, organisation=organisation, role=role, source=source
        )
    return project
