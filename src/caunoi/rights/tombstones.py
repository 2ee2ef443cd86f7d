"""Who was erased, so that restoring an older backup erases them again.

A tombstone is an empty file named by the person's identifier, which nobody else is ever given; it
stands in the data folder beside the database, not in it, and tells nothing of the person.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings


def tombstones() -> Path:
    return Path(settings.DATA.path) / "tombstones"


def set_tombstone(identifier: UUID) -> None:
    place = tombstones()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place / str(identifier)).touch(mode=0o600)


def identifiers_of_the_erased() -> list[UUID]:
    place = tombstones()
    return [UUID(one.name) for one in sorted(place.iterdir())] if place.is_dir() else []
