"""What was written: works of the experts, needs of home, and what an officer did with both.

Everything goes through the services behind the pages.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.demonstration.bodies import organisations_by_display_name
from caunoi.demonstration.files import (
    InventedWork,
    StatedPriority,
    WrittenNeed,
    WrittenProposal,
    parts,
)
from caunoi.needs.models import Need
from caunoi.needs.services import shortlist, write_need
from caunoi.people.models import Expert
from caunoi.proposals.models import Placement, Proposal, text_hash
from caunoi.proposals.services import place_proposal
from caunoi.sectors.models import Priority
from caunoi.sectors.services import state_priority
from caunoi.works.models import Work
from caunoi.works.services import add_work

BRUSSELS = ZoneInfo("Europe/Brussels")
PLACED_WITHIN_DAYS = 6
AT_NINE = datetime.time(9, tzinfo=BRUSSELS)


@transaction.atomic
def add_works(works: Sequence[InventedWork], *, by: User, on: datetime.date) -> None:
    if Work.objects.exists():
        return
    authors = _experts_by_address()
    for told in works:
        work = Work(title=told.title, abstract=told.abstract, year=int(told.year), venue=told.venue)
        first, *others = parts(told.authors)
        add_work(work=work, author=authors[first], by=by, on=on)
        for other in others:
            work.authorships.create(expert=authors[other])


def _experts_by_address() -> Mapping[str, Expert]:
    """By e-mail, or by name where there is none."""
    experts = Expert.objects.select_related("person")
    return {one.person.email or one.person.display_name: one for one in experts}


@transaction.atomic
def place_proposals(proposals: Sequence[WrittenProposal], *, by: User) -> None:
    """Each a few days after it came, in the morning."""
    if Placement.objects.exists():
        return
    received = {proposal.text_hash: proposal for proposal in Proposal.objects.all()}
    for number, told in enumerate(one for one in proposals if one.placed_in):
        proposal = received[text_hash(told.text)]
        day = proposal.received_on + datetime.timedelta(days=1 + number % PLACED_WITHIN_DAYS)
        place_proposal(
            proposal=proposal,
            sectors=parts(told.placed_in),
            by=by,
            at=datetime.datetime.combine(day, AT_NINE),
        )


@transaction.atomic
def write_needs(needs: Sequence[WrittenNeed], *, by: User, on: datetime.date) -> None:
    if Need.objects.exists():
        return
    bodies, experts = organisations_by_display_name(), _experts_by_address()
    for told in needs:
        need = Need(
            title=told.title,
            text=told.text,
            asked_by=bodies[told.asked_by],
            funding=told.funding,
            ways_wanted=parts(told.ways_wanted),
            due_on=told.due_on(on),
        )
        write_need(need=need, sectors=parts(told.sectors), by=by, on=told.asked_on(on))
        for email in parts(told.shortlisted):
            # Chosen because the officer knows them, before anything was computed.
            candidate = experts[email].person
            shortlist(need=need, candidate=candidate, score=None, reasons=(), by=by)


@transaction.atomic
def state_priorities(priorities: Sequence[StatedPriority]) -> None:
    if Priority.objects.exists():
        return
    for told in priorities:
        stated_on = datetime.date.fromisoformat(told.stated_on)
        priority = Priority(
            sector_id=told.sector,
            country_code=told.country,
            partner_country_code=told.towards,
            said_by=told.said_by,
            valid_from=stated_on,
        )
        state_priority(
            priority=priority, source_title=told.source, source_url="", by=None, on=stated_on
        )
