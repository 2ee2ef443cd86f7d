"""Filling an empty register with the demonstration, through the doors every register has.

The people arrive as seminar workbooks with a signed list, organisations and projects as the files
of ROR and CORDIS, so that every run can be looked at and undone; one more workbook, with mistakes
in it, is planned and waits to be decided on. Each step is whole or absent, and is left as it is
where it was done before: killed midway, the next call goes on.
"""

from __future__ import annotations

import datetime
import io
import zipfile

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from caunoi.accounts.models import RoleGrant, User
from caunoi.demonstration import bodies, gatherings, replies, writings
from caunoi.demonstration.accounts import DEMONSTRATION_ACCOUNTS, PASSWORD
from caunoi.demonstration.files import (
    CORDIS_TABLES,
    ROR_RECORDS,
    WALK_INS,
    GivenAnswer,
    InventedBody,
    InventedPerson,
    InventedWork,
    RealOrganisation,
    StatedPriority,
    ToldEvent,
    WrittenNeed,
    WrittenProposal,
    read,
)
from caunoi.events.models import Event
from caunoi.imports.models import ImportRun
from caunoi.imports.services import apply_import, plan_import, receive_file

PROJECTS = "cordis.zip"


def load_demonstration_once() -> bool:
    """Load it into an empty register; False when it was there already."""
    if ImportRun.objects.filter(file_name=WALK_INS.name).exists():
        return False
    today = timezone.localdate()
    officer = _create_accounts()
    _create_organisations(today)
    _import(ROR_RECORDS.name, ROR_RECORDS.read_bytes(), kind="ror", by=officer, on=today)
    _hold_events(officer, today)
    _write(officer, today)
    _import(PROJECTS, _zipped_projects(), kind="cordis", by=officer, on=today)
    _reply(officer, today)
    _plan_walk_ins(officer, today)
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


def _create_organisations(today: datetime.date) -> None:
    real, invented = read("organisations", RealOrganisation), read("invented_bodies", InventedBody)
    bodies.create_organisations(real, invented, on=today)


def _hold_events(officer: User, today: datetime.date) -> None:
    people = read("people", InventedPerson)
    proposals = read("proposals", WrittenProposal)
    events = read("events", ToldEvent)
    gatherings.create_events(events, on=today)
    for told in (event for event in events if event.people):
        gatherings.import_seminar(told, people[told.rows], proposals, by=officer, on=today)


def _write(officer: User, today: datetime.date) -> None:
    writings.add_works(read("works", InventedWork), by=officer, on=today)
    writings.place_proposals(read("proposals", WrittenProposal), by=officer)
    writings.write_needs(read("needs", WrittenNeed), by=officer, on=today)
    writings.state_priorities(read("priorities", StatedPriority))


def _reply(officer: User, today: datetime.date) -> None:
    replies.open_offices()
    replies.answer_proposals(read("answers", GivenAnswer), by=officer, on=today)
    replies.introduce_experts(by=officer, on=today)
    replies.open_the_newest_kit()


# --- files of others ---


@transaction.atomic
def _import(name: str, content: bytes, *, kind: str, by: User, on: datetime.date) -> None:
    if ImportRun.objects.filter(file_name=name).exists():
        return
    file = ContentFile(content, name=name)
    run = receive_file(kind=kind, file=file, name=name, by=by)
    apply_import(run=plan_import(run=run, on=on), on=on)


def _zipped_projects() -> bytes:
    """The tables of CORDIS under the names they have in its own zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for table in CORDIS_TABLES:
            # Without the time of day the same bytes come out every time.
            member = zipfile.ZipInfo(table.name.removeprefix("cordis_"))
            archive.writestr(member, table.read_bytes())
    return target.getvalue()


def _plan_walk_ins(officer: User, today: datetime.date) -> None:
    event = Event.objects.order_by("-starts_on").first()
    with transaction.atomic():
        run = receive_file(
            kind="seminar",
            file=ContentFile(WALK_INS.read_bytes(), name=WALK_INS.name),
            name=WALK_INS.name,
            by=officer,
            event=event,
        )
        plan_import(run=run, on=today)
