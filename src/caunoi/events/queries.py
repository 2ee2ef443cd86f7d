"""Reading events: the list, one event with those who came, and what may be deleted."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event, EventHost, Participation
from caunoi.people.folded import Folded
from caunoi.people.queries import current_affiliations
from trithuc.text.folding import fold

ORDERS = {
    "-date": ("-starts_on", "-id"),
    "date": ("starts_on", "id"),
}


def listed_events(
    viewer: Viewer, *, words: str = "", kind: str = "", sort: str = "-date"
) -> QuerySet[Event]:
    """Visible events with their hosts and `came`, how many visible people took part."""
    found = Event.objects.visible_to(viewer).alias(
        folded_title=Folded("title"), folded_place=Folded("place")
    )
    for word in fold(words).split():
        found = found.filter(folded_title__contains=word) | found.filter(
            folded_place__contains=word
        )
    if kind:
        found = found.filter(kind=kind)
    return (
        found.annotate(came=_came(viewer))
        .prefetch_related(_hosts())
        .order_by(*ORDERS.get(sort, ORDERS["-date"]))
    )


def event_pages(viewer: Viewer) -> QuerySet[Event]:
    return Event.objects.visible_to(viewer).select_related("source").prefetch_related(_hosts())


def participations_at(event: Event, viewer: Viewer) -> QuerySet[Participation]:
    """Those who came and whom the viewer may see, with all that a row shows, in name order."""
    current = Prefetch(
        "person__affiliations", current_affiliations(), to_attr="current_affiliations"
    )
    return (
        Participation.objects.filter(event=event)
        .visible_to(viewer)
        .select_related("person__expert", "person__participant", "person__office_holder")
        .prefetch_related(current)
        .order_by("person__sort_key", "id")
    )


def is_empty(event: Event) -> bool:
    """Whether nothing refers to it: nobody came, nothing was handed in, attached or imported."""
    # proposals and import_runs are relations of later layers, asked for without importing them.
    related = ("participations", "attachments", "proposals", "import_runs")
    return not any(getattr(event, name).exists() for name in related)


def _hosts() -> Prefetch[str, QuerySet[EventHost], str]:
    return Prefetch("hosts", EventHost.objects.select_related("organisation"))


def _came(viewer: Viewer) -> Coalesce:
    visible = Participation.objects.visible_to(viewer).filter(event=OuterRef("pk")).order_by()
    counted = visible.values("event").annotate(came=Count("pk")).values("came")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
