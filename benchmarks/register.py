"""The product from inside: a register made ready, files handed in, an officer's browser.

Import it only where Django runs, which is within `caunoi.cli.ready_database`.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable
from pathlib import Path

import psutil
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.invented import PLACES, organisation_name
from caunoi.accounts.models import Role, RoleGrant, User
from caunoi.events.models import Event, EventHost
from caunoi.imports.models import ImportRun
from caunoi.imports.services import receive_file
from caunoi.organisations.models import Organisation, OrganisationName, Register
from caunoi.sources.services import keep_file

TODAY = datetime.date(2026, 11, 22)
SIGNED_LIST = b"%PDF-1.4\n% The signed list of an invented seminar.\n%%EOF\n"


def name_the_register() -> Register:
    controller = Organisation.objects.create(
        display_name="Embassy of benchmarks", kinds=["mission"]
    )
    return Register.objects.create(
        name="Register of benchmarks", controller=controller, countries=["BE", "LU"]
    )


def add_organisations(numbers: Iterable[int]) -> None:
    """Plain ones without a source: what benchmarks need of them is that they can be found."""
    for number in numbers:
        name, (city, country) = organisation_name(number), PLACES[number % len(PLACES)]
        added = Organisation.objects.create(
            display_name=name, kinds=["education"], city=city, country_code=country
        )
        OrganisationName.objects.create(
            organisation=added, value=name, language="en", kinds=["ror_display", "label"]
        )


def add_event(number: int) -> Event:
    starts_on = TODAY - datetime.timedelta(days=7 * number)
    event = Event.objects.create(title=f"Seminar of examples {number}", starts_on=starts_on)
    EventHost.objects.create(event=event, organisation=Register.objects.get().controller)
    return event


def hand_in(kind: str, path: Path, *, event: Event | None = None) -> ImportRun:
    """With a signed list where people are brought, so that a yes in a row counts."""
    proof = None
    if event:
        name = "signed-list.pdf"
        proof = keep_file(ContentFile(SIGNED_LIST, name=name), name=name, by=None)
    with path.open("rb") as stream:
        return receive_file(
            kind=kind, file=File(stream), name=path.name, event=event, signed_list=proof
        )


def add_user(role: Role) -> None:
    user = User.objects.create_user(f"{role.value}@example.org", None)
    RoleGrant.objects.create(user=user, role=role, granted_at=timezone.now())


def browser_of(role: Role) -> Client:
    """Signed in as the user added for this role; its requests run inside this process."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(role_grants__role=role),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def count_rows_anew() -> None:
    """What PostgreSQL does by itself within a minute of a large import."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def computed() -> float:
    """Processor seconds spent so far by this process and by its session in the database."""
    connection.ensure_connection()
    session = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return time.process_time() + session.user + session.system
