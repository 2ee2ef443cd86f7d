"""Events by title, place and hosts. Who came is no business of the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.organisations.wording import country_name
from caunoi.search.documents import Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import country_labels
from caunoi.sources.many import among

CODE = "event"
READERS = (Audience.OFFICER, Audience.HOME)


def visible_events(viewer: Viewer) -> QuerySet[Event]:
    return Event.objects.visible_to(viewer)


def event_documents(ids: Collection[int]) -> Iterator[Document]:
    found = Event.objects.filter(among("pk", ids)).order_by()
    for event in found.prefetch_related("hosts__organisation"):
        hosts = (str(host) for host in event.hosts.all())
        for audience in READERS:
            yield Document(
                kind=CODE,
                record=event.pk,
                audience=audience,
                names=(Text(event.title),),
                texts=(Text(event.description),) if event.description else (),
                labels=(event.place, *hosts, *country_labels(event.country_code)),
            )


def event_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_events(viewer).filter(among("pk", ids)).order_by()
    return {event.pk: _row(event) for event in found}


def _row(event: Event) -> Row:
    place = ", ".join(filter(None, (event.place, country_name(event.country_code))))
    lines = (str(event.get_kind_display()), date_format(event.starts_on), place)
    return Row(
        title=event.title,
        url=event.get_absolute_url(),
        lines=tuple(filter(None, lines)),
        texts=(event.description,),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Events"),
    singular=_("Event"),
    icon="calendar",
    records=lambda: Event.objects.all(),
    documents_of=event_documents,
    visible=visible_events,
    rows_of=event_rows,
    facets={"country": Facet("country_code")},
)
