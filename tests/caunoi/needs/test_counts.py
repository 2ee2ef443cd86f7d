"""A body learns how many are suitable, asked and agreed; no page of its need says who."""

import re

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.introductions.models import Stage
from caunoi.needs.counts import Counts, counts_of
from caunoi.needs.services import shortlist
from caunoi.organisations.models import Representative
from tests.caunoi.introductions.made import (
    introduction_at,
    make_askable,
    make_needed,
    make_telling_expert,
    opened_by_body,
    told,
    withdraw,
)
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db


def keep(need, *candidates):
    for candidate in candidates:
        shortlist(need=need, candidate=candidate, score=0.5, reasons=[], by=None)


def test_of_three_suitable_two_are_asked_and_one_agreed():
    need, others = make_needed(), make_needed("Another's")
    agreed, asked, not_asked = make_askable(), make_askable(), make_askable()
    keep(need, agreed, asked, not_asked, make_organisation())
    introduction_at(Stage.BODY_ASKED, need=need, person=agreed)
    introduction_at(Stage.EXPERT_ASKED, need=need, person=asked)
    introduction_at(Stage.TO_BE_ASKED, need=need, person=not_asked)

    assert counts_of([need, others]) == {need.pk: Counts(3, 2, 1), others.pk: Counts(0, 0, 0)}


def test_whoever_withdraws_counts_no_longer_and_a_no_is_no_yes():
    need = make_needed()
    gone, declines = make_askable(), make_askable()
    keep(need, gone, declines)
    introduction_at(Stage.BODY_AGREED, need=need, person=gone)
    introduction_at(Stage.BODY_DECLINED, need=need, person=declines)

    withdraw(gone)

    assert counts_of([need]) == {need.pk: Counts(suitable=1, asked=1, agreed=0)}


def test_whoever_is_asked_stays_suitable_off_the_shortlist():
    need = make_needed()
    introduction_at(Stage.EXPERT_ASKED, need=need)

    assert counts_of([need]) == {need.pk: Counts(suitable=1, asked=1, agreed=0)}


class TestTheBodysPages:
    @pytest.fixture
    def need(self):
        """A need for which somebody agreed of whom there is much to leak, and the body is asked."""
        need, person = make_needed(), make_telling_expert()
        keep(need, person)
        introduction_at(Stage.BODY_ASKED, need=need, person=person)
        return need

    def test_show_an_account_counts_and_nobody(self, client, need):
        partner = make_user(Role.HOME_PARTNER)
        Representative.objects.create(user=partner, organisation=need.asked_by)
        client.force_login(partner)

        page = client.get(need.get_absolute_url()).content.decode()

        figures = re.findall(r"<dt>(.*?)</dt>\s*<dd>(\d+)", page)
        assert figures == [("suitable experts", "1"), ("asked", "1"), ("agreed", "1")]
        assert told(page) == set()

    @pytest.mark.parametrize("name", ["partners:posting", "introductions:of_body"])
    def test_show_whoever_opened_a_link_counts_and_nobody(self, need, name):
        address = reverse(name, args=["need", need.pk] if name == "partners:posting" else [])

        page = opened_by_body(need.asked_by).get(address)

        assert "1 suitable, 1 asked, 1 agreed" in page.content.decode()
        assert told(page.content) == set()
