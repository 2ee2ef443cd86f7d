"""An expert, a participant and a body with something on each of their own pages.

`python -m tests.journeys.holders FOLDER` writes them into a new register and prints, as JSON, the
token of each one's link and the numbers of their records.
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

if TYPE_CHECKING:
    from caunoi.organisations.models import Organisation
    from caunoi.people.models import Person

EMAIL = "holder@example.org"
REFERENCE = "@article{one, title={Converters for islands}, author={Holder, Zz}, year={2024}}"


def write_register() -> dict[str, object]:
    """{"tokens": {holder: token}, "code": of the seminar, "records": {view: number}}."""
    from tests.caunoi.introductions.made import make_askable, make_body
    from tests.factories import make_register

    make_register()
    expert, body = make_askable("Đỗ Thị Ví Dụ", email=EMAIL, language="vi"), make_body()
    code, participant, sign_up = sign_somebody_up()
    records = {
        **introduce(expert, body),
        **propose(expert, body),
        **post(body),
        "seminars:mine": sign_up,
    }
    offer_works(expert)
    tokens = {
        "expert": token_of(expert),
        "participant": token_of(participant),
        "body": token_of_body(body),
    }
    return {"tokens": tokens, "code": code, "records": records}


def introduce(expert: Person, body: Organisation) -> dict[str, int]:
    """To three needs of the body, as far as asking each side and asking what came of it."""
    from django.utils import timezone

    from caunoi.introductions.models import Outcome, Side, Stage
    from caunoi.introductions.outcomes import ask_for_outcomes
    from tests.caunoi.introductions.made import introduction_at, make_needed

    stages = (Stage.INTRODUCED, Stage.BODY_ASKED, Stage.EXPERT_ASKED)
    introduced, for_body, for_expert = (
        introduction_at(stage, need=make_needed(f"To be {stage}", body=body), person=expert)
        for stage in stages
    )
    ask_for_outcomes(now=timezone.now() + datetime.timedelta(weeks=6))
    asked = {one.side: one.pk for one in Outcome.objects.filter(introduction=introduced)}
    return {
        "introductions:asked": for_expert.pk,
        "introductions:outcome": asked[Side.EXPERT],
        "introductions:for_body": for_body.pk,
        "introductions:outcome_of_body": asked[Side.BODY],
    }


def propose(expert: Person, body: Organisation) -> dict[str, int]:
    """One that nobody has in hand; one the body was asked about, told of and led to something; one
    by another expert who names this one."""
    from django.utils import timezone

    from caunoi.answers.services import add_milestone, route_proposal, send_reply
    from caunoi.answers.showing import leaving_words
    from caunoi.proposals.models import Channel, CoAuthor
    from caunoi.proposals.receiving import Words, receive_proposal
    from tests.factories import make_expert, make_proposal

    today = timezone.localdate()
    free = make_proposal(expert, title="Một cây cầu", language="vi", received_on=today)
    told = make_proposal(expert, title="Một trường học", language="vi", received_on=today)
    [routing] = route_proposal(
        proposal=told,
        offices=body.contact_points.all(),
        words=leaving_words(told),
        question="Could it be built?",
        due_on=today,
        by=None,
        on=today,
    )
    send_reply(proposal=told, text="Cảm ơn.", language="vi", number=1, by=None, on=today)
    add_milestone(
        proposal=told, happened_on=today, words="The roof stands.", by=None, now=timezone.now()
    )
    words = Words("A well", "Let us dig a well together.", co_authors=[EMAIL])
    receive_proposal(person=make_expert(), words=words, channel=Channel.OWN_PAGE, on=today)
    return {
        "self_service:change_proposal": free.pk,
        "self_service:co_author": CoAuthor.objects.get(person=expert).pk,
        "answers:own_proposal": told.pk,
        "answers:routed_one": routing.pk,
    }


def post(body: Organisation) -> dict[str, int]:
    """A need in use and one to change, and the same of offers."""
    from django.utils import timezone

    from caunoi.needs.models import Offer
    from caunoi.needs.posting import Review
    from tests.caunoi.introductions.made import make_needed
    from tests.factories import make_source

    in_use, draft = (
        make_needed(f"A need, {review}", body=body, review=review)
        for review in (Review.ACCEPTED, Review.DRAFT)
    )
    offered, drafted = (
        Offer.objects.create(
            title=f"An offer, {review}",
            text="A boat.",
            offered_by=body,
            review=review,
            source=make_source(),
            stated_on=timezone.localdate(),
        )
        for review in (Review.ACCEPTED, Review.DRAFT)
    )
    return {
        "partners:posting need": in_use.pk,
        "partners:change_posting need": draft.pk,
        "partners:posting offer": offered.pk,
        "partners:change_posting offer": drafted.pk,
    }


def sign_somebody_up() -> tuple[str, Person, int]:
    """The code of a seminar, who signed up on its page, and the number of that sign-up."""
    from django.utils import timezone

    from caunoi.seminars.services import TypedIn, open_kit, sign_up
    from tests.factories import make_event

    today = timezone.localdate()
    event = make_event("A seminar of examples", starts_on=today)
    kit = open_kit(event=event, opens_on=today, closes_on=today)
    typed = TypedIn(name="Lê Quét Mã", email="quet.ma@example.org", title="A", text="A bridge.")
    found = sign_up(kit=kit, typed=typed, yeses=(), key="a" * 32, now=timezone.now())
    return kit.code, found.person, found.pk


def offer_works(expert: Person) -> None:
    from django.utils import timezone

    from caunoi.self_service.models import OfferedFrom
    from caunoi.self_service.offers import keep_offer
    from caunoi.self_service.references import read_references

    keep_offer(
        person=expert,
        offered_from=OfferedFrom.FILE,
        content=read_references(REFERENCE),
        now=timezone.now(),
    )


def token_of(person: Person) -> str:
    from django.utils import timezone

    from caunoi.messages.links import LINK_LIFETIME, OWN_PAGE
    from caunoi.people.models import PersonLink

    _link, token = PersonLink.issue(
        purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=timezone.now(), person=person
    )
    return token


def token_of_body(body: Organisation) -> str:
    from django.utils import timezone

    from caunoi.messages.links import BODYS_PAGE, LINK_LIFETIME
    from caunoi.organisations.models import OrganisationLink

    _link, token = OrganisationLink.issue(
        purpose=BODYS_PAGE,
        lifetime=LINK_LIFETIME,
        now=timezone.now(),
        contact_point=body.contact_points.get(),
    )
    return token


if __name__ == "__main__":
    with ready_database(open_data_folder(Path(sys.argv[1]))):
        print(json.dumps(write_register()))
