"""Offices of a body: named once each, changed, removed with their links."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.organisations.models import ContactPoint, OrganisationLink
from caunoi.organisations.offices import OfficeIsNamed, keep_office, remove_office
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
NAME = "Vụ Hợp tác quốc tế"


@pytest.fixture
def body():
    return make_organisation("Bộ Ví dụ", kinds=["government"])


def kept(body, name=NAME, **changed):
    particulars = {"email": "htqt@example.org", "language": "vi", **changed}
    return keep_office(organisation=body, name=name, **particulars)


def test_an_office_is_added_and_changed(body):
    office = kept(body)
    changed = kept(body, office=office, email="new@example.org")

    assert ContactPoint.objects.get() == changed
    assert (changed.email, changed.language) == ("new@example.org", "vi")


@pytest.mark.parametrize("name", [NAME, NAME.upper()])
def test_a_body_names_an_office_once(body, name):
    kept(body)
    with pytest.raises(OfficeIsNamed):
        kept(body, name)


def test_another_body_may_have_one_of_the_same_name(body):
    kept(body)
    assert kept(make_organisation("Bộ Khác")).name == NAME


def test_its_links_go_with_it(body):
    office = kept(body)
    OrganisationLink.issue(
        purpose="bodys_page",
        lifetime=datetime.timedelta(days=1),
        now=timezone.now(),
        contact_point=office,
    )

    remove_office(office=office)

    assert not OrganisationLink.objects.exists()
