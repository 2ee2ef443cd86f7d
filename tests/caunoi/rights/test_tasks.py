"""By night, what is over goes without anybody having to think of it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.people.models import Participant, Person
from caunoi.rights.tasks import delete_what_is_over
from tests.factories import make_participant


@pytest.mark.django_db
def test_the_night_applies_the_periods():
    over, kept = make_participant(), make_participant()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Participant.objects.filter(person=over).update(delete_on=yesterday)

    delete_what_is_over(timestamp=0)

    assert list(Person.objects.all()) == [kept]
