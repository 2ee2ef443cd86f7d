"""The person's own acts, and how often they may be repeated without harm."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from caunoi.people.models import Person
from caunoi.self_service import services
from caunoi.self_service.queries import is_to_confirm
from tests.factories import PASSWORD, make_expert, make_participant, make_proposal, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 5, 1)


def test_the_same_text_of_another_person_is_another_proposal(register):
    make_proposal(make_expert(), "Let us build an example.")

    sent = services.send_proposal(
        person=make_expert(), title="", text="Let us build an example.", on=DAY
    )

    assert type(sent).objects.count() == 2


def test_one_person_has_one_account(register):
    person = make_expert(email="one@example.org")
    services.make_account(person=person, password=PASSWORD)

    with pytest.raises(ValueError, match="has an account"):
        services.make_account(person=person, password=PASSWORD)


def test_an_address_that_has_an_account_makes_no_second(register):
    make_user(email="taken@example.org")
    person = make_expert(email="Taken@example.org")

    with pytest.raises(ValidationError):
        services.make_account(person=person, password=PASSWORD)

    assert Person.objects.get(pk=person.pk).user is None


def test_an_account_speaks_for_one_person_only(register):
    user = make_user(email="shared@example.org")
    first, second = make_expert(email=user.email), make_expert(email=user.email)

    assert services.tie_account(person=first, user=user)
    assert not services.tie_account(person=second, user=user)


def test_deleting_a_participant_leaves_an_expert_alone(register):
    person, other = make_expert(), make_participant()

    services.delete_participant(person=person, on=DAY)

    assert set(Person.objects.all()) == {person, other}


@pytest.mark.parametrize(("days", "due"), [(364, False), (365, True)])
def test_a_profile_is_to_be_confirmed_after_a_year(register, days, due):
    person = make_expert()
    on = person.expert.confirmed_on + datetime.timedelta(days=days)

    assert is_to_confirm(person, on=on) is due
