"""A person's browser: opened by a link, as the letters do it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.messages.links import LINK_LIFETIME, OWN_PAGE
from caunoi.people.models import Person, PersonLink
from tests.factories import make_register


@pytest.fixture
def register():
    return make_register()


def new_link(person: Person, now=None) -> tuple[PersonLink, str]:
    return PersonLink.issue(
        purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=now or timezone.now(), person=person
    )


@pytest.fixture
def opened():
    """opened(person): a browser in which the person pressed the button of an own link."""

    def opened(person: Person) -> Client:
        client = Client()
        _link, token = new_link(person)
        client.post(reverse("self_service:open", args=[token]))
        return client

    return opened
