"""Proposals, for the mission: what was received is not shown to anyone else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.proposals.models import PlacedSector, Proposal
from caunoi.search.documents import Audience, Document, Text
from caunoi.search.facets import Facet
from caunoi.search.kinds import Row, SearchableKind
from caunoi.search.kinds.labels import sector_labels
from caunoi.sources.many import among
from trithuc.matching import Candidate, Work

CODE = "proposal"
STANDING = Q(placements__taken_back_at__isnull=True)


def visible_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    return Proposal.objects.visible_to(viewer)


def proposal_documents(ids: Collection[int]) -> Iterator[Document]:
    found = Proposal.objects.filter(among("pk", ids)).order_by()
    for proposal in _with_sectors(found):
        yield Document(
            kind=CODE,
            record=proposal.pk,
            audience=Audience.OFFICER,
            names=(Text(proposal.title, proposal.language),) if proposal.title else (),
            texts=(Text(proposal.text, proposal.language),),
            labels=tuple(
                label for one in sectors_of(proposal) for label in sector_labels(one.sector_id)
            ),
        )


def sectors_of(proposal: Proposal) -> list[PlacedSector]:
    """Where it was placed; fetched together with it."""
    standing = [one for one in proposal.placements.all() if one.taken_back_at is None]
    return [sector for one in standing for sector in one.placed_sectors.all()]


def proposal_candidates(ids: Collection[int]) -> Iterator[Candidate]:
    """In the sectors it was placed in; before anyone placed it, in those its author stated."""
    for one in _with_sectors(Proposal.objects.filter(among("pk", ids)).order_by()):
        work = Work(title=one.title, abstract=one.text, id=one.pk, year=one.received_on.year)
        placed = tuple(placed.sector_id for placed in sectors_of(one))
        yield Candidate(
            id=one.pk, kind=CODE, works=(work,), sectors=placed or tuple(one.stated_sectors)
        )


def proposal_rows(ids: Sequence[int], viewer: Viewer) -> Mapping[int, Row]:
    found = visible_proposals(viewer).filter(among("pk", ids)).order_by()
    return {one.pk: _row(one) for one in _with_sectors(found).select_related("event")}


def _row(proposal: Proposal) -> Row:
    event = str(proposal.event) if proposal.event else ""
    return Row(
        title=str(proposal),
        url=proposal.get_absolute_url(),
        lines=tuple(filter(None, (date_format(proposal.received_on), event))),
        sectors=tuple(one.sector.label for one in sectors_of(proposal)),
        texts=(proposal.text,),
    )


def _with_sectors(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    placed = PlacedSector.objects.select_related("sector")
    return proposals.prefetch_related("placements", Prefetch("placements__placed_sectors", placed))


KIND = SearchableKind(
    code=CODE,
    label=_("Proposals"),
    singular=_("Proposal"),
    icon="edit",
    records=lambda: Proposal.objects.all(),
    documents_of=proposal_documents,
    visible=visible_proposals,
    rows_of=proposal_rows,
    candidates_of=proposal_candidates,
    facets={
        "sector": Facet("placements__placed_sectors__sector", only=STANDING),
        "language": Facet("language"),
    },
)
