"""The reason of a refusal goes after 90 days; the refusal stays."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.introductions.models import Introduction, RefusalReason, Stage
from caunoi.introductions.retention import forget_refusal_reasons
from caunoi.introductions.services import say_no
from caunoi.rights.retention import apply_retention
from tests.caunoi.introductions.made import introduction_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("forget", [forget_refusal_reasons, apply_retention])
def test_it_stands_for_90_days_and_not_a_day_longer(forget):
    found = introduction_at(Stage.EXPERT_ASKED)
    say_no(introduction=found, reason="zzreason")
    today = timezone.localdate()

    forget(on=today + datetime.timedelta(days=90))
    assert RefusalReason.objects.exists()

    forget(on=today + datetime.timedelta(days=91))
    assert not RefusalReason.objects.exists()
    assert Introduction.objects.get(pk=found.pk).stage == Stage.EXPERT_DECLINED
