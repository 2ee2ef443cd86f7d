"""Placing a proposal: one decision stands at a time, and a decision taken back is not lost."""

import datetime

import pytest
from django.utils import timezone

from caunoi.people.models import Person
from caunoi.proposals.models import Placement, Proposal, text_hash
from caunoi.proposals.services import (
    AlreadyPlaced,
    add_proposal,
    place_proposal,
    take_back_placement,
)
from caunoi.sources.models import SourceKind
from tests.factories import make_expert, make_officer, make_proposal

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def proposal() -> Proposal:
    return make_proposal(make_expert(), "Sản xuất hydrogen từ vỏ trấu.")


def sectors_of(placement: Placement) -> list[str]:
    return [one.sector_id for one in placement.placed_sectors.all()]


def test_a_proposal_waits_until_an_officer_decides(proposal: Proposal) -> None:
    assert proposal in Proposal.objects.to_place()

    officer = make_officer()
    placement = place_proposal(
        proposal=proposal,
        sectors=["energy", "agriculture", "energy"],
        suggested=["energy"],
        by=officer,
        at=NOW,
    )

    assert proposal not in Proposal.objects.to_place()
    assert sectors_of(placement) == ["energy", "agriculture"]
    assert (placement.placed_by, placement.suggested) == (officer, ["energy"])
    assert proposal in Proposal.objects.in_sector("agriculture")
    assert proposal not in Proposal.objects.in_sector("nuclear")


def test_none_of_these_is_a_decision(proposal: Proposal) -> None:
    placement = place_proposal(proposal=proposal, sectors=[], by=None, at=NOW)

    assert sectors_of(placement) == []
    assert proposal not in Proposal.objects.to_place()


def test_two_officers_do_not_place_it_twice(proposal: Proposal) -> None:
    first = place_proposal(proposal=proposal, sectors=["energy"], by=make_officer(), at=NOW)

    with pytest.raises(AlreadyPlaced) as refused:
        place_proposal(proposal=proposal, sectors=["nuclear"], by=make_officer(), at=NOW)

    assert refused.value.placement == first
    assert proposal not in Proposal.objects.in_sector("nuclear")


def test_a_placement_taken_back_stays_in_the_record(proposal: Proposal) -> None:
    first = place_proposal(proposal=proposal, sectors=["energy"], by=None, at=NOW)

    take_back_placement(placement=first, at=NOW)

    assert proposal in Proposal.objects.to_place()
    assert proposal not in Proposal.objects.in_sector("energy")
    second = place_proposal(proposal=proposal, sectors=["climate"], by=None, at=NOW)
    assert list(proposal.placements.standing()) == [second]
    assert proposal.placements.count() == 2


def test_what_an_officer_typed_names_the_officer_as_its_source() -> None:
    officer, author = make_officer(), make_expert()
    text = "Ein Kurs über Wasserstoff."

    kept = add_proposal(
        proposal=Proposal(text=text, received_on=datetime.date(2026, 5, 1)),
        authors=[author],
        by=officer,
        on=datetime.date(2026, 5, 2),
    )

    assert (kept.source.kind, kept.source.officer) == (SourceKind.OFFICER, officer)
    assert kept.text_hash == text_hash(text)
    assert list(Person.objects.filter(authorships__proposal=kept)) == [author]
