"""Offers as search knows them: found by the mission, and candidates for needs while in use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Offer
from caunoi.needs.posting import Review
from caunoi.needs.queries import with_offered_sectors
from caunoi.search.documents import Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import sector_labels
from caunoi.sources.many import among
from trithuc.matching import Candidate, Work

CODE = "offer"


def visible_offers(viewer: Viewer) -> QuerySet[Offer]:
    """In use today: one that has ended is nobody's answer, whatever the index still says."""
    return Offer.objects.visible_to(viewer).in_use(on=timezone.localdate())


def _accepted(ids: Collection[int]) -> QuerySet[Offer]:
    found = Offer.objects.filter(among("pk", ids), review=Review.ACCEPTED).order_by()
    return with_offered_sectors(found)


def offer_documents(ids: Collection[int]) -> Iterator[Document]:
    for offer in _accepted(ids):
        yield Document(
            kind=CODE,
            record=offer.pk,
            audience=Audience.OFFICER,
            names=(Text(offer.title, offer.language),),
            texts=(Text(offer.text, offer.language),),
            labels=tuple(
                label for one in offer.offer_sectors.all() for label in sector_labels(one.sector_id)
            ),
        )


def offer_candidates(ids: Collection[int]) -> Iterator[Candidate]:
    for one in _accepted(ids):
        work = Work(title=one.title, abstract=one.text, id=one.pk, year=one.stated_on.year)
        sectors = tuple(row.sector_id for row in one.offer_sectors.all())
        yield Candidate(id=one.pk, kind=CODE, works=(work,), sectors=sectors)


def offer_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = Offer.objects.visible_to(viewer).filter(among("pk", ids)).order_by()
    return {one.pk: _row(one) for one in with_offered_sectors(found).select_related("offered_by")}


def _row(offer: Offer) -> Row:
    body = str(offer.offered_by) if offer.offered_by else ""
    return Row(
        title=offer.title,
        url=offer.get_absolute_url(),
        lines=tuple(filter(None, (body, offer.get_kind_display()))),
        sectors=tuple(one.sector.label for one in offer.offer_sectors.all()),
        texts=(offer.text,),
    )


KIND = SearchableKind(
    code=CODE,
    label=_("Offers"),
    singular=_("Offer"),
    icon="plus",
    records=lambda: Offer.objects.all(),
    documents_of=offer_documents,
    visible=visible_offers,
    rows_of=offer_rows,
    candidates_of=offer_candidates,
    facets={
        "sector": Facet("offer_sectors__sector"),
        "language": Facet("language"),
    },
)
