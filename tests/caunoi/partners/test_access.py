"""A body's own pages: who opens them, and what closes them."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.organisations.models import ContactPoint, OrganisationLink
from caunoi.organisations.representing import add_representative
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def office():
    body = make_organisation("Viện Ví Dụ")
    return ContactPoint.objects.create(organisation=body, name="Phòng Hợp tác", language="en")


def issued(office, *, ago=datetime.timedelta(0)):
    return OrganisationLink.issue(
        purpose="bodys_page", lifetime=DAY, now=timezone.now() - ago, contact_point=office
    )


def opened(token):
    client = Client()
    client.post(reverse("partners:open", args=[token]))
    return client


def home_of(client):
    return client.get(reverse("partners:home"))


def test_opening_a_link_only_shows_and_the_button_opens(office):
    client, (link, token) = Client(), issued(office)

    page = client.get(reverse("partners:open", args=[token]))

    assert "Viện Ví Dụ" in page.content.decode()
    assert home_of(client).status_code == 403
    assert OrganisationLink.objects.get(pk=link.pk).used_at is None
    client.post(reverse("partners:open", args=[token]))
    assert "Welcome, Viện Ví Dụ" in home_of(client).content.decode()


def test_a_link_opens_as_often_as_it_is_pressed_until_it_ends(office):
    _link, token = issued(office)

    assert home_of(opened(token)).status_code == home_of(opened(token)).status_code == 200


def test_a_withdrawn_link_closes_pages_that_stand_open(office):
    link, token = issued(office)
    client = opened(token)

    OrganisationLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())

    page = home_of(client)
    assert page.status_code == 403
    assert "open with your own link" in page.content.decode()


def test_an_expired_or_unknown_link_says_so_kindly(office):
    _link, token = issued(office, ago=2 * DAY)

    for one in (token, "cn_unknown"):
        page = Client().get(reverse("partners:open", args=[one]))
        assert page.status_code == 404
        assert "sends you a new one" in page.content.decode()
        assert home_of(opened(one)).status_code == 403


def test_closing_leaves_nothing_open(office):
    client = opened(issued(office)[1])

    client.post(reverse("partners:close"))

    assert home_of(client).status_code == 403


def test_an_account_that_acts_for_two_bodies_chooses_and_for_no_third(client):
    user, bodies = make_user(Role.HOME_PARTNER), [make_organisation("A"), make_organisation("B")]
    for body in bodies:
        add_representative(organisation=body, user=user)
    client.force_login(user)
    assert "You act for several bodies" in home_of(client).content.decode()

    client.post(reverse("partners:choose"), {"body": bodies[1].pk})

    assert "Welcome, B" in home_of(client).content.decode()
    for other in (make_organisation("C").pk, "x", ""):
        assert client.post(reverse("partners:choose"), {"body": other}).status_code == 404
    assert "Welcome, B" in home_of(client).content.decode()


def test_an_account_without_a_body_is_told_how_to_get_a_link(client):
    client.force_login(make_user(Role.HOME_PARTNER))

    assert home_of(client).status_code == 403
