"""What stands around experts on officers' pages: their works, placed proposals, needs, an index.

Import it only where Django runs, which is within `caunoi.cli.ready_database`. Calling a function
again adds what is missing.
"""

from __future__ import annotations

from django.utils import timezone

from benchmarks import invented_works
from benchmarks.register import TODAY
from benchmarks.register_of_experts import invented_work
from caunoi.needs.models import Need, NeedSector
from caunoi.organisations.models import Organisation
from caunoi.people.models import Expert
from caunoi.proposals.models import PlacedSector, Placement, Proposal
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from caunoi.works.models import Authorship
from trithuc.vocabulary import sectors

CODES = [one.code for one in sectors()]


def add_works(each: int) -> None:
    """To every expert who has none."""
    source = Source.objects.create(kind=SourceKind.OFFICER, stated_on=TODAY)
    authors = list(Expert.objects.filter(work_authorships__isnull=True).order_by("pk"))
    works = [
        invented_work(author.pk, number, source) for author in authors for number in range(each)
    ]
    insert_by_copy(works)
    insert_by_copy(
        [Authorship(work=work, expert=authors[place // each]) for place, work in enumerate(works)]
    )


def place_every_second_proposal() -> None:
    waiting = list(Proposal.objects.to_place().order_by("pk"))[::2]
    placements = [Placement(proposal=one, placed_at=timezone.now()) for one in waiting]
    insert_by_copy(placements)
    insert_by_copy(
        [
            PlacedSector(placement=one, sector_id=CODES[place % len(CODES)])
            for place, one in enumerate(placements)
        ]
    )


def add_needs(number: int) -> None:
    source = Source.objects.create(kind=SourceKind.OFFICER, stated_on=TODAY)
    bodies = list(Organisation.objects.order_by("pk")[:50])
    needs = [
        Need(
            title=f"An example that is needed, number {place}",
            text=invented_works.need(place),
            asked_by=bodies[place % len(bodies)],
            stated_on=TODAY,
            source=source,
        )
        for place in range(Need.objects.count(), number)
    ]
    insert_by_copy(needs)
    insert_by_copy(
        [
            NeedSector(need=one, sector_id=CODES[place % len(CODES)])
            for place, one in enumerate(needs)
        ]
    )
