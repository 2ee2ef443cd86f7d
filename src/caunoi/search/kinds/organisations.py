"""Organisations by all their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.models import Organisation
from caunoi.organisations.wording import country_name
from caunoi.search.documents import NAME, Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import country_labels
from caunoi.sources.many import among

CODE = "organisation"
READERS = (Audience.OFFICER, Audience.HOME)


def visible_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(viewer)


def organisation_documents(ids: Collection[int]) -> Iterator[Document]:
    found = Organisation.objects.filter(among("pk", ids)).order_by()
    for body in found.prefetch_related("names"):
        names = dict.fromkeys((body.display_name, *(name.value for name in body.names.all())))
        for audience in READERS:
            yield Document(
                kind=CODE,
                record=body.pk,
                audience=audience,
                names=tuple(Text(name, NAME) for name in names),
                labels=(body.city, *country_labels(body.country_code)),
            )


def organisation_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_organisations(viewer).filter(among("pk", ids)).order_by()
    return {body.pk: _row(body) for body in found}


def _row(body: Organisation) -> Row:
    place = ", ".join(filter(None, (body.city, country_name(body.country_code))))
    lines = (", ".join(body.kind_labels), place)
    return Row(body.display_name, body.get_absolute_url(), tuple(filter(None, lines)))


KIND = SearchableKind(
    code=CODE,
    label=_("Organisations"),
    singular=_("Organisation"),
    icon="building",
    records=lambda: Organisation.objects.all(),
    documents_of=organisation_documents,
    visible=visible_organisations,
    rows_of=organisation_rows,
    facets={"country": Facet("country_code")},
)
