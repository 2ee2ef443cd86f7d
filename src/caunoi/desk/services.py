"""Writing notes down, ticking them off, and throwing them away."""

from __future__ import annotations

import datetime

from caunoi.accounts.models import User
from caunoi.desk.models import Note


def write_note(*, text: str, by: User) -> Note:
    return Note.objects.create(text=text, written_by=by)


def tick_off(*, note: Note, at: datetime.datetime) -> None:
    note.done_at = at
    note.save(update_fields=["done_at"])


def take_up_again(*, note: Note) -> None:
    note.done_at = None
    note.save(update_fields=["done_at"])


def delete_note(*, note: Note) -> None:
    note.delete()
