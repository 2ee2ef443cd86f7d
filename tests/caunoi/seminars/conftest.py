"""A seminar whose kit is open today, and what somebody types on a phone."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from caunoi.seminars.services import TypedIn, open_kit, sign_up
from tests.caunoi.self_service.conftest import opened as opened
from tests.factories import make_event, make_register

DAY = datetime.timedelta(days=1)


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def kit(register):
    return new_kit("Hội thảo ví dụ", hosts=[register.controller])


def new_kit(title, hosts=(), starts_on=None):
    event = make_event(title, hosts=hosts, starts_on=starts_on or timezone.localdate())
    return open_kit(event=event, opens_on=event.starts_on - DAY, closes_on=event.starts_on)


@pytest.fixture
def somebody_signs_up():
    """somebody_signs_up(kit, yeses=…, key=…, at=…, name=…, …): as the page behind the code does."""

    def signs_up(kit, *, yeses=(), key="", at=None, **typed):
        words = {"name": "Lê Ví Dụ", "email": "vi-du@example.org", **typed}
        return sign_up(
            kit=kit,
            typed=TypedIn(**words),
            yeses=yeses,
            key=key or uuid4().hex,
            now=at or timezone.now(),
        )

    return signs_up
