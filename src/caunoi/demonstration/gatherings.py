"""The events of the demonstration, and the sheets its invented seminars brought home."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from caunoi.accounts.models import User
from caunoi.demonstration.bodies import organisations_by_display_name
from caunoi.demonstration.files import InventedPerson, ToldEvent, WrittenProposal, parts
from caunoi.demonstration.workbook import seminar_workbook
from caunoi.events.models import Event, EventHost
from caunoi.imports.services import apply_import, plan_import, receive_file
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import keep_file

SIGNED_LIST = b"%PDF-1.4\n% The signed list of an invented seminar.\n%%EOF\n"


@transaction.atomic
def create_events(events: Sequence[ToldEvent], *, on: datetime.date) -> None:
    if Event.objects.exists():
        return
    hosts = organisations_by_display_name()
    for told in events:
        event = Event.objects.create(
            title=told.title,
            kind=told.kind,
            starts_on=told.first_day(on),
            ends_on=told.last_day,
            place=told.place,
            country_code=told.country,
            source=_source_of(told, on),
        )
        for host in parts(told.hosts):
            EventHost.objects.create(event=event, organisation=hosts[host])


def _source_of(told: ToldEvent, on: datetime.date) -> Source | None:
    if not told.source:
        return None
    return Source.objects.create(
        kind=SourceKind.DOCUMENT, title=told.source[:255], stated_on=told.first_day(on)
    )


def import_seminar(
    told: ToldEvent,
    people: Sequence[InventedPerson],
    proposals: Sequence[WrittenProposal],
    *,
    by: User,
    on: datetime.date,
) -> None:
    """Its sheet with the signed list, applied on its own day: from then on every yes counts."""
    event = Event.objects.get(title=told.title)
    if event.import_runs.exists():
        return
    collected = proposals if told.collects_proposals else ()
    content = seminar_workbook(people, collected, loaded_on=on)
    name = f"seminar-{event.starts_on}.xlsx"
    signed_list = keep_file(
        ContentFile(SIGNED_LIST), name=f"signed-list-{event.starts_on}.pdf", by=by
    )
    with transaction.atomic():
        run = receive_file(
            kind="seminar",
            file=ContentFile(content, name=name),
            name=name,
            by=by,
            event=event,
            signed_list=signed_list,
        )
        apply_import(run=plan_import(run=run, on=event.starts_on), on=event.starts_on)
