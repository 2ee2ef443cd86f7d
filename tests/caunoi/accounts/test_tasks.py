"""What signing in leaves behind is gone in time."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from caunoi.accounts.tasks import ATTEMPTS_KEPT, forget_sign_ins

pytestmark = pytest.mark.django_db


def attempt(days_ago):
    made = AccessAttempt.objects.create(
        username=f"a{days_ago}@example.org", ip_address="::1", failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=made.pk).update(
        attempt_time=timezone.now() - datetime.timedelta(days=days_ago)
    )
    return made


def test_failed_attempts_are_kept_for_thirty_days():
    old, young = attempt(ATTEMPTS_KEPT.days + 1), attempt(ATTEMPTS_KEPT.days - 1)

    forget_sign_ins(timestamp=0)

    assert [one.pk for one in AccessAttempt.objects.all()] == [young.pk]
    assert old.pk != young.pk


def test_ended_sessions_are_cleared():
    for key, hours in (("ended", -1), ("open", 1)):
        until = timezone.now() + datetime.timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="", expire_date=until)

    forget_sign_ins(timestamp=0)

    assert [session.session_key for session in Session.objects.all()] == ["open"]
