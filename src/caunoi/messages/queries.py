"""Reading letters."""

from __future__ import annotations

from django.db.models import QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.messages.models import Letter
from caunoi.people.models import Person


def letters_to(person: Person, viewer: Viewer) -> QuerySet[Letter]:
    """Newest first; only those the viewer may see."""
    return Letter.objects.visible_to(viewer).filter(person=person)
