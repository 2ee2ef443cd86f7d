"""Figures of proposals: each number opens its records."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.answers.queries import Listed
from tests.caunoi.answers.conftest import TITLE, days, make_office, reply_to, route
from tests.caunoi.queries import queries_of
from tests.factories import make_expert, make_proposal, make_user, place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FIGURES, LISTS = "/answers/figures/", "/answers/"


def test_each_number_opens_as_many_records(desk, proposal):
    place(proposal, "energy")
    reply_to(proposal, on=proposal.received_on + days(3))
    make_proposal(make_expert(), received_on=TODAY)

    page = desk.get(FIGURES).content.decode()

    numbers = re.findall(r'href="(/answers/\?show=[^"]*)"[^>]*>\s*(\d+)\s*<', page)
    assert len(numbers) > 10
    for address, number in numbers:
        shown = desk.get(html.unescape(address))
        assert shown.context["page"].paginator.count == int(number), address
        assert len(shown.context["rows"]) == int(number)


def test_the_median_is_told(desk, proposal):
    reply_to(proposal, on=proposal.received_on + days(12))

    page = desk.get(FIGURES).content.decode()

    assert "to an answer, in the median" in page
    assert "12 days" in page


def test_the_picture_is_drawn_beside_its_table(desk, proposal):
    place(proposal, "energy")

    assert reverse("answers:figures_picture") in desk.get(FIGURES).content.decode()
    picture = desk.get(reverse("answers:figures_picture"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert "2026-03" in picture.content.decode()


def test_without_proposals_it_says_what_to_do(desk):
    assert "No proposals yet" in desk.get(FIGURES).content.decode()
    assert desk.get(reverse("answers:figures_picture")).status_code == 200


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
@pytest.mark.parametrize("address", [FIGURES, LISTS])
def test_nobody_else_reads_them(client, proposal, role, address):
    client.force_login(make_user(role))

    assert client.get(address).status_code == 403


class TestTheLists:
    def test_begin_with_who_waits(self, desk, proposal):
        proposal.received_on = TODAY - days(31)
        proposal.save()
        make_proposal(make_expert(), title="New today", received_on=TODAY)

        page = desk.get(LISTS).content.decode()

        assert TITLE in page
        assert "New today" not in page

    def test_say_from_whom_no_answer_has_come(self, desk, routing):
        page = desk.get(LISTS, {"show": "received"}).content.decode()

        assert str(routing.organisation) in page

    @pytest.mark.parametrize("shown", Listed)
    def test_open_when_empty(self, desk, shown):
        assert desk.get(LISTS, {"show": shown.value}).status_code == 200

    def test_what_cannot_be_read_narrows_nothing(self, desk, proposal):
        asked = {"show": "received", "sector": "nosuch" * 9, "month": "soon", "page": "x"}

        assert TITLE in desk.get(LISTS, asked).content.decode()

    def test_ask_no_more_of_the_database_for_more_rows(self, desk, routing):
        few = queries_of(desk, LISTS, show="received")
        for _ in range(5):
            route(make_proposal(make_expert()), make_office(f"Ministry {timezone.now()}"))

        assert queries_of(desk, LISTS, show="received") == few
