"""Reading works: one of them with its authors, as far as the viewer may see them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from caunoi.accounts.viewers import Viewer
from caunoi.people.models import Person
from caunoi.works.models import Authorship, Work


def works_with_authors(viewer: Viewer) -> QuerySet[Work]:
    """Each with `authorships` of the people this viewer may see, in a fixed number of queries."""
    authorships = authorships_visible_to(viewer).select_related("expert__person")
    return Work.objects.visible_to(viewer).prefetch_related(Prefetch("authorships", authorships))


def authorships_visible_to(viewer: Viewer) -> QuerySet[Authorship]:
    people = Person.objects.visible_to(viewer).order_by()
    return Authorship.objects.filter(expert__person__in=people)
