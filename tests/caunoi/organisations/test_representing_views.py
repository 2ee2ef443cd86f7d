"""The page of who acts for a body."""

import pytest
from django.urls import reverse

from caunoi.accounts.models import Invitation, Role
from caunoi.organisations.representing import add_representative
from tests.factories import make_officer, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def university():
    return make_organisation("Đại học Thử nghiệm")


def address(university):
    return reverse("organisations:representatives", args=[university.pk])


def hand_in(client, university, email, role=Role.HOME_PARTNER):
    return client.post(address(university), {"email": email, "role": role, "language": "vi"})


def test_an_account_is_added_at_once(client, officer, university):
    partner = make_user(Role.HOME_PARTNER, display_name="Partner of Tests")

    hand_in(client, university, partner.email.upper())

    assert "Partner of Tests" in client.get(address(university)).content.decode()
    assert not Invitation.objects.exists()


def test_somebody_without_an_account_gets_a_link_shown_once(client, officer, university):
    page = hand_in(client, university, "new@example.org").content.decode()

    assert "/accounts/invitations/cn_" in page
    again = client.get(address(university)).content.decode()
    assert "new@example.org" in again
    assert "cn_" not in again


def test_an_account_of_another_role_is_refused_kindly(client, officer, university):
    page = hand_in(client, university, make_officer().email).content.decode()

    assert "neither a home partner nor a coordinator" in page


def test_removing(client, officer, university):
    added = add_representative(organisation=university, user=make_user(Role.HOME_PARTNER))

    client.post(reverse("organisations:remove_representative", args=[added.pk]))

    assert not university.representatives.exists()


def test_nobody_acts_for_it_yet(client, officer, university):
    assert "Nobody acts for it yet" in client.get(address(university)).content.decode()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_others_do_not_even_look(client, university, role):
    client.force_login(make_user(role))

    assert client.get(address(university)).status_code == 403
