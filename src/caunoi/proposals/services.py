"""Writing about proposals: taking one down, placing it in sectors, taking that back.

Placing is an officer's decision; the library only suggests.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from caunoi.accounts.models import User
from caunoi.people.models import Person
from caunoi.proposals.models import (
    Authorship,
    Channel,
    CoAuthor,
    OriginalMail,
    PlacedSector,
    Placement,
    Progress,
    Proposal,
    text_hash,
)
from caunoi.sources.models import Source, SourceKind


class AlreadyPlaced(Exception):
    """Somebody decided on this proposal meanwhile; `placement` says who and when."""

    def __init__(self, placement: Placement) -> None:
        super().__init__(f"proposal {placement.proposal_id} is placed already")
        self.placement = placement


@transaction.atomic
def add_proposal(
    *,
    proposal: Proposal,
    authors: Iterable[Person],
    by: User,
    on: datetime.date,
    named_author: str = "",
    original_mail: str = "",
) -> Proposal:
    """Keep a proposal an officer typed in, word for word.

    named_author: somebody who is not in the register, kept as a line of text. original_mail: the
    e-mail it came in, which is kept beside it.
    """
    proposal.text_hash = text_hash(proposal.text)
    if original_mail:
        proposal.channel = Channel.EMAIL
    proposal.source = Source.objects.create(kind=SourceKind.OFFICER, officer=by, stated_on=on)
    proposal.save()
    Authorship.objects.bulk_create(
        Authorship(proposal=proposal, person=author) for author in authors
    )
    if named_author:
        CoAuthor.objects.create(proposal=proposal, line=named_author)
    if original_mail:
        OriginalMail.objects.create(proposal=proposal, text=original_mail)
    return proposal


@transaction.atomic
def set_progress(*, proposal: Proposal, progress: Progress) -> None:
    """Say how far it has come; told to authors by whoever moves it on."""
    Proposal.objects.filter(pk=proposal.pk).update(progress=progress)
    proposal.progress = progress


def place_proposal(
    *,
    proposal: Proposal,
    sectors: Sequence[str],
    suggested: Sequence[str] = (),
    by: User | None,
    at: datetime.datetime,
) -> Placement:
    """Decide on the sectors of a proposal; no sectors: none of these.

    suggested: what the officer was shown, best first. Raises AlreadyPlaced.
    """
    try:
        with transaction.atomic():
            placement = Placement.objects.create(
                proposal=proposal, suggested=list(suggested), placed_by=by, placed_at=at
            )
            PlacedSector.objects.bulk_create(
                PlacedSector(placement=placement, sector_id=code) for code in dict.fromkeys(sectors)
            )
    except IntegrityError as error:
        standing = proposal.placements.standing().select_related("placed_by").first()
        if standing is None:
            raise
        raise AlreadyPlaced(standing) from error
    return placement


@transaction.atomic
def take_back_placement(*, placement: Placement, at: datetime.datetime) -> None:
    """The proposal waits to be placed again; the decision stays in the record as taken back."""
    Placement.objects.standing().filter(pk=placement.pk).update(taken_back_at=at)
