"""Filling an empty register with the demonstration, through the doors every register has.

The people arrive as seminar workbooks with a signed list, so that their runs can be looked at and
undone; one more workbook, with mistakes in it, is planned and waits to be decided on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from caunoi.accounts.models import RoleGrant, User
from caunoi.demonstration.accounts import DEMONSTRATION_ACCOUNTS, PASSWORD
from caunoi.demonstration.files import (
    WALK_INS,
    InventedPerson,
    RealOrganisation,
    ToldEvent,
    WrittenProposal,
    read,
)
from caunoi.demonstration.workbook import seminar_workbook
from caunoi.events.models import Event, EventHost
from caunoi.imports.models import ImportRun
from caunoi.imports.services import apply_import, plan_import, receive_file
from caunoi.organisations.facts import facts_of
from caunoi.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationRelation,
    OrganisationStatement,
    Register,
    RelationKind,
)
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import keep_file, record_statements
from trithuc.identifiers import ror

CONTROLLER = "Embassy of Viet Nam in Belgium and Luxembourg"
REGISTER = "Cầu Nối – Belgium & Luxembourg (demo)"
SIGNED_LIST = b"%PDF-1.4\n% The signed list of an invented seminar.\n%%EOF\n"


def load_demonstration_once() -> bool:
    """Load it into an empty register; False when it was there already.

    Killed midway it leaves an empty register or whole parts, and the next call goes on.
    """
    if ImportRun.objects.filter(file_name=WALK_INS.name).exists():
        return False
    officer = _create_accounts()
    people = read("people", InventedPerson)
    _create_organisations(read("organisations", RealOrganisation), people)
    events = read("events", ToldEvent)
    _create_events(events)
    proposals = read("proposals", WrittenProposal)
    for told in (event for event in events if event.people):
        _import_seminar(told, people[told.rows], proposals, officer)
    _plan_walk_ins(officer)
    return True


@transaction.atomic
def _create_accounts() -> User:
    for account in DEMONSTRATION_ACCOUNTS:
        if not User.objects.filter(email=account.email).exists():
            user = User.objects.create_user(
                account.email, PASSWORD, display_name=account.display_name
            )
            RoleGrant.objects.bulk_create(
                RoleGrant(user=user, role=role, granted_at=timezone.now()) for role in account.roles
            )
    return User.objects.get(email=DEMONSTRATION_ACCOUNTS[0].email)


# --- organisations ---


@transaction.atomic
def _create_organisations(
    real: Sequence[RealOrganisation], people: Iterable[InventedPerson]
) -> None:
    if Register.objects.exists():
        return
    for told in real:
        _create_real(told)
    _link_parents(real)
    invented = {person.organisation: person for person in people if person.organisation}
    for name, person in sorted(invented.items()):
        _create_named(name, [("", name)], city=person.city, country=person.country)
    controller = Organisation.objects.get(names__value=CONTROLLER)
    Register.objects.create(name=REGISTER, controller=controller, countries=["BE", "LU"])


def _create_real(told: RealOrganisation) -> None:
    names = [tuple(name.split(":", 1)) for name in told.names.split("|") if name]
    organisation = _create_named(
        told.display_name,
        [(language, value) for language, value in names] or [("", told.display_name)],
        acronym=told.acronym,
        city=told.city,
        country=told.country,
        kinds=[kind for kind in told.types.split(";") if kind in OrganisationKind.values],
        website=told.website,
        ror_id=ror.normalize(told.ror_id) if told.ror_id else None,
    )
    source = Source.objects.create(
        kind=SourceKind.DOCUMENT, title=told.source[:255], stated_on=timezone.localdate()
    )
    stated = facts_of(Organisation.objects.get(pk=organisation.pk))
    record_statements(
        [
            OrganisationStatement(
                organisation=organisation, field=field, value=value, source=source
            )
            for field, value in stated.items()
            if value
        ]
    )


def _create_named(
    display_name: str,
    names: Sequence[tuple[str, str]],
    *,
    city: str,
    country: str,
    acronym: str = "",
    kinds: Sequence[str] = (OrganisationKind.FACILITY,),
    website: str = "",
    ror_id: str | None = None,
) -> Organisation:
    organisation = Organisation.objects.create(
        display_name=display_name,
        kinds=list(kinds),
        city=city,
        country_code=country,
        website=website,
        ror_id=ror_id,
    )
    kinds_of_name = {(language, value): ["label"] for language, value in names}
    if display_name not in {value for _language, value in names}:
        kinds_of_name["", display_name] = ["ror_display"]
    if acronym:
        kinds_of_name["", acronym] = ["acronym"]
    for (language, value), kinds_here in kinds_of_name.items():
        OrganisationName.objects.create(
            organisation=organisation, value=value, language=language, kinds=kinds_here
        )
    return organisation


def _link_parents(real: Sequence[RealOrganisation]) -> None:
    by_name = _organisations_by_name()
    for told in real:
        parent = by_name.get(told.parent)
        if parent and parent.ror_id:
            OrganisationRelation.objects.create(
                organisation=by_name[told.display_name],
                kind=RelationKind.PARENT,
                other_ror_id=parent.ror_id,
                other_label=parent.display_name,
            )


def _organisations_by_name() -> dict[str, Organisation]:
    return {organisation.display_name: organisation for organisation in Organisation.objects.all()}


# --- events and people ---


@transaction.atomic
def _create_events(events: Sequence[ToldEvent]) -> None:
    if Event.objects.exists():
        return
    hosts = _organisations_by_name()
    for told in events:
        event = Event.objects.create(
            title=told.title,
            kind=told.kind,
            starts_on=told.first_day,
            ends_on=datetime.date.fromisoformat(told.ends_on) if told.ends_on else None,
            place=told.place,
            country_code=told.country,
            source=_source_of(told),
        )
        for host in filter(None, told.hosts.split(";")):
            EventHost.objects.create(event=event, organisation=hosts[host])


def _source_of(told: ToldEvent) -> Source | None:
    if not told.source:
        return None
    return Source.objects.create(
        kind=SourceKind.DOCUMENT, title=told.source[:255], stated_on=told.first_day
    )


def _import_seminar(
    told: ToldEvent,
    people: Sequence[InventedPerson],
    proposals: Sequence[WrittenProposal],
    officer: User,
) -> None:
    event = Event.objects.get(title=told.title)
    if event.import_runs.exists():
        return
    content = seminar_workbook(people, proposals)
    name = f"seminar-{told.starts_on}.xlsx"
    signed_list = keep_file(
        ContentFile(SIGNED_LIST), name=f"signed-list-{told.starts_on}.pdf", by=officer
    )
    with transaction.atomic():
        run = receive_file(
            kind="seminar",
            file=ContentFile(content, name=name),
            name=name,
            by=officer,
            event=event,
            signed_list=signed_list,
        )
        on = timezone.localdate()
        apply_import(run=plan_import(run=run, on=on), on=on)


def _plan_walk_ins(officer: User) -> None:
    event = Event.objects.order_by("-starts_on").first()
    with WALK_INS.open("rb") as stream, transaction.atomic():
        run = receive_file(
            kind="seminar",
            file=ContentFile(stream.read(), name=WALK_INS.name),
            name=WALK_INS.name,
            by=officer,
            event=event,
        )
        plan_import(run=run, on=timezone.localdate())
