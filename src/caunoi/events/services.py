"""Writing about events: their hosts, those who came, the files handed out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.files import File
from django.db import transaction

from caunoi.accounts.models import User
from caunoi.events.models import Event, EventHost, Participation
from caunoi.events.queries import is_empty
from caunoi.organisations.models import Organisation
from caunoi.people.models import Person
from caunoi.people.particulars import Particulars
from caunoi.people.services import add_participant
from caunoi.sources.models import Attachment
from caunoi.sources.services import delete_file, keep_file


class EventNotEmpty(Exception):
    """People, proposals, files or imports refer to the event; without it they would lose sense."""


@transaction.atomic
def save_event(*, event: Event, hosts: Iterable[Organisation]) -> Event:
    """Save a new or changed event and make these its hosts."""
    event.save()
    wanted = {host.pk for host in hosts}
    event.hosts.exclude(organisation__in=wanted).delete()
    held = set(event.hosts.values_list("organisation_id", flat=True))
    EventHost.objects.bulk_create(
        [EventHost(event=event, organisation_id=pk) for pk in sorted(wanted - held)]
    )
    return event


@transaction.atomic
def delete_event(*, event: Event) -> None:
    """Raises EventNotEmpty."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    if not is_empty(event):
        raise EventNotEmpty
    event.delete()


@transaction.atomic
def add_participant_of(
    *,
    event: Event,
    particulars: Particulars,
    role: Participation.Role,
    by: User,
    on: datetime.date,
) -> Person:
    """Someone new who came and has not said yes: a participant, kept for 60 days."""
    person = add_participant(particulars=particulars, by=by, on=on)
    Participation.objects.create(event=event, person=person, role=role)
    return person


def note_participation(*, event: Event, person: Person, role: Participation.Role) -> Participation:
    """Someone of the register came; said twice, the later role stands."""
    found, _is_new = Participation.objects.update_or_create(
        event=event, person=person, defaults={"role": role}
    )
    return found


@transaction.atomic
def attach_file(*, event: Event, file: File[Any], by: User) -> Attachment:
    attachment = keep_file(file, name=file.name or "", by=by)
    event.attachments.add(attachment)
    return attachment


@transaction.atomic
def detach_file(*, event: Event, attachment: Attachment) -> None:
    """Take a file from the event and delete it."""
    event.attachments.remove(attachment)
    transaction.on_commit(lambda: delete_file(attachment))
