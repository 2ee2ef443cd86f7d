"""Where people work now: one line a person, whose body is linked only where it is known."""

from __future__ import annotations

import datetime

import pytest

from caunoi.people.models import Affiliation
from tests.caunoi.imports.sheets import applied, person, workbook
from tests.factories import make_expert, make_organisation, make_register

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2015, 9, 1)


@pytest.fixture
def mai():
    make_register()
    found = make_expert("Lê Thị Mai", email="mai@example.org", organisation=None)
    Affiliation.objects.create(
        person=found, organisation_name="KU Leuven", position="Professor", started_on=SINCE
    )
    return found


def says(organisation: str, position: str = "") -> Affiliation:
    row = person("Lê Thị Mai", "mai@example.org", organisation, position=position)
    applied(workbook([row]))
    return Affiliation.objects.get()


def test_a_new_position_at_the_same_body_keeps_the_first_day(mai):
    stands = says("KU Leuven", "Dean")

    assert (stands.position, stands.started_on) == ("Dean", SINCE)


def test_a_new_body_takes_along_neither_position_nor_first_day(mai):
    stands = says("Universiteit Gent")

    assert (stands.organisation_name, stands.position, stands.started_on) == (
        "Universiteit Gent",
        "",
        None,
    )


@pytest.mark.parametrize(("namesakes", "is_linked"), [(0, False), (1, True), (2, False)])
def test_a_body_is_linked_where_exactly_one_carries_the_name(mai, namesakes, is_linked):
    for _one in range(namesakes):
        make_organisation("Universiteit Gent")

    assert (says("universiteit gent").organisation_id is not None) is is_linked


def test_a_link_is_not_lost_where_the_name_alone_would_not_tell(mai):
    body = make_organisation("KU Leuven")
    make_organisation("KU Leuven")
    Affiliation.objects.update(organisation=body)

    assert says("ku leuven", "Dean").organisation_id == body.pk
