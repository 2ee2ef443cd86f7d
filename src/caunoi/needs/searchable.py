"""Needs as search knows them: found by the mission, and nobody's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need
from caunoi.needs.posting import Review
from caunoi.needs.queries import with_sectors
from caunoi.needs.wording import standing_of
from caunoi.search.documents import Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import sector_labels
from caunoi.sources.many import among

CODE = "need"


def visible_needs(viewer: Viewer) -> QuerySet[Need]:
    return Need.objects.visible_to(viewer)


def need_documents(ids: Collection[int]) -> Iterator[Document]:
    for need in with_sectors(_shared(ids)):
        yield Document(
            kind=CODE,
            record=need.pk,
            audience=Audience.OFFICER,
            names=(Text(need.title, need.language),),
            texts=(Text(need.text, need.language),),
            labels=tuple(
                label for one in need.need_sectors.all() for label in sector_labels(one.sector_id)
            ),
        )


def _shared(ids: Collection[int]) -> QuerySet[Need]:
    """A draft is its body's alone."""
    return Need.objects.filter(among("pk", ids)).exclude(review=Review.DRAFT).order_by()


def need_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_needs(viewer).filter(among("pk", ids)).order_by()
    return {one.pk: _row(one) for one in with_sectors(found).select_related("asked_by")}


def _row(need: Need) -> Row:
    body = str(need.asked_by) if need.asked_by else ""
    return Row(
        title=need.title,
        url=need.get_absolute_url(),
        lines=tuple(filter(None, (body, str(standing_of(need).label)))),
        sectors=tuple(one.sector.label for one in need.need_sectors.all()),
        texts=(need.text,),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Needs"),
    singular=_("Need"),
    icon="filter",
    records=lambda: Need.objects.all(),
    documents_of=need_documents,
    visible=visible_needs,
    rows_of=need_rows,
    facets={
        "sector": Facet("need_sectors__sector"),
        "language": Facet("language"),
        "way": Facet("ways_wanted", is_array=True),
    },
)
