"""Keeping the sector rows equal to the library's list, and who gives them priority."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.sectors.models import Priority, Sector
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import delete_unused_sources
from trithuc import vocabulary


@transaction.atomic
def sync_sectors(**_signal: Any) -> None:
    """Add new sectors, move changed ones, retire those the library dropped; delete none."""
    current = vocabulary.sectors()
    rows = [
        Sector(code=sector.code, family=sector.family, position=position, is_retired=False)
        for position, sector in enumerate(current, 1)
    ]
    Sector.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["family", "position", "is_retired"],
    )
    Sector.objects.exclude(code__in=[sector.code for sector in current]).update(is_retired=True)


@transaction.atomic
def state_priority(
    *, priority: Priority, source_title: str, source_url: str, by: User | None, on: datetime.date
) -> Priority:
    """Save a new or changed priority with the document or article that says it."""
    source = Source(kind=SourceKind.DOCUMENT, officer=by, stated_on=on)
    if priority.source_id:
        source = priority.source
    source.title, source.url = source_title, source_url
    source.save()
    priority.source = source
    priority.save()
    return priority


@transaction.atomic
def delete_priority(*, priority: Priority) -> None:
    """With its source, unless another record names that too."""
    sources = Source.objects.filter(pk=priority.source_id)
    priority.delete()
    delete_unused_sources(sources)
