"""Keeping the sector rows equal to the library's list."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from caunoi.sectors.models import Sector
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
