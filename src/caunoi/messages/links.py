"""The address that opens a person's own page, made at the moment a letter leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from caunoi.messages.models import GAP_FOR_THE_LINK, Letter
from caunoi.people.models import Person, PersonLink

OWN_PAGE = "own_page"
OWN_HOME = "self_service:home"
LINK_LIFETIME = timedelta(days=30)


@transaction.atomic
@sensitive_variables("token")
def new_address_of_own_page(person: Person, *, to: str, now: datetime) -> str:
    """A whole address with a fresh token. to: the name of the page it leads to."""
    _link, token = PersonLink.issue(
        purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=now, person=person
    )
    path = reverse("self_service:open", args=[token])
    return f"{settings.SITE_URL.rstrip('/')}{path}?to={to}"


def text_with_link(letter: Letter, *, now: datetime) -> str:
    """The letter as it leaves; each call makes a new link."""
    if not letter.link_to:
        return letter.body
    address = new_address_of_own_page(letter.person, to=letter.link_to, now=now)
    return letter.body.replace(GAP_FOR_THE_LINK, address)
