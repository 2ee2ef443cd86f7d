"""The pages of a body's offices, for officers alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.messages.models import Letter
from caunoi.organisations.models import ContactPoint
from caunoi.organisations.offices import keep_office
from tests.caunoi.queries import queries_of
from tests.factories import make_officer, make_organisation, make_register, make_user

pytestmark = pytest.mark.django_db
TYPED = {"name": "Vụ Hợp tác quốc tế", "email": "htqt@example.org", "language": "vi"}


@pytest.fixture
def body():
    make_register()
    return make_organisation("Bộ Ví dụ", kinds=["government"])


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def offices(body):
    return reverse("messages:offices", args=[body.pk])


def page(name, office):
    return reverse(f"messages:{name}", args=[office.pk])


def test_an_empty_list_says_what_to_do_and_an_office_is_added(client, officer, body):
    assert "Nobody can be written to there yet" in client.get(offices(body)).content.decode()

    shown = client.post(offices(body), TYPED, follow=True).content.decode()

    assert TYPED["name"] in shown
    assert offices(body) in client.get(body.get_absolute_url()).content.decode()


@pytest.mark.parametrize("typed", [{"name": ""}, {"email": "no address"}, {"language": "xx"}])
def test_what_has_to_be_corrected_is_named(client, officer, body, typed):
    answer = client.post(offices(body), {**TYPED, **typed})
    assert set(answer.context["form"].errors) == set(typed)
    assert not ContactPoint.objects.exists()


def test_the_same_name_again_is_told_kindly(client, officer, body):
    for _ in range(2):
        answer = client.post(offices(body), TYPED)
    assert "already" in answer.content.decode()
    assert ContactPoint.objects.count() == 1


def test_sending_a_link_leads_to_the_letter_and_removing_takes_all_away(client, officer, body):
    office = keep_office(organisation=body, **TYPED)

    answer = client.post(page("send_link", office))

    assert answer.url == Letter.objects.get().get_absolute_url()
    client.post(page("withdraw_links", office))
    client.post(page("remove_office", office))
    assert not ContactPoint.objects.exists()
    assert not Letter.objects.exists()


def test_more_offices_cost_no_more_queries(client, officer, body):
    keep_office(organisation=body, **TYPED)
    few = queries_of(client, offices(body))
    for number in range(5):
        keep_office(organisation=body, **{**TYPED, "name": f"Office {number}"})
    assert queries_of(client, offices(body)) == few


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_nobody_else_reads_where_a_body_is_written_to(client, body, role):
    office = keep_office(organisation=body, **TYPED)
    client.force_login(make_user(role))
    assert client.get(offices(body)).status_code == 403
    assert client.get(page("office", office)).status_code == 403
    assert client.post(page("send_link", office)).status_code == 403
