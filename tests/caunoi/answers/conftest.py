"""A proposal, a ministry that can answer it, and the browsers of all who are concerned."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.answers.models import BodysAnswer, Routing, Verdict
from caunoi.answers.services import give_answer, route_proposal, send_reply
from caunoi.answers.showing import leaving_words
from caunoi.messages.links import BODYS_PAGE, LINK_LIFETIME, OWN_PAGE
from caunoi.messages.models import Letter
from caunoi.organisations.models import ContactPoint, OrganisationLink
from caunoi.people.models import Person, PersonLink
from caunoi.proposals.models import Proposal
from tests.factories import make_expert, make_officer, make_organisation, make_proposal

AUTHOR = "Trần Thị Ví Dụ"
TITLE = "Điện mặt trời cho trường học"
TEXT = "Tôi là Trần Thị Ví Dụ, đề nghị lắp điện mặt trời cho một trường học."


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def make_office(body: str = "Ministry of Examples", **fields: Any) -> ContactPoint:
    organisation = make_organisation(body, kinds=["government"])
    fields.setdefault("name", "International Cooperation")
    fields.setdefault("email", "cooperation@example.org")
    return ContactPoint.objects.create(organisation=organisation, **fields)


def route(proposal: Proposal, *offices: ContactPoint, **fields: Any) -> Routing:
    today = timezone.localdate()
    fields.setdefault("due_on", today + days(21))
    return route_proposal(
        proposal=proposal,
        offices=offices,
        words=leaving_words(proposal),
        question=fields.pop("question", ""),
        by=fields.pop("by", None),
        on=today,
        **fields,
    )[0]


def answer(
    routing: Routing, verdict: Verdict = Verdict.WILL_TAKE_UP, text: str = ""
) -> BodysAnswer:
    return give_answer(routing=routing, verdict=verdict, text=text, by=None, now=timezone.now())


def reply_to(
    proposal: Proposal, *, number: int = 1, text: str = "Cảm ơn.", **fields: Any
) -> list[Letter]:
    fields = {"language": "vi", "by": None, "on": timezone.localdate(), **fields}
    return send_reply(proposal=proposal, text=text, number=number, **fields)


@pytest.fixture
def officer():
    return make_officer(display_name="Cán bộ Ví Dụ")


@pytest.fixture
def desk(client: Client, officer) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def author() -> Person:
    return make_expert(AUTHOR, email="vi.du@example.org", language="vi", sectors=["energy"])


@pytest.fixture
def proposal(author: Person) -> Proposal:
    return make_proposal(author, TEXT, title=TITLE, language="vi")


@pytest.fixture
def office() -> ContactPoint:
    return make_office()


@pytest.fixture
def routing(proposal: Proposal, office: ContactPoint) -> Routing:
    return route(proposal, office)


@pytest.fixture
def opened():
    """opened(office or person): a browser in which the button of an own link was pressed."""

    def opened(reader: ContactPoint | Person) -> Client:
        client = Client()
        now = timezone.now()
        if isinstance(reader, Person):
            _link, token = PersonLink.issue(
                purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=now, person=reader
            )
            client.post(reverse("self_service:open", args=[token]))
        else:
            _link, token = OrganisationLink.issue(
                purpose=BODYS_PAGE, lifetime=LINK_LIFETIME, now=now, contact_point=reader
            )
            client.post(reverse("partners:open", args=[token]))
        return client

    return opened
