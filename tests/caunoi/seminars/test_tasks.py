"""The thank-you leaves by itself, once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from caunoi.messages.models import Letter
from caunoi.seminars.tasks import thank_the_day_after
from tests.caunoi.seminars.conftest import DAY, new_kit

pytestmark = pytest.mark.django_db


def test_those_of_yesterday_are_thanked_and_those_of_today_are_not(register, somebody_signs_up):
    today = timezone.localdate()
    over = somebody_signs_up(new_kit("Over", starts_on=today - DAY))
    somebody_signs_up(new_kit("Today", starts_on=today), email="b@example.org", name="Ai Khác")

    for _ in range(2):
        thank_the_day_after(timestamp=0)

    assert [one.person for one in Letter.objects.all()] == [over.person]
